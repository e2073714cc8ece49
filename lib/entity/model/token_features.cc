// The features of a token by what its line knows.
#include <algorithm>

#include "entity/model/feature_hash.h"
#include "entity/model/features.h"

namespace khotin::entity::model {
namespace {

constexpr uint32_t kRunSizes = 6;  // longer runs are like this one
constexpr uint32_t kFarWords = 3;  // of a run that are looked at

}  // namespace

const LineFeatures::Word& LineFeatures::At(size_t i, int offset) const {
  static const Word kBefore = [] {
    Word word;
    word.key = word.form = 1;
    word.shape = 1;
    return word;
  }();
  static const Word kBehind = [] {
    Word word;
    word.key = word.form = 2;
    word.shape = 2;
    return word;
  }();
  const auto at = static_cast<ptrdiff_t>(i) + offset;
  if (at < 0) return kBefore;
  return at < static_cast<ptrdiff_t>(words_.size()) ? words_[static_cast<size_t>(at)] : kBehind;
}

void LineFeatures::Get(size_t i, TokenFeatures* features) const {
  features->Clear();
  AddWords(i, features);
  AddShapes(i, features);
  AddLists(i, features);
  if (line_.Capital(i)) AddRun(i, features);
  AddClusters(i, features);
  AddCohesion(i, features);
}

void LineFeatures::AddWords(size_t i, TokenFeatures* features) const {
  const Word &b2 = At(i, -2), &b1 = At(i, -1), &w = At(i, 0), &a1 = At(i, 1), &a2 = At(i, 2);
  features->Add(Feature(1, w.key));
  features->Add(Feature(2, w.form));
  features->Add(Feature(3, b1.form));
  features->Add(Feature(4, a1.form));
  features->Add(Feature(5, b2.form));
  features->Add(Feature(6, a2.form));
  features->Add(Feature(7, b1.form, w.form));
  features->Add(Feature(8, w.form, a1.form));
  features->Add(Feature(9, b2.form, b1.form));
  features->Add(Feature(10, a1.form, a2.form));
  features->Add(Feature(11, b2.form, b1.form, w.form));
  features->Add(Feature(12, w.form, a1.form, a2.form));
  features->Add(Feature(13, b1.form, w.form, a1.form));
  features->Add(Feature(14, b1.key, w.shape));
  features->Add(Feature(15, w.shape, a1.key));
  features->Add(Feature(16, b2.key, b1.key, w.shape));
  features->Add(Feature(17, At(i, -3).form, w.shape));
  features->Add(Feature(18, w.prefix, w.shape));
  features->Add(Feature(19, w.suffix, w.shape));
}

void LineFeatures::AddShapes(size_t i, TokenFeatures* features) const {
  const Word &b2 = At(i, -2), &b1 = At(i, -1), &w = At(i, 0), &a1 = At(i, 1), &a2 = At(i, 2);
  features->Add(Feature(20, w.shape, w.state));
  features->Add(Feature(21, b1.shape, w.shape, a1.shape));
  features->Add(Feature(22, Mix(b2.shape, b1.shape), w.shape, Mix(a1.shape, a2.shape)));
  features->Add(Feature(23, w.form, w.state));
  features->Add(Feature(24, b1.shape, w.shape, w.state));
  features->Add(Feature(25, w.shape, a1.shape, a2.shape));
  if ((b1.date | w.date | a1.date) == 0) return;
  features->Add(Feature(26, w.date, w.form));
  features->Add(Feature(27, b1.date, w.date, a1.date));
  features->Add(Feature(28, w.date, b1.key));
}

void LineFeatures::AddLists(size_t i, TokenFeatures* features) const {
  const Word &b2 = At(i, -2), &b1 = At(i, -1), &w = At(i, 0), &a1 = At(i, 1), &a2 = At(i, 2);
  features->Add(Feature(30, b1.heads, w.shape));
  features->Add(Feature(31, w.heads, w.shape));
  features->Add(Feature(32, a1.heads, w.shape));
  features->Add(Feature(33, b2.heads, b1.heads, w.shape));
  features->Add(Feature(34, w.heads, a1.heads, a1.shape));
  features->Add(Feature(35, a2.heads, a1.shape, w.shape));
  features->Add(Feature(42, w.opened, w.opener, w.shape));
  features->Add(Feature(43, w.opened, w.form));
  features->Add(Feature(44, w.opened, w.shape, a1.shape));
  features->Add(Feature(45, b1.hints, w.hints, w.shape));
  features->Add(Feature(46, w.hints, a1.hints, w.shape));
  features->Add(Feature(47, w.hints, b1.shape, w.opened));
  if (names_ == ListedNames::kLeaveOut) return;
  features->Add(Feature(36, w.names, w.shape));
  features->Add(Feature(37, b1.names, w.shape, w.names));
  features->Add(Feature(38, w.names, a1.names, a1.shape));
  features->Add(Feature(39, w.names, b1.key));
  features->Add(Feature(40, w.names, b1.heads, w.shape));
  features->Add(Feature(41, w.names, a1.form));
}

// Names are runs of capitals: what stands before and behind the whole run tells its type at each
// of its words.
void LineFeatures::AddRun(size_t i, TokenFeatures* features) const {
  const Run& run = runs_[words_[i].run];
  const uint32_t length = std::min(run.end - run.begin, kRunSizes);
  const uint32_t place = std::min(static_cast<uint32_t>(i) - run.begin, kFarWords);
  const uint32_t rest = std::min(run.end - 1 - static_cast<uint32_t>(i), kFarWords);
  const Word& before = At(run.begin, -1);
  const Word& before2 = At(run.begin, -2);
  const Word& behind = At(run.end, 0);
  const Word& behind2 = At(run.end, 1);
  const Word& first = words_[run.begin];
  const Word& last = words_[run.end - 1];
  const uint64_t where = place * 8 + rest;
  features->Add(Feature(50, length, where, words_[run.begin].state & 4));
  features->Add(Feature(51, before.key, place));
  features->Add(Feature(52, behind.key, rest));
  features->Add(Feature(53, before2.key, before.key, place));
  features->Add(Feature(54, behind.key, behind2.key, rest));
  features->Add(Feature(55, first.form, place, length));
  features->Add(Feature(56, last.form, rest, length));
  features->Add(Feature(57, before.heads, where, length));
  features->Add(Feature(58, first.heads, where, length));
  features->Add(Feature(59, before.key, behind.key, place));
  if (run.list_begin == run.begin && run.list_end == run.end) return;
  const Word& governor = At(run.list_begin, -1);
  const bool is_first = run.list_begin == run.begin;
  features->Add(Feature(70, governor.key, place, is_first ? 1 : 0));
  features->Add(Feature(71, At(run.list_begin, -2).key, governor.key, place));
  features->Add(Feature(72, governor.heads, where, length));
  features->Add(Feature(73, At(run.list_end, 0).key, rest));
  features->Add(Feature(74, words_[run.list_begin].names, words_[run.list_end - 1].names, place));
}

void LineFeatures::AddClusters(size_t i, TokenFeatures* features) const {
  const Word &b2 = At(i, -2), &b1 = At(i, -1), &w = At(i, 0), &a1 = At(i, 1), &a2 = At(i, 2);
  features->Add(Feature(60, w.cluster));
  features->Add(Feature(61, b1.cluster, w.shape));
  features->Add(Feature(62, a1.cluster, w.shape));
  features->Add(Feature(63, b1.cluster, w.cluster));
  features->Add(Feature(64, w.cluster, a1.cluster));
  features->Add(Feature(65, b2.cluster, b1.cluster, w.shape));
  features->Add(Feature(66, w.shape, a1.cluster, a2.cluster));
  features->Add(Feature(67, w.cluster / 16));
  features->Add(Feature(68, b1.cluster / 16, w.cluster / 16, a1.cluster / 16));
}

// A name seldom ends inside a word, nor goes on behind one for no reason: "Trung tâm Dự báo".
void LineFeatures::AddCohesion(size_t i, TokenFeatures* features) const {
  const Word &b1 = At(i, -1), &w = At(i, 0), &a1 = At(i, 1);
  const uint64_t around = b1.cohesion * 16U + w.cohesion;
  features->Add(Feature(80, b1.cohesion, Mix(b1.shape, w.shape)));
  features->Add(Feature(81, w.cohesion, w.shape, a1.shape));
  features->Add(Feature(82, around, w.shape));
  features->Add(Feature(83, around, a1.cohesion, w.shape));
  features->Add(Feature(84, b1.cohesion, w.opened, w.shape));
  features->Add(Feature(85, b1.cohesion, w.form));
}

}  // namespace khotin::entity::model

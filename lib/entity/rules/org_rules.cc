// Organisations: head words and how far the name goes on from them.
#include <algorithm>

#include "absl/strings/match.h"
#include "entity/rules/scanner.h"
#include "text/syllable.h"

namespace khotin::entity::rules {
namespace {

using text::TokenKind;

constexpr size_t kMaxTokens = 28;

bool IsConnector(const Line& line, size_t i) {
  return line.Text(i) == "và" || line.IsMark(i, "-") || line.IsMark(i, "–") ||
         line.IsMark(i, "&") || line.IsMark(i, ",");
}

// Goes on from the head of an organisation's name.
class Extent {
 public:
  Extent(const Scan& scan, size_t begin, size_t core, Kinds head)
      : scan_(scan), line_(scan.line), begin_(begin), end_(core), head_(head) {}

  size_t Grow() {
    const size_t limit = std::min(line_.size(), begin_ + kMaxTokens);
    while (end_ < limit && line_.Continues(end_)) {
      const size_t next = Step();
      if (next == end_) break;
      end_ = std::min(next, line_.size());
      if (closed_) break;
    }
    return end_;
  }

 private:
  size_t Step() {
    if (const size_t place = PlaceStep(); place > end_) return place;
    if (line_.Capital(end_)) return CapitalStep();
    if (line_.terms[end_].shape == Shape::kNumber) return NumberStep();
    if (IsConnector(line_, end_)) return ConnectorStep();
    return Goes(end_) ? end_ + 1 : BridgeStep();
  }

  // "Trung tâm điện lực Duyên Hải": a few plain words between the head and the place it ends with.
  size_t BridgeStep() const {
    constexpr size_t kMaxBridge = 6;
    constexpr Kinds kStops = kActorCue | kNameCue | kSourceCue | kPlaceCue | kOpener | kHonorific |
                             kProfession | kPeopleHead | kAnyTitle;
    if (!line_.Capital(begin_) || placed_) return end_;
    for (size_t i = end_; i < end_ + kMaxBridge && line_.Continues(i); ++i) {
      if (i > end_ && EndsAtPlace(i)) return i;
      if (line_.ShapeAt(i) != Shape::kLower || scan_.At(i, kStops).length > 0) break;
    }
    return end_;
  }

  bool EndsAtPlace(size_t i) const {
    return scan_.At(i, kLocationName).length > 0 ||
           (scan_.At(i, kPlaceUnit).length > 0 && PlaceEnd(scan_, i) > i);
  }

  // "tỉnh Nghệ An", "Hà Nội", and the bare "tỉnh" of "Công an tỉnh".
  size_t PlaceStep() {
    const Match listed = scan_.At(end_, kLocationName);
    if (listed.length > 0 && !FollowedByMore(end_ + listed.length)) {
      closed_ = (head_ & kOrgNamed) == 0;
      placed_ = true;
      return end_ + listed.length;
    }
    const Match admin = scan_.At(end_, kPlaceAdmin);
    if (admin.length == 0) return end_;
    const size_t place = PlaceEnd(scan_, end_);
    if (place > end_ + admin.length) {
      closed_ = (head_ & kOrgNamed) == 0;
      placed_ = true;
      return place;
    }
    if ((head_ & kOrgLocal) == 0 || (admin.kinds & kPlaceUnit) == 0) return end_;
    closed_ = true;
    return end_ + admin.length;
  }

  // A one-syllable place that is only the beginning of a longer word ("Nam", "Đông").
  bool FollowedByMore(size_t next) const { return line_.Continues(next) && Goes(next); }

  size_t CapitalStep() {
    if (((head_ & kOrgNamed) == 0 || placed_) && end_ > begin_ + 1 && StartsPerson()) return end_;
    if ((head_ & kOrgNamed) == 0 && IsForeignTurn()) return end_;
    if (const size_t body = scan_.At(end_, kOrganizationName).length; body > 1) return end_ + body;
    if (scan_.At(end_, kOpener).length > 0 && scan_.At(end_, kOrgHead | kAnyName).length == 0) {
      return Goes(end_) ? end_ + 1 : end_;
    }
    if (scan_.At(end_, kAnyTitle).length > 0 && (head_ & kOrgNamed) == 0) return end_;
    return end_ + 1;
  }

  // A foreign word after Vietnamese ones begins another name: "Bộ Quốc phòng Moon Sang-gyun".
  bool IsForeignTurn() const {
    if (line_.ShapeAt(end_) != Shape::kCapital || end_ < begin_ + 2) return false;
    if (scan_.At(end_, kOrganizationName | kLocationName).length > 0) return false;
    return !text::IsVietnameseSyllable(line_.Text(end_)) &&
           text::IsVietnameseSyllable(line_.Text(end_ - 1));
  }

  bool StartsPerson() const {
    const Match listed = scan_.At(end_, kAnyName | kOrgHead);
    if (listed.length > 0 && (listed.kinds & kPersonName) == 0) return false;
    if (listed.length > 1) return true;
    return VietnameseName(scan_, end_) > end_;
  }

  size_t NumberStep() const {
    const absl::string_view before = line_.Text(end_ - 1);
    const bool numbered = before == "khu" || before == "đoàn" || before == "số" || before == "PC" ||
                          before == "Số" || before == "đội" || before == "quận";
    return numbered ? end_ + 1 : end_;
  }

  size_t ConnectorStep() const {
    const size_t next = end_ + 1;
    if (!line_.Continues(next)) return end_;
    const bool tight = line_.Tight(end_ - 1) && line_.Tight(end_);
    if (line_.IsMark(end_, ",")) return end_;
    if (line_.IsMark(end_, "&") || (tight && line_.Capital(next))) return next;
    const bool going = Goes(end_);
    return going && (line_.Capital(next) || Goes(next)) ? next : end_;
  }

  // The list of continuations knows token i after the one before it.
  bool Goes(size_t i) const {
    return i > begin_ && (line_.starts[i - 1] & kContinues) != 0 &&
           (scan_.lexicon.Longest(line_.From(i - 1).subspan(0, 2), kContinues).length == 2);
  }

  const Scan& scan_;
  const Line& line_;
  const size_t begin_;
  size_t end_;
  const Kinds head_;
  bool closed_ = false;
  bool placed_ = false;
};

size_t TrimEnd(const Line& line, size_t begin, size_t end) {
  while (end > begin + 1 &&
         (IsConnector(line, end - 1) || line.Text(end - 1) == "của" || line.Text(end - 1) == "các"))
    --end;
  return end;
}

bool HeadFits(const Scan& scan, size_t i, const Match& head, bool any_case) {
  if (scan.line.Capital(i)) return true;
  if (scan.InsideWord(i)) return false;
  return any_case || (head.kinds & kOrgLower) != 0;
}

}  // namespace

// "Uber Việt Nam"
size_t WithCountry(const Scan& scan, size_t end) {
  if (!scan.line.Continues(end)) return end;
  return end + scan.At(end, kLocationName).length;
}

// A listed name that has its country already: "Bộ Ngoại giao Trung Quốc".
bool EndsWithPlace(const Scan& scan, size_t begin, size_t end) {
  for (size_t k = begin; k < end; ++k) {
    const size_t length = scan.At(k, kLocationName).length;
    if (length > 0 && k + length == end) return true;
  }
  return false;
}

size_t OrganizationEnd(const Scan& scan, size_t i, bool any_case) {
  if (i >= scan.line.size()) return i;
  const Match head = scan.At(i, kOrgHead);
  const Match listed = scan.At(i, kOrganizationName);
  if (head.length == 0 && listed.length == 0) return i;
  const bool fits = head.length > 0 && HeadFits(scan, i, head, any_case);
  if (!fits && listed.length == 0) return i;
  if (!fits) return WithCountry(scan, i + listed.length);
  const size_t core = std::max(head.length, listed.length);
  size_t end = i + core;
  if (!EndsWithPlace(scan, i + head.length, end)) {
    end = TrimEnd(scan.line, i, Extent(scan, i, end, head.kinds).Grow());
  }
  if (end > i + head.length) {
    bool named = end == i + listed.length;
    for (size_t k = i + head.length; k < end && !named; ++k) {
      named = scan.line.Capital(k) || scan.At(k, kPlaceUnit).length > 0;
    }
    if (named) return end;
  }
  return i + listed.length;
}

size_t OrganizationRule(const Scan& scan, size_t i) {
  const size_t end = OrganizationEnd(scan, i, false);
  if (end == i) return i;
  const Match place = scan.At(i, kLocationName | kPersonName | kMiscName);
  if (i + place.length >= end) return i;
  scan.Add(EntityType::kOrganization, i, end);
  return end;
}

}  // namespace khotin::entity::rules

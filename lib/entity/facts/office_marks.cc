#include "entity/facts/office_marks.h"

#include <utility>

#include "entity/facts/phrases.h"

namespace khotin::entity::facts {
namespace {

constexpr size_t kMaxBracket = 12;

bool IsPosition(const Mark* mark) { return mark != nullptr && mark->type == EntityType::kPosition; }

bool IsPerson(const Mark* mark) {
  return mark != nullptr && mark->type == EntityType::kPerson && mark->entity != kNone;
}

// Before one whose office another takes, or took later.
const PhraseSet& Successions() {
  static const auto& words =
      *new PhraseSet({"thay", "thay thế", "thay cho", "kế nhiệm", "kế vị", "thời", "hồi"});
  return words;
}

class Holder {
 public:
  explicit Holder(const Page& page) : page_(page), taken_(page.marks.size(), 0) {}

  std::vector<Holding> Find() {
    for (size_t i = 0; i < page_.marks.size(); ++i) {
      if (!IsPerson(&page_.marks[i])) continue;
      person_ = static_cast<int32_t>(i);
      const size_t begin = TakeBefore(page_.marks[i]);
      const bool is_other = page_.line.Continues(begin) && page_.MarkBefore(begin) == nullptr &&
                            (Relations().Before(page_.line, begin) > 0 ||
                             Successions().Before(page_.line, begin) > 0);
      TakeAfter(page_.marks[i], !is_other);
    }
    return std::move(holdings_);
  }

 private:
  bool Take(const Mark& position, Certainty certainty) {
    const int32_t index = page_.mark_at[position.begin];
    if (taken_[static_cast<size_t>(index)] != 0) return false;
    taken_[static_cast<size_t>(index)] = 1;
    holdings_.push_back({index, person_, certainty});
    return true;
  }

  // Where the honorifics before token i begin.
  size_t OverHonorifics(size_t i) const {
    while (i > 0 && page_.line.Continues(i)) {
      const size_t length = Honorifics().Before(page_.line, i);
      if (length == 0 || page_.MarkBefore(i) != nullptr) break;
      i -= length;
    }
    return i;
  }

  // Where the name begins with the titles and honorifics that touch it.
  size_t TakeBefore(const Mark& person) {
    size_t begin = OverHonorifics(person.begin);
    size_t i = begin;
    Certainty certainty = Certainty::kStated;
    const Mark* behind = nullptr;
    while (i > 0 && page_.line.Continues(i)) {
      const Mark* mark = page_.MarkBefore(i);
      if (!IsPosition(mark) || Plurals().Before(page_.line, mark->begin) > 0) break;
      if (behind != nullptr && AreOfTwoPlaces(*mark, *behind)) break;
      if (!Take(*mark, certainty)) break;
      i = OverHonorifics(mark->begin);
      if (certainty == Certainty::kStated) begin = i;
      behind = mark;
      const bool is_list = i > 0 && page_.line.IsMark(i - 1, ",") && page_.line.Continues(i);
      if (is_list) {
        --i;
        certainty = Certainty::kContext;
      }
    }
    return begin;
  }

  // "Tổng thống Hàn Quốc, Thủ tướng Nhật Bản": nobody is both.
  bool AreOfTwoPlaces(const Mark& a, const Mark& b) const {
    const Mark* first = page_.FirstInside(a);
    const Mark* second = page_.FirstInside(b);
    return first != nullptr && second != nullptr && first->type == EntityType::kLocation &&
           second->type == EntityType::kLocation && first->entity != second->entity;
  }

  // A title at token i that is not that of the next name.
  const Mark* TitleAt(size_t i) const {
    const Mark* mark = page_.line.Continues(i) ? page_.MarkAt(i) : nullptr;
    if (!IsPosition(mark) || mark->begin != i) return nullptr;
    size_t next = mark->end;
    if (page_.line.Continues(next)) next += Honorifics().At(page_.line, next);
    const Mark* follower = page_.line.Continues(next) ? page_.MarkAt(next) : nullptr;
    const bool is_of_next = follower != nullptr && follower->begin == next &&
                            (IsPerson(follower) || IsPosition(follower));
    return is_of_next ? nullptr : mark;
  }

  size_t OverModifiers(size_t i) const {
    for (const PhraseSet* set : {&HoldsOffice(), &FormerWords(), &ActingWords()}) {
      if (page_.MarkAt(i) == nullptr) i += set->At(page_.line, i);
    }
    return i;
  }

  // `may_be_said`: "là" and the like tell of this person.
  void TakeAfter(const Mark& person, bool may_be_said) {
    size_t i = SkipBracket(page_, person.end);
    bool is_first = true;
    while (page_.line.Continues(i)) {
      size_t at = i;
      const bool joins = page_.line.IsMark(at, ",") || page_.line.IsMark(at, "-") ||
                         page_.line.IsMark(at, "–") || (is_first && page_.line.IsMark(at, "("));
      const bool adds = !is_first && (page_.line.Text(at) == "và" || page_.line.Text(at) == "kiêm");
      if (joins || adds) ++at;
      const size_t modified = OverModifiers(at);
      const bool is_said = is_first && may_be_said && HoldsOffice().At(page_.line, at) > 0;
      if (!joins && !adds && !is_said) return;
      const Mark* title = TitleAt(modified);
      if (title == nullptr || !Take(*title, Certainty::kStated)) return;
      const Mark* body = BodyBehind(page_, title->end);
      i = body == nullptr ? title->end : body->end;
      while (page_.line.IsMark(i, ")")) ++i;
      is_first = false;
    }
  }

  const Page& page_;
  std::vector<uint8_t> taken_;
  std::vector<Holding> holdings_;
  int32_t person_ = kNone;
};

}  // namespace

size_t SkipBracket(const Page& page, size_t i) {
  if (!page.line.IsMark(i, "(")) return i;
  for (size_t end = i + 1; end < i + kMaxBracket && page.line.Continues(end); ++end) {
    const Mark* mark = page.MarkAt(end);
    if (IsPosition(mark)) return i;
    if (page.line.IsMark(end, ")")) return end + 1;
  }
  return i;
}

const Mark* BodyBehind(const Page& page, size_t i) {
  if (!page.line.Continues(i)) return nullptr;
  const bool opens = page.line.Text(i) == "của" || page.line.Text(i) == "tại" ||
                     page.line.IsMark(i, "(") || page.line.IsMark(i, "-");
  if (opens) ++i;
  const Mark* mark = page.line.Continues(i) ? page.MarkAt(i) : nullptr;
  if (mark == nullptr || mark->begin != i || mark->entity == kNone) return nullptr;
  const bool is_body =
      mark->type == EntityType::kOrganization || mark->type == EntityType::kLocation;
  return is_body ? mark : nullptr;
}

std::vector<Holding> FindHoldings(const Page& page) { return Holder(page).Find(); }

}  // namespace khotin::entity::facts

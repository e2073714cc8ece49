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

class Holder {
 public:
  explicit Holder(const Page& page) : page_(page), taken_(page.marks.size(), 0) {}

  std::vector<Holding> Find() {
    for (size_t i = 0; i < page_.marks.size(); ++i) {
      if (!IsPerson(&page_.marks[i])) continue;
      person_ = static_cast<int32_t>(i);
      TakeBefore(page_.marks[i]);
      TakeAfter(page_.marks[i]);
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

  void TakeBefore(const Mark& person) {
    size_t i = OverHonorifics(person.begin);
    Certainty certainty = Certainty::kStated;
    while (i > 0 && page_.line.Continues(i)) {
      const Mark* mark = page_.MarkBefore(i);
      if (!IsPosition(mark) || Plurals().Before(page_.line, mark->begin) > 0) return;
      if (!Take(*mark, certainty)) return;
      i = OverHonorifics(mark->begin);
      const bool is_list = i > 0 && page_.line.IsMark(i - 1, ",") && page_.line.Continues(i);
      if (is_list) {
        --i;
        certainty = Certainty::kContext;
      }
    }
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

  void TakeAfter(const Mark& person) {
    size_t i = SkipBracket(page_, person.end);
    bool is_first = true;
    while (page_.line.Continues(i)) {
      size_t at = i;
      const bool joins = page_.line.IsMark(at, ",") || page_.line.IsMark(at, "-") ||
                         page_.line.IsMark(at, "–") || (is_first && page_.line.IsMark(at, "("));
      const bool adds = !is_first && (page_.line.Text(at) == "và" || page_.line.Text(at) == "kiêm");
      if (joins || adds) ++at;
      const size_t modified = OverModifiers(at);
      if (!joins && !adds && (!is_first || HoldsOffice().At(page_.line, at) == 0)) return;
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

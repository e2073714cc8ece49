#include "entity/facts/subjects.h"

#include "entity/facts/office_marks.h"
#include "entity/facts/phrases.h"

namespace khotin::entity::facts {
namespace {

constexpr size_t kMaxApposition = 24;
constexpr size_t kMaxBracket = 12;
constexpr int kMaxAdverbs = 3;

// Somebody else speaks, with or of the one who is named.
const PhraseSet& Companions() {
  static const auto& words = *new PhraseSet({"cùng", "với", "cho", "về"});
  return words;
}

bool CanSpeak(const Mark& mark) {
  return mark.type == EntityType::kPerson || mark.type == EntityType::kPosition ||
         mark.type == EntityType::kOrganization;
}

}  // namespace

Subjects::Subjects(const Page& page, absl::Span<const int32_t> holders,
                   absl::Span<const Pointer> pointers)
    : page_(page), holders_(holders), pointers_(pointers), pointer_at_(page.size(), kNone) {
  for (size_t i = 0; i < pointers.size(); ++i) {
    for (uint32_t at = pointers[i].begin; at < pointers[i].end; ++at) {
      pointer_at_[at] = static_cast<int32_t>(i);
    }
  }
}

int32_t Subjects::EntityOf(const Mark& mark) const {
  if (mark.type != EntityType::kPosition) return mark.entity;
  return holders_[static_cast<size_t>(page_.mark_at[mark.begin])];
}

// The mark with the titles, the name and the honorifics that belong to it.
Subject Subjects::Widen(const Mark& mark) const {
  Subject subject{mark.begin, mark.end, EntityOf(mark), mark.type};
  if (mark.type == EntityType::kOrganization) return subject;
  bool has_name = mark.type == EntityType::kPerson;
  while (subject.begin > 0 && page_.line.Continues(subject.begin)) {
    uint32_t at = subject.begin;
    at -= static_cast<uint32_t>(
        page_.MarkBefore(at) == nullptr ? Honorifics().Before(page_.line, at) : size_t{0});
    const uint32_t behind_comma = at;
    if (!has_name && at > 1 && page_.line.IsMark(at - 1, ",")) --at;
    const Mark* before = page_.MarkBefore(at);
    const bool belongs = before != nullptr && subject.entity != kNone &&
                         (before->type == EntityType::kPosition ||
                          (before->type == EntityType::kPerson && !has_name)) &&
                         EntityOf(*before) == subject.entity;
    if (!belongs) {
      subject.begin = behind_comma;
      break;
    }
    has_name |= before->type == EntityType::kPerson;
    subject.begin = before->begin;
  }
  return subject;
}

// The title that a body stands behind ("Trưởng phòng của Công an tỉnh"; over a comma when it is
// that of a name before it); null for none.
const Mark* Subjects::TitleOf(const Mark& body) const {
  if (body.type != EntityType::kOrganization) return nullptr;
  for (uint32_t at = body.begin; at > 0 && at + 1 >= body.begin; --at) {
    if (!page_.line.Continues(at)) return nullptr;
    const Mark* title = page_.MarkBefore(at);
    if (title == nullptr) continue;
    if (title->type != EntityType::kPosition) return nullptr;
    const bool is_apposition = page_.line.IsMark(title->end, ",") && EntityOf(*title) != kNone;
    const bool holds = is_apposition || BodyBehind(page_, title->end) == &body;
    return holds ? title : nullptr;
  }
  return nullptr;
}

Subject Subjects::EndingAt(size_t end) const {
  if (end == 0) return {};
  if (pointer_at_[end - 1] != kNone) {
    const Pointer& pointer = pointers_[static_cast<size_t>(pointer_at_[end - 1])];
    if (pointer.end == end) {
      return {pointer.begin, pointer.end, pointer.entity, EntityType::kUnspecified};
    }
  }
  const Mark* mark = page_.MarkBefore(end);
  if (mark == nullptr || mark->end != end || !CanSpeak(*mark)) return {};
  const Mark* title = TitleOf(*mark);
  Subject subject = Widen(title == nullptr ? *mark : *title);
  subject.end = mark->end;
  const bool is_possessor = page_.line.Continues(subject.begin) && subject.begin > 0 &&
                            page_.MarkBefore(subject.begin) == nullptr &&
                            (Relations().Before(page_.line, subject.begin) > 0 ||
                             Companions().Before(page_.line, subject.begin) > 0);
  if (is_possessor) subject.entity = kNone;
  return subject;
}

// Where the bracket that ends before token i opens; i when there is none.
size_t Subjects::OverBracket(size_t i) const {
  if (i == 0 || !page_.line.IsMark(i - 1, ")")) return i;
  for (size_t at = i - 1; at > 0 && i - at < kMaxBracket; --at) {
    if (page_.line.sentence_start[at] != 0) return i;
    if (page_.line.IsMark(at - 1, "(")) return at - 1;
  }
  return i;
}

// Where the comma of ", quản lý của trung tâm," stands whose second comma is before token i.
size_t Subjects::OverApposition(size_t i) const {
  const size_t last = i - 1;
  for (size_t at = last; at > 0 && last - at < kMaxApposition; --at) {
    if (page_.line.sentence_start[at] != 0 || SpeechVerbs().At(page_.line, at) > 0) return last;
    if (page_.line.IsMark(at - 1, ",") && !EndingAt(OverBracket(at - 1)).empty()) return at - 1;
  }
  return last;
}

Subject Subjects::Before(size_t verb) const {
  size_t i = verb;
  for (int adverbs = 0; adverbs < kMaxAdverbs && i > 0; ++adverbs) {
    if (page_.MarkBefore(i) != nullptr || pointer_at_[i - 1] != kNone) break;
    if (!page_.line.Continues(i)) return {};
    const size_t length = Adverbs().Before(page_.line, i);
    if (length == 0) break;
    i -= length;
  }
  if (i == 0 || !page_.line.Continues(i)) return {};
  if (page_.line.IsMark(i - 1, ",")) {
    const Subject beside = EndingAt(OverBracket(i - 1));
    const Mark* mark = page_.MarkBefore(i - 1);
    const bool is_apposition = mark != nullptr && mark->type == EntityType::kPosition;
    if (!beside.empty() && is_apposition) return beside;
    const size_t opening = OverApposition(i);
    return opening == i - 1 ? Subject{} : EndingAt(OverBracket(opening));
  }
  return EndingAt(OverBracket(i));
}

Subject Subjects::At(size_t i) const {
  const uint32_t begin = static_cast<uint32_t>(i);
  if (i < page_.size() && pointer_at_[i] != kNone) {
    const Pointer& pointer = pointers_[static_cast<size_t>(pointer_at_[i])];
    return {begin, pointer.end, pointer.entity, EntityType::kUnspecified};
  }
  if (page_.MarkAt(i) == nullptr && i < page_.size()) i += Honorifics().At(page_.line, i);
  const Mark* mark = page_.line.Continues(i) || i == begin ? page_.MarkAt(i) : nullptr;
  if (mark == nullptr || mark->begin != i || !CanSpeak(*mark)) return {};
  Subject subject{begin, mark->end, EntityOf(*mark), mark->type};
  while (subject.type == EntityType::kPosition && page_.line.Continues(subject.end)) {
    size_t next = subject.end;
    if (page_.MarkAt(next) == nullptr) next += Honorifics().At(page_.line, next);
    const Mark* follower = page_.line.Continues(next) ? page_.MarkAt(next) : nullptr;
    if (follower == nullptr || follower->begin != next || subject.entity == kNone ||
        EntityOf(*follower) != subject.entity) {
      break;
    }
    subject.end = follower->end;
    subject.type = follower->type;
  }
  return subject;
}

}  // namespace khotin::entity::facts

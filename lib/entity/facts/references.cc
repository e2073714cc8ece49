#include "entity/facts/references.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "entity/facts/number.h"
#include "entity/facts/phrases.h"
#include "entity/facts/pointer_rules.h"
#include "entity/provinces.h"
#include "text/syllable.h"

namespace khotin::entity::facts {
namespace {

using Gender = RecentPersons::Gender;

// After which "ông", "bà", "anh", "chị", "cô" are parts of other words.
const PhraseSet& PronounCompounds() {
  static const auto& words =
      *new PhraseSet({"em",   "con",  "gái", "bà",   "ngoại", "nội",   "chị",  "giáo", "cả", "mẹ",
                      "chủ",  "dâu",  "bác", "lão",  "trùm",  "thợ",   "trai", "hùng", "ba", "bố",
                      "tổ",   "hàng", "xã",  "cháu", "vợ",    "chồng", "già",  "và",   "đồ", "tiên",
                      "trời", "lớn",  "út",  "hai",  "tư",    "chú",   "bầu"});
  return words;
}

const PhraseSet& ClauseOpeners() {
  static const auto& words = *new PhraseSet({"khi", "mà", "rằng", "và", "vì", "nhưng", "do", "theo",
                                             "nếu", "song", "bởi", "nên", "dù", "lúc", "còn"});
  return words;
}

class PageReferences {
 public:
  PageReferences(const rules::Lexicon& names, const Page& page,
                 absl::Span<const DocumentEntity> entities, absl::Span<const int32_t> holders,
                 absl::Span<const QuotedRun> quoted)
      : names_(names), page_(page), entities_(entities), holders_(holders), quoted_(quoted) {}

  std::vector<Pointer> Read(const OfficeIndex& offices, const HeadIndex& heads,
                            RecentPersons* recent, RecentBodies* bodies) {
    bodies_ = bodies;
    for (size_t i = 0; i < page_.size();) {
      if (page_.line.sentence_start[i] != 0) Sentence(recent);
      const Mark* mark = page_.MarkAt(i);
      const size_t next =
          mark == nullptr ? ReadWords(i, heads, *recent) : ReadMark(*mark, offices, heads, recent);
      for (size_t k = i + 1; k < next && k < page_.size(); ++k) {
        if (page_.line.sentence_start[k] != 0) Sentence(recent);
      }
      i = next;
    }
    return std::move(found_);
  }

 private:
  void Sentence(RecentPersons* recent) {
    recent->Sentence();
    bodies_->Sentence();
  }

  void Add(size_t begin, size_t end, int32_t entity) {
    found_.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(end), entity});
  }

  bool IsQuoted(size_t i) {
    while (run_ < quoted_.size() && quoted_[run_].close <= i) ++run_;
    return run_ < quoted_.size() && quoted_[run_].begin() <= i;
  }

  size_t ReadMark(const Mark& mark, const OfficeIndex& offices, const HeadIndex& heads,
                  RecentPersons* recent) {
    if (mark.entity != kNone && mark.type == EntityType::kPerson) recent->Saw(mark.entity);
    if (mark.entity != kNone && mark.type == EntityType::kOrganization) bodies_->Saw(mark.entity);
    if (mark.type != EntityType::kPosition) return mark.end;
    const Mark* body = page_.FirstInside(mark);
    if (body != nullptr && body->entity != kNone) bodies_->Saw(body->entity);
    const auto index = static_cast<size_t>(page_.mark_at[mark.begin]);
    if (holders_[index] == kNone) ReadTitleAlone(mark, offices, *recent);
    for (size_t i = mark.begin + 1; i < mark.end; ++i) {
      if (page_.inner_at[i] == kNone) ReadHead(i, heads);
    }
    return mark.end;
  }

  void ReadTitleAlone(const Mark& mark, const OfficeIndex& offices, const RecentPersons& recent) {
    const Title title = ReadTitle(names_, page_, mark);
    size_t begin = title.begin;
    if (begin > 0 && page_.line.Continues(begin)) begin -= Honorifics().Before(page_.line, begin);
    if (begin > 0 && page_.line.Continues(begin) && Plurals().Before(page_.line, begin) > 0) return;
    const Mark* follower = page_.line.Continues(mark.end) ? page_.MarkAt(mark.end) : nullptr;
    const bool names_another =
        follower != nullptr && follower->begin == mark.end && follower->type != EntityType::kDate;
    if (names_another || (mark.end < page_.size() && page_.line.Capital(mark.end) &&
                          page_.line.Continues(mark.end))) {
      return;
    }
    std::vector<uint32_t> holders = offices.Holders(title);
    if (holders.empty()) {
      holders = offices.BareHolders(title);
      if (IsAbroad(mark) && !IsForeigner(holders)) return;
    }
    const int32_t person =
        holders.size() == 1 ? static_cast<int32_t>(holders.front()) : recent.Last(holders);
    if (person != kNone) Add(begin, mark.end, person);
  }

  // "Thủ tướng Nhật Bản": the place in the title is neither in Viet Nam nor the country itself.
  bool IsAbroad(const Mark& position) const {
    const Mark* body = page_.FirstInside(position);
    if (body == nullptr || body->type != EntityType::kLocation || body->entity == kNone)
      return false;
    if (rules::MatchAt(names_, page_.line, body->begin, rules::kPlaceAdmin).length > 0)
      return false;
    const std::string& key = entities_[static_cast<size_t>(body->entity)].key;
    return key != "việt nam" && !ProvinceOf(key).has_value();
  }

  // One person whose name opens with no Vietnamese surname.
  bool IsForeigner(absl::Span<const uint32_t> persons) const {
    if (persons.size() != 1) return false;
    const absl::string_view key = entities_[persons.front()].key;
    const rules::Kinds opens = names_.StartsWith(rules::MakeTerm(key.substr(0, key.find(' '))).key);
    return (opens & (rules::kSurname | rules::kSurnameCommon)) == 0;
  }

  size_t ReadWords(size_t i, const HeadIndex& heads, const RecentPersons& recent) {
    const size_t male = MalePronouns().At(page_.line, i);
    const size_t female = FemalePronouns().At(page_.line, i);
    if (male + female > 0 && !IsQuoted(i)) {
      const size_t length = std::max(male, female);
      if (IsPronoun(i, length)) {
        const int32_t person = recent.Clear(male > 0 ? Gender::kMale : Gender::kFemale);
        if (person != kNone) Add(i, i + length, person);
      }
      return i + length;
    }
    return ReadHead(i, heads);
  }

  bool IsPronoun(size_t i, size_t length) const {
    const size_t next = i + length;
    if (length > 1) return true;
    if (page_.line.Continues(next)) {
      if (page_.MarkAt(next) != nullptr || page_.line.Capital(next)) return false;
      if (PronounCompounds().At(page_.line, next) > 0) return false;
    }
    if (page_.line.sentence_start[i] != 0 || i == 0) return true;
    if (!page_.line.tokens[i - 1].IsWord()) return true;
    if (ClauseOpeners().Before(page_.line, i) > 0) return true;
    return page_.line.Continues(next) && SpeechVerbs().At(page_.line, next) > 0;
  }

  // "Bộ" where the document has one "Bộ …".
  size_t ReadHead(size_t i, const HeadIndex& heads) {
    if (!page_.line.Capital(i)) return i + 1;
    size_t length = rules::MatchAt(names_, page_.line, i, rules::kOrgHead).length;
    length = std::max(length, rules::MatchAt(names_, page_.line, i, rules::kEventHead).length);
    if (length == 0) return i + 1;
    const size_t end = i + length;
    const bool goes_on =
        page_.line.Continues(end) && (page_.MarkAt(end) != nullptr || page_.line.Capital(end));
    const bool is_plain = page_.line.sentence_start[i] != 0 && length == 1;
    if (goes_on || is_plain) return end;
    const std::string head = text::ExactPhraseKey(page_.line.Text(i, end));
    if (i > 0 && page_.line.Continues(i) && Plurals().Before(page_.line, i) > 0) {
      ReadCounted(i, end, head);
      return end;
    }
    const std::string longer = absl::StrCat(
        head, " ", page_.line.Continues(end) ? text::ExactPhraseKey(page_.line.Text(end)) : "");
    if (heads.Only(longer) != kNone) return end;  // another form of the long name
    const int32_t entity = heads.Only(head);
    if (entity != kNone) Add(i, end, entity);
    return end;
  }

  // "hai Bộ": each of the two just named.
  void ReadCounted(size_t i, size_t end, absl::string_view head) {
    const std::string number = text::ToLower(page_.line.Text(i - 1));
    const auto count = ReadWrittenNumber({absl::string_view(number)});
    if (!count.has_value()) return;
    for (const int32_t body : bodies_->Counted(head, static_cast<size_t>(count->value))) {
      Add(i - 1, end, body);
    }
  }

  const rules::Lexicon& names_;
  const Page& page_;
  const absl::Span<const DocumentEntity> entities_;
  const absl::Span<const int32_t> holders_;
  const absl::Span<const QuotedRun> quoted_;
  RecentBodies* bodies_ = nullptr;
  size_t run_ = 0;
  std::vector<Pointer> found_;
};

}  // namespace

std::vector<std::vector<Pointer>> FindPointers(const rules::Lexicon& names,
                                               absl::Span<const Page> pages,
                                               absl::Span<const DocumentEntity> entities,
                                               const Offices& offices,
                                               absl::Span<const std::vector<QuotedRun>> quoted) {
  const OfficeIndex office_index(offices.facts);
  const HeadIndex heads(entities);
  RecentPersons recent(pages, entities);
  RecentBodies bodies(entities);
  std::vector<std::vector<Pointer>> pointers;
  pointers.reserve(pages.size());
  for (size_t i = 0; i < pages.size(); ++i) {
    pointers.push_back(PageReferences(names, pages[i], entities, offices.holders[i], quoted[i])
                           .Read(office_index, heads, &recent, &bodies));
  }
  return pointers;
}

}  // namespace khotin::entity::facts

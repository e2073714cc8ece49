#include "entity/facts/offices.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "entity/facts/office_marks.h"
#include "entity/facts/phrases.h"
#include "text/syllable.h"

namespace khotin::entity::facts {
namespace {

constexpr size_t kDateReach = 4;

// Right before the time that an office is held.
const PhraseSet& DateTies() {
  static const auto& words = *new PhraseSet({"từ", "nhiệm kỳ"});
  return words;
}

bool IsBody(const Mark& mark) {
  return mark.entity != kNone &&
         (mark.type == EntityType::kOrganization || mark.type == EntityType::kLocation);
}

// "bộ" for "bộ trưởng" and "thứ trưởng", "cục" for "phó cục trưởng"; empty for other titles.
std::string BodyHead(absl::string_view key) {
  const std::vector<std::string> words = absl::StrSplit(key, ' ');
  const auto chief = std::find(words.begin(), words.end(), "trưởng");
  if (chief == words.end() || chief == words.begin()) return "";
  const std::string& head = *std::prev(chief);
  return head == "thứ" ? std::string("bộ") : head;
}

// The body that a comma parts from the title behind it: "lãnh đạo Bộ Công an, Thứ trưởng …".
const Mark* BodyBefore(const Page& page, uint32_t begin) {
  if (begin < 2 || !page.line.IsMark(begin - 1, ",") || !page.line.Continues(begin)) return nullptr;
  const uint32_t last = begin - 2;
  if (page.inner_at[last] != kNone) return &page.inner[static_cast<size_t>(page.inner_at[last])];
  return page.MarkAt(last);
}

// True when token i is the second word of a longer one: "quyền" of "chính quyền".
bool EndsCompound(const rules::Lexicon& names, const rules::Line& line, size_t i) {
  return i > 0 && rules::MatchAt(names, line, i - 1, rules::kCompound).length > 1;
}

// Sets the beginning and the tenure; where the title itself begins.
size_t ReadModifiers(const rules::Lexicon& names, const Page& page, const Mark& position,
                     Title* title) {
  title->begin = position.begin;
  if (page.line.Continues(title->begin) && page.MarkBefore(title->begin) == nullptr) {
    const size_t former = FormerWords().Before(page.line, title->begin);
    const size_t modifier = former > 0 ? former : ActingWords().Before(page.line, title->begin);
    if (!EndsCompound(names, page.line, title->begin - modifier)) {
      title->begin -= static_cast<uint32_t>(modifier);
    }
  }
  size_t begin = title->begin;
  while (begin + 1 < position.end) {
    const size_t former = FormerWords().At(page.line, begin);
    const size_t acting = ActingWords().At(page.line, begin);
    if (former > 0) title->tenure = Tenure::kFormer;
    if (acting > 0) title->tenure = Tenure::kActing;
    const size_t other = rules::MatchAt(names, page.line, begin, rules::kTitleModifier).length;
    const bool is_deputy = page.line.Text(begin) == "phó" || page.line.Text(begin) == "Phó";
    const size_t skipped = std::max({former, acting, is_deputy ? size_t{0} : other});
    if (skipped == 0 || begin + skipped >= position.end) break;
    begin += skipped;
  }
  return begin;
}

class Collector {
 public:
  Collector(const rules::Lexicon& names, absl::Span<const Mention> mentions,
            absl::Span<const DocumentEntity> entities)
      : names_(names), mentions_(mentions), entities_(entities) {}

  void Add(const Page& page, const Holding& holding) {
    const Mark& position = page.marks[static_cast<size_t>(holding.position)];
    const Mark& person = page.marks[static_cast<size_t>(holding.person)];
    Title title = ReadTitle(names_, page, position);
    OfficeEvidence evidence;
    evidence.position = page.SpanOf(title.begin, position.end);
    evidence.person = page.SpanOf(person.begin, person.end);
    evidence.certainty = holding.certainty;
    FindBody(page, position, &title, &evidence);
    OfficeFact& fact = FactOf(static_cast<uint32_t>(person.entity), title);
    if (fact.evidence.empty()) {
      fact.position = std::string(page.line.Text(title.begin, position.end));
    }
    fact.evidence.push_back(evidence);
    AddDate(page, position, &fact);
  }

  std::vector<OfficeFact> Finish() {
    std::vector<OfficeFact> fuller;
    for (OfficeFact& fact : facts_) {
      if (!MergeIntoFuller(&fact)) continue;
      fact.evidence.clear();
    }
    for (OfficeFact& fact : facts_) {
      if (!fact.evidence.empty()) fuller.push_back(std::move(fact));
    }
    return fuller;
  }

 private:
  void FindBody(const Page& page, const Mark& position, Title* title, OfficeEvidence* evidence) {
    const Mark* body = page.FirstInside(position);
    if (body == nullptr || !IsBody(*body)) body = BodyBehind(page, position.end);
    if (body == nullptr && title->kind == PositionKind::kOffice) {
      const Mark* before = BodyBefore(page, title->begin);
      const std::string head = BodyHead(title->key);
      const bool fits = before != nullptr && IsBody(*before) && !head.empty() &&
                        absl::StartsWith(entities_[static_cast<size_t>(before->entity)].key,
                                         absl::StrCat(head, " "));
      if (fits) {
        body = before;
        evidence->certainty = Certainty::kContext;
      }
    }
    if (body == nullptr) return;
    title->of = body->entity;
    evidence->of = page.SpanOf(body->begin, body->end);
  }

  OfficeFact& FactOf(uint32_t person, const Title& title) {
    const auto [it, fresh] =
        index_.emplace(std::make_tuple(person, title.key, title.of, title.tenure), facts_.size());
    if (fresh) {
      OfficeFact fact;
      fact.person = person;
      fact.position_key = title.key;
      fact.kind = title.kind;
      fact.tenure = title.tenure;
      if (title.of != kNone) fact.of = static_cast<uint32_t>(title.of);
      facts_.push_back(std::move(fact));
      by_person_[person].push_back(it->second);
    }
    return facts_[it->second];
  }

  void AddDate(const Page& page, const Mark& position, OfficeFact* fact) const {
    for (size_t i = position.end; i < position.end + kDateReach && page.line.Continues(i); ++i) {
      const Mark* mark = page.MarkAt(i);
      const bool is_tied = page.line.IsMark(i - 1, "(") || DateTies().Before(page.line, i) > 0;
      if (mark != nullptr && mark->type == EntityType::kDate && is_tied && i > position.end) {
        const std::string& value = mentions_[mark->mention].value;
        if (!value.empty()) fact->dates.push_back({value, page.SpanOf(mark->begin, mark->end)});
        return;
      }
      if (mark != nullptr && !IsBody(*mark)) return;
    }
  }

  // "Thứ trưởng" without a body is the one "Thứ trưởng Thường trực Bộ Ngoại giao" of the person.
  bool MergeIntoFuller(OfficeFact* fact) {
    if (fact->of.has_value() || fact->evidence.empty()) return false;
    OfficeFact* target = nullptr;
    for (const size_t index : by_person_[fact->person]) {
      OfficeFact& other = facts_[index];
      if (&other == fact || !other.of.has_value() || other.tenure != fact->tenure) continue;
      const bool fits = other.position_key == fact->position_key ||
                        absl::StartsWith(other.position_key, absl::StrCat(fact->position_key, " "));
      if (!fits) continue;
      if (target != nullptr) return false;
      target = &other;
    }
    if (target == nullptr) return false;
    for (OfficeEvidence evidence : fact->evidence) {
      evidence.certainty = Certainty::kContext;
      target->evidence.push_back(evidence);
    }
    return true;
  }

  const rules::Lexicon& names_;
  const absl::Span<const Mention> mentions_;
  const absl::Span<const DocumentEntity> entities_;
  std::vector<OfficeFact> facts_;
  std::map<std::tuple<uint32_t, std::string, int32_t, Tenure>, size_t> index_;
  std::map<uint32_t, std::vector<size_t>> by_person_;
};

}  // namespace

Title ReadTitle(const rules::Lexicon& names, const Page& page, const Mark& position) {
  Title title;
  const size_t begin = ReadModifiers(names, page, position, &title);
  size_t end = position.end;
  const Mark* body = page.FirstInside(position);
  if (body != nullptr && body->begin > begin) end = body->begin;
  if (body != nullptr && IsBody(*body)) title.of = body->entity;
  while (end > begin + 1 && (page.line.Text(end - 1) == "của" || page.line.IsMark(end - 1, ","))) {
    --end;
  }
  const bool names_no_office =
      body != nullptr && end == body->begin &&
      rules::MatchAt(names, page.line, begin, rules::kTitleBody).length == end - begin;
  if (names_no_office) {
    const size_t head = rules::MatchAt(names, page.line, end, rules::kOrgHead).length;
    end = std::min<size_t>(body->end, end + std::max<size_t>(head, 1));
  }
  title.key = text::ExactPhraseKey(page.line.Text(begin, end));
  const bool is_rank =
      rules::MatchAt(names, page.line, begin, rules::kTitleRank).length == end - begin;
  title.kind = is_rank ? PositionKind::kRank : PositionKind::kOffice;
  return title;
}

Offices FindOffices(const rules::Lexicon& names, absl::Span<const Page> pages,
                    absl::Span<const Mention> mentions, absl::Span<const DocumentEntity> entities) {
  Offices offices;
  Collector collector(names, mentions, entities);
  for (const Page& page : pages) {
    std::vector<int32_t> holders(page.marks.size(), kNone);
    for (const Holding& holding : FindHoldings(page)) {
      holders[static_cast<size_t>(holding.position)] =
          page.marks[static_cast<size_t>(holding.person)].entity;
      collector.Add(page, holding);
    }
    offices.holders.push_back(std::move(holders));
  }
  offices.facts = collector.Finish();
  return offices;
}

}  // namespace khotin::entity::facts

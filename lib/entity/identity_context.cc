#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/strip.h"
#include "entity/identity.h"
#include "entity/office_fields.h"
#include "entity/provinces.h"
#include "entity/rules/lexicon.h"
#include "text/syllable.h"
#include "text/tokenize.h"

namespace khotin::entity {
namespace {

// The key of a province called `name`, with or without its head; empty for other places.
std::string ProvinceKey(absl::string_view name) {
  const std::string key = text::ExactPhraseKey(name);
  if (ProvinceOf(key).has_value()) return key;
  for (const absl::string_view head : {"tỉnh ", "thành phố ", "tp "}) {
    absl::string_view rest = key;
    if (absl::ConsumePrefix(&rest, head) && ProvinceOf(rest).has_value()) return std::string(rest);
  }
  return "";
}

// The last province that the name of a body holds; empty when it holds none.
std::string ProvinceIn(const rules::Lexicon& names, absl::string_view body) {
  std::vector<rules::Term> terms;
  for (const text::Token& token : text::Tokenize(body)) {
    terms.push_back(rules::MakeTerm(token.In(body)));
  }
  std::string province;
  for (size_t i = 0; i < terms.size(); ++i) {
    const rules::Match match =
        names.Longest(absl::MakeConstSpan(terms).subspan(i), rules::kLocationName);
    if (match.length == 0 || match.name < 0) continue;
    std::string key = ProvinceKey(names.CanonicalName(match.name));
    if (!key.empty()) province = std::move(key);
    i += match.length - 1;
  }
  return province;
}

std::string PlaceOf(const rules::Lexicon& names, const DocumentEntity& of) {
  if (of.type != EntityType::kLocation) return ProvinceIn(names, of.name);
  std::string province = ProvinceIn(names, of.name);
  return province.empty() ? of.key : province;
}

}  // namespace

PersonContext ContextOf(uint32_t person, absl::Span<const DocumentEntity> entities,
                        const DocumentFacts& facts, int year, const rules::Lexicon& names) {
  PersonContext context;
  context.year = year;
  for (const OfficeFact& fact : facts.offices) {
    if (fact.person != person) continue;
    context.clues.push_back({ClueKind::kOffice, fact.position_key});
    if (!fact.of.has_value() || *fact.of >= entities.size()) continue;
    const DocumentEntity& of = entities[*fact.of];
    if (of.type == EntityType::kOrganization) context.clues.push_back({ClueKind::kBody, of.key});
    const bool tells_place = fact.tenure != Tenure::kFormer &&
                             (FieldsOfOffice(fact.position_key) & (kSport | kDeputy)) == 0;
    std::string place = tells_place ? PlaceOf(names, of) : std::string();
    if (!place.empty()) context.clues.push_back({ClueKind::kPlace, std::move(place)});
  }
  const auto order = [](const Clue& a, const Clue& b) {
    return std::tie(a.kind, a.key) < std::tie(b.kind, b.key);
  };
  const auto same = [](const Clue& a, const Clue& b) { return a.kind == b.kind && a.key == b.key; };
  std::sort(context.clues.begin(), context.clues.end(), order);
  context.clues.erase(std::unique(context.clues.begin(), context.clues.end(), same),
                      context.clues.end());
  return context;
}

}  // namespace khotin::entity

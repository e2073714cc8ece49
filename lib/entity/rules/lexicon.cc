#include "entity/rules/lexicon.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "base/hash.h"
#include "base/text_memo.h"
#include "entity/rules/name_rows.h"
#include "text/normalize.h"
#include "text/syllable.h"
#include "text/tokenize.h"
#include "text/utf8.h"

namespace khotin::entity::rules {
namespace {

constexpr uint64_t kRoot = 0x6b686f74696e6e65u;

constexpr std::pair<absl::string_view, Kinds> kKindNames[] = {
    {"PERSON", kPersonName},
    {"ORGANIZATION", kOrganizationName},
    {"LOCATION", kLocationName},
    {"MISC", kMiscName},
    {"TITLE", kTitle},
    {"TITLE_STATE", kTitleState},
    {"TITLE_BODY", kTitleBody},
    {"TITLE_RANK", kTitleRank},
    {"TITLE_MODIFIER", kTitleModifier},
    {"TITLE_ROLE", kTitleRole},
    {"PORTFOLIO", kPortfolio},
    {"HONORIFIC", kHonorific},
    {"PROFESSION", kProfession},
    {"ORG_STATE", kOrgState},
    {"ORG_NAMED", kOrgNamed},
    {"ORG_LOWER", kOrgLower},
    {"ORG_TEAM", kOrgTeam},
    {"ORG_LOCAL", kOrgState | kOrgLocal},
    {"PLACE_ADMIN", kPlaceAdmin},
    {"PLACE_NATURE", kPlaceNature},
    {"PLACE_BUILT", kPlaceBuilt},
    {"PLACE_OUTSIDE", kPlaceOutside},
    {"PLACE_CUE", kPlaceCue},
    {"SURNAME", kSurname},
    {"SURNAME_COMMON", kSurname | kSurnameCommon},
    {"DOCUMENT_HEAD", kDocumentHead},
    {"EVENT_HEAD", kEventHead},
    {"PEOPLE_HEAD", kPeopleHead},
    {"AMBIGUOUS", kAmbiguous},
    {"NOT_NAME", kNotName},
    {"CONTINUES", kContinues},
    {"OPENER", kNotName | kOpener},
    {"COMPOUND", kCompound},
    {"PLACE_UNIT", kPlaceAdmin | kPlaceUnit},
    {"ACTOR_CUE", kActorCue},
    {"NAME_CUE", kNameCue},
    {"SOURCE_CUE", kSourceCue},
};

// What a user's row decides about a phrase, so that no built-in row does.
constexpr Kinds kDecided = kAnyName | kNotName | kOpener;
constexpr Kinds kOwn = kOwnName | kOwnNotName;
// Matched only with the capitals of the list.
constexpr Kinds kCased = kAnyName | kOwn;

uint64_t Extend(uint64_t prefix, uint64_t key) {
  uint64_t mixed = (prefix ^ key) * 0x9e3779b97f4a7c15u;
  mixed ^= mixed >> 29;
  return mixed * 0xbf58476d1ce4e5b9u + prefix;
}

Shape ShapeOf(absl::string_view token, absl::string_view lower) {
  size_t pos = 0;
  size_t lower_pos = 0;
  int letters = 0;
  int capitals = 0;
  bool first_capital = false;
  while (pos < token.size() && lower_pos < lower.size()) {
    const char32_t c = text::DecodeUtf8(token, &pos);
    const char32_t small = text::DecodeUtf8(lower, &lower_pos);
    if (letters == 0 && c >= U'0' && c <= U'9') return Shape::kNumber;
    const bool mark = c < 0xc0 || (c >= 0x2000 && c < 0x2c00) || (c >= 0x3000 && c < 0x3040);
    const bool letter = !mark || (small >= U'a' && small <= U'z');
    if (!letter) continue;
    if (c != small) ++capitals;
    if (letters == 0) first_capital = c != small;
    ++letters;
  }
  if (letters == 0) return Shape::kMark;
  if (capitals == 0) return Shape::kLower;
  if (capitals == letters) return letters == 1 ? Shape::kCapital : Shape::kUpper;
  return first_capital && capitals == 1 ? Shape::kCapital : Shape::kMixed;
}

}  // namespace

Kinds KindsOfType(absl::string_view type) {
  for (const auto& [known, kind] : kKindNames) {
    if (known == type) return kind;
  }
  return 0;
}

EntityType NameType(Kinds kinds) {
  if (kinds & kLocationName) return EntityType::kLocation;
  if (kinds & kOrganizationName) return EntityType::kOrganization;
  if (kinds & kPersonName) return EntityType::kPerson;
  if (kinds & kMiscName) return EntityType::kMisc;
  return EntityType::kUnspecified;
}

Term MakeTerm(absl::string_view token) {
  constexpr size_t kPlaces = 8192;
  thread_local base::TextMemo<Term, kPlaces> memo;
  return memo.Get(token, [](absl::string_view text) {
    return Term{base::Hash64(text::ExactKey(text)), ShapeOf(text, text::ToLower(text))};
  });
}

Lexicon::Lexicon(absl::Span<const absl::string_view> rows,
                 absl::Span<const absl::string_view> own_rows)
    : has_own_rows_(!own_rows.empty()) {
  constexpr int kVersionDigits = 8;
  const std::string all =
      absl::StrCat(absl::StrJoin(own_rows, "\n"), "\n\n", absl::StrJoin(rows, "\n"));
  version_ = base::HashBytes(all).ToBase32(kVersionDigits);
  for (absl::string_view row : own_rows) AddRow(row, true);
  for (absl::string_view row : rows) AddRow(row, false);
}

const Lexicon& Lexicon::BuiltIn() {
  static const Lexicon* const lexicon = new Lexicon(NameRows());
  return *lexicon;
}

void Lexicon::AddRow(absl::string_view row, bool own) {
  const std::vector<absl::string_view> fields = absl::StrSplit(row, '\t');
  if (fields.size() < 2) return;
  Kinds kinds = KindsOfType(fields[1]);
  if (kinds == 0) return;
  if (own && (kinds & kAnyName)) kinds |= kOwnName;
  if (own && (kinds & kNotName)) kinds |= kOwnNotName;
  const int32_t name = (kinds & kAnyName) ? AddName(fields, kinds) : -1;
  for (size_t i = 0; i < fields.size(); ++i) {
    if (i != 1) AddPhrase(fields[i], kinds, name);
  }
}

int32_t Lexicon::AddName(absl::Span<const absl::string_view> fields, Kinds kinds) {
  const Node* const node = has_own_rows_ ? FindNode(fields[0]) : nullptr;
  const bool listed = node != nullptr && node->name >= 0 && (node->kinds & kOwnName) &&
                      NameType(node->kinds) == NameType(kinds);
  if (!listed) names_.push_back(Name{std::string(fields[0]), {}});
  const size_t name = listed ? static_cast<size_t>(node->name) : names_.size() - 1;
  for (absl::string_view alias : fields.subspan(2)) names_[name].aliases.emplace_back(alias);
  return static_cast<int32_t>(name);
}

void Lexicon::AddPhrase(absl::string_view phrase, Kinds kinds, int32_t name) {
  const std::string nfc = text::Normalize(phrase).text;
  const std::vector<text::Token> tokens = text::Tokenize(nfc);
  if (tokens.empty() || tokens.size() > kMaxPhraseTokens) return;
  uint64_t prefix = kRoot;
  uint32_t capitals = 0;
  uint32_t uppers = 0;
  for (size_t i = 0; i < tokens.size(); ++i) {
    const Term term = MakeTerm(tokens[i].In(nfc));
    if (IsCapitalised(term.shape)) capitals |= 1u << i;
    if (term.shape == Shape::kUpper) uppers |= 1u << i;
    prefix = Extend(prefix, term.key);
    nodes_[prefix].below |= kinds;
  }
  Node& node = nodes_[prefix];
  if ((kinds & kAnyName) && (node.kinds & kAnyName)) {
    if ((kinds & node.kinds) == kinds) {
      node.capitals &= capitals;
      node.uppers &= uppers;
      // A row with nothing but this spelling knows less than one that has it among others.
      const bool bare = names_[static_cast<size_t>(node.name)].aliases.empty();
      if (bare && (kinds & kOwn) == (node.kinds & kOwn)) node.name = name;
    }
    return;
  }
  if (node.kinds & kOwn) kinds &= ~(kDecided | kOwn);
  node.kinds |= kinds;
  if (!(kinds & kCased)) return;
  node.name = name;
  node.capitals = capitals;
  node.uppers = uppers;
}

Match Lexicon::Longest(absl::Span<const Term> terms, Kinds kinds) const {
  Match best;
  Longest(terms, {&kinds, 1}, {&best, 1});
  return best;
}

void Lexicon::Longest(absl::Span<const Term> terms, absl::Span<const Kinds> kinds,
                      absl::Span<Match> matches) const {
  Kinds any = 0;
  for (const Kinds set : kinds) any |= set;
  std::fill(matches.begin(), matches.end(), Match{});
  uint64_t prefix = kRoot;
  uint32_t capitals = 0;
  uint32_t uppers = 0;
  const size_t limit = std::min(terms.size(), kMaxPhraseTokens);
  for (size_t i = 0; i < limit; ++i) {
    if (IsCapitalised(terms[i].shape)) capitals |= 1u << i;
    if (terms[i].shape == Shape::kUpper) uppers |= 1u << i;
    prefix = Extend(prefix, terms[i].key);
    const auto it = nodes_.find(prefix);
    if (it == nodes_.end() || (it->second.below & any) == 0) break;
    const Node& node = it->second;
    Kinds found = node.kinds;
    if ((node.capitals & ~capitals) != 0 || (node.uppers & ~uppers) != 0) found &= ~kCased;
    for (size_t set = 0; set < kinds.size(); ++set) {
      if ((found & kinds[set]) != 0) matches[set] = Match{i + 1, found, node.name};
    }
  }
}

Kinds Lexicon::StartsWith(uint64_t key) const {
  const auto it = nodes_.find(Extend(kRoot, key));
  return it == nodes_.end() ? 0 : it->second.below;
}

absl::string_view Lexicon::CanonicalName(int32_t name) const {
  return names_[static_cast<size_t>(name)].canonical;
}

absl::Span<const std::string> Lexicon::Aliases(int32_t name) const {
  return names_[static_cast<size_t>(name)].aliases;
}

const Lexicon::Node* Lexicon::FindNode(absl::string_view text) const {
  uint64_t prefix = kRoot;
  for (const text::Token& token : text::Tokenize(text)) {
    prefix = Extend(prefix, base::Hash64(text::ExactKey(token.In(text))));
  }
  const auto it = nodes_.find(prefix);
  return it == nodes_.end() ? nullptr : &it->second;
}

int32_t Lexicon::FindName(absl::string_view text, EntityType type) const {
  const Node* const node = FindNode(text);
  return node == nullptr || NameType(node->kinds) != type ? -1 : node->name;
}

}  // namespace khotin::entity::rules

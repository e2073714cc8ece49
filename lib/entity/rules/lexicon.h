// The built-in lists as an index of phrases: what a run of tokens may be.
#ifndef KHOTIN_ENTITY_RULES_LEXICON_H_
#define KHOTIN_ENTITY_RULES_LEXICON_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "entity/mention.h"

namespace khotin::entity::rules {

// What a phrase may be; a phrase can be several. The names are those of the lists' second column.
using Kinds = uint32_t;
inline constexpr Kinds kPersonName = 1u << 0;
inline constexpr Kinds kOrganizationName = 1u << 1;
inline constexpr Kinds kLocationName = 1u << 2;
inline constexpr Kinds kMiscName = 1u << 3;
inline constexpr Kinds kTitle = 1u << 4;
inline constexpr Kinds kTitleState = 1u << 5;
inline constexpr Kinds kTitleBody = 1u << 6;
inline constexpr Kinds kTitleRank = 1u << 7;
inline constexpr Kinds kTitleModifier = 1u << 8;
inline constexpr Kinds kTitleRole = 1u << 9;
inline constexpr Kinds kPortfolio = 1u << 10;
inline constexpr Kinds kHonorific = 1u << 11;
inline constexpr Kinds kProfession = 1u << 12;
inline constexpr Kinds kOrgState = 1u << 13;
inline constexpr Kinds kOrgNamed = 1u << 14;
inline constexpr Kinds kOrgLower = 1u << 15;
inline constexpr Kinds kOrgTeam = 1u << 16;
inline constexpr Kinds kOrgLocal = 1u << 17;
inline constexpr Kinds kPlaceAdmin = 1u << 18;
inline constexpr Kinds kPlaceNature = 1u << 19;
inline constexpr Kinds kPlaceBuilt = 1u << 20;
inline constexpr Kinds kPlaceOutside = 1u << 21;
inline constexpr Kinds kPlaceCue = 1u << 22;
inline constexpr Kinds kSurname = 1u << 23;
inline constexpr Kinds kSurnameCommon = 1u << 24;
inline constexpr Kinds kDocumentHead = 1u << 25;
inline constexpr Kinds kEventHead = 1u << 26;
inline constexpr Kinds kPeopleHead = 1u << 27;
inline constexpr Kinds kAmbiguous = 1u << 28;
inline constexpr Kinds kNotName = 1u << 29;
inline constexpr Kinds kContinues = 1u << 30;

inline constexpr Kinds kAnyName = kPersonName | kOrganizationName | kLocationName | kMiscName;
inline constexpr Kinds kAnyTitle = kTitle | kTitleState | kTitleBody | kTitleRank;
inline constexpr Kinds kOrgHead = kOrgState | kOrgNamed | kOrgLower | kOrgTeam;
inline constexpr Kinds kPlaceHead = kPlaceAdmin | kPlaceNature | kPlaceBuilt;

// The type of a name kind; kUnspecified when `kinds` has none.
EntityType NameType(Kinds kinds);

enum class Shape : uint8_t {
  kLower,    // no capital ("công", "iPhone" is kMixed)
  kCapital,  // first letter only ("Công", "N")
  kUpper,    // two or more letters, all capital ("UBND")
  kMixed,    // capitals after the first letter ("VnExpress", "iPhone")
  kNumber,   // begins with a digit
  kMark,     // no letter, no digit
};

inline bool IsCapitalised(Shape shape) {
  return shape == Shape::kCapital || shape == Shape::kUpper || shape == Shape::kMixed;
}

// A token as the index sees it.
struct Term {
  uint64_t key = 0;  // hash of text::ExactKey
  Shape shape = Shape::kMark;
};

// The term of one token of NFC text.
Term MakeTerm(absl::string_view token);

struct Match {
  size_t length = 0;  // tokens; 0 when nothing matched
  Kinds kinds = 0;    // all kinds of the phrase
  int32_t name = -1;  // index for Lexicon::CanonicalName
};

// Immutable and thread-safe.
class Lexicon {
 public:
  // Compiles `rows` ("name\ttype\talias…"); rows of an unknown type are passed over.
  explicit Lexicon(absl::Span<const absl::string_view> rows);

  // The lists of models/names, compiled on first use.
  static const Lexicon& BuiltIn();

  // The longest phrase at the start of `terms` that has one of `kinds`. A name matches only where
  // its capitals are capital in the text as well; other kinds match in any case. Looks at no more
  // than the longest listed phrase.
  Match Longest(absl::Span<const Term> terms, Kinds kinds) const;

  // Every kind of any phrase that begins with the term: a quick test before Longest.
  Kinds StartsWith(uint64_t key) const;

  // The first column of the row whose name or alias matched.
  absl::string_view CanonicalName(int32_t name) const;

  // The other columns of that row that are names too, in the list's order.
  absl::Span<const std::string> Aliases(int32_t name) const;

  // The name that `text` is listed under as a name of `type`, whatever its case; -1 when none.
  int32_t FindName(absl::string_view text, EntityType type) const;

 private:
  struct Node {
    Kinds kinds = 0;
    Kinds below = 0;  // kinds of this phrase and of all that go on from it
    int32_t name = -1;
    uint32_t capitals = 0;  // bit n: the n-th token is capitalised in the list
    uint32_t uppers = 0;    // bit n: the n-th token is written in capitals only
  };

  void AddRow(absl::string_view row);
  void AddPhrase(absl::string_view phrase, Kinds kinds, int32_t name);

  absl::flat_hash_map<uint64_t, Node> nodes_;
  struct Name {
    std::string canonical;
    std::vector<std::string> aliases;
  };
  std::vector<Name> names_;
};

}  // namespace khotin::entity::rules

#endif  // KHOTIN_ENTITY_RULES_LEXICON_H_

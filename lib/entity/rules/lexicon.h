// The name lists as an index of phrases: what a run of tokens may be.
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
using Kinds = uint64_t;
inline constexpr Kinds kPersonName = Kinds{1} << 0;
inline constexpr Kinds kOrganizationName = Kinds{1} << 1;
inline constexpr Kinds kLocationName = Kinds{1} << 2;
inline constexpr Kinds kMiscName = Kinds{1} << 3;
inline constexpr Kinds kTitle = Kinds{1} << 4;
inline constexpr Kinds kTitleState = Kinds{1} << 5;
inline constexpr Kinds kTitleBody = Kinds{1} << 6;
inline constexpr Kinds kTitleRank = Kinds{1} << 7;
inline constexpr Kinds kTitleModifier = Kinds{1} << 8;
inline constexpr Kinds kTitleRole = Kinds{1} << 9;
inline constexpr Kinds kPortfolio = Kinds{1} << 10;
inline constexpr Kinds kHonorific = Kinds{1} << 11;
inline constexpr Kinds kProfession = Kinds{1} << 12;
inline constexpr Kinds kOrgState = Kinds{1} << 13;
inline constexpr Kinds kOrgNamed = Kinds{1} << 14;
inline constexpr Kinds kOrgLower = Kinds{1} << 15;
inline constexpr Kinds kOrgTeam = Kinds{1} << 16;
inline constexpr Kinds kOrgLocal = Kinds{1} << 17;
inline constexpr Kinds kPlaceAdmin = Kinds{1} << 18;
inline constexpr Kinds kPlaceNature = Kinds{1} << 19;
inline constexpr Kinds kPlaceBuilt = Kinds{1} << 20;
inline constexpr Kinds kPlaceOutside = Kinds{1} << 21;
inline constexpr Kinds kPlaceCue = Kinds{1} << 22;
inline constexpr Kinds kSurname = Kinds{1} << 23;
inline constexpr Kinds kSurnameCommon = Kinds{1} << 24;
inline constexpr Kinds kDocumentHead = Kinds{1} << 25;
inline constexpr Kinds kEventHead = Kinds{1} << 26;
inline constexpr Kinds kPeopleHead = Kinds{1} << 27;
inline constexpr Kinds kAmbiguous = Kinds{1} << 28;
inline constexpr Kinds kNotName = Kinds{1} << 29;
inline constexpr Kinds kContinues = Kinds{1} << 30;
inline constexpr Kinds kOpener = Kinds{1} << 31;
inline constexpr Kinds kCompound = Kinds{1} << 32;
inline constexpr Kinds kPlaceUnit = Kinds{1} << 33;
inline constexpr Kinds kActorCue = Kinds{1} << 34;
inline constexpr Kinds kNameCue = Kinds{1} << 35;
inline constexpr Kinds kSourceCue = Kinds{1} << 36;
// Beside another kind: the phrase is of a row of the user's own, a name or said to be none.
inline constexpr Kinds kOwnName = Kinds{1} << 37;
inline constexpr Kinds kOwnNotName = Kinds{1} << 38;

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

// The kinds that the second column of a row stands for; 0 when there is no such type.
Kinds KindsOfType(absl::string_view type);

// The most tokens that a phrase can have.
inline constexpr size_t kMaxPhraseTokens = 31;

// Immutable and thread-safe.
class Lexicon {
 public:
  // Compiles `rows` ("name\ttype\talias…"); rows of an unknown type are passed over. Of two names
  // of one spelling the first decides the type, and the heading unless it has no alias. `own_rows`
  // are a user's: they win over `rows`, and a name that both list has the aliases of both.
  explicit Lexicon(absl::Span<const absl::string_view> rows,
                   absl::Span<const absl::string_view> own_rows = {});

  // The lists of models/names, compiled on first use.
  static const Lexicon& BuiltIn();

  // The longest phrase at the start of `terms` that has one of `kinds`. A name matches only where
  // its capitals are capital in the text as well; other kinds match in any case. Looks at no more
  // than the longest listed phrase.
  Match Longest(absl::Span<const Term> terms, Kinds kinds) const;

  // The same for several sets of kinds in one pass. `matches` has as many places as `kinds`.
  void Longest(absl::Span<const Term> terms, absl::Span<const Kinds> kinds,
               absl::Span<Match> matches) const;

  // Every kind of any phrase that begins with the term: a quick test before Longest.
  Kinds StartsWith(uint64_t key) const;

  // The first column of the row whose name or alias matched.
  absl::string_view CanonicalName(int32_t name) const;

  // The other columns of that row that are names too, in the list's order.
  absl::Span<const std::string> Aliases(int32_t name) const;

  // The name that `text` is listed under as a name of `type`, whatever its case; -1 when none.
  int32_t FindName(absl::string_view text, EntityType type) const;

  // Eight digits or letters that change with any row.
  const std::string& version() const { return version_; }

  // True when there are rows of a user.
  bool has_own_rows() const { return has_own_rows_; }

 private:
  struct Node {
    Kinds kinds = 0;
    Kinds below = 0;  // kinds of this phrase and of all that go on from it
    int32_t name = -1;
    uint32_t capitals = 0;  // bit n: the n-th token is capitalised in the list
    uint32_t uppers = 0;    // bit n: the n-th token is written in capitals only
  };

  struct Name {
    std::string canonical;
    std::vector<std::string> aliases;
  };

  void AddRow(absl::string_view row, bool own);
  void AddPhrase(absl::string_view phrase, Kinds kinds, int32_t name);
  int32_t AddName(absl::Span<const absl::string_view> fields, Kinds kinds);
  const Node* FindNode(absl::string_view text) const;

  absl::flat_hash_map<uint64_t, Node> nodes_;
  std::vector<Name> names_;
  std::string version_;
  bool has_own_rows_ = false;
};

}  // namespace khotin::entity::rules

#endif  // KHOTIN_ENTITY_RULES_LEXICON_H_

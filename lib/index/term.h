// The terms of the index: which strings stand for a word of the text.
//
// Text is cut into units, each of which takes one position: a token of text::Tokenize that is no
// punctuation is one unit, and a token with inner marks is as many units as it has parts, so that
// "TP.HCM", "TP HCM" and "tp. hcm" are the same two units and "2016" finds 46/2016/NĐ-CP.
//
// A unit gives two terms: its folded key, which keeps positions and with each the spelling that
// stands there, and its exact key where that differs (a word without diacritics is its own folded
// form, and nobody can ask for less). Two units at neighbouring positions give a third, the pair of
// their folded keys. Values of an article, such as its source, are terms of their own kind, and so
// are its key phrases, which suggestions are made of.
#ifndef KHOTIN_INDEX_TERM_H_
#define KHOTIN_INDEX_TERM_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace khotin::index {

// Fields that are scored apart. kText is lead and body together. Stored: values never change.
enum class IndexField : uint8_t { kTitle = 0, kText = 1 };
inline constexpr size_t kFieldCount = 2;

// The first byte of a term. Stored: values never change.
enum class TermKind : char {
  kExact = 'e',
  kFolded = 'f',
  kPhrase = 'k',
  kPair = 'p',
  kValue = 'v'
};

// The term of `key`, which is a UnitKeys key or, for a pair, PairKey of two folded ones.
std::string MakeTerm(TermKind kind, IndexField field, absl::string_view key);
inline TermKind KindOf(absl::string_view term) { return static_cast<TermKind>(term[0]); }
// True of the kinds that belong to a whole document, not to a field.
inline bool HasNoField(TermKind kind) {
  return kind == TermKind::kValue || kind == TermKind::kPhrase;
}
// Of a kind that has one.
inline IndexField FieldOf(absl::string_view term) { return static_cast<IndexField>(term[1] - '0'); }
std::string PairKey(absl::string_view first, absl::string_view second);

// [begin, end) in bytes of the text given to SplitUnits.
struct Unit {
  uint32_t begin = 0;
  uint32_t end = 0;
  uint32_t token_begin = 0;  // of the token that the unit is a part of
};

// The units of `normalized` (text::Normalize) in order. Indexing, queries and highlights all cut
// text by this function. Pure and thread-safe.
std::vector<Unit> SplitUnits(absl::string_view normalized);

struct UnitKeys {
  std::string exact;
  std::string folded;
};

// A key over kMaxKeyBytes is replaced by its beginning and a hash, so that an address or a run of
// letters without spaces stays findable and terms stay short.
inline constexpr size_t kMaxKeyBytes = 64;
// Of a longer one at most so many bytes are kept.
inline constexpr size_t kMaxBeginningBytes = 48;
// The part of `key` that is surely no hash: all of a short key, else its beginning.
absl::string_view KnownBeginning(absl::string_view key);
UnitKeys MakeUnitKeys(absl::string_view unit);

// Properties of an article that a search is narrowed by and counted by. Stored: values never
// change.
enum class ValueField : uint8_t {
  kSource = 0,
  kSection,
  kLanguage,
  kEntity,
  kAuthor,
  kOffice,
  kQuote,
};
inline constexpr size_t kValueFieldCount = 7;

// The form in which values are compared: the folded keys of its units with spaces between, so that
// "Hoàng Sơn" and "hoang son" are one author. Empty when `value` has no unit. Pure.
std::string ValueKey(absl::string_view value);

// The term of the documents whose `field` has a value of `key` (ValueKey).
std::string MakeValueTerm(ValueField field, absl::string_view key);

// The term of the documents that have `phrase` (text::FindKeyPhrases) among their key phrases. Its
// folded key comes first, so that the phrases that go on from what was typed, with diacritics or
// without, are a range of terms.
std::string MakePhraseTerm(absl::string_view phrase);
// What the terms of all phrases begin with whose folded key begins with `folded`.
std::string PhraseTermPrefix(absl::string_view folded);
// The phrase of a term of MakePhraseTerm; a view into it.
absl::string_view PhraseOf(absl::string_view term);

// Positions left free between two passages of one field: no phrase crosses them.
inline constexpr uint32_t kPassageGap = 16;

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_TERM_H_

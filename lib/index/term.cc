#include "index/term.h"

#include "absl/strings/str_cat.h"
#include "base/hash.h"
#include "text/normalize.h"
#include "text/syllable.h"
#include "text/tokenize.h"
#include "text/utf8.h"

namespace khotin::index {
namespace {

constexpr int kHashDigits = kMaxKeyBytes - kMaxBeginningBytes;
// Sorts before every character of a key: a phrase comes before those that go on from it.
constexpr char kPhraseSeparator = '\0';

void LimitKey(std::string* key) {
  if (key->size() <= kMaxKeyBytes) return;
  const std::string hash = base::HashBytes(*key).ToBase32(kHashDigits);
  key->resize(text::TruncateUtf8(*key, kMaxBeginningBytes).size());
  key->append(hash);
}

}  // namespace

std::string MakeTerm(TermKind kind, IndexField field, absl::string_view key) {
  std::string term;
  term.reserve(2 + key.size());
  term.push_back(static_cast<char>(kind));
  term.push_back(static_cast<char>('0' + static_cast<int>(field)));
  term.append(key.data(), key.size());
  return term;
}

std::string PairKey(absl::string_view first, absl::string_view second) {
  return absl::StrCat(first, " ", second);
}

std::vector<Unit> SplitUnits(absl::string_view normalized) {
  std::vector<Unit> units;
  units.reserve(normalized.size() / 5 + 1);
  for (const text::Token& token : text::Tokenize(normalized)) {
    if (!token.IsWord()) continue;
    const absl::string_view whole = token.In(normalized);
    bool has_parts = false;
    if (token.kind != text::TokenKind::kSyllable && token.kind != text::TokenKind::kNumber) {
      for (const absl::string_view part : text::TokenParts(whole)) {
        const auto begin = static_cast<uint32_t>(part.data() - normalized.data());
        units.push_back({begin, begin + static_cast<uint32_t>(part.size()), token.begin});
        has_parts = true;
      }
    }
    if (has_parts) continue;
    uint32_t end = token.end;
    while (end - token.begin > 1 && normalized[end - 1] == '.') --end;
    units.push_back({token.begin, end, token.begin});
  }
  return units;
}

absl::string_view KnownBeginning(absl::string_view key) {
  // To cut between characters can take three more bytes.
  if (key.size() + 3 < kMaxKeyBytes) return key;
  return key.substr(0, key.size() - kHashDigits);
}

UnitKeys MakeUnitKeys(absl::string_view unit) {
  UnitKeys keys{text::ExactKey(unit), text::FoldedKey(unit)};
  LimitKey(&keys.exact);
  LimitKey(&keys.folded);
  return keys;
}

std::string ValueKey(absl::string_view value) {
  const text::Normalized normalized = text::Normalize(value);
  std::string key;
  for (const Unit& unit : SplitUnits(normalized.text)) {
    if (!key.empty()) key.push_back(' ');
    key.append(text::FoldedKey(
        absl::string_view(normalized.text).substr(unit.begin, unit.end - unit.begin)));
  }
  LimitKey(&key);
  return key;
}

std::string MakeValueTerm(ValueField field, absl::string_view key) {
  std::string term;
  term.reserve(2 + key.size());
  term.push_back(static_cast<char>(TermKind::kValue));
  term.push_back(static_cast<char>('0' + static_cast<int>(field)));
  term.append(key.data(), key.size());
  return term;
}

std::string MakePhraseTerm(absl::string_view phrase) {
  std::string term = PhraseTermPrefix(ValueKey(phrase));
  term.push_back(kPhraseSeparator);
  term.append(phrase.data(), phrase.size());
  return term;
}

std::string PhraseTermPrefix(absl::string_view folded) {
  std::string prefix(1, static_cast<char>(TermKind::kPhrase));
  prefix.append(folded.data(), folded.size());
  return prefix;
}

absl::string_view PhraseOf(absl::string_view term) {
  const size_t separator = term.find(kPhraseSeparator);
  return separator == absl::string_view::npos ? absl::string_view() : term.substr(separator + 1);
}

}  // namespace khotin::index

#include "dedupe/signature.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "text/normalize.h"
#include "text/syllable.h"
#include "text/tokenize.h"
#include "text/utf8.h"

namespace khotin::dedupe {
namespace {

// A passage with a larger share of its words capitalized is a headline, or shouts.
constexpr double kMaxCapitalizedShare = 0.5;

uint64_t Mix(uint64_t hash) {
  // The finalizer of MurmurHash3 (public domain): every bit of the sum counts in every bit.
  hash ^= hash >> 33;
  hash *= 0xFF51AFD7ED558CCDULL;
  hash ^= hash >> 33;
  hash *= 0xC4CEB9FE1A85EC53ULL;
  return hash ^ (hash >> 33);
}

bool EndsSentence(absl::string_view mark) {
  return mark.find_first_of(".!?:\"") != absl::string_view::npos || mark == "…" || mark == "“" ||
         mark == "”" || mark == "-" || mark == "–";
}

bool IsNumeric(text::TokenKind kind) {
  return kind == text::TokenKind::kNumber || kind == text::TokenKind::kDate ||
         kind == text::TokenKind::kTime || kind == text::TokenKind::kCode;
}

bool IsCapitalized(absl::string_view word) {
  const auto first = static_cast<unsigned char>(word.front());
  if (first < 0x80) return first >= 'A' && first <= 'Z';
  size_t end = 0;
  text::DecodeUtf8(word, &end);
  const absl::string_view letter = word.substr(0, end);
  return text::ToLower(letter) != letter;
}

class SignatureBuilder {
 public:
  void Add(absl::string_view passage) {
    const std::string nfc = text::Normalize(passage).text;
    names_.clear();
    size_t capitalized = 0;
    size_t words = 0;
    bool sentence_start = true;
    for (const text::Token& token : text::Tokenize(nfc)) {
      const absl::string_view written = token.In(nfc);
      if (!token.IsWord()) {
        sentence_start = sentence_start || EndsSentence(written);
        continue;
      }
      if (IsNumeric(token.kind)) {
        words += AddNumbers(written, token.kind);
        sentence_start = false;
        continue;
      }
      const uint64_t hash = AddWord(text::ExactKey(written));
      ++words;
      if (IsCapitalized(written)) {
        ++capitalized;
        if (!sentence_start) names_.push_back(static_cast<uint32_t>(hash));
      }
      sentence_start = false;
    }
    if (static_cast<double>(capitalized) <= kMaxCapitalizedShare * static_cast<double>(words)) {
      signature_.names.insert(signature_.names.end(), names_.begin(), names_.end());
    }
  }

  Signature Finish() {
    signature_.fingerprint = base::HashBytes(keys_);
    AddShingles();
    signature_.words.reserve(words_.size());
    for (const uint64_t word : words_) signature_.words.push_back(static_cast<uint32_t>(word));
    std::sort(signature_.words.begin(), signature_.words.end());
    std::sort(signature_.numbers.begin(), signature_.numbers.end());
    std::sort(signature_.names.begin(), signature_.names.end());
    return std::move(signature_);
  }

 private:
  uint64_t AddWord(absl::string_view key) {
    const uint64_t hash = base::Hash64(key);
    absl::StrAppend(&keys_, key, " ");
    words_.push_back(hash);
    return hash;
  }

  // Each part between marks is a word; the zeros in front of a day, month or hour do not count.
  size_t AddNumbers(absl::string_view written, text::TokenKind kind) {
    const bool drop_zeros = kind == text::TokenKind::kDate || kind == text::TokenKind::kTime;
    size_t count = 0;
    for (absl::string_view part :
         absl::StrSplit(written, absl::ByAnyChar("./-,:"), absl::SkipEmpty())) {
      while (drop_zeros && part.size() > 1 && part.front() == '0') part.remove_prefix(1);
      signature_.numbers.push_back(static_cast<uint32_t>(AddWord(text::ExactKey(part))));
      ++count;
    }
    return count;
  }

  void AddShingles() {
    if (words_.empty()) return;
    const size_t size = std::min(kShingleWords, words_.size());
    signature_.shingles.reserve(words_.size() - size + 1);
    for (size_t begin = 0; begin + size <= words_.size(); ++begin) {
      uint64_t hash = 0;
      for (size_t i = begin; i < begin + size; ++i) hash = Mix(hash ^ words_[i]) + i - begin;
      signature_.shingles.push_back(hash);
    }
    std::vector<uint64_t>& shingles = signature_.shingles;
    std::sort(shingles.begin(), shingles.end());
    shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
  }

  Signature signature_;
  std::string keys_;
  std::vector<uint64_t> words_;
  std::vector<uint32_t> names_;  // of the passage being added
};

}  // namespace

Signature MakeSignature(absl::Span<const text::Passage> passages) {
  SignatureBuilder builder;
  for (const text::Passage& passage : passages) {
    if (passage.field != text::Field::kTitle) builder.Add(passage.text);
  }
  return builder.Finish();
}

}  // namespace khotin::dedupe

// Words that a user adds to the model of words.
#ifndef KHOTIN_TEXT_WORD_DICTIONARY_H_
#define KHOTIN_TEXT_WORD_DICTIONARY_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "text/word_units.h"

namespace khotin::text {

// A plain text of one word a line, of two syllables to kMaxUnits; empty lines and those that begin
// with # say nothing. Words match by exact key (syllable.h): without case, and in either style of
// tone placement.
//
// Immutable and thread-safe.
class WordDictionary {
 public:
  static constexpr size_t kMaxUnits = 16;

  // `name` stands for `content` in errors. INVALID_ARGUMENT names it and the line that is no word.
  static absl::StatusOr<WordDictionary> Parse(absl::string_view name, absl::string_view content);

  // Reads the file at `path`. NOT_FOUND when it cannot be read or has more than 256 MiB.
  static absl::StatusOr<WordDictionary> Load(const std::string& path);

  // The length of the longest word that `units` begin with, on their first line; 0 for none.
  size_t LongestMatch(absl::Span<const WordUnit> units) const;

 private:
  // Hashes of words and of their beginnings; true for words.
  absl::flat_hash_map<uint64_t, bool> beginnings_;
};

}  // namespace khotin::text

#endif  // KHOTIN_TEXT_WORD_DICTIONARY_H_

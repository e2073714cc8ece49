// Whether a line speaks of what the article speaks of.
#ifndef KHOTIN_EXTRACT_TEXT_PAIRS_H_
#define KHOTIN_EXTRACT_TEXT_PAIRS_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "extract/line.h"

namespace khotin::extract {

// The pairs of neighbouring syllables in an article's running text. Two syllables make a Vietnamese
// word, so that a heading of the article shares many with it and the title of another one few.
class TextPairs {
 public:
  TextPairs() = default;
  // Reads title, lead and paragraphs, 64 KiB at most.
  explicit TextPairs(const LineTable& table);

  // Adds the pairs of one key.
  void Add(absl::string_view key);

  // The share of the pairs of `key` (Line::key) that the text has, from 0 to 1; 1 for a key without
  // pairs. Lines of which `apart` holds the pairs do not count as text.
  double Share(absl::string_view key, const TextPairs& apart = TextPairs()) const;

 private:
  absl::flat_hash_map<uint64_t, int> counts_;
};

// The pairs of a table, read when they are first asked for.
class LazyTextPairs {
 public:
  explicit LazyTextPairs(const LineTable& table) : table_(table) {}
  // The share of the pairs of line `i` that the text has, without this line and, if `below`, the
  // one below it, which may be its excerpt.
  double Share(size_t i, bool below = false);
  double ShareOfKey(absl::string_view key);

 private:
  const LineTable& table_;
  absl::optional<TextPairs> pairs_;
};

// A line of running text, long enough to tell what it is about.
bool IsRunningText(const Line& line);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_TEXT_PAIRS_H_

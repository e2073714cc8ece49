// Notes what an article's lines teach of its source's chrome.
#ifndef KHOTIN_EXTRACT_CHROME_LESSON_H_
#define KHOTIN_EXTRACT_CHROME_LESSON_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "extract/article.h"
#include "extract/line.h"

namespace khotin::extract {

// Stands for "a title of another article stands bare between the paragraphs", as if it were a line.
inline constexpr LineFingerprint kBareTitles = 1;

// The distinct fingerprints of an article's short lines, in the order they were added.
class ShortLines {
 public:
  void Add(LineFingerprint fingerprint);
  // The last sure paragraph stands here.
  void Mark() { above_ = Size(); }
  // The article's own lines begin, or end, here.
  void BeginOwn() { own_begin_ = Size(); }
  void EndOwn() { own_end_ = Size(); }
  // Leaves this one out, added before or after.
  void Exclude(LineFingerprint fingerprint);
  void MoveTo(Extraction* found) &&;

 private:
  int32_t Size() const { return static_cast<int32_t>(lines_.size()); }

  std::vector<uint64_t> lines_;
  absl::flat_hash_set<LineFingerprint> seen_;
  int32_t above_ = -1;
  int32_t own_begin_ = 0;
  int32_t own_end_ = 0;
};

// Of an article's longest paragraph; 0 for one that is too short to tell stories apart.
uint64_t FingerprintStory(absl::string_view paragraph);

// Adds the lines of a cleaned `table`, with what may be learned of each. Rows of tables and
// counters between the paragraphs may not.
void AddShortLines(const LineTable& table, ShortLines* lines);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_CHROME_LESSON_H_

// What the index knows of one article: its terms with positions, and the values it sorts by.
#ifndef KHOTIN_INDEX_DOCUMENT_TERMS_H_
#define KHOTIN_INDEX_DOCUMENT_TERMS_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "text/passage.h"

namespace khotin::index {

// Fields that are scored apart. kText is lead and body together. Stored: values never change.
enum class IndexField : uint8_t { kTitle = 0, kText = 1 };
inline constexpr size_t kFieldCount = 2;

// Values of one document that queries read without touching the article. Stored.
struct DocumentValues {
  std::string article_id;
  int64_t publish_seconds = 0;                  // Unix time; 0 when the article has no date
  uint64_t cluster = 0;                         // hash of the cluster's id; 0 for none
  std::array<uint32_t, kFieldCount> lengths{};  // in positions
};

// One term of a document. Views are valid as long as the TermList they come from is unchanged.
struct DocumentTerm {
  absl::string_view text;  // made by the functions of term.h: kind, field and key in one string
  uint32_t frequency = 0;
  // Rising, `frequency` many; empty for a term that keeps none.
  absl::Span<const uint32_t> positions;
};

// Terms in rising order, each once, in a few flat arrays: a document has hundreds of terms, so
// neither a string nor a vector of each its own.
class TermList {
 public:
  // REQUIRES: `text` is greater than the last one, frequency > 0, and positions are rising and
  // either `frequency` many or none.
  void Add(absl::string_view text, uint32_t frequency, absl::Span<const uint32_t> positions);

  size_t size() const { return entries_.size(); }
  bool empty() const { return entries_.empty(); }
  DocumentTerm operator[](size_t i) const;

 private:
  struct Entry {
    uint32_t text_end;
    uint32_t positions_end;
    uint32_t frequency;
  };
  std::string text_;
  std::vector<uint32_t> positions_;
  std::vector<Entry> entries_;
};

struct DocumentTerms {
  DocumentValues values;
  TermList terms;
};

// Derives the terms of `passages`: exact, folded and adjacent-pair forms, as term.h says.
// `values.lengths` is filled in; the rest of `values` is the caller's. Passages must be valid
// UTF-8. Pure and thread-safe.
DocumentTerms BuildDocumentTerms(absl::Span<const text::Passage> passages);

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_DOCUMENT_TERMS_H_

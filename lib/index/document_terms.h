// What the index knows of one article: its words in their order, and the values it is narrowed,
// sorted and counted by.
#ifndef KHOTIN_INDEX_DOCUMENT_TERMS_H_
#define KHOTIN_INDEX_DOCUMENT_TERMS_H_

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "index/term.h"
#include "text/passage.h"

namespace khotin::index {

// Values of one document that queries read without touching the article. Stored.
struct DocumentValues {
  std::string article_id;
  int64_t publish_seconds = 0;                  // Unix time; 0 when the article has no date
  uint64_t cluster = 0;                         // hash of the cluster's id; 0 for none
  int64_t revision = 0;                         // of the commit that stored this version
  std::array<uint32_t, kFieldCount> lengths{};  // in positions; what is read back is rounded down
                                                // to the length's class (length_class.h)
};

// Values of one field of one document, as they are shown; each at most kMaxLabelBytes.
using Labels = std::vector<std::string>;
inline constexpr size_t kMaxLabelBytes = 1024;

// Stands between two passages of a field.
inline constexpr uint32_t kPassageBreak = std::numeric_limits<uint32_t>::max();

struct DocumentTerms {
  DocumentValues values;
  std::array<Labels, kValueFieldCount> labels;
  std::vector<std::string> key_phrases;  // distinct; text::FindKeyPhrases
  // Distinct units of all passages: no two have one exact key.
  std::vector<UnitKeys> units;
  // What stands in each field, one after another: indexes into `units`, or kPassageBreak.
  std::array<std::vector<uint32_t>, kFieldCount> text;
};

// Cuts `passages` into units and finds their key phrases. `values.lengths` is filled in; labels and
// the rest of `values` are the caller's. Passages must be valid UTF-8. Pure and thread-safe.
DocumentTerms BuildDocumentTerms(absl::Span<const text::Passage> passages);

// As BuildDocumentTerms, without key phrases: several times as fast, and enough to match queries.
DocumentTerms CutIntoUnits(absl::Span<const text::Passage> passages);

// One term of a document as term.h derives it.
struct DocumentTerm {
  std::string text;  // kind, field and key
  uint32_t frequency = 0;
  std::vector<uint32_t> positions;     // rising, `frequency` many; empty for a term without
  std::vector<std::string> spellings;  // of each position: the exact key
};

// Every term of a document, in rising order. What checks compare the index with: plain, not fast.
std::vector<DocumentTerm> ListTerms(const DocumentTerms& document);

// Calls `visit(position, unit)` for each unit of `text`, a field of DocumentTerms, where `unit` is
// an index, and `end_passage()` at each break.
template <typename Visit, typename EndPassage>
void ForEachUnit(absl::Span<const uint32_t> text, Visit visit, EndPassage end_passage) {
  uint32_t position = 0;
  for (const uint32_t unit : text) {
    if (unit == kPassageBreak) {
      position += kPassageGap;
      end_passage();
    } else {
      visit(position++, unit);
    }
  }
}

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_DOCUMENT_TERMS_H_

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
inline constexpr int kFieldCount = 2;

// Values of one document that queries read without touching the article. Stored.
struct DocumentValues {
  std::string article_id;
  int64_t publish_seconds = 0;  // Unix time; 0 when the article has no date
  uint64_t cluster = 0;         // hash of the cluster's id
  std::array<uint32_t, kFieldCount> lengths{};  // in tokens
};

struct TermPositions {
  std::string term;  // made by the functions of term.h: kind, field and key in one string
  std::vector<uint32_t> positions;  // rising; a position counts word tokens of the field
};

struct DocumentTerms {
  DocumentValues values;
  std::vector<TermPositions> terms;  // sorted by term, each once
};

// Derives the terms of `passages` (exact, folded and adjacent-pair forms). `values.lengths` is
// filled in; the rest of `values` is the caller's. Pure and thread-safe.
DocumentTerms BuildDocumentTerms(absl::Span<const text::Passage> passages);

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_DOCUMENT_TERMS_H_

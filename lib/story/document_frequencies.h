// In how many articles of a large collection a term stands: what makes a term rare.
#ifndef KHOTIN_STORY_DOCUMENT_FREQUENCIES_H_
#define KHOTIN_STORY_DOCUMENT_FREQUENCIES_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace khotin::story {

// A table of rough frequencies: 65,536 buckets of four entries of 16 bits, 512 KiB. An entry is 12
// bits of a term's hash and a level of 4 bits; levels are three quarters of a doubling apart. Of a
// bucket's terms the four most frequent are kept. A term that is in no article is taken for one
// that is about once in a thousand times.
//
// Immutable and thread-safe.
class DocumentFrequencies {
 public:
  // Of the collection that models/news_terms describes, compiled in.
  static const DocumentFrequencies& BuiltIn();

  // From what Encode gave. INVALID_ARGUMENT when `bytes` is no table.
  static absl::StatusOr<DocumentFrequencies> Parse(absl::string_view bytes);

  // The inverse document frequency of the term with this hash in hundredths of a nat, ln(N / df),
  // at its level's lower bound; 0 for stop words, which stand in more than an eighth of all
  // articles.
  int InverseFrequency(uint64_t term) const;

 private:
  explicit DocumentFrequencies(std::vector<uint64_t> buckets) : buckets_(std::move(buckets)) {}

  std::vector<uint64_t> buckets_;
};

// The table of terms with their number of articles, of `documents` in all, as the bytes of Parse.
// Frequencies are scaled to a collection of 28,399 articles; what is below 4 there is left out. The
// order of `counts` does not matter.
std::string EncodeDocumentFrequencies(std::vector<std::pair<uint64_t, uint32_t>> counts,
                                      uint32_t documents);

}  // namespace khotin::story

#endif  // KHOTIN_STORY_DOCUMENT_FREQUENCIES_H_

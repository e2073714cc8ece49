// The files that every engine of the comparison reads: documents and queries, one a line.
//
// A documents file has per line, with tabs between: source, date (seconds since 1970), title, text.
// Title and text are terms with single spaces between them in `*.folded.tsv`, and text as it was
// written in `*.raw.tsv`. A document's number is its line, from 0.
//
// A queries file has per line: class, terms with spaces between, filter. The filter is empty,
// `source=NAME` or `date=BEGIN..END` (seconds, the end left out).
#ifndef KHOTIN_BENCHMARKS_SEARCH_PEERS_PEER_FILES_H_
#define KHOTIN_BENCHMARKS_SEARCH_PEERS_PEER_FILES_H_

#include <cstdint>
#include <fstream>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace khotin::benchmarks {

struct PeerDocument {
  std::string source;
  int64_t date = 0;
  std::string title;
  std::string text;
};

struct PeerQuery {
  std::string query_class;  // one of kQueryClasses
  std::vector<std::string> terms;
  std::string source;  // empty: of any source
  // [begin, end) of the date; both 0: of any date.
  int64_t date_begin = 0;
  int64_t date_end = 0;

  bool has_dates() const { return date_end != 0; }
};

// All terms; one of them; all in a row; one of a whole title's; all, within a source or time.
inline constexpr const char* kQueryClasses[] = {"and", "or", "phrase", "title", "filtered"};

// Not thread-safe.
class PeerDocumentReader {
 public:
  explicit PeerDocumentReader(const std::string& path) : path_(path), file_(path) {}

  // False at the end. NOT_FOUND for a file that cannot be read, DATA_LOSS for a line of another
  // form, with its number.
  absl::StatusOr<bool> Next(PeerDocument* document);

 private:
  const std::string path_;
  std::ifstream file_;
  std::string line_;
  uint64_t lines_ = 0;
};

// Lines as the readers take them, without the line break.
std::string FormatDocument(const PeerDocument& document);
std::string FormatQuery(const PeerQuery& query);

// Errors as PeerDocumentReader::Next.
absl::StatusOr<std::vector<PeerQuery>> ReadPeerQueries(const std::string& path);

// The folded terms of a text (index::MakeUnitKeys), as they stand in it.
std::vector<std::string> FoldedTerms(absl::string_view normalized);
std::vector<std::string> ExactTerms(absl::string_view normalized);

// `text` normalised, in one line, without tabs.
std::string OneLine(absl::string_view text);

}  // namespace khotin::benchmarks

#endif  // KHOTIN_BENCHMARKS_SEARCH_PEERS_PEER_FILES_H_

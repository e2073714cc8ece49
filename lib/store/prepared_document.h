// What a worker makes of one raw document: an article to commit, or what the quarantine keeps.
#ifndef KHOTIN_STORE_PREPARED_DOCUMENT_H_
#define KHOTIN_STORE_PREPARED_DOCUMENT_H_

#include <string>
#include <variant>

#include "absl/status/status.h"
#include "analysis/analyzer.h"
#include "extract/raw_document.h"
#include "extract/site_chrome.h"
#include "khotin/storage/v1/records.pb.h"
#include "store/prepared_article.h"

namespace khotin::store {

// A document that was refused.
struct PreparedRefusal {
  std::string id;  // of its entry in the quarantine; a document keeps its id with every attempt
  // Complete but for what only the commit knows: times, attempts, revision.
  khotin::storage::v1::Quarantined record;
  // A retry is counted; without one, a document that is in quarantine already changes nothing.
  bool retry = false;
  absl::optional<FilePosition> position;  // in a file that the ledger counts
};

using PreparedDocument = std::variant<PreparedArticle, PreparedRefusal>;

// Analyzes and prepares. `chrome` is what is known of the sources' chrome; what is refused becomes
// a PreparedRefusal with the error. Pure and thread-safe.
PreparedDocument PrepareDocument(const analysis::Analyzer& analyzer,
                                 const extract::ChromeSnapshot& chrome, extract::RawDocument raw);

// As Prepare of an article; on its error, the refusal.
PreparedDocument PrepareAnalyzed(analysis::AnalyzedArticle analyzed);

// For a document that the reader gave up on: there is an input and an error, but no content.
PreparedRefusal PrepareUnread(absl::string_view input, const absl::Status& error,
                              absl::string_view analyzer_version);

// Says which document of which file this is, so that the commit counts it.
void SetPosition(FilePosition position, PreparedDocument* document);
const absl::optional<FilePosition>& PositionOf(const PreparedDocument& document);

// The error that a refusal is about.
absl::Status RefusalStatus(const khotin::storage::v1::Quarantined& record);

}  // namespace khotin::store

#endif  // KHOTIN_STORE_PREPARED_DOCUMENT_H_

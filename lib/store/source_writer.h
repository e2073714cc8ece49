// Keeps what is known of each source up to date: learned chrome and daily figures.
#ifndef KHOTIN_STORE_SOURCE_WRITER_H_
#define KHOTIN_STORE_SOURCE_WRITER_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "extract/chrome_learner.h"
#include "khotin/storage/v1/records.pb.h"
#include "store/database.h"
#include "store/prepared_article.h"

namespace khotin::store {

// Days of figures that are kept of a source.
inline constexpr int kMaxSourceDays = 90;

// What one commit does to the sources' records. Not thread-safe.
class SourceWriter {
 public:
  // Sources of which the learned chrome has changed, with all of it.
  using Changes = std::map<std::string, std::shared_ptr<const extract::SiteChrome>>;

  SourceWriter(WriteContext* context, absl::Time now);

  // Counts a stored version; learns from it when `learn`.
  absl::Status AddArticle(const PreparedArticle& article, bool learn);
  absl::Status AddRefusal(const std::string& source_key);

  // Whether its copy of a text goes before that of other sources.
  absl::StatusOr<bool> IsTrusted(const std::string& source_key);

  // Whether that changes anything. A source that is not known becomes known by trust; NOT_FOUND
  // when trust is withdrawn from it.
  absl::StatusOr<bool> SetTrusted(const std::string& source_key, bool trusted);

  // Writes the records. Call once, at the end of the commit of that revision.
  absl::Status Flush(int64_t revision);

  // After Flush.
  const Changes& changes() const { return changes_; }

 private:
  struct Entry {
    storage::v1::Source record;
    extract::ChromeProfile profile;
    std::vector<extract::ChromeLine> learned_before;
  };

  absl::StatusOr<Entry*> Load(const std::string& source_key);
  storage::v1::Source::Day* Today(storage::v1::Source* record) const;
  absl::Status FlushEntry(const std::string& source_key, int64_t revision, Entry* entry);

  WriteContext* const context_;
  const int32_t day_;
  std::map<std::string, Entry> entries_;
  Changes changes_;
};

// The learned chrome that a source's record holds.
extract::SiteChrome ChromeOf(const storage::v1::Source& record);

}  // namespace khotin::store

#endif  // KHOTIN_STORE_SOURCE_WRITER_H_

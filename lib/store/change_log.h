// What one commit changes, for the feed and for the index.
#ifndef KHOTIN_STORE_CHANGE_LOG_H_
#define KHOTIN_STORE_CHANGE_LOG_H_

#include <cstdint>
#include <string>
#include <utility>

#include "index/document_terms.h"
#include "khotin/storage/v1/records.pb.h"
#include "store/index_writer.h"

namespace khotin::store {

// Not thread-safe.
class ChangeLog {
 public:
  explicit ChangeLog(int64_t revision) { index_change_.revision = revision; }

  // An article was stored; `superseding` when there was one of its id before.
  void AddStored(index::DocumentTerms terms, bool superseding);
  // A stored article is in another cluster now, or counts for other entities; `terms` are its own
  // with those.
  void AddMoved(index::DocumentTerms terms);
  void AddDeleted(const std::string& article_id);
  void AddEntityDecision(int64_t id) { feed_.add_entity_decisions(id); }
  void AddSavedQuery(const std::string& id) { feed_.add_saved_queries(id); }

  // True when the article was stored by this commit.
  bool HasStored(const std::string& article_id) const;

  const storage::v1::Commit& feed() const { return feed_; }
  IndexChange TakeIndexChange() { return std::move(index_change_); }

 private:
  // Puts `terms` in the place of those of the same article; false when there are none.
  bool ReplaceAdded(index::DocumentTerms* terms);

  storage::v1::Commit feed_;
  IndexChange index_change_;
};

}  // namespace khotin::store

#endif  // KHOTIN_STORE_CHANGE_LOG_H_

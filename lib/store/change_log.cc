#include "store/change_log.h"

#include <algorithm>
#include <vector>

namespace khotin::store {
namespace {

using Ids = google::protobuf::RepeatedPtrField<std::string>;

bool Contains(const Ids& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

void Drop(const std::string& id, Ids* ids) {
  ids->erase(std::remove(ids->begin(), ids->end(), id), ids->end());
}

}  // namespace

// An article that was moved and stored by one commit is told of once, as it is then.
void ChangeLog::AddStored(index::DocumentTerms terms, bool superseding) {
  const std::string id = terms.values.article_id;
  Drop(id, feed_.mutable_moved_articles());
  if (!HasStored(id)) {
    if (superseding) feed_.add_updated(static_cast<uint32_t>(feed_.articles_size()));
    feed_.add_articles(id);
  }
  if (ReplaceAdded(&terms)) return;
  if (superseding) index_change_.superseded.push_back(id);
  index_change_.added.push_back(std::move(terms));
}

void ChangeLog::AddMoved(index::DocumentTerms terms) {
  const std::string id = terms.values.article_id;
  if (!HasStored(id) && !Contains(feed_.moved_articles(), id)) feed_.add_moved_articles(id);
  if (ReplaceAdded(&terms)) return;
  index_change_.superseded.push_back(id);
  index_change_.added.push_back(std::move(terms));
}

void ChangeLog::AddDeleted(const std::string& article_id) {
  feed_.add_deleted_articles(article_id);
  index_change_.superseded.push_back(article_id);
}

bool ChangeLog::HasStored(const std::string& article_id) const {
  return Contains(feed_.articles(), article_id);
}

bool ChangeLog::ReplaceAdded(index::DocumentTerms* terms) {
  std::vector<index::DocumentTerms>& added = index_change_.added;
  const auto same = std::find_if(added.begin(), added.end(), [&](const auto& other) {
    return other.values.article_id == terms->values.article_id;
  });
  if (same == added.end()) return false;
  *same = std::move(*terms);
  return true;
}

}  // namespace khotin::store

#include "store/known_article.h"

#include <algorithm>

#include "base/status.h"
#include "store/keys.h"

namespace khotin::store {
namespace {

bool HasText(const storage::v1::Article& stored, const std::string& content_hash) {
  return stored.content_hash() == content_hash ||
         std::find(stored.earlier_content_hashes().begin(), stored.earlier_content_hashes().end(),
                   content_hash) != stored.earlier_content_hashes().end();
}

}  // namespace

absl::StatusOr<KnownArticle> FindKnown(RecordReader* reader, const PreparedArticle& article) {
  KnownArticle known;
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<std::string> seen,
                          reader->Get(Family::kRawHashes, article.raw_hash));
  if (seen.has_value()) {
    known.id = *seen;
    KHOTIN_ASSIGN_OR_RETURN(known.newest,
                            reader->GetRecord<storage::v1::Article>(Family::kArticles, known.id));
    known.same_document = known.newest.has_value();
    // Else it led to an article that was deleted since.
    if (known.same_document) return known;
  }
  known.id = article.id;
  KHOTIN_ASSIGN_OR_RETURN(known.newest,
                          reader->GetRecord<storage::v1::Article>(Family::kArticles, known.id));
  known.same_text =
      known.newest.has_value() && HasText(*known.newest, article.record.content_hash());
  return known;
}

}  // namespace khotin::store

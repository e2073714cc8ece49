// What the store knows already of an article that is sent.
#ifndef KHOTIN_STORE_KNOWN_ARTICLE_H_
#define KHOTIN_STORE_KNOWN_ARTICLE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "khotin/storage/v1/records.pb.h"
#include "store/database.h"
#include "store/prepared_article.h"

namespace khotin::store {

struct KnownArticle {
  std::string id;  // that it is stored under, or will be
  absl::optional<storage::v1::Article> newest;
  // The raw document was seen: no news, whatever an analysis with more knowledge makes of it now.
  bool same_document = false;
  // Its text is the newest or an older version: sending all versions again changes nothing.
  bool same_text = false;
};

absl::StatusOr<KnownArticle> FindKnown(RecordReader* reader, const PreparedArticle& article);

}  // namespace khotin::store

#endif  // KHOTIN_STORE_KNOWN_ARTICLE_H_

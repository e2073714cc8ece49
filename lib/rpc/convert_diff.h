// A comparison of two articles as clients are shown it.
#ifndef KHOTIN_RPC_CONVERT_DIFF_H_
#define KHOTIN_RPC_CONVERT_DIFF_H_

#include "absl/strings/string_view.h"
#include "khotin/storage/v1/records.pb.h"
#include "khotin/v1/article_service.pb.h"

namespace khotin::rpc {

// An article version and the id it is stored under.
struct ArticleVersion {
  absl::string_view id;
  const storage::v1::Article& record;
};

// Everything but the revision. Takes time by the size of both articles (text/passage_diff.h).
v1::DiffArticlesResponse DiffMessage(const ArticleVersion& base, const ArticleVersion& article);

// Takes the texts of equal blocks out and says so.
void OmitEqualTexts(v1::DiffArticlesResponse* diff);

}  // namespace khotin::rpc

#endif  // KHOTIN_RPC_CONVERT_DIFF_H_

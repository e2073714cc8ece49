// The part of khotin.v1.ClusterService that reads stories.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_STORY_READER_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_STORY_READER_H_

#include "absl/status/status.h"
#include "khotin/v1/cluster_service.pb.h"
#include "rpc/page_token.h"
#include "store/store.h"

namespace khotin::server {

// Thread-safe. `store` must outlive the reader.
class StoryReader {
 public:
  explicit StoryReader(const store::Store* store);

  absl::Status Get(const v1::GetStoryRequest& request, v1::GetStoryResponse* response) const;
  absl::Status List(const v1::ListStoriesRequest& request, v1::ListStoriesResponse* response) const;
  absl::Status ListArticles(const v1::ListStoryArticlesRequest& request,
                            v1::ListStoryArticlesResponse* response) const;

 private:
  absl::Status ListOfEntity(const v1::ListStoriesRequest& request, int page_size,
                            v1::ListStoriesResponse* response) const;

  const store::Store* const store_;
  const rpc::PageTokens tokens_;
};

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_STORY_READER_H_

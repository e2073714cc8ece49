#include "ingested_files.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "base/hash.h"
#include "extract/testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "store/prepared_document.h"

namespace khotin::server {
namespace {

using ::testing::ElementsAre;

class IngestedFilesTest : public testing::Test {
 protected:
  // Takes in one document of each of `count` files, which is the last one of every other file.
  void TakeIn(int count) {
    std::vector<store::PreparedDocument> documents;
    for (int i = 0; i < count; ++i) {
      const std::string path = absl::StrCat("tin-", i, ".jsonl");
      documents.emplace_back(
          store::PrepareUnread(path, absl::DataLossError("damaged"), "analyzer"));
      store::FilePosition position;
      position.file = {base::HashBytes(path), 7, "format=jsonl"};
      position.path = path;
      position.number = 1;
      position.last = i % 2 == 0;
      store::SetPosition(std::move(position), &documents.back());
    }
    ASSERT_TRUE(store_->Commit(std::move(documents), absl::Now()).ok());
  }

  // The number of files of each page.
  std::vector<int> PageSizes(v1::ListIngestedFilesRequest request) {
    std::vector<int> sizes;
    do {
      v1::ListIngestedFilesResponse response;
      const absl::Status status = List(request, &response);
      EXPECT_TRUE(status.ok()) << status;
      sizes.push_back(response.files_size());
      request.set_page_token(response.next_page_token());
    } while (!request.page_token().empty());
    return sizes;
  }

  absl::Status List(const v1::ListIngestedFilesRequest& request,
                    v1::ListIngestedFilesResponse* response) {
    return ListIngestedFiles(
        *store_, tokens_, request, [this] { return cancelled_; }, response);
  }

  const extract::TempFolder folder_;
  const std::unique_ptr<store::Store> store_ = *store::Store::Open({.path = folder_.Path("store")});
  const rpc::PageTokens tokens_{7};
  bool cancelled_ = false;
};

TEST_F(IngestedFilesTest, PagesAreFullUpToTheLast) {
  v1::ListIngestedFilesRequest request;
  request.set_page_size(2);
  EXPECT_THAT(PageSizes(request), ElementsAre(0));
  TakeIn(6);
  EXPECT_THAT(PageSizes(request), ElementsAre(2, 2, 2));
  request.set_page_size(5);
  EXPECT_THAT(PageSizes(request), ElementsAre(5, 1));
  request.set_unfinished(true);
  request.set_page_size(2);
  EXPECT_THAT(PageSizes(request), ElementsAre(2, 1));
}

TEST_F(IngestedFilesTest, EndsForWhomNobodyWaits) {
  TakeIn(1);
  cancelled_ = true;
  v1::ListIngestedFilesResponse response;
  EXPECT_TRUE(absl::IsCancelled(List({}, &response)));
}

}  // namespace
}  // namespace khotin::server

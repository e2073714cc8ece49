#include "rpc/page_token.h"

#include <random>

#include "base/limits.h"
#include "gtest/gtest.h"
#include "khotin/v1/search_service.pb.h"

namespace khotin::rpc {
namespace {

v1::SearchRequest Request(const std::string& query) {
  v1::SearchRequest request;
  request.set_query(query);
  return request;
}

TEST(PageTokenTest, ComesBackForTheRequestItBelongsTo) {
  const PageTokens tokens(7);
  const std::string token = tokens.Seal(Request("to lam"), std::string("\0cursor", 7));
  v1::SearchRequest next = Request("to lam");
  next.set_page_token(token);
  next.set_page_size(50);
  EXPECT_EQ(*tokens.Open(next, token), std::string("\0cursor", 7));
}

TEST(PageTokenTest, IsRefusedForAnotherRequestOrStore) {
  const PageTokens tokens(7);
  const std::string token = tokens.Seal(Request("to lam"), "cursor");
  EXPECT_EQ(tokens.Open(Request("ha noi"), token).status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(PageTokens(8).Open(Request("to lam"), token).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(PageTokenTest, HundredThousandTamperedTokensAreRefused) {
  constexpr uint32_t kSeed = 20231;
  SCOPED_TRACE(kSeed);
  std::mt19937 random(kSeed);
  const PageTokens tokens(7);
  const v1::SearchRequest request = Request("to lam");
  const std::string token = tokens.Seal(request, "a cursor of some length");
  for (int i = 0; i < 100000; ++i) {
    std::string tampered = token;
    const size_t at = random() % tampered.size();
    switch (random() % 3) {
      case 0:
        tampered[at] = static_cast<char>(random() % 256);
        break;
      case 1:
        tampered.erase(at, 1 + random() % 4);
        break;
      default:
        tampered.insert(at, 1, static_cast<char>('A' + random() % 26));
    }
    if (tampered == token) continue;
    ASSERT_EQ(tokens.Open(request, tampered).status().code(), absl::StatusCode::kInvalidArgument)
        << tampered;
  }
}

TEST(PageSizeTest, Limits) {
  EXPECT_EQ(*PageSize(0), base::kDefaultPageSize);
  EXPECT_EQ(*PageSize(7), 7);
  EXPECT_EQ(*PageSize(1 << 30), base::kMaxPageSize);
  EXPECT_EQ(PageSize(-1).status().code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace khotin::rpc

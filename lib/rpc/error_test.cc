#include "rpc/error.h"

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "gtest/gtest.h"

namespace khotin::rpc {
namespace {

google::rpc::Status Details(const grpc::Status& status) {
  google::rpc::Status details;
  EXPECT_TRUE(details.ParseFromString(status.error_details()));
  return details;
}

template <typename T>
bool Find(const google::rpc::Status& details, T* message) {
  for (const auto& any : details.details()) {
    if (any.UnpackTo(message)) return true;
  }
  return false;
}

TEST(ErrorTest, EveryCodeMapsToItself) {
  for (int code = 1; code <= 16; ++code) {
    const absl::Status status(static_cast<absl::StatusCode>(code), "why");
    const grpc::Status sent = ToGrpc(status);
    EXPECT_EQ(static_cast<int>(sent.error_code()), code);
    EXPECT_EQ(sent.error_message(), "why");
    EXPECT_EQ(FromGrpc(sent).code(), status.code());
    EXPECT_EQ(Details(sent).code(), code);
  }
  EXPECT_TRUE(ToGrpc(absl::OkStatus()).ok());
}

TEST(ErrorTest, AFieldsFaultIsABadRequest) {
  const grpc::Status sent = ToGrpc(InvalidField("page_size", "must not be negative"));
  google::rpc::BadRequest bad_request;
  ASSERT_TRUE(Find(Details(sent), &bad_request));
  EXPECT_EQ(bad_request.field_violations(0).field(), "page_size");
  EXPECT_EQ(sent.error_message(), "page_size: must not be negative");
  google::rpc::ErrorInfo info;
  ASSERT_TRUE(Find(Details(sent), &info));
  EXPECT_EQ(info.reason(), "INVALID_ARGUMENT");
  EXPECT_EQ(info.domain(), "khotin");
}

TEST(ErrorTest, RetryCarriesItsDelay) {
  const grpc::Status sent =
      ToGrpc(WithRetry(absl::UnavailableError("later"), absl::Milliseconds(1500)));
  google::rpc::RetryInfo retry;
  ASSERT_TRUE(Find(Details(sent), &retry));
  EXPECT_EQ(retry.retry_delay().seconds(), 1);
  EXPECT_EQ(retry.retry_delay().nanos(), 500000000);
}

TEST(ErrorTest, LongMessagesFitIntoTheMetadataOfAReply) {
  std::string name;
  for (int i = 0; i < 5000; ++i) name += "ệ";
  const grpc::Status status = ToGrpc(InvalidField("name", name));
  EXPECT_LT(status.error_message().size(), 1100U);
  EXPECT_LT(status.error_details().size(), 3000U);
  EXPECT_EQ(status.error_message().substr(status.error_message().size() - 7), "ệ …");
}

}  // namespace
}  // namespace khotin::rpc

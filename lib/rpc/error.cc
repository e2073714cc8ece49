#include "rpc/error.h"

#include <string>
#include <utility>

#include "absl/strings/cord.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"

namespace khotin::rpc {
namespace {

constexpr char kFieldPayload[] = "khotin/field";
constexpr char kRetryPayload[] = "khotin/retry-milliseconds";

constexpr char kDomain[] = "khotin";

template <typename Message>
void AddDetail(const Message& message, google::rpc::Status* status) {
  status->add_details()->PackFrom(message);
}

absl::StatusCode CanonicalCode(grpc::StatusCode code) {
  return static_cast<absl::StatusCode>(code);
}

// A reply's metadata has room for a few KiB, and holds a message three times. What is cut is what a
// caller sent: a name or a URL that the message repeats.
std::string Shortened(absl::string_view message) {
  constexpr size_t kMaxBytes = 1024;
  if (message.size() <= kMaxBytes) return std::string(message);
  size_t end = kMaxBytes;
  const auto continues = [&](size_t at) { return (message[at] & 0xC0) == 0x80; };
  while (end > 0 && continues(end)) --end;
  return absl::StrCat(message.substr(0, end), " …");
}

}  // namespace

absl::Status WithField(absl::Status status, absl::string_view field) {
  if (!status.ok()) status.SetPayload(kFieldPayload, absl::Cord(field));
  return status;
}

absl::Status WithinField(absl::Status status, absl::string_view outer) {
  const auto field = status.GetPayload(kFieldPayload);
  if (!field.has_value()) return status;
  return WithField(std::move(status), absl::StrCat(outer, ".", std::string(*field)));
}

absl::Status InvalidField(absl::string_view field, absl::string_view reason) {
  return WithField(absl::InvalidArgumentError(absl::StrCat(field, ": ", reason)), field);
}

absl::Status WithRetry(absl::Status status, absl::Duration delay) {
  if (!status.ok()) {
    status.SetPayload(kRetryPayload, absl::Cord(absl::StrCat(absl::ToInt64Milliseconds(delay))));
  }
  return status;
}

grpc::Status ToGrpc(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  const std::string message = Shortened(status.message());
  google::rpc::Status details;
  details.set_code(static_cast<int>(status.code()));
  details.set_message(message);

  google::rpc::ErrorInfo info;
  info.set_reason(absl::StatusCodeToString(status.code()));
  info.set_domain(kDomain);
  AddDetail(info, &details);
  if (const auto field = status.GetPayload(kFieldPayload); field.has_value()) {
    google::rpc::BadRequest bad_request;
    auto* const violation = bad_request.add_field_violations();
    violation->set_field(std::string(*field));
    violation->set_description(message);
    AddDetail(bad_request, &details);
  }
  int64_t milliseconds = 0;
  const auto retry = status.GetPayload(kRetryPayload);
  if (retry.has_value() && absl::SimpleAtoi(std::string(*retry), &milliseconds)) {
    google::rpc::RetryInfo retry_info;
    retry_info.mutable_retry_delay()->set_seconds(milliseconds / 1000);
    retry_info.mutable_retry_delay()->set_nanos(
        static_cast<int32_t>(milliseconds % 1000 * 1000000));
    AddDetail(retry_info, &details);
  }
  return {static_cast<grpc::StatusCode>(status.code()), message, details.SerializeAsString()};
}

absl::Status FromGrpc(const grpc::Status& status) {
  return absl::Status(CanonicalCode(status.error_code()), status.error_message());
}

}  // namespace khotin::rpc

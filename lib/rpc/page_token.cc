#include "rpc/page_token.h"

#include <algorithm>
#include <cstring>
#include <memory>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "base/hash.h"
#include "base/limits.h"
#include "google/protobuf/descriptor.h"
#include "rpc/error.h"

namespace khotin::rpc {
namespace {

constexpr char kField[] = "page_token";
constexpr size_t kChecksumBytes = 8;

// The request without what may change from page to page: none of it says which items there are.
std::string Canonical(const google::protobuf::Message& request) {
  const std::unique_ptr<google::protobuf::Message> copy(request.New());
  copy->CopyFrom(request);
  const google::protobuf::Descriptor* const type = copy->GetDescriptor();
  for (const char* name :
       {kField, "page_size", "min_revision", "total_mode", "facets", "histogram_interval"}) {
    const google::protobuf::FieldDescriptor* const field = type->FindFieldByName(name);
    if (field != nullptr) copy->GetReflection()->ClearField(copy.get(), field);
  }
  return absl::StrCat(type->full_name(), "\n", copy->SerializeAsString());
}

}  // namespace

std::string PageTokens::Seal(const google::protobuf::Message& request,
                             absl::string_view cursor) const {
  const uint64_t checksum = Checksum(request, cursor);
  std::string sealed(kChecksumBytes, '\0');
  std::memcpy(&sealed[0], &checksum, kChecksumBytes);
  absl::StrAppend(&sealed, cursor);
  return absl::WebSafeBase64Escape(sealed);
}

absl::StatusOr<std::string> PageTokens::Open(const google::protobuf::Message& request,
                                             absl::string_view token) const {
  std::string sealed;
  // Base64 has several spellings of one value; only the one that Seal writes is taken.
  if (!absl::WebSafeBase64Unescape(token, &sealed) || absl::WebSafeBase64Escape(sealed) != token ||
      sealed.size() < kChecksumBytes) {
    return InvalidField(kField, "not a page token");
  }
  uint64_t checksum = 0;
  std::memcpy(&checksum, sealed.data(), kChecksumBytes);
  const std::string cursor = sealed.substr(kChecksumBytes);
  if (checksum != Checksum(request, cursor)) {
    return InvalidField(kField,
                        "not a token of this request; repeat the other fields as they were");
  }
  return cursor;
}

uint64_t PageTokens::Checksum(const google::protobuf::Message& request,
                              absl::string_view cursor) const {
  return base::Hash64(absl::StrCat(seed_, "\n", Canonical(request), "\n", cursor));
}

absl::StatusOr<int> PageSize(int32_t requested) {
  if (requested < 0) return InvalidField("page_size", "must not be negative");
  if (requested == 0) return base::kDefaultPageSize;
  return std::min(static_cast<int>(requested), base::kMaxPageSize);
}

}  // namespace khotin::rpc

#include "request_id.h"

#include <algorithm>
#include <cstdint>

#include "absl/random/random.h"
#include "absl/strings/str_cat.h"

namespace khotin::server {
namespace {

bool IsLowerHex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

}  // namespace

std::string RequestIdOr(absl::string_view sent) {
  constexpr size_t kMaxBytes = 128;
  const auto is_visible = [](char c) { return c > ' ' && c <= '~'; };
  if (!sent.empty() && sent.size() <= kMaxBytes &&
      std::all_of(sent.begin(), sent.end(), is_visible)) {
    return std::string(sent);
  }
  thread_local absl::InsecureBitGen random;
  return absl::StrCat(absl::Hex(absl::Uniform<uint64_t>(random), absl::kZeroPad16));
}

absl::string_view TraceIdOf(absl::string_view traceparent) {
  // version "-" trace-id "-" parent-id "-" trace-flags; later versions may append to that.
  constexpr size_t kTraceBegin = 3;
  constexpr size_t kTraceBytes = 32;
  constexpr size_t kParentBegin = kTraceBegin + kTraceBytes + 1;
  constexpr size_t kMinBytes = 55;
  if (traceparent.size() < kMinBytes || traceparent[2] != '-' ||
      traceparent[kParentBegin - 1] != '-' || traceparent.substr(0, 2) == "ff") {
    return {};
  }
  const absl::string_view id = traceparent.substr(kTraceBegin, kTraceBytes);
  if (!std::all_of(id.begin(), id.end(), IsLowerHex)) return {};
  const bool is_zero = std::all_of(id.begin(), id.end(), [](char c) { return c == '0'; });
  return is_zero ? absl::string_view() : id;
}

}  // namespace khotin::server

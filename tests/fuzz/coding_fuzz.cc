#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "extract/byte_source.h"
#include "extract/content_coding.h"
#include "extract/gzip_source.h"
#include "extract/http_payload.h"

namespace {

namespace extract = khotin::extract;

constexpr size_t kLimit = size_t{1} << 20;

void Check(const absl::StatusOr<std::string>& decoded) {
  if (decoded.ok() && decoded->size() > kLimit) std::abort();
}

// A gzip file, resumed behind each damage until it ends.
void ReadGzip(absl::string_view bytes) {
  const auto source = extract::MakeGzipSource(std::make_unique<extract::MemorySource>(bytes));
  char buffer[4096];
  size_t failures = 0;
  while (true) {
    const auto got = source->Read(buffer, sizeof(buffer));
    if (got.ok() && *got == 0) return;
    if (got.ok()) continue;
    if (!source->Resume()) return;
    if (++failures > 10 * bytes.size() + 10) std::abort();
  }
}

}  // namespace

// The first byte chooses the coding of the rest.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const absl::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  switch (data[0] % 6) {
    case 0:
      Check(extract::DecodeContent("gzip", bytes, kLimit));
      break;
    case 1:
      Check(extract::DecodeContent("deflate", bytes, kLimit));
      break;
    case 2:
      Check(extract::DecodeContent("br", bytes, kLimit));
      break;
    case 3:
      Check(extract::DecodeChunked(bytes));
      break;
    case 4:
      ReadGzip(bytes);
      break;
    default:
      extract::HtmlOfResponse(bytes, kLimit).status().IgnoreError();
  }
  return 0;
}

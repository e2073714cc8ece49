#include "store/zstd_frame.h"

#include <zstd.h>

#include "absl/strings/str_cat.h"

namespace khotin::store {

std::string CompressFrame(absl::string_view bytes, int level) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  const size_t size = ZSTD_compress(&out[0], out.size(), bytes.data(), bytes.size(), level);
  out.resize(ZSTD_isError(size) != 0 ? 0 : size);
  return out;
}

absl::StatusOr<std::string> DecompressFrame(absl::string_view frame, size_t limit,
                                            absl::string_view what) {
  const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR || size > limit) {
    return absl::DataLossError(absl::StrCat(what, ": damaged frame"));
  }
  std::string out(static_cast<size_t>(size), '\0');
  const size_t got = ZSTD_decompress(&out[0], out.size(), frame.data(), frame.size());
  if (ZSTD_isError(got) != 0 || got != out.size()) {
    return absl::DataLossError(absl::StrCat(what, ": damaged frame"));
  }
  return out;
}

}  // namespace khotin::store

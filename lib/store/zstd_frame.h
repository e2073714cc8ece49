// Bytes as one zstd frame that tells their size.
#ifndef KHOTIN_STORE_ZSTD_FRAME_H_
#define KHOTIN_STORE_ZSTD_FRAME_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace khotin::store {

// `level` as zstd has it: 1 is fast, 3 its usual one. The same bytes and level give the same frame.
std::string CompressFrame(absl::string_view bytes, int level);

// DATA_LOSS that names `what` when the frame is damaged or says that it holds more than `limit`
// bytes.
absl::StatusOr<std::string> DecompressFrame(absl::string_view frame, size_t limit,
                                            absl::string_view what);

}  // namespace khotin::store

#endif  // KHOTIN_STORE_ZSTD_FRAME_H_

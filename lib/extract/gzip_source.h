// Inflates a gzip file of one or many members as one stream of bytes.
#ifndef KHOTIN_EXTRACT_GZIP_SOURCE_H_
#define KHOTIN_EXTRACT_GZIP_SOURCE_H_

#include <memory>

#include "absl/strings/string_view.h"
#include "extract/byte_source.h"

namespace khotin::extract {

bool HasGzipMagic(absl::string_view bytes);

// Read fails with INVALID_ARGUMENT on damaged or truncated data and on a bomb
// (base::kMaxInflateRatio, of each member). Resume then looks for the start of another member
// behind the damage. Bytes behind the last member that are not gzip are an error, except zeros.
std::unique_ptr<ByteSource> MakeGzipSource(std::unique_ptr<ByteSource> compressed);

// What the start of a gzip stream inflates to, at most `limit` bytes; empty when it is damaged.
std::string InflateHead(absl::string_view head, size_t limit);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_GZIP_SOURCE_H_

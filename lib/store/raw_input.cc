#include "store/raw_input.h"

#include <zstd.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "analysis/url_key.h"
#include "base/limits.h"
#include "base/status.h"

namespace khotin::store {
namespace {

constexpr int kZstdLevel = 3;
constexpr int kIdDigits = 16;

std::string Compress(absl::string_view bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  const size_t size = ZSTD_compress(&out[0], out.size(), bytes.data(), bytes.size(), kZstdLevel);
  out.resize(ZSTD_isError(size) != 0 ? 0 : size);
  return out;
}

absl::StatusOr<std::string> Decompress(absl::string_view bytes) {
  const unsigned long long size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
  if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR ||
      size > base::kMaxDocumentBytes) {
    return absl::DataLossError("raw input: damaged frame");
  }
  std::string out(static_cast<size_t>(size), '\0');
  const size_t got = ZSTD_decompress(&out[0], out.size(), bytes.data(), bytes.size());
  if (ZSTD_isError(got) != 0 || got != out.size()) {
    return absl::DataLossError("raw input: damaged frame");
  }
  return out;
}

}  // namespace

storage::v1::RawInput RawRecord(const extract::RawDocument& raw) {
  storage::v1::RawInput record;
  record.set_input(raw.input);
  record.set_url(raw.url);
  record.set_format(static_cast<int32_t>(raw.format));
  record.set_content(Compress(raw.content));
  record.set_source(raw.source);
  return record;
}

absl::StatusOr<extract::RawDocument> FromRawRecord(const storage::v1::RawInput& record) {
  extract::RawDocument raw;
  KHOTIN_ASSIGN_OR_RETURN(raw.content, Decompress(record.content()));
  raw.input = record.input();
  raw.url = record.url();
  raw.format = static_cast<extract::Format>(record.format());
  raw.source = record.source();
  return raw;
}

base::Hash128 RawHash(const extract::RawDocument& raw) {
  const absl::StatusOr<std::string> key = analysis::UrlKey(raw.url);
  const std::string& url = key.ok() ? *key : raw.url;
  return base::HashBytes(absl::StrCat("raw\n", static_cast<int>(raw.format), "\n", url.size(), ":",
                                      url, raw.source.size(), ":", raw.source, raw.content));
}

std::string QuarantineId(const base::Hash128& raw_hash) { return raw_hash.ToBase32(kIdDigits); }

}  // namespace khotin::store

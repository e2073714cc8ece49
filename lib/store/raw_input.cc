#include "store/raw_input.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "analysis/url_key.h"
#include "base/limits.h"
#include "base/status.h"
#include "store/zstd_frame.h"

namespace khotin::store {
namespace {

constexpr int kZstdLevel = 3;
constexpr int kIdDigits = 16;

}  // namespace

storage::v1::RawInput RawRecord(const extract::RawDocument& raw) {
  storage::v1::RawInput record;
  record.set_input(raw.input);
  record.set_url(raw.url);
  record.set_format(static_cast<int32_t>(raw.format));
  record.set_content(CompressFrame(raw.content, kZstdLevel));
  record.set_source(raw.source);
  return record;
}

absl::StatusOr<extract::RawDocument> FromRawRecord(const storage::v1::RawInput& record) {
  extract::RawDocument raw;
  KHOTIN_ASSIGN_OR_RETURN(raw.content,
                          DecompressFrame(record.content(), base::kMaxDocumentBytes, "raw input"));
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

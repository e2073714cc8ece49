#include "pull/warc_writer.h"

#include <zlib.h>

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "base/hash.h"
#include "base/status.h"

namespace khotin::pull {
namespace {

constexpr int kGzipWindow = 15 + 16;
constexpr int kMemoryLevel = 8;

absl::StatusOr<std::string> Compress(absl::string_view bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzipWindow, kMemoryLevel,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    return absl::ResourceExhaustedError("no memory to compress");
  }
  std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int result = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END) return absl::InternalError("zlib could not compress a record");
  return out;
}

// A UUID of version 8 (RFC 9562), whose bits are for its maker to choose.
std::string RecordId(absl::string_view record) {
  const base::Hash128 hash = base::HashBytes(record);
  return absl::StrFormat("<urn:uuid:%08x-%04x-8%03x-%04x-%012x>", hash.high >> 32,
                         (hash.high >> 16) & 0xffff, hash.high & 0xfff,
                         0x8000 | ((hash.low >> 48) & 0x3fff), hash.low & 0xffffffffffff);
}

}  // namespace

std::string HttpMessage(const HttpResponse& response) {
  std::string out = absl::StrCat("HTTP/1.1 ", response.status, " ", response.reason, "\r\n");
  for (const absl::string_view line : absl::StrSplit(response.headers, '\n', absl::SkipEmpty())) {
    const absl::string_view name = line.substr(0, line.find(':'));
    const bool of_the_connection = absl::EqualsIgnoreCase(name, "Transfer-Encoding") ||
                                   absl::EqualsIgnoreCase(name, "Content-Length") ||
                                   absl::EqualsIgnoreCase(name, "Connection");
    if (!of_the_connection) absl::StrAppend(&out, line, "\r\n");
  }
  absl::StrAppend(&out, "Content-Length: ", response.body.size(), "\r\n\r\n", response.body);
  return out;
}

absl::StatusOr<std::unique_ptr<WarcWriter>> WarcWriter::Create(const std::string& path,
                                                               absl::string_view info,
                                                               absl::Time now) {
  KHOTIN_ASSIGN_OR_RETURN(std::unique_ptr<DurableFile> file, DurableFile::Create(path));
  std::unique_ptr<WarcWriter> writer(new WarcWriter(path, std::move(file)));
  const std::string block =
      absl::StrCat(absl::StrReplaceAll(absl::StripAsciiWhitespace(info), {{"\n", "\r\n"}}), "\r\n");
  KHOTIN_RETURN_IF_ERROR(
      writer->WriteRecord("warcinfo", "", "application/warc-fields", now, block));
  return writer;
}

absl::Status WarcWriter::Add(absl::string_view url, absl::Time fetched,
                             const HttpResponse& response) {
  ++pages_;
  return WriteRecord("response", url, "application/http;msgtype=response", fetched,
                     HttpMessage(response));
}

absl::Status WarcWriter::WriteRecord(absl::string_view type, absl::string_view url,
                                     absl::string_view content_type, absl::Time time,
                                     absl::string_view block) {
  std::string record = absl::StrCat(
      "WARC-Type: ", type,
      "\r\nWARC-Date: ", absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", time, absl::UTCTimeZone()), "\r\n");
  if (!url.empty()) absl::StrAppend(&record, "WARC-Target-URI: ", url, "\r\n");
  absl::StrAppend(&record, "Content-Type: ", content_type, "\r\nContent-Length: ", block.size(),
                  "\r\n\r\n", block, "\r\n\r\n");
  record = absl::StrCat("WARC/1.1\r\nWARC-Record-ID: ", RecordId(record), "\r\n", record);
  KHOTIN_ASSIGN_OR_RETURN(const std::string member, Compress(record));
  bytes_ += static_cast<int64_t>(member.size());
  return file_->Write(member);
}

}  // namespace khotin::pull

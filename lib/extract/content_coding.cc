#include "extract/content_coding.h"

#include <brotli/decode.h>
#include <zlib.h>

#include <memory>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "base/limits.h"
#include "base/status.h"
#include "extract/gzip_source.h"
#include "extract/refusal.h"

namespace khotin::extract {
namespace {

constexpr size_t kStep = size_t{64} << 10;
constexpr int kZlibWindow = 15;

// `done_in` bytes have given `done_out` bytes.
absl::Status CheckGrowth(size_t done_in, size_t done_out, size_t limit) {
  if (done_out > limit) {
    return OverLimit(absl::StrCat("over ", limit, " bytes when decompressed"));
  }
  if (done_out > base::kInflateRatioFrom && done_out / base::kMaxInflateRatio > done_in) {
    return OverLimit("the content inflates to over 200 times its size");
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> DecodeGzip(absl::string_view bytes, size_t limit) {
  BufferedSource source(MakeGzipSource(std::make_unique<MemorySource>(bytes)));
  std::string out;
  KHOTIN_RETURN_IF_ERROR(source.Read(limit + 1, &out));
  KHOTIN_RETURN_IF_ERROR(CheckGrowth(bytes.size(), out.size(), limit));
  return out;
}

absl::StatusOr<std::string> InflateAll(absl::string_view bytes, int window, size_t limit) {
  z_stream stream{};
  if (inflateInit2(&stream, window) != Z_OK) {
    return absl::ResourceExhaustedError("no memory to decompress");
  }
  const std::unique_ptr<z_stream, int (*)(z_stream*)> guard(&stream, inflateEnd);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string out;
  int result = Z_OK;
  while (result == Z_OK) {
    const size_t old_size = out.size();
    out.resize(old_size + kStep);
    stream.next_out = reinterpret_cast<Bytef*>(&out[old_size]);
    stream.avail_out = static_cast<uInt>(kStep);
    result = inflate(&stream, Z_NO_FLUSH);
    out.resize(out.size() - stream.avail_out);
    KHOTIN_RETURN_IF_ERROR(CheckGrowth(stream.total_in, out.size(), limit));
  }
  if (result != Z_STREAM_END) {
    return UnreadableDocument("the deflate data is damaged or truncated");
  }
  return out;
}

absl::StatusOr<std::string> DecodeDeflate(absl::string_view bytes, size_t limit) {
  absl::StatusOr<std::string> with_header = InflateAll(bytes, kZlibWindow, limit);
  if (with_header.ok()) return with_header;
  absl::StatusOr<std::string> raw = InflateAll(bytes, -kZlibWindow, limit);
  return raw.ok() ? raw : with_header;
}

absl::StatusOr<std::string> DecodeBrotli(absl::string_view bytes, size_t limit) {
  const std::unique_ptr<BrotliDecoderState, void (*)(BrotliDecoderState*)> state(
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), BrotliDecoderDestroyInstance);
  if (state == nullptr) return absl::ResourceExhaustedError("no memory to decompress");
  const auto* next_in = reinterpret_cast<const uint8_t*>(bytes.data());
  size_t available_in = bytes.size();
  std::string out;
  BrotliDecoderResult result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
  while (result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) {
    const size_t old_size = out.size();
    out.resize(old_size + kStep);
    auto* next_out = reinterpret_cast<uint8_t*>(&out[old_size]);
    size_t available_out = kStep;
    result = BrotliDecoderDecompressStream(state.get(), &available_in, &next_in, &available_out,
                                           &next_out, nullptr);
    out.resize(out.size() - available_out);
    KHOTIN_RETURN_IF_ERROR(CheckGrowth(bytes.size() - available_in, out.size(), limit));
  }
  if (result != BROTLI_DECODER_RESULT_SUCCESS) {
    return UnreadableDocument("the brotli data is damaged or truncated");
  }
  return out;
}

}  // namespace

absl::StatusOr<std::string> DecodeContent(absl::string_view coding, absl::string_view bytes,
                                          size_t limit) {
  const std::string name = absl::AsciiStrToLower(absl::StripAsciiWhitespace(coding));
  if (name == "gzip" || name == "x-gzip") return DecodeGzip(bytes, limit);
  if (name == "deflate") return DecodeDeflate(bytes, limit);
  if (name == "br") return DecodeBrotli(bytes, limit);
  if (!name.empty() && name != "identity") {
    return UnreadableDocument(absl::StrCat("unknown content coding '", name, "'"));
  }
  if (bytes.size() > limit) return OverLimit(absl::StrCat("over ", limit, " bytes"));
  return std::string(bytes);
}

absl::StatusOr<std::string> DecodeChunked(absl::string_view bytes) {
  std::string out;
  while (true) {
    const size_t line_end = bytes.find('\n');
    if (line_end == absl::string_view::npos) {
      return UnreadableDocument("the last chunk is missing");
    }
    absl::string_view length_text = bytes.substr(0, line_end);
    length_text = absl::StripAsciiWhitespace(length_text.substr(0, length_text.find(';')));
    bytes.remove_prefix(line_end + 1);
    uint64_t length = 0;
    if (length_text.size() > 15 || !absl::SimpleHexAtoi(length_text, &length)) {
      return UnreadableDocument("a chunk's length is malformed");
    }
    if (length == 0) return out;
    if (length > bytes.size()) return UnreadableDocument("a chunk is truncated");
    out.append(bytes.data(), length);
    bytes.remove_prefix(length);
    if (absl::StartsWith(bytes, "\r\n")) {
      bytes.remove_prefix(2);
    } else if (absl::StartsWith(bytes, "\n")) {
      bytes.remove_prefix(1);
    } else {
      return UnreadableDocument("a chunk is longer than its length says");
    }
  }
}

}  // namespace khotin::extract

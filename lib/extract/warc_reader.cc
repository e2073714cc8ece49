#include "extract/warc_reader.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "base/limits.h"
#include "base/status.h"
#include "extract/charset.h"
#include "extract/http_payload.h"
#include "extract/refusal.h"
#include "text/utf8.h"

namespace khotin::extract {
namespace {

constexpr absl::string_view kMagic = "WARC/1.";
constexpr size_t kMaxHeaderBytes = size_t{64} << 10;
constexpr size_t kMaxHeaderLine = size_t{16} << 10;
// How much may be read twice in search of records that a too long record has swallowed.
constexpr size_t kRereadBudget = base::kMaxRecordBytes;
// So many failures with no sound record between them: no archive, or made to keep us busy.
constexpr int kMaxFailuresInARow = 1000;
// Longer addresses are no page's.
constexpr size_t kMaxUrlBytes = size_t{8} << 10;

struct Record {
  std::string headers;
  uint64_t length = 0;
};

enum class Content {
  kNone,      // not a document
  kResponse,  // an HTTP response, perhaps with a page
  kPage,      // the page itself
  kText,      // text that somebody took from a page
};

// A response is only held as far as a page goes, unless it is compressed.
size_t MaxBlockBytes(Content content, absl::string_view http_headers) {
  if (content != Content::kResponse) return base::kMaxDocumentBytes;
  const bool coded = !HeaderValue(http_headers, "Content-Encoding").empty() ||
                     !HeaderValue(http_headers, "Transfer-Encoding").empty();
  return coded ? base::kMaxRecordBytes : base::kMaxDocumentBytes + kMaxHeaderBytes;
}

std::string TargetUrl(const Record& record) {
  absl::string_view url = HeaderValue(record.headers, "WARC-Target-URI");
  if (absl::ConsumePrefix(&url, "<")) absl::ConsumeSuffix(&url, ">");
  const bool sound = url.size() <= kMaxUrlBytes && text::ValidateUtf8(url).ok() &&
                     std::none_of(url.begin(), url.end(), [](char c) {
                       return absl::ascii_iscntrl(static_cast<unsigned char>(c));
                     });
  return sound ? std::string(url) : "";
}

class WarcReader : public DocumentReader {
 public:
  WarcReader(std::string name, std::unique_ptr<ByteSource> source)
      : name_(std::move(name)), in_(std::move(source)) {}

  absl::optional<absl::StatusOr<RawDocument>> Next() override {
    while (!ended_) {
      absl::StatusOr<absl::optional<RawDocument>> found = NextRecord();
      if (!found.ok()) return Fail(found.status());
      if (found->has_value()) return absl::StatusOr<RawDocument>(*std::move(*found));
    }
    return absl::nullopt;
  }

 private:
  // One record: a document, or nothing for a record that is none and at the end.
  absl::StatusOr<absl::optional<RawDocument>> NextRecord() {
    counted_ = false;
    KHOTIN_ASSIGN_OR_RETURN(const bool there, FindRecord());
    if (!there) {
      ended_ = true;
      return absl::optional<RawDocument>();
    }
    KHOTIN_ASSIGN_OR_RETURN(const Record record, ReadHeaders());
    size_t limit = 0;
    KHOTIN_ASSIGN_OR_RETURN(const Content content, FindContent(record, &limit));
    if (content == Content::kNone) {
      KHOTIN_RETURN_IF_ERROR(SkipBlock(record));
      failures_in_a_row_ = 0;
      return absl::optional<RawDocument>();
    }
    counted_ = true;
    ++documents_;
    return ReadDocument(record, content, limit);
  }

  // Reads up to and including the line that starts a record; false at the end. Other lines than
  // empty ones are an error, unless they follow one.
  absl::StatusOr<bool> FindRecord() {
    std::string line;
    while (true) {
      KHOTIN_ASSIGN_OR_RETURN(const auto kind, in_.ReadLine(kMaxHeaderLine, &line));
      if (kind == BufferedSource::Line::kEnd) return false;
      if (absl::StartsWith(line, kMagic)) {
        searching_ = false;
        return true;
      }
      const bool empty = kind == BufferedSource::Line::kWhole && line.empty();
      if (!empty && !searching_) return UnreadableDocument("not a WARC record");
    }
  }

  absl::StatusOr<Record> ReadHeaders() {
    Record record;
    std::string line;
    while (true) {
      KHOTIN_ASSIGN_OR_RETURN(const auto kind, in_.ReadLine(kMaxHeaderLine, &line));
      if (kind == BufferedSource::Line::kEnd) {
        return UnreadableDocument("a WARC record's headers are truncated");
      }
      if (kind == BufferedSource::Line::kTooLong ||
          record.headers.size() + line.size() > kMaxHeaderBytes) {
        return OverLimit("a WARC record's headers are too long");
      }
      if (line.empty()) break;
      absl::StrAppend(&record.headers, line, "\n");
    }
    const absl::string_view length = HeaderValue(record.headers, "Content-Length");
    const bool digits = !length.empty() && length.find_first_not_of("0123456789") == length.npos;
    if (!digits || !absl::SimpleAtoi(length, &record.length)) {
      return UnreadableDocument("a WARC record has no usable Content-Length");
    }
    return record;
  }

  // What the block that follows is, as far as headers say, and how many bytes of it are read.
  absl::StatusOr<Content> FindContent(const Record& record, size_t* limit) {
    const absl::string_view kind = HeaderValue(record.headers, "WARC-Type");
    const absl::string_view type = HeaderValue(record.headers, "Content-Type");
    const bool response = absl::EqualsIgnoreCase(kind, "response");
    const bool conversion = absl::EqualsIgnoreCase(kind, "conversion");
    if (!response && !conversion && !absl::EqualsIgnoreCase(kind, "resource")) {
      return Content::kNone;
    }
    *limit = base::kMaxDocumentBytes;
    if (!response && IsHtmlType(type)) return Content::kPage;
    if (conversion && IsPlainTextType(type)) return Content::kText;
    if (!response || (!type.empty() && !absl::StartsWithIgnoreCase(type, "application/http"))) {
      return Content::kNone;
    }
    const size_t size = static_cast<size_t>(std::min<uint64_t>(record.length, kMaxHeaderBytes));
    KHOTIN_ASSIGN_OR_RETURN(absl::string_view head, in_.Peek(size));
    head = head.substr(0, size);
    const size_t end = std::min(head.find("\n\r\n"), head.find("\n\n"));
    const absl::string_view headers = head.substr(0, end);
    *limit = MaxBlockBytes(Content::kResponse, headers);
    const bool page =
        absl::StartsWith(headers, "HTTP/") && IsHtmlType(HeaderValue(headers, "Content-Type"));
    return page ? Content::kResponse : Content::kNone;
  }

  absl::Status SkipBlock(const Record& record) {
    uint64_t left = record.length;
    while (left > 0) {
      const auto step = static_cast<size_t>(std::min<uint64_t>(left, size_t{1} << 30));
      KHOTIN_ASSIGN_OR_RETURN(const size_t skipped, in_.Skip(step));
      left -= skipped;
      if (skipped < step) return UnreadableDocument("a WARC record is truncated");
    }
    return absl::OkStatus();
  }

  absl::StatusOr<absl::optional<RawDocument>> ReadDocument(const Record& record, Content content,
                                                           size_t limit) {
    if (record.length > limit) {
      KHOTIN_RETURN_IF_ERROR(SkipBlock(record));
      const bool coded = limit == base::kMaxRecordBytes;
      return OverLimit(absl::StrCat("over ", coded ? limit : base::kMaxDocumentBytes, " bytes"));
    }
    std::string block;
    KHOTIN_RETURN_IF_ERROR(in_.Read(static_cast<size_t>(record.length), &block));
    KHOTIN_RETURN_IF_ERROR(CheckBlock(record, block));
    failures_in_a_row_ = 0;
    KHOTIN_ASSIGN_OR_RETURN(absl::optional<std::string> found,
                            ContentOf(record, content, std::move(block)));
    if (!found.has_value()) {
      --documents_;
      return absl::optional<RawDocument>();
    }
    RawDocument document;
    document.input = InputName();
    document.url = TargetUrl(record);
    document.format = content == Content::kText ? Format::kText : Format::kHtml;
    document.content = *std::move(found);
    return absl::make_optional(std::move(document));
  }

  // nullopt when there is nothing to read in it after all.
  static absl::StatusOr<absl::optional<std::string>> ContentOf(const Record& record,
                                                               Content content, std::string block) {
    if (content == Content::kResponse) return HtmlOfResponse(block, base::kMaxDocumentBytes);
    if (absl::StripAsciiWhitespace(block).empty()) return absl::optional<std::string>();
    if (content == Content::kText) return absl::make_optional(std::move(block));
    const absl::string_view type = HeaderValue(record.headers, "Content-Type");
    return absl::make_optional(WithDeclaredCharset(std::move(block), CharsetParameter(type)));
  }

  // A block must have its length and be followed by a record or the end. When it is not, the
  // record's Content-Length lies: records that it has swallowed are put back.
  absl::Status CheckBlock(const Record& record, const std::string& block) {
    const bool truncated = block.size() < record.length;
    if (!truncated) {
      KHOTIN_ASSIGN_OR_RETURN(const absl::string_view next, in_.Peek(4 + kMagic.size()));
      const size_t start = next.find_first_not_of("\r\n");
      if (start == next.npos || absl::StartsWith(next.substr(start), kMagic)) {
        return absl::OkStatus();
      }
    }
    const size_t swallowed = block.find(absl::StrCat("\n", kMagic));
    if (swallowed != std::string::npos && block.size() - swallowed <= reread_left_) {
      reread_left_ -= block.size() - swallowed;
      in_.PutBack(absl::string_view(block).substr(swallowed + 1));
    }
    return UnreadableDocument(truncated
                                  ? absl::StrCat("the WARC record is truncated: ", record.length,
                                                 " bytes announced, ", block.size(), " there")
                                  : "the WARC record's Content-Length is wrong");
  }

  std::string InputName() const { return absl::StrCat(name_, "#", documents_); }

  absl::optional<absl::StatusOr<RawDocument>> Fail(const absl::Status& status) {
    searching_ = true;
    if (in_.failed()) ended_ = !in_.Resume();
    if (++failures_in_a_row_ == kMaxFailuresInARow) {
      ended_ = true;
      return absl::StatusOr<RawDocument>(
          base::Annotate(OverLimit("too much damage; the rest of the file is not read"), name_));
    }
    return absl::StatusOr<RawDocument>(base::Annotate(status, counted_ ? InputName() : name_));
  }

  const std::string name_;
  BufferedSource in_;
  int documents_ = 0;
  bool counted_ = false;  // the current record is document number documents_
  bool searching_ = false;
  bool ended_ = false;
  int failures_in_a_row_ = 0;
  size_t reread_left_ = kRereadBudget;
};

}  // namespace

std::unique_ptr<DocumentReader> MakeWarcReader(std::string name,
                                               std::unique_ptr<ByteSource> source) {
  return std::make_unique<WarcReader>(std::move(name), std::move(source));
}

}  // namespace khotin::extract

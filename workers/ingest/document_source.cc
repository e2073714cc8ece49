#include "ingest/document_source.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "base/status.h"
#include "extract/refusal.h"
#include "text/utf8.h"

namespace khotin::ingest {
namespace {

bool IsControl(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7f;
}

std::string Printable(absl::string_view name) {
  std::string out;
  for (size_t pos = 0; pos < name.size();) {
    const size_t begin = pos;
    text::DecodeUtf8(name, &pos);
    const absl::string_view piece = name.substr(begin, pos - begin);
    if (text::ValidateUtf8(piece).ok() && !IsControl(piece[0])) {
      out.append(piece.data(), piece.size());
    } else {
      for (const char c : piece) absl::StrAppendFormat(&out, "\\x%02X", static_cast<uint8_t>(c));
    }
  }
  return out;
}

// The input that a reader's message begins with: `path`, with "#n" behind it where there is one.
std::string InputOf(absl::string_view message, absl::string_view path) {
  if (!absl::StartsWith(message, path)) return std::string(path);
  size_t end = path.size();
  if (end < message.size() && message[end] == '#') {
    ++end;
    while (end < message.size() && absl::ascii_isdigit(static_cast<unsigned char>(message[end]))) {
      ++end;
    }
  }
  return std::string(message.substr(0, end));
}

bool IsEmptyFile(const std::string& path) {
  std::error_code error;
  return std::filesystem::file_size(path, error) == 0 && !error;
}

}  // namespace

DocumentSource::DocumentSource(std::vector<std::string> paths, SourceOptions options)
    : walker_(std::move(paths)), options_(std::move(options)) {}

absl::optional<SourceItem> DocumentSource::Next() {
  bool ended = false;
  while (!ended) {
    absl::optional<SourceItem> item = reader_ == nullptr ? OpenNext(&ended) : ReadNext();
    if (item.has_value()) return item;
  }
  return absl::nullopt;
}

absl::optional<SourceItem> DocumentSource::OpenNext(bool* ended) {
  absl::optional<Input> input = walker_.Next();
  *ended = !input.has_value();
  if (*ended) return absl::nullopt;
  path_ = std::move(input->path);
  if (!input->status.ok()) return Refuse(input->status);
  ++files_;
  found_ = 0;
  extract::ReaderOptions reading;
  reading.folder_size = input->folder_size;
  reading.fields = options_.fields;
  auto reader = extract::OpenReader(path_, options_.format, reading);
  if (!reader.ok()) return Refuse(reader.status());
  reader_ = std::move(*reader);
  return absl::nullopt;
}

absl::optional<SourceItem> DocumentSource::ReadNext() {
  auto next = reader_->Next();
  if (!next.has_value()) {
    reader_.reset();
    if (found_ > 0) return absl::nullopt;
    return Refuse(extract::Refusal(extract::RefusalReason::kEmpty,
                                   IsEmptyFile(path_) ? "empty file" : "no document in it"));
  }
  ++found_;
  if (!next->ok()) return Refuse(next->status());
  extract::RawDocument& document = **next;
  if (document.content.empty() && document.input == path_) {
    return Refuse(extract::Refusal(extract::RefusalReason::kEmpty, "empty file"));
  }
  document.input = Printable(document.input);
  document.source = options_.source;
  std::string input = document.input;
  return SourceItem{std::move(input), std::move(document)};
}

SourceItem DocumentSource::Refuse(const absl::Status& status) const {
  const absl::Status named =
      absl::StartsWith(status.message(), path_) ? status : base::Annotate(status, path_);
  const extract::RefusalReason reason = extract::RefusalOf(named);
  const std::string message = Printable(named.message());
  return {Printable(InputOf(named.message(), path_)), reason == extract::RefusalReason::kUnspecified
                                                          ? absl::Status(named.code(), message)
                                                          : extract::Refusal(reason, message)};
}

}  // namespace khotin::ingest

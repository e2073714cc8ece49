#include "ingest/document_source.h"

#include <sys/stat.h>

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "base/streaming_hash.h"
#include "extract/refusal.h"
#include "ingest/printable.h"
#include "ingest/stop.h"

namespace khotin::ingest {
namespace {

constexpr char kStandardInput[] = "-";
constexpr size_t kHashedAtOnce = size_t{1} << 20;

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

// Tells of every byte that goes through.
class ToldSource : public extract::ByteSource {
 public:
  ToldSource(std::unique_ptr<extract::ByteSource> source, const std::function<void(size_t)>& read)
      : source_(std::move(source)), read_(read) {}

  absl::StatusOr<size_t> Read(char* out, size_t size) override {
    absl::StatusOr<size_t> got = source_->Read(out, size);
    if (got.ok()) read_(*got);
    return got;
  }
  bool Resume() override { return source_->Resume(); }

 private:
  const std::unique_ptr<extract::ByteSource> source_;
  const std::function<void(size_t)>& read_;
};

absl::Status Stopped() { return absl::AbortedError("stopped by a signal"); }

absl::StatusOr<store::FileIdentity> HashFile(const extract::OpenedFile& file) {
  const std::unique_ptr<extract::ByteSource> source = file.Read();
  base::StreamingHash hasher;
  std::string buffer(kHashedAtOnce, '\0');
  store::FileIdentity identity;
  while (true) {
    if (StopRequested()) return Stopped();
    KHOTIN_ASSIGN_OR_RETURN(const size_t got, source->Read(&buffer[0], buffer.size()));
    if (got == 0) break;
    hasher.Update(absl::string_view(buffer).substr(0, got));
    identity.bytes += static_cast<int64_t>(got);
  }
  identity.content = hasher.Get();
  return identity;
}

// Of what is at the path before it is opened; that of no file when nothing is.
FileStamp StampOf(const Input& input) {
  struct stat info {};
  if (lstat(input.path.c_str(), &info) != 0) return {};
  // A walk refuses no regular file: one that is there now has come since.
  return input.status.ok() || !S_ISREG(info.st_mode) ? FileStamp(info) : FileStamp();
}

// Without a reason, it is the document that is at fault only when it says so.
bool IsFaultOfTheFile(const absl::Status& status) {
  return !status.ok() && !absl::IsInvalidArgument(status) &&
         extract::RefusalOf(status) == extract::RefusalReason::kUnspecified;
}

}  // namespace

DocumentSource::DocumentSource(InputSelection inputs, SourceOptions options)
    : inputs_(std::move(inputs)), options_(std::move(options)) {}

DocumentSource::DocumentSource(std::vector<std::string> paths, SourceOptions options)
    : DocumentSource(InputSelection(std::move(paths), {}, nullptr), std::move(options)) {}

absl::optional<SourceItem> DocumentSource::Next() {
  bool ended = false;
  while (!ended && status_.ok()) {
    absl::optional<SourceItem> item =
        ahead_.has_value() || reader_ != nullptr ? ReadNext() : OpenNext(&ended);
    if (item.has_value()) return item;
  }
  return absl::nullopt;
}

absl::optional<SourceItem> DocumentSource::OpenNext(bool* ended) {
  absl::optional<Input> input = inputs_.Next();
  *ended = !input.has_value();
  if (*ended) return absl::nullopt;
  input_ = *std::move(input);
  stamp_ = StampOf(input_);
  file_ = nullptr;
  hand_ = nullptr;
  known_.reset();
  found_ = 0;
  passed_over_ = 0;
  if (!input_.status.ok()) return Fail(input_.status);
  ++files_;
  const absl::Status opened = Open(input_);
  if (opened.ok() || !status_.ok()) return absl::nullopt;
  return Fail(opened);
}

absl::Status DocumentSource::Open(const Input& input) {
  extract::ReaderOptions reading;
  reading.folder_size = input.folder_size;
  reading.fields = options_.fields;
  if (input.folder_size > 0 || input.path != kStandardInput) return OpenFile(input, reading);
  KHOTIN_ASSIGN_OR_RETURN(reader_, extract::ReadDocuments(extract::StandardInput(), input.path,
                                                          options_.format, reading));
  return absl::OkStatus();
}

absl::Status DocumentSource::OpenFile(const Input& input, extract::ReaderOptions reading) {
  KHOTIN_ASSIGN_OR_RETURN(file_, extract::OpenedFile::Open(input.path, input.folder_size));
  auto hand = std::make_shared<FileInHand>();
  hand->path = input.path;
  hand->folder_size = input.folder_size;
  hand->stamp = FileStamp(file_->info());
  if (options_.ledger) {
    KHOTIN_ASSIGN_OR_RETURN(const bool wanted, Identify(hand.get()));
    if (!wanted) return absl::OkStatus();
  }
  hand_ = std::move(hand);
  std::unique_ptr<extract::ByteSource> bytes = file_->Read();
  if (options_.events.read) {
    bytes = std::make_unique<ToldSource>(std::move(bytes), options_.events.read);
  }
  KHOTIN_ASSIGN_OR_RETURN(
      reader_, extract::ReadDocuments(std::move(bytes), input.path, options_.format, reading));
  return absl::OkStatus();
}

absl::StatusOr<bool> DocumentSource::Identify(FileInHand* hand) {
  absl::StatusOr<store::FileIdentity> identity = HashFile(*file_);
  if (!identity.ok()) {
    if (StopRequested()) status_ = identity.status();
    return identity.status();
  }
  hand->identity = *std::move(identity);
  hand->identity.reading = options_.reading;
  if (options_.format == extract::Format::kAuto) {
    // A file that is renamed is the same as long as it is read in the same way.
    absl::StrAppend(&hand->identity.reading, " name=", extract::TellingEnding(hand->path));
  }
  hand->counted = true;
  const absl::StatusOr<FileProgress> progress = options_.ledger(hand->identity);
  if (!progress.ok()) return status_ = progress.status();
  passed_over_ = progress->documents;
  if (progress->done && options_.events.skipped) options_.events.skipped(*hand);
  return !progress->done;
}

absl::optional<SourceItem> DocumentSource::ReadNext() {
  absl::optional<SourceItem> item = ahead_.has_value() ? std::move(ahead_) : ReadOne();
  ahead_.reset();
  if (item.has_value() && hand_ != nullptr && reader_ != nullptr) {
    ahead_ = ReadOne();
    item->place.last = !ahead_.has_value() && status_.ok();
  }
  return item;
}

absl::optional<SourceItem> DocumentSource::ReadOne() {
  while (true) {
    auto next = reader_->Next();
    if (file_ != nullptr && file_->Changed()) {
      return Fail(absl::UnavailableError("it was changed while it was read"));
    }
    if (!next.has_value()) return EndOfFile();
    if (hand_ != nullptr && IsFaultOfTheFile(next->status())) return Fail(next->status());
    if (++found_ > passed_over_) return Take(*std::move(next));
    if (found_ == passed_over_) known_ = Take(*std::move(next));
    if (StopRequested()) {
      status_ = Stopped();
      return absl::nullopt;
    }
  }
}

absl::optional<SourceItem> DocumentSource::EndOfFile() {
  reader_.reset();
  if (found_ < passed_over_) {
    return Fail(absl::DataLossError(
        absl::StrCat("the ledger counts ", passed_over_, " documents in it, but ", found_,
                     " are there: was it taken in by another version? --again takes it anew")));
  }
  if (found_ > passed_over_) return absl::nullopt;
  if (known_.has_value()) {
    known_->place.last = true;
    return std::exchange(known_, absl::nullopt);
  }
  const bool is_empty = file_ != nullptr && file_->info().st_size == 0;
  SourceItem item = Refuse(extract::Refusal(extract::RefusalReason::kEmpty,
                                            is_empty ? "empty file" : "no document in it"));
  item.place = {hand_, 1, hand_ != nullptr};
  return item;
}

SourceItem DocumentSource::Take(absl::StatusOr<extract::RawDocument> next) {
  const FilePlace place = {hand_, hand_ == nullptr ? 0 : found_, false};
  if (next.ok() && next->content.empty() && next->input == input_.path) {
    next = extract::Refusal(extract::RefusalReason::kEmpty, "empty file");
  }
  if (!next.ok()) {
    SourceItem item = Refuse(next.status());
    item.place = place;
    return item;
  }
  next->input = Printable(next->input);
  next->source = options_.source;
  std::string input = next->input;
  return SourceItem{std::move(input), std::move(next), place};
}

SourceItem DocumentSource::Fail(const absl::Status& status) {
  reader_.reset();
  auto failed = std::make_shared<FileInHand>();
  failed->path = input_.path;
  failed->folder_size = input_.folder_size;
  failed->failure = status;
  failed->stamp = file_ != nullptr ? FileStamp(file_->info()) : stamp_;
  SourceItem item = Refuse(status);
  item.place.file = std::move(failed);
  return item;
}

SourceItem DocumentSource::Refuse(const absl::Status& status) const {
  const std::string& path = input_.path;
  const absl::Status named =
      absl::StartsWith(status.message(), path) ? status : base::Annotate(status, path);
  const extract::RefusalReason reason = extract::RefusalOf(named);
  const std::string message = Printable(named.message());
  return {Printable(InputOf(named.message(), path)), reason == extract::RefusalReason::kUnspecified
                                                         ? absl::Status(named.code(), message)
                                                         : extract::Refusal(reason, message)};
}

}  // namespace khotin::ingest

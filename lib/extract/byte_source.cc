#include "extract/byte_source.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"

namespace khotin::extract {
namespace {

constexpr size_t kChunk = size_t{64} << 10;

absl::Status ErrnoStatus(int error) {
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      return absl::NotFoundError("no such file");
    case EACCES:
    case EPERM:
      return absl::PermissionDeniedError("permission denied");
    case ELOOP:
      return absl::InvalidArgumentError("too many symbolic links");
    case ENAMETOOLONG:
      return absl::InvalidArgumentError("the path is too long");
    case ENXIO:
    case ENODEV:
      return absl::InvalidArgumentError("not a regular file");
    case EMFILE:
    case ENFILE:
      return absl::ResourceExhaustedError("too many open files");
    default:
      return absl::UnavailableError(absl::StrCat("cannot be read: ", std::strerror(error)));
  }
}

absl::Status CheckRegular(const struct stat& info) {
  if (S_ISREG(info.st_mode)) return absl::OkStatus();
  return absl::InvalidArgumentError(S_ISDIR(info.st_mode) ? "a directory, not a regular file"
                                                          : "not a regular file");
}

class FileSource : public ByteSource {
 public:
  explicit FileSource(int fd) : fd_(fd) {}
  ~FileSource() override { close(fd_); }
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;

  absl::StatusOr<size_t> Read(char* out, size_t size) override {
    while (true) {
      const ssize_t got = read(fd_, out, size);
      if (got >= 0) return static_cast<size_t>(got);
      if (errno != EINTR) return ErrnoStatus(errno);
    }
  }

 private:
  const int fd_;
};

}  // namespace

absl::StatusOr<size_t> MemorySource::Read(char* out, size_t size) {
  const size_t count = std::min(size, rest_.size());
  if (count > 0) std::memcpy(out, rest_.data(), count);
  rest_.remove_prefix(count);
  return count;
}

absl::StatusOr<std::unique_ptr<ByteSource>> OpenFile(const std::string& path) {
  if (path.find('\0') != std::string::npos) {
    return absl::InvalidArgumentError("the path has a NUL byte");
  }
  struct stat info {};
  // Asked before opening, because opening a device can already do something; and after, because
  // the path may have changed its meaning in between. Non-blocking, so that a FIFO cannot hang.
  if (stat(path.c_str(), &info) != 0) return ErrnoStatus(errno);
  KHOTIN_RETURN_IF_ERROR(CheckRegular(info));
  const int fd = open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
  if (fd < 0) return ErrnoStatus(errno);
  std::unique_ptr<ByteSource> source = std::make_unique<FileSource>(fd);
  if (fstat(fd, &info) != 0) return ErrnoStatus(errno);
  KHOTIN_RETURN_IF_ERROR(CheckRegular(info));
  return source;
}

absl::StatusOr<bool> BufferedSource::Fill() {
  buffer_.erase(0, begin_);
  begin_ = 0;
  const size_t old_size = buffer_.size();
  buffer_.resize(old_size + kChunk);
  const absl::StatusOr<size_t> got = source_->Read(&buffer_[old_size], kChunk);
  buffer_.resize(old_size + (got.ok() ? *got : 0));
  failed_ = !got.ok();
  if (failed_) return got.status();
  return *got > 0;
}

absl::StatusOr<BufferedSource::Line> BufferedSource::ReadLine(size_t limit, std::string* line) {
  line->clear();
  bool any = false;
  bool too_long = false;
  while (true) {
    const absl::string_view rest = Buffered();
    const size_t end = rest.find('\n');
    const absl::string_view part = rest.substr(0, end);
    any = any || !rest.empty();
    if (line->size() + part.size() > limit + 1) too_long = true;  // 1 for a '\r'
    if (!too_long) line->append(part.data(), part.size());
    begin_ += part.size();
    if (end != absl::string_view::npos) {
      ++begin_;
      break;
    }
    KHOTIN_ASSIGN_OR_RETURN(const bool more, Fill());
    if (!more) break;
  }
  if (!any) return Line::kEnd;
  if (!line->empty() && line->back() == '\r') line->pop_back();
  if (too_long || line->size() > limit) {
    line->clear();
    return Line::kTooLong;
  }
  return Line::kWhole;
}

absl::Status BufferedSource::Read(size_t size, std::string* out) {
  out->clear();
  while (true) {
    const absl::string_view part = Buffered().substr(0, size - out->size());
    out->append(part.data(), part.size());
    begin_ += part.size();
    if (out->size() == size) return absl::OkStatus();
    KHOTIN_ASSIGN_OR_RETURN(const bool more, Fill());
    if (!more) return absl::OkStatus();
  }
}

absl::StatusOr<size_t> BufferedSource::Skip(size_t size) {
  size_t skipped = 0;
  while (true) {
    const size_t part = std::min(Buffered().size(), size - skipped);
    begin_ += part;
    skipped += part;
    if (skipped == size) return skipped;
    KHOTIN_ASSIGN_OR_RETURN(const bool more, Fill());
    if (!more) return skipped;
  }
}

absl::StatusOr<absl::string_view> BufferedSource::Peek(size_t size) {
  while (Buffered().size() < size) {
    KHOTIN_ASSIGN_OR_RETURN(const bool more, Fill());
    if (!more) break;
  }
  return Buffered();
}

void BufferedSource::PutBack(absl::string_view bytes) {
  buffer_ = absl::StrCat(bytes, Buffered());
  begin_ = 0;
}

bool BufferedSource::Resume() {
  buffer_.clear();
  begin_ = 0;
  failed_ = false;
  return source_->Resume();
}

}  // namespace khotin::extract

#include "base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status.h"

namespace khotin::base {
namespace {

constexpr int kNone = -1;
constexpr size_t kPieceBytes = size_t{256} << 10;

// Closes what it holds.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ != kNone) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int number() const { return number_; }

 private:
  const int number_;
};

absl::StatusOr<size_t> ReadSome(int descriptor, const std::string& path, char* buffer,
                                size_t bytes) {
  size_t done = 0;
  while (done < bytes) {
    const ssize_t got = read(descriptor, buffer + done, bytes - done);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return FileError(errno, path);
    if (got == 0) break;
    done += static_cast<size_t>(got);
  }
  return done;
}

}  // namespace

absl::Status FileError(int error_number, absl::string_view path) {
  return absl::ErrnoToStatus(error_number, path);
}

absl::Status ReadPieces(const std::string& path, size_t piece_bytes, const PieceVisitor& take) {
  // Without O_NONBLOCK, a pipe without a writer would keep the call.
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.number() == kNone) return FileError(errno, path);
  struct stat info;
  if (fstat(file.number(), &info) != 0) return FileError(errno, path);
  if (!S_ISREG(info.st_mode)) {
    return absl::FailedPreconditionError(absl::StrCat(path, ": not a regular file"));
  }
  (void)posix_fadvise(file.number(), 0, 0, POSIX_FADV_SEQUENTIAL);
  std::vector<char> buffer(piece_bytes);
  while (true) {
    KHOTIN_ASSIGN_OR_RETURN(const size_t got,
                            ReadSome(file.number(), path, buffer.data(), buffer.size()));
    if (got > 0) KHOTIN_RETURN_IF_ERROR(take(absl::string_view(buffer.data(), got)));
    if (got < buffer.size()) return absl::OkStatus();
  }
}

absl::StatusOr<std::string> ReadWholeFile(const std::string& path, size_t max_bytes) {
  std::string bytes;
  KHOTIN_RETURN_IF_ERROR(ReadPieces(path, kPieceBytes, [&](absl::string_view piece) {
    if (piece.size() > max_bytes - bytes.size()) {
      return absl::OutOfRangeError(absl::StrCat(path, ": larger than ", max_bytes, " bytes"));
    }
    bytes.append(piece.data(), piece.size());
    return absl::OkStatus();
  }));
  return bytes;
}

absl::StatusOr<int64_t> FileSize(const std::string& path) {
  struct stat info;
  if (stat(path.c_str(), &info) != 0) return FileError(errno, path);
  if (!S_ISREG(info.st_mode)) {
    return absl::FailedPreconditionError(absl::StrCat(path, ": not a regular file"));
  }
  return static_cast<int64_t>(info.st_size);
}

FileWriter::FileWriter(int descriptor, std::string path)
    : descriptor_(descriptor), path_(std::move(path)) {}

FileWriter::FileWriter(FileWriter&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, kNone)), path_(std::move(other.path_)) {}

FileWriter& FileWriter::operator=(FileWriter&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(path_, other.path_);
  return *this;
}

FileWriter::~FileWriter() {
  if (descriptor_ != kNone) close(descriptor_);
}

absl::StatusOr<FileWriter> FileWriter::Create(const std::string& path) {
  constexpr mode_t kMode = 0666;  // the umask takes its share
  const int descriptor = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, kMode);
  if (descriptor == kNone) return FileError(errno, path);
  return FileWriter(descriptor, path);
}

absl::Status FileWriter::Append(absl::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return FileError(errno, path_);
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return absl::OkStatus();
}

absl::Status FileWriter::Finish() {
  if (fsync(descriptor_) != 0) return FileError(errno, path_);
  if (close(std::exchange(descriptor_, kNone)) != 0) return FileError(errno, path_);
  return absl::OkStatus();
}

absl::Status RenameFile(const std::string& from, const std::string& to) {
  if (std::rename(from.c_str(), to.c_str()) != 0) return FileError(errno, to);
  return absl::OkStatus();
}

absl::Status SyncFolder(const std::string& path) {
  const Descriptor folder(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.number() == kNone || fsync(folder.number()) != 0) return FileError(errno, path);
  return absl::OkStatus();
}

}  // namespace khotin::base

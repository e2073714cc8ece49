#include "extract/open_file.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "base/status.h"

namespace khotin::extract {
namespace {

constexpr char kLinkMessage[] = "a symbolic link, which is not followed; name what it leads to";

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

absl::Status CheckKind(const struct stat& info, mode_t kind) {
  const mode_t found = info.st_mode & S_IFMT;
  if (found == kind) return absl::OkStatus();
  switch (found) {
    case S_IFLNK:
      return absl::InvalidArgumentError(kLinkMessage);
    case S_IFDIR:
      return absl::InvalidArgumentError("a directory, not a regular file");
    case S_IFREG:
      return absl::InvalidArgumentError("a file, not a directory");
    default:
      return absl::InvalidArgumentError("not a regular file");
  }
}

// Their files say they are regular, have no length, and may hold the secrets of a process or wait
// for ever.
absl::Status CheckFileSystem(int fd) {
  constexpr uint32_t kViewsOfTheKernel[] = {
      PROC_SUPER_MAGIC, SYSFS_MAGIC,        DEBUGFS_MAGIC,      TRACEFS_MAGIC,
      SECURITYFS_MAGIC, SELINUX_MAGIC,      CGROUP_SUPER_MAGIC, BPF_FS_MAGIC,
      PSTOREFS_MAGIC,   DEVPTS_SUPER_MAGIC, EFIVARFS_MAGIC,     CGROUP2_SUPER_MAGIC,
  };
  struct statfs info {};
  if (fstatfs(fd, &info) != 0) return ErrnoStatus(errno);
  const auto type = static_cast<uint32_t>(info.f_type);
  if (std::find(std::begin(kViewsOfTheKernel), std::end(kViewsOfTheKernel), type) ==
      std::end(kViewsOfTheKernel)) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError("a file of the kernel's own, not one on a disk");
}

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }

  int get() const { return fd_; }
  int Release() { return std::exchange(fd_, -1); }

 private:
  int fd_;
};

// Opens the last step of a path. Asked for its kind before opening, because opening a device can
// already do something; and after, because the name may have changed its meaning in between.
// Non-blocking, so that a FIFO cannot hang.
absl::StatusOr<Descriptor> OpenStep(int folder, const std::string& name, mode_t kind) {
  struct stat info {};
  if (fstatat(folder, name.c_str(), &info, AT_SYMLINK_NOFOLLOW) != 0) return ErrnoStatus(errno);
  KHOTIN_RETURN_IF_ERROR(CheckKind(info, kind));
  const int flags = kind == S_IFDIR ? O_RDONLY | O_DIRECTORY : O_RDONLY | O_NONBLOCK | O_NOCTTY;
  Descriptor step(openat(folder, name.c_str(), flags | O_NOFOLLOW | O_CLOEXEC));
  if (step.get() < 0) {
    return errno == ELOOP ? absl::InvalidArgumentError(kLinkMessage) : ErrnoStatus(errno);
  }
  if (fstat(step.get(), &info) != 0) return ErrnoStatus(errno);
  KHOTIN_RETURN_IF_ERROR(CheckKind(info, kind));
  KHOTIN_RETURN_IF_ERROR(CheckFileSystem(step.get()));
  return step;
}

// A folder to step through, which need not be readable.
absl::StatusOr<Descriptor> PassThrough(int folder, const std::string& name) {
  struct stat info {};
  if (fstatat(folder, name.c_str(), &info, AT_SYMLINK_NOFOLLOW) != 0) return ErrnoStatus(errno);
  if (S_ISLNK(info.st_mode)) return absl::InvalidArgumentError(kLinkMessage);
  Descriptor step(openat(folder, name.c_str(), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (step.get() < 0) return ErrnoStatus(errno);
  return step;
}

absl::StatusOr<Descriptor> Open(const std::string& path, size_t folder_size, mode_t kind) {
  if (path.find('\0') != std::string::npos) {
    return absl::InvalidArgumentError("the path has a NUL byte");
  }
  if (folder_size == 0) return OpenStep(AT_FDCWD, path, kind);
  KHOTIN_ASSIGN_OR_RETURN(Descriptor folder, PassThrough(AT_FDCWD, path.substr(0, folder_size)));
  size_t begin = folder_size;
  while (true) {
    begin = path.find_first_not_of('/', begin);
    if (begin == std::string::npos) return absl::InvalidArgumentError("a directory");
    const size_t end = std::min(path.find('/', begin), path.size());
    const std::string name = path.substr(begin, end - begin);
    if (name == "..") return absl::InvalidArgumentError("leads out of the folder that was given");
    if (end == path.size()) return OpenStep(folder.get(), name, kind);
    KHOTIN_ASSIGN_OR_RETURN(folder, PassThrough(folder.get(), name));
    begin = end;
  }
}

// Reads from wherever the descriptor stands, to its end.
class StreamSource : public ByteSource {
 public:
  explicit StreamSource(int fd) : fd_(fd) {}

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

class DescriptorFile : public OpenedFile {
 public:
  DescriptorFile(Descriptor fd, const struct stat& info) : fd_(std::move(fd)), info_(info) {}

  const struct stat& info() const override { return info_; }
  bool Changed() const override;
  std::unique_ptr<ByteSource> Read() const override;
  int fd() const { return fd_.get(); }

 private:
  const Descriptor fd_;
  const struct stat info_;
};

class FileSource : public ByteSource {
 public:
  explicit FileSource(std::shared_ptr<const DescriptorFile> file)
      : file_(std::move(file)), end_(file_->info().st_size) {}

  absl::StatusOr<size_t> Read(char* out, size_t size) override {
    size = static_cast<size_t>(std::min<uint64_t>(size, static_cast<uint64_t>(end_ - place_)));
    if (size == 0) return 0;
    while (true) {
      const ssize_t got = pread(file_->fd(), out, size, place_);
      if (got == 0) return absl::UnavailableError("the file became shorter while it was read");
      if (got > 0) {
        place_ += got;
        return static_cast<size_t>(got);
      }
      if (errno != EINTR) return ErrnoStatus(errno);
    }
  }

 private:
  const std::shared_ptr<const DescriptorFile> file_;
  const off_t end_;
  off_t place_ = 0;
};

bool DescriptorFile::Changed() const {
  struct stat now {};
  if (fstat(fd_.get(), &now) != 0) return true;
  return now.st_size != info_.st_size || now.st_mtim.tv_sec != info_.st_mtim.tv_sec ||
         now.st_mtim.tv_nsec != info_.st_mtim.tv_nsec;
}

std::unique_ptr<ByteSource> DescriptorFile::Read() const {
  return std::make_unique<FileSource>(
      std::static_pointer_cast<const DescriptorFile>(shared_from_this()));
}

}  // namespace

absl::StatusOr<std::shared_ptr<const OpenedFile>> OpenedFile::Open(const std::string& path,
                                                                   size_t folder_size) {
  KHOTIN_ASSIGN_OR_RETURN(Descriptor fd, extract::Open(path, folder_size, S_IFREG));
  struct stat info {};
  if (fstat(fd.get(), &info) != 0) return ErrnoStatus(errno);
  return std::shared_ptr<const OpenedFile>(
      std::make_shared<const DescriptorFile>(std::move(fd), info));
}

absl::StatusOr<std::unique_ptr<ByteSource>> OpenFile(const std::string& path, size_t folder_size) {
  KHOTIN_ASSIGN_OR_RETURN(const std::shared_ptr<const OpenedFile> file,
                          OpenedFile::Open(path, folder_size));
  return file->Read();
}

std::unique_ptr<ByteSource> StandardInput() { return std::make_unique<StreamSource>(STDIN_FILENO); }

absl::StatusOr<int> OpenFolder(const std::string& path, size_t folder_size) {
  KHOTIN_ASSIGN_OR_RETURN(Descriptor fd, Open(path, folder_size, S_IFDIR));
  return fd.Release();
}

}  // namespace khotin::extract

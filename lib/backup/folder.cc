#include "backup/folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "backup/layout.h"
#include "base/file.h"
#include "base/status.h"
#include "nlohmann/json.hpp"

namespace khotin::backup {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMaxMarkerBytes = 4096;

absl::Status ToStatus(const std::error_code& error, const std::string& path) {
  return error ? base::FileError(error.value(), path) : absl::OkStatus();
}

absl::Status WriteMarker(const std::string& path) {
  const std::string partial = absl::StrCat(path, ".new");
  KHOTIN_ASSIGN_OR_RETURN(base::FileWriter writer, base::FileWriter::Create(partial));
  KHOTIN_RETURN_IF_ERROR(
      writer.Append(absl::StrCat(nlohmann::json({{"format", kFormat}}).dump(), "\n")));
  KHOTIN_RETURN_IF_ERROR(writer.Finish());
  return base::RenameFile(partial, path);
}

absl::Status CheckMarker(const std::string& path) {
  KHOTIN_ASSIGN_OR_RETURN(const std::string text, base::ReadWholeFile(path, kMaxMarkerBytes));
  const auto json = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object() || !json.contains("format") || !json["format"].is_number_integer()) {
    return absl::DataLossError(absl::StrCat(path, ": damaged: it does not tell the format"));
  }
  return base::Annotate(CheckFormat(json["format"].get<int>()), path);
}

// Makes a folder of backups of one that is empty or not there.
absl::Status MakeCatalogue(const std::string& folder) {
  KHOTIN_RETURN_IF_ERROR(MakeFolder(folder));
  const std::string marker = JoinPath(folder, kMarker);
  if (!fs::exists(marker)) {
    KHOTIN_ASSIGN_OR_RETURN(const std::vector<std::string> names, ListFolder(folder));
    for (const std::string& name : names) {
      // The first is of a program that ended just here, the second a disk's own.
      if (name == absl::StrCat(kMarker, ".new") || name == "lost+found") continue;
      return absl::FailedPreconditionError(
          absl::StrCat(folder, ": no folder of backups, and not empty: it holds ", name));
    }
    KHOTIN_RETURN_IF_ERROR(WriteMarker(marker));
  }
  for (const char* name : {kManifests, kFiles, kPartial}) {
    KHOTIN_RETURN_IF_ERROR(MakeFolder(JoinPath(folder, name)));
  }
  return base::SyncFolder(folder);
}

absl::Status Lock(int descriptor, const std::string& folder, Access access) {
  if (access == Access::kLook) return absl::OkStatus();
  const int kind = access == Access::kWrite ? LOCK_EX : LOCK_SH;
  if (flock(descriptor, kind | LOCK_NB) == 0) return absl::OkStatus();
  // A file system without locks leaves it to its users.
  if (errno != EWOULDBLOCK) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      folder, access == Access::kWrite ? ": in use by another backup, restore or verification"
                                       : ": in use by a backup that is being made"));
}

}  // namespace

absl::StatusOr<int> OpenFolder(const std::string& folder, Access access) {
  if (access == Access::kWrite) KHOTIN_RETURN_IF_ERROR(MakeCatalogue(folder));
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    return absl::NotFoundError(absl::StrCat(folder, ": no such folder"));
  }
  const std::string marker = JoinPath(folder, kMarker);
  const int flags = access == Access::kWrite ? O_RDWR : O_RDONLY;
  const int descriptor = open(marker.c_str(), flags | O_CLOEXEC);
  if (descriptor < 0 && errno == ENOENT) {
    return absl::FailedPreconditionError(
        absl::StrCat(folder, ": no folder of backups: ", kMarker, " is missing"));
  }
  if (descriptor < 0) return base::FileError(errno, marker);
  absl::Status status = CheckMarker(marker);
  if (status.ok()) status = Lock(descriptor, folder, access);
  if (status.ok()) return descriptor;
  close(descriptor);
  return status;
}

absl::StatusOr<std::vector<std::string>> ListFolder(const std::string& path) {
  std::vector<std::string> names;
  std::error_code error;
  fs::directory_iterator it(path, error);
  for (; !error && it != fs::directory_iterator(); it.increment(error)) {
    names.push_back(it->path().filename().string());
  }
  KHOTIN_RETURN_IF_ERROR(ToStatus(error, path));
  std::sort(names.begin(), names.end());
  return names;
}

absl::Status EmptyFolder(const std::string& path) {
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<std::string> names, ListFolder(path));
  for (const std::string& name : names) KHOTIN_RETURN_IF_ERROR(RemoveFolder(JoinPath(path, name)));
  return absl::OkStatus();
}

absl::Status MakeFolder(const std::string& path) {
  std::error_code error;
  fs::create_directories(path, error);
  return ToStatus(error, path);
}

absl::Status RemoveFile(const std::string& path) {
  std::error_code error;
  fs::remove(path, error);
  return ToStatus(error, path);
}

absl::Status RemoveFolder(const std::string& path) {
  std::error_code error;
  fs::remove_all(path, error);
  return ToStatus(error, path);
}

}  // namespace khotin::backup

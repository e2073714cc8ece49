#include "backup/folder.h"

#include <filesystem>
#include <system_error>
#include <vector>

#include "absl/strings/str_cat.h"
#include "backup/layout.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/status.h"
#include "nlohmann/json.hpp"

namespace khotin::backup {
namespace {

namespace fs = std::filesystem;

constexpr size_t kMaxMarkerBytes = 4096;

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
  KHOTIN_RETURN_IF_ERROR(base::MakeFolder(folder));
  const std::string marker = base::JoinPath(folder, kMarker);
  std::error_code error;
  const bool is_marked = fs::exists(marker, error);
  if (error) return base::FileError(error.value(), marker);
  if (!is_marked) {
    KHOTIN_ASSIGN_OR_RETURN(const std::vector<std::string> names, base::ListFolder(folder));
    for (const std::string& name : names) {
      // The first is of a program that ended just here, the second a disk's own.
      if (name == absl::StrCat(kMarker, ".new") || name == "lost+found") continue;
      return absl::FailedPreconditionError(
          absl::StrCat(folder, ": no folder of backups, and not empty: it holds ", name));
    }
    KHOTIN_RETURN_IF_ERROR(WriteMarker(marker));
  }
  for (const char* name : {kManifests, kFiles, kPartial}) {
    KHOTIN_RETURN_IF_ERROR(base::MakeFolder(base::JoinPath(folder, name)));
  }
  return base::SyncFolder(folder);
}

}  // namespace

absl::StatusOr<std::unique_ptr<base::FileLock>> OpenFolder(const std::string& folder,
                                                           Access access) {
  if (access == Access::kWrite) KHOTIN_RETURN_IF_ERROR(MakeCatalogue(folder));
  std::error_code error;
  const fs::file_type type = fs::status(folder, error).type();
  if (type == fs::file_type::none) return base::FileError(error.value(), folder);
  if (type != fs::file_type::directory) {
    return absl::NotFoundError(absl::StrCat(folder, ": no such folder"));
  }
  const std::string marker = base::JoinPath(folder, kMarker);
  const absl::Status status = CheckMarker(marker);
  if (absl::IsNotFound(status)) {
    return absl::FailedPreconditionError(
        absl::StrCat(folder, ": no folder of backups: ", kMarker, " is missing"));
  }
  KHOTIN_RETURN_IF_ERROR(status);
  if (access == Access::kLook) return nullptr;
  return access == Access::kWrite
             ? base::FileLock::Take(
                   marker, base::LockKind::kExclusive,
                   absl::StrCat(folder, ": in use by another backup, restore or verification"))
             : base::FileLock::Take(
                   marker, base::LockKind::kShared,
                   absl::StrCat(folder, ": in use by a backup that is being made"));
}

}  // namespace khotin::backup

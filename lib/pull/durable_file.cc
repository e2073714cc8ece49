#include "pull/durable_file.h"

#include <filesystem>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/folder.h"
#include "base/status.h"

namespace khotin::pull {
namespace {

constexpr absl::string_view kPrefix = ".khotin-";
constexpr absl::string_view kSuffix = ".part";

}  // namespace

absl::StatusOr<std::unique_ptr<DurableFile>> DurableFile::Create(const std::string& path) {
  const std::filesystem::path target(path);
  const std::filesystem::path temporary =
      target.parent_path() / absl::StrCat(kPrefix, target.filename().string(), kSuffix);
  KHOTIN_ASSIGN_OR_RETURN(base::FileWriter writer, base::FileWriter::Create(temporary.string()));
  return std::unique_ptr<DurableFile>(new DurableFile(path, std::move(writer)));
}

DurableFile::~DurableFile() {
  if (!committed_) base::RemoveFile(writer_.path()).IgnoreError();
}

absl::Status DurableFile::Commit() {
  KHOTIN_RETURN_IF_ERROR(writer_.Finish());
  KHOTIN_RETURN_IF_ERROR(base::RenameFile(writer_.path(), path_));
  committed_ = true;
  const std::string folder = std::filesystem::path(path_).parent_path().string();
  return base::SyncFolder(folder.empty() ? "." : folder);
}

absl::Status DurableFile::RemoveLeftOvers(const std::string& folder) {
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<std::string> names, base::ListFolder(folder));
  for (const std::string& name : names) {
    if (!absl::StartsWith(name, kPrefix) || !absl::EndsWith(name, kSuffix)) continue;
    KHOTIN_RETURN_IF_ERROR(base::RemoveFile(base::JoinPath(folder, name)));
  }
  return absl::OkStatus();
}

}  // namespace khotin::pull

#include "base/folder.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/file.h"
#include "base/status.h"

namespace khotin::base {
namespace {

namespace fs = std::filesystem;

absl::Status ToStatus(const std::error_code& error, const std::string& path) {
  return error ? FileError(error.value(), path) : absl::OkStatus();
}

}  // namespace

std::string JoinPath(absl::string_view folder, absl::string_view name) {
  return absl::StrCat(folder, absl::EndsWith(folder, "/") ? "" : "/", name);
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

}  // namespace khotin::base

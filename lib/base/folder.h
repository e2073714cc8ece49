// Folders on disk. Errors name the path and are those of file.h.
#ifndef KHOTIN_BASE_FOLDER_H_
#define KHOTIN_BASE_FOLDER_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace khotin::base {

// `name` in `folder`.
std::string JoinPath(absl::string_view folder, absl::string_view name);

// Names of what is in a folder, sorted.
absl::StatusOr<std::vector<std::string>> ListFolder(const std::string& path);

// Removes all that is in a folder.
absl::Status EmptyFolder(const std::string& path);

// With folders in front of it that are missing. One that is there already is left as it is.
absl::Status MakeFolder(const std::string& path);

// What is not there is no error.
absl::Status RemoveFile(const std::string& path);

// With all that is in it. What is not there is no error.
absl::Status RemoveFolder(const std::string& path);

}  // namespace khotin::base

#endif  // KHOTIN_BASE_FOLDER_H_

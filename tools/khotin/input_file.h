// Files named on the command line.
#ifndef KHOTIN_TOOLS_KHOTIN_INPUT_FILE_H_
#define KHOTIN_TOOLS_KHOTIN_INPUT_FILE_H_

#include <cstddef>
#include <fstream>
#include <istream>
#include <string>

#include "absl/status/statusor.h"

namespace khotin::cli {

// The whole of a regular file, or of standard input for "-". NOT_FOUND, PERMISSION_DENIED, or
// INVALID_ARGUMENT for what is no regular file or has more than `max_bytes`; each names the path.
absl::StatusOr<std::string> ReadInput(const std::string& path, size_t max_bytes);

// Opens a file or a pipe that is read line by line. INVALID_ARGUMENT for a folder, UNAVAILABLE for
// what cannot be read; each names the path.
absl::StatusOr<std::ifstream> OpenLines(const std::string& path);

// Reads up to and without the next line feed. Of a line of more than `max_bytes` keeps the first
// `max_bytes` + 1. False at the end.
bool ReadLine(std::istream& in, size_t max_bytes, std::string* line);

}  // namespace khotin::cli

#endif  // KHOTIN_TOOLS_KHOTIN_INPUT_FILE_H_

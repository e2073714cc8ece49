#include "tools/khotin/input_file.h"

#include <array>
#include <cerrno>
#include <filesystem>
#include <iostream>
#include <system_error>

#include "absl/strings/str_cat.h"

namespace khotin::cli {
namespace {

absl::Status CheckRegular(const std::string& path) {
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  if (status.type() == std::filesystem::file_type::not_found) {
    return absl::NotFoundError(absl::StrCat(path, ": no such file"));
  }
  if (status.type() == std::filesystem::file_type::none) {
    return absl::PermissionDeniedError(absl::StrCat(path, ": ", error.message()));
  }
  if (status.type() == std::filesystem::file_type::directory) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": is a folder; khotin-ingest takes folders"));
  }
  if (status.type() != std::filesystem::file_type::regular) {
    return absl::InvalidArgumentError(absl::StrCat(path, ": is no regular file"));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> ReadAll(std::istream& in, const std::string& path, size_t max_bytes) {
  std::string content;
  std::array<char, 1 << 16> buffer;
  while (in.read(buffer.data(), buffer.size()), in.gcount() > 0) {
    content.append(buffer.data(), static_cast<size_t>(in.gcount()));
    if (content.size() > max_bytes) {
      return absl::InvalidArgumentError(
          absl::StrCat(path, ": has more than ", max_bytes >> 20, " MiB"));
    }
  }
  return content;
}

}  // namespace

absl::StatusOr<std::string> ReadInput(const std::string& path, size_t max_bytes) {
  if (path == "-") return ReadAll(std::cin, "standard input", max_bytes);
  const absl::Status regular = CheckRegular(path);
  if (!regular.ok()) return regular;
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return absl::PermissionDeniedError(
        absl::StrCat(path, ": ", std::system_category().message(errno)));
  }
  return ReadAll(file, path, max_bytes);
}

absl::StatusOr<std::ifstream> OpenLines(const std::string& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    return absl::InvalidArgumentError(absl::StrCat(path, ": is a folder"));
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::UnavailableError(absl::StrCat(path, ": cannot be read"));
  return file;
}

bool ReadLine(std::istream& in, size_t max_bytes, std::string* line) {
  line->clear();
  std::streambuf* bytes = in.rdbuf();
  using Traits = std::istream::traits_type;
  for (int byte = bytes->sbumpc(); byte != Traits::eof(); byte = bytes->sbumpc()) {
    if (byte == '\n') return true;
    if (line->size() <= max_bytes) line->push_back(Traits::to_char_type(byte));
  }
  in.setstate(std::ios::eofbit);
  return !line->empty();
}

}  // namespace khotin::cli

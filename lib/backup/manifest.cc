#include "backup/manifest.h"

#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "backup/layout.h"
#include "base/status.h"
#include "nlohmann/json.hpp"

namespace khotin::backup {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kMaxNameBytes = 255;

bool IsFileName(absl::string_view name) {
  if (name.empty() || name.size() > kMaxNameBytes || name.front() == '.') return false;
  for (const char c : name) {
    if (!absl::ascii_isalnum(static_cast<unsigned char>(c)) && c != '.' && c != '-' && c != '_') {
      return false;
    }
  }
  return true;
}

// False when there is no such field, or not of that kind.
bool Read(const Json& json, const char* field, int64_t* value) {
  const auto found = json.find(field);
  if (found == json.end() || !found->is_number_integer()) return false;
  *value = found->get<int64_t>();
  return true;
}

bool Read(const Json& json, const char* field, int* value) {
  int64_t wide = 0;
  if (!Read(json, field, &wide) || wide < 0 || wide > INT32_MAX) return false;
  *value = static_cast<int>(wide);
  return true;
}

bool Read(const Json& json, const char* field, std::string* value) {
  const auto found = json.find(field);
  if (found == json.end() || !found->is_string()) return false;
  *value = found->get<std::string>();
  return true;
}

bool ReadFile(const Json& json, BackupFile* file) {
  std::string checksum;
  if (!json.is_object() || !Read(json, "name", &file->name) || !Read(json, "size", &file->size) ||
      !Read(json, "xxh3_128", &checksum)) {
    return false;
  }
  const absl::optional<std::string> bytes = ChecksumOfName(checksum);
  if (!bytes.has_value()) return false;
  file->checksum = *bytes;
  return true;
}

absl::Status Malformed(absl::string_view what) {
  return absl::DataLossError(absl::StrCat("no manifest of a backup: ", what));
}

}  // namespace

int64_t TotalBytes(const Manifest& manifest) {
  int64_t total = 0;
  for (const BackupFile& file : manifest.files) total += file.size;
  return total;
}

absl::Status CheckFiles(const std::vector<BackupFile>& files) {
  std::set<absl::string_view> names;
  for (const BackupFile& file : files) {
    if (!IsFileName(file.name)) {
      return absl::InvalidArgumentError(
          absl::StrCat("\"", absl::CHexEscape(file.name), "\": no name of a store's file"));
    }
    if (!names.insert(file.name).second) {
      return absl::InvalidArgumentError(absl::StrCat(file.name, ": named twice"));
    }
    if (file.size < 0 || file.checksum.size() != kChecksumBytes) {
      return absl::InvalidArgumentError(absl::StrCat(file.name, ": no size or no checksum"));
    }
  }
  if (names.count("CURRENT") == 0) {
    return absl::InvalidArgumentError("CURRENT: missing, so the files are no store");
  }
  return absl::OkStatus();
}

std::string ManifestText(const Manifest& manifest) {
  Json json;
  json["format"] = kFormat;
  json["id"] = manifest.id;
  json["createTime"] =
      absl::FormatTime(absl::RFC3339_sec, manifest.create_time, absl::UTCTimeZone());
  json["revision"] = manifest.revision;
  json["schemaVersion"] = manifest.schema_version;
  json["serverVersion"] = manifest.server_version;
  json["files"] = Json::array();
  for (const BackupFile& file : manifest.files) {
    json["files"].push_back(
        {{"name", file.name}, {"size", file.size}, {"xxh3_128", NameOfChecksum(file.checksum)}});
  }
  return absl::StrCat(json.dump(1), "\n");
}

absl::StatusOr<Manifest> ParseManifest(absl::string_view text) {
  const Json json = Json::parse(text.begin(), text.end(), nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return Malformed("not JSON");
  int format = 0;
  if (!Read(json, "format", &format)) return Malformed("no format");
  KHOTIN_RETURN_IF_ERROR(CheckFormat(format));
  Manifest manifest;
  std::string create_time;
  if (!Read(json, "id", &manifest.id) || !Read(json, "createTime", &create_time) ||
      !Read(json, "revision", &manifest.revision) ||
      !Read(json, "schemaVersion", &manifest.schema_version) ||
      !Read(json, "serverVersion", &manifest.server_version)) {
    return Malformed("a field is missing");
  }
  if (!absl::ParseTime(absl::RFC3339_full, create_time, &manifest.create_time, nullptr)) {
    return Malformed("createTime is no time");
  }
  const auto files = json.find("files");
  if (files == json.end() || !files->is_array()) return Malformed("no files");
  for (const Json& entry : *files) {
    BackupFile file;
    if (!ReadFile(entry, &file)) return Malformed("a file without name, size or checksum");
    manifest.files.push_back(std::move(file));
  }
  const absl::Status status = CheckFiles(manifest.files);
  if (!status.ok()) return Malformed(status.message());
  return manifest;
}

}  // namespace khotin::backup

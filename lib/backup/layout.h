// Names in a folder of backups; docs/formats/backup.md has them in words.
#ifndef KHOTIN_BACKUP_LAYOUT_H_
#define KHOTIN_BACKUP_LAYOUT_H_

#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"

namespace khotin::backup {

// Of the folder and of manifests. Raised when older programs could not read what is written.
inline constexpr int kFormat = 1;

inline constexpr char kMarker[] = "khotin-backups.json";  // tells such a folder from others
inline constexpr char kManifests[] = "backups";           // folder of manifests
inline constexpr char kFiles[] = "files";                 // folder of files, by their checksums
inline constexpr char kPartial[] = "partial";             // folder of what is being written

inline constexpr size_t kChecksumBytes = 16;

// FAILED_PRECONDITION for a format that this program does not know.
absl::Status CheckFormat(int format);

// 32 lower-case hexadecimal digits.
std::string NameOfChecksum(absl::string_view checksum);
// nullopt for any other name.
absl::optional<std::string> ChecksumOfName(absl::string_view name);

// "7-0123….json", of the 7th backup; the digits are the checksum of the manifest's text.
std::string NameOfManifest(int id, absl::string_view checksum);

struct ManifestName {
  int id = 0;
  std::string checksum;
};
absl::optional<ManifestName> ParseManifestName(absl::string_view name);

}  // namespace khotin::backup

#endif  // KHOTIN_BACKUP_LAYOUT_H_

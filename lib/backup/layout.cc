#include "backup/layout.h"

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace khotin::backup {

absl::Status CheckFormat(int format) {
  if (format == kFormat) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      "of backup format ", format, ", this program knows ", kFormat, ": use a newer program"));
}

std::string NameOfChecksum(absl::string_view checksum) { return absl::BytesToHexString(checksum); }

absl::optional<std::string> ChecksumOfName(absl::string_view name) {
  if (name.size() != 2 * kChecksumBytes) return absl::nullopt;
  for (const char c : name) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c)) && (c < 'a' || c > 'f')) {
      return absl::nullopt;
    }
  }
  return absl::HexStringToBytes(name);
}

std::string NameOfManifest(int id, absl::string_view checksum) {
  return absl::StrCat(id, "-", NameOfChecksum(checksum), ".json");
}

absl::optional<ManifestName> ParseManifestName(absl::string_view name) {
  ManifestName parsed;
  if (!absl::ConsumeSuffix(&name, ".json")) return absl::nullopt;
  const size_t dash = name.find('-');
  if (dash == absl::string_view::npos) return absl::nullopt;
  const absl::string_view id = name.substr(0, dash);
  const absl::optional<std::string> checksum = ChecksumOfName(name.substr(dash + 1));
  if (!checksum.has_value() || !absl::SimpleAtoi(id, &parsed.id) || parsed.id < 1 ||
      absl::StrCat(parsed.id) != id) {
    return absl::nullopt;
  }
  parsed.checksum = *checksum;
  return parsed;
}

}  // namespace khotin::backup

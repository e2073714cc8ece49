#include "backup/verification.h"

#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "backup/layout.h"
#include "base/folder.h"
#include "base/status.h"
#include "base/streaming_hash.h"

namespace khotin::backup {
namespace {

constexpr size_t kPieceBytes = size_t{1} << 20;

struct UsedFile {
  const BackupFile* file = nullptr;
  std::vector<int> backups;
};

// By checksum.
std::map<absl::string_view, UsedFile> UsedFiles(const Catalogue& catalogue,
                                                absl::optional<int> id) {
  std::map<absl::string_view, UsedFile> used;
  for (const Manifest& manifest : catalogue.backups()) {
    if (id.has_value() && manifest.id != *id) continue;
    for (const BackupFile& file : manifest.files) {
      UsedFile& entry = used[file.checksum];
      if (entry.file == nullptr) entry.file = &file;
      if (entry.backups.empty() || entry.backups.back() != manifest.id) {
        entry.backups.push_back(manifest.id);
      }
    }
  }
  return used;
}

int64_t CountUnused(const Catalogue& catalogue) {
  const auto used = UsedFiles(catalogue, absl::nullopt);
  int64_t unused = 0;
  for (const std::string& checksum : catalogue.checksums()) {
    if (used.count(checksum) == 0) ++unused;
  }
  return unused;
}

}  // namespace

absl::Status ReadVerified(const Catalogue& catalogue, const BackupFile& file,
                          const base::PieceVisitor& take) {
  const std::string path = catalogue.FilePath(file.checksum);
  const absl::StatusOr<int64_t> size = base::FileSize(path);
  if (absl::IsNotFound(size.status())) {
    return absl::DataLossError(absl::StrCat(path, " (", file.name, " of the store): missing"));
  }
  KHOTIN_RETURN_IF_ERROR(size.status());
  if (*size != file.size) {
    return absl::DataLossError(absl::StrCat(path, " (", file.name,
                                            " of the store): damaged: it has ", *size,
                                            " bytes in place of ", file.size));
  }
  base::StreamingHash hash;
  KHOTIN_RETURN_IF_ERROR(base::ReadPieces(path, kPieceBytes, [&](absl::string_view piece) {
    hash.Update(piece);
    return take(piece);
  }));
  if (hash.Get().ToBytes() == file.checksum) return absl::OkStatus();
  return absl::DataLossError(
      absl::StrCat(path, " (", file.name,
                   " of the store): damaged: its checksum is not that of its "
                   "name"));
}

absl::StatusOr<Verification> Verify(const Catalogue& catalogue, absl::optional<int> id,
                                    const ReadProgress& progress) {
  Verification found;
  if (id.has_value()) KHOTIN_RETURN_IF_ERROR(catalogue.Find(id).status());
  for (const Manifest& manifest : catalogue.backups()) {
    if (!id.has_value() || manifest.id == *id) found.backups.push_back(manifest.id);
  }
  for (auto& [checksum, used] : UsedFiles(catalogue, id)) {
    const absl::Status status = ReadVerified(catalogue, *used.file, [&](absl::string_view piece) {
      progress(static_cast<int64_t>(piece.size()));
      return absl::OkStatus();
    });
    ++found.files;
    found.bytes += used.file->size;
    if (status.ok()) continue;
    found.damages.push_back({base::JoinPath(kFiles, NameOfChecksum(checksum)),
                             std::string(status.message()), std::move(used.backups)});
  }
  for (const FolderProblem& manifest : catalogue.damaged()) {
    const auto name =
        ParseManifestName(absl::string_view(manifest.path).substr(sizeof(kManifests)));
    if (id.has_value()) continue;
    found.damages.push_back(
        {manifest.path,
         absl::StrCat(base::JoinPath(catalogue.folder(), manifest.path), ": ", manifest.reason),
         name.has_value() ? std::vector<int>{name->id} : std::vector<int>{}});
  }
  found.foreign = catalogue.foreign();
  found.unused_files = CountUnused(catalogue);
  return found;
}

int64_t BytesToVerify(const Catalogue& catalogue, absl::optional<int> id) {
  int64_t total = 0;
  for (const auto& [checksum, used] : UsedFiles(catalogue, id)) total += used.file->size;
  return total;
}

}  // namespace khotin::backup

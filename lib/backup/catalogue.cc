#include "backup/catalogue.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "backup/folder.h"
#include "backup/layout.h"
#include "base/fault_point.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/hash.h"
#include "base/status.h"

namespace khotin::backup {
namespace {

// A manifest of a million files stays under it.
constexpr size_t kMaxManifestBytes = size_t{256} << 20;

constexpr char kPartialFile[] = "file";

bool IsPart(const std::string& name) {
  // The last is a disk's own.
  for (const char* part : {kMarker, kManifests, kFiles, kPartial, "lost+found"}) {
    if (name == part) return true;
  }
  return false;
}

// Of a manifest, `path` being its place in the folder of backups.
int IdOfManifest(absl::string_view path) {
  const auto name = ParseManifestName(path.substr(sizeof(kManifests)));
  return name.has_value() ? name->id : 0;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Catalogue>> Catalogue::Open(const std::string& folder,
                                                           Access access) {
  KHOTIN_ASSIGN_OR_RETURN(std::unique_ptr<base::FileLock> lock, OpenFolder(folder, access));
  std::unique_ptr<Catalogue> catalogue(new Catalogue(folder, std::move(lock)));
  KHOTIN_RETURN_IF_ERROR(catalogue->Load());
  return catalogue;
}

absl::Status Catalogue::Load() {
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<std::string> parts, base::ListFolder(folder_));
  for (const std::string& name : parts) {
    if (!IsPart(name)) foreign_.push_back({name, "not a part of a folder of backups"});
  }
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<std::string> manifests,
                          base::ListFolder(base::JoinPath(folder_, kManifests)));
  for (const std::string& name : manifests) KHOTIN_RETURN_IF_ERROR(LoadManifest(name));
  std::sort(backups_.begin(), backups_.end(),
            [](const Manifest& a, const Manifest& b) { return a.id < b.id; });
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<std::string> files,
                          base::ListFolder(base::JoinPath(folder_, kFiles)));
  for (const std::string& name : files) {
    const absl::optional<std::string> checksum = ChecksumOfName(name);
    if (checksum.has_value()) {
      checksums_.insert(*checksum);
    } else {
      foreign_.push_back({base::JoinPath(kFiles, name), "not a file of a backup"});
    }
  }
  return absl::OkStatus();
}

absl::Status Catalogue::LoadManifest(const std::string& name) {
  const std::string path = base::JoinPath(kManifests, name);
  const absl::optional<ManifestName> parsed = ParseManifestName(name);
  if (!parsed.has_value()) {
    foreign_.push_back({path, "not a manifest of a backup"});
    return absl::OkStatus();
  }
  last_id_ = std::max(last_id_, parsed->id);
  const absl::StatusOr<std::string> text =
      base::ReadWholeFile(base::JoinPath(folder_, path), kMaxManifestBytes);
  // Removed meanwhile by a backup that is being made.
  if (absl::IsNotFound(text.status())) return absl::OkStatus();
  if (!text.ok()) {
    const absl::string_view reason = text.status().message();
    const std::string prefix = absl::StrCat(base::JoinPath(folder_, path), ": ");
    damaged_.push_back({path, absl::StrCat("cannot be read: ", absl::StripPrefix(reason, prefix))});
    return absl::OkStatus();
  }
  if (base::HashBytes(*text).ToBytes() != parsed->checksum) {
    damaged_.push_back({path, "its checksum is not that of its name: damaged"});
    return absl::OkStatus();
  }
  absl::StatusOr<Manifest> manifest = ParseManifest(*text);
  if (absl::IsFailedPrecondition(manifest.status())) {
    return base::Annotate(manifest.status(), base::JoinPath(folder_, path));
  }
  if (!manifest.ok() || manifest->id != parsed->id) {
    damaged_.push_back({path, manifest.ok() ? std::string("of another backup than its name says")
                                            : std::string(manifest.status().message())});
    return absl::OkStatus();
  }
  backups_.push_back(*std::move(manifest));
  return absl::OkStatus();
}

absl::StatusOr<Manifest> Catalogue::Find(absl::optional<int> id) const {
  if (!id.has_value()) return Newest();
  std::vector<int> ids;
  for (const Manifest& manifest : backups_) {
    if (manifest.id == *id) return manifest;
    ids.push_back(manifest.id);
  }
  for (const FolderProblem& problem : damaged_) {
    if (IdOfManifest(problem.path) == *id) {
      return absl::DataLossError(
          absl::StrCat(base::JoinPath(folder_, problem.path), ": ", problem.reason));
    }
  }
  if (ids.empty()) return absl::NotFoundError(absl::StrCat(folder_, ": no backup in it"));
  return absl::NotFoundError(
      absl::StrCat(folder_, ": no backup ", *id, " in it; there are ", absl::StrJoin(ids, ", ")));
}

// The one before a damaged one may be months old: nobody shall get it unasked.
absl::StatusOr<Manifest> Catalogue::Newest() const {
  const int whole = backups_.empty() ? 0 : backups_.back().id;
  for (const FolderProblem& problem : damaged_) {
    if (IdOfManifest(problem.path) <= whole) continue;
    return absl::DataLossError(
        absl::StrCat(base::JoinPath(folder_, problem.path), ": ", problem.reason,
                     whole == 0 ? std::string("; there is no other backup")
                                : absl::StrCat("; the newest backup that is whole is ", whole,
                                               ", which has to be asked for by this number")));
  }
  if (whole == 0) return absl::NotFoundError(absl::StrCat(folder_, ": no backup in it"));
  return backups_.back();
}

std::string Catalogue::FilePath(absl::string_view checksum) const {
  return base::JoinPath(base::JoinPath(folder_, kFiles), NameOfChecksum(checksum));
}

absl::StatusOr<std::string> Catalogue::PartialPath() {
  const std::string partial = base::JoinPath(folder_, kPartial);
  KHOTIN_RETURN_IF_ERROR(base::EmptyFolder(partial));
  return base::JoinPath(partial, kPartialFile);
}

absl::Status Catalogue::AddFile(const std::string& partial_path, const std::string& checksum) {
  KHOTIN_RETURN_IF_ERROR(base::RenameFile(partial_path, FilePath(checksum)));
  checksums_.insert(checksum);
  return base::FaultPoint("backup.file_added");
}

absl::StatusOr<int> Catalogue::AddBackup(Manifest manifest) {
  manifest.id = last_id_ + 1;
  KHOTIN_RETURN_IF_ERROR(base::SyncFolder(base::JoinPath(folder_, kFiles)));
  const std::string text = ManifestText(manifest);
  KHOTIN_ASSIGN_OR_RETURN(const std::string partial, PartialPath());
  KHOTIN_ASSIGN_OR_RETURN(base::FileWriter writer, base::FileWriter::Create(partial));
  KHOTIN_RETURN_IF_ERROR(writer.Append(text));
  KHOTIN_RETURN_IF_ERROR(writer.Finish());
  const std::string folder = base::JoinPath(folder_, kManifests);
  const std::string name = NameOfManifest(manifest.id, base::HashBytes(text).ToBytes());
  KHOTIN_RETURN_IF_ERROR(base::RenameFile(partial, base::JoinPath(folder, name)));
  KHOTIN_RETURN_IF_ERROR(base::SyncFolder(folder));
  last_id_ = manifest.id;
  backups_.push_back(std::move(manifest));
  return last_id_;
}

absl::StatusOr<Removal> Catalogue::RemoveOld(int keep) {
  Removal removal;
  if (!damaged_.empty()) return removal;
  KHOTIN_RETURN_IF_ERROR(RemovePartial(&removal));
  const std::string folder = base::JoinPath(folder_, kManifests);
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<std::string> names, base::ListFolder(folder));
  while (backups_.size() > static_cast<size_t>(keep)) {
    const int id = backups_.front().id;
    for (const std::string& name : names) {
      const absl::optional<ManifestName> parsed = ParseManifestName(name);
      if (!parsed.has_value() || parsed->id != id) continue;
      KHOTIN_RETURN_IF_ERROR(base::RemoveFile(base::JoinPath(folder, name)));
    }
    backups_.erase(backups_.begin());
    removal.backups.push_back(id);
  }
  // A file must not be gone while a manifest that names it could come back.
  KHOTIN_RETURN_IF_ERROR(base::SyncFolder(folder));
  KHOTIN_RETURN_IF_ERROR(RemoveFiles(/*needed=*/{}, &removal));
  return removal;
}

absl::Status Catalogue::RemoveUnused(const Manifest& incoming) {
  if (!damaged_.empty()) return absl::OkStatus();
  Removal removal;
  return RemoveFiles(incoming.files, &removal);
}

absl::Status Catalogue::RemovePartial(Removal* removal) {
  const std::string partial = base::JoinPath(folder_, kPartial);
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<std::string> names, base::ListFolder(partial));
  for (const std::string& name : names) {
    removal->bytes += base::FileSize(base::JoinPath(partial, name)).value_or(0);
    ++removal->files;
  }
  return base::EmptyFolder(partial);
}

absl::Status Catalogue::RemoveFiles(const std::vector<BackupFile>& needed, Removal* removal) {
  std::set<absl::string_view> used;
  for (const BackupFile& file : needed) used.insert(file.checksum);
  for (const Manifest& manifest : backups_) {
    for (const BackupFile& file : manifest.files) used.insert(file.checksum);
  }
  for (auto it = checksums_.begin(); it != checksums_.end();) {
    if (used.count(*it) > 0) {
      ++it;
      continue;
    }
    const std::string path = FilePath(*it);
    removal->bytes += base::FileSize(path).value_or(0);
    KHOTIN_RETURN_IF_ERROR(base::RemoveFile(path));
    ++removal->files;
    it = checksums_.erase(it);
  }
  return absl::OkStatus();
}

}  // namespace khotin::backup

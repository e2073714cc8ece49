#include "backup/backup_writer.h"

#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"

namespace khotin::backup {

absl::StatusOr<std::vector<BackupFile>> BackupWriter::Held() const {
  std::map<absl::string_view, int64_t> sizes;
  for (const Manifest& manifest : catalogue_->backups()) {
    for (const BackupFile& file : manifest.files) sizes.emplace(file.checksum, file.size);
  }
  std::vector<BackupFile> held;
  for (const std::string& checksum : catalogue_->checksums()) {
    BackupFile file;
    file.checksum = checksum;
    KHOTIN_ASSIGN_OR_RETURN(file.size, base::FileSize(catalogue_->FilePath(checksum)));
    const auto size = sizes.find(checksum);
    if (size == sizes.end() || size->second == file.size) held.push_back(std::move(file));
  }
  return held;
}

absl::Status BackupWriter::Begin(Manifest manifest) {
  KHOTIN_RETURN_IF_ERROR(CheckFiles(manifest.files));
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<BackupFile> held, Held());
  std::set<std::pair<std::string, int64_t>> known;
  for (const BackupFile& file : held) known.emplace(file.checksum, file.size);
  for (size_t i = 0; i < manifest.files.size(); ++i) {
    const BackupFile& file = manifest.files[i];
    if (!known.emplace(file.checksum, file.size).second) continue;
    missing_.push_back(i);
    missing_bytes_ += file.size;
  }
  // What broken-off backups left would else fill the folder up.
  KHOTIN_RETURN_IF_ERROR(catalogue_->RemoveUnused(manifest));
  manifest_ = std::move(manifest);
  return PassEmptyFiles();
}

absl::Status BackupWriter::Append(size_t index, absl::string_view bytes) {
  if (next_ == missing_.size() || missing_[next_] != index) {
    return absl::DataLossError(absl::StrCat("file ", index, " of the backup came out of its turn"));
  }
  if (!open_.has_value()) KHOTIN_RETURN_IF_ERROR(CreateNext());
  KHOTIN_RETURN_IF_ERROR(open_->writer.Append(bytes));
  open_->hash->Update(bytes);
  open_->size += static_cast<int64_t>(bytes.size());
  if (open_->size > next().size) {
    return absl::DataLossError(absl::StrCat(next().name, ": more bytes came than it has"));
  }
  if (open_->size < next().size) return absl::OkStatus();
  KHOTIN_RETURN_IF_ERROR(CloseNext());
  return PassEmptyFiles();
}

absl::StatusOr<int> BackupWriter::Finish() {
  if (next_ < missing_.size()) {
    return absl::DataLossError(absl::StrCat(next().name, ": did not come whole"));
  }
  return catalogue_->AddBackup(manifest_);
}

absl::Status BackupWriter::CreateNext() {
  KHOTIN_ASSIGN_OR_RETURN(const std::string path, catalogue_->PartialPath());
  KHOTIN_ASSIGN_OR_RETURN(base::FileWriter writer, base::FileWriter::Create(path));
  open_.emplace(OpenFile{std::move(writer), std::make_unique<base::StreamingHash>()});
  return absl::OkStatus();
}

absl::Status BackupWriter::CloseNext() {
  const BackupFile& file = next();
  if (open_->hash->Get().ToBytes() != file.checksum) {
    return absl::DataLossError(
        absl::StrCat(file.name, ": the bytes that came are not those of its checksum"));
  }
  KHOTIN_RETURN_IF_ERROR(open_->writer.Finish());
  KHOTIN_RETURN_IF_ERROR(catalogue_->AddFile(open_->writer.path(), file.checksum));
  open_.reset();
  ++next_;
  return absl::OkStatus();
}

absl::Status BackupWriter::PassEmptyFiles() {
  while (next_ < missing_.size() && next().size == 0) {
    KHOTIN_RETURN_IF_ERROR(CreateNext());
    KHOTIN_RETURN_IF_ERROR(CloseNext());
  }
  return absl::OkStatus();
}

}  // namespace khotin::backup

#include "store/file_ledger.h"

#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "base/hash.h"
#include "base/status.h"
#include "store/keys.h"

namespace khotin::store {
namespace {

constexpr size_t kHashBytes = 16;
constexpr size_t kNumberBytes = 8;
constexpr size_t kKeyBytes = kHashBytes + 2 * kNumberBytes;

absl::StatusOr<StoredFile> ParseEntry(absl::string_view key, absl::string_view value) {
  const std::string what = absl::StrCat("ingested file ", absl::BytesToHexString(key));
  if (key.size() != kKeyBytes) return absl::DataLossError(absl::StrCat(what, ": no such key"));
  StoredFile file;
  KHOTIN_ASSIGN_OR_RETURN(file.record, ParseRecord<storage::v1::IngestedFile>(value, what));
  file.key = std::string(key);
  file.file.content = {ReadBigEndian64(key), ReadBigEndian64(key.substr(kNumberBytes))};
  file.file.bytes = static_cast<int64_t>(ReadBigEndian64(key.substr(kHashBytes)));
  file.file.reading = file.record.reading();
  return file;
}

}  // namespace

std::string FileKey(const FileIdentity& file) {
  return absl::StrCat(file.content.ToBytes(), BigEndian64(static_cast<uint64_t>(file.bytes)),
                      BigEndian64(base::Hash64(file.reading)));
}

absl::StatusOr<FileTurn> FileLedgerWriter::TurnOf(const FilePosition& position) {
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<storage::v1::IngestedFile> record,
                          context_->GetRecord<storage::v1::IngestedFile>(Family::kIngestedFiles,
                                                                         FileKey(position.file)));
  const int64_t taken = record.has_value() ? record->document_count() : 0;
  if (position.number <= taken) return FileTurn::kTaken;
  const bool done = record.has_value() && record->done();
  return position.number == taken + 1 && !done ? FileTurn::kNext : FileTurn::kLater;
}

absl::Status FileLedgerWriter::Count(const FilePosition& position, Verdict verdict,
                                     const std::string& analyzer_version) {
  const std::string key = FileKey(position.file);
  KHOTIN_ASSIGN_OR_RETURN(
      absl::optional<storage::v1::IngestedFile> found,
      context_->GetRecord<storage::v1::IngestedFile>(Family::kIngestedFiles, key));
  storage::v1::IngestedFile record;
  if (found.has_value()) record = *std::move(found);
  record.set_last_time(absl::ToUnixMicros(now_));
  if (position.number == 1) {
    record.set_path(position.path);
    record.set_reading(position.file.reading);
    record.set_first_time(record.last_time());
  }
  record.set_document_count(position.number);
  record.set_done(position.last);
  ++(*record.mutable_verdicts())[static_cast<int32_t>(verdict)];
  record.set_analyzer_version(analyzer_version);
  return context_->PutRecord(Family::kIngestedFiles, key, record);
}

absl::StatusOr<bool> FileLedgerWriter::Complete(const FilePosition& position) {
  if (!position.last) return false;
  const std::string key = FileKey(position.file);
  KHOTIN_ASSIGN_OR_RETURN(
      absl::optional<storage::v1::IngestedFile> record,
      context_->GetRecord<storage::v1::IngestedFile>(Family::kIngestedFiles, key));
  if (!record.has_value() || record->done() || record->document_count() != position.number) {
    return false;
  }
  record->set_done(true);
  record->set_last_time(absl::ToUnixMicros(now_));
  KHOTIN_RETURN_IF_ERROR(context_->PutRecord(Family::kIngestedFiles, key, *record));
  return true;
}

absl::StatusOr<absl::optional<StoredFile>> FindStoredFile(const Database& database,
                                                          const FileIdentity& file) {
  const std::string key = FileKey(file);
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<std::string> value,
                          database.Get(Family::kIngestedFiles, key, nullptr));
  if (!value.has_value()) return absl::optional<StoredFile>();
  KHOTIN_ASSIGN_OR_RETURN(StoredFile found, ParseEntry(key, *value));
  return absl::make_optional(std::move(found));
}

absl::StatusOr<std::vector<StoredFile>> ListStoredFiles(const Database& database,
                                                        absl::string_view after, int limit) {
  std::vector<StoredFile> files;
  absl::Status damaged;
  KHOTIN_RETURN_IF_ERROR(database.Scan(Family::kIngestedFiles, "", after, nullptr,
                                       [&](absl::string_view key, absl::string_view value) {
                                         if (key == after) return true;
                                         if (files.size() >= static_cast<size_t>(limit))
                                           return false;
                                         absl::StatusOr<StoredFile> file = ParseEntry(key, value);
                                         damaged = file.status();
                                         if (file.ok()) files.push_back(*std::move(file));
                                         return damaged.ok();
                                       }));
  KHOTIN_RETURN_IF_ERROR(damaged);
  return files;
}

std::string FaultOfFileEntry(absl::string_view key, absl::string_view value) {
  const absl::StatusOr<StoredFile> file = ParseEntry(key, value);
  if (!file.ok()) return std::string(file.status().message());
  if (FileKey(file->file) != key) return "stands under another key than its reading's";
  int64_t documents = 0;
  for (const auto& [verdict, count] : file->record.verdicts()) documents += count;
  if (documents == file->record.document_count() && documents > 0) return "";
  return absl::StrCat("counts ", file->record.document_count(), " documents, verdicts of ",
                      documents);
}

}  // namespace khotin::store

// Folders and backups for the tests of lib/backup.
#ifndef KHOTIN_BACKUP_TESTING_H_
#define KHOTIN_BACKUP_TESTING_H_

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "backup/backup_writer.h"
#include "backup/catalogue.h"
#include "base/file.h"
#include "base/hash.h"
#include "gtest/gtest.h"

namespace khotin::backup {

// A test with a folder of its own, which goes away with it.
class FolderTest : public testing::Test {
 protected:
  FolderTest() {
    const testing::TestInfo& test = *testing::UnitTest::GetInstance()->current_test_info();
    root_ = std::filesystem::path(testing::TempDir()) /
            absl::StrCat(test.test_suite_name(), ".", test.name(), ".", getpid());
    std::filesystem::create_directories(root_);
  }
  ~FolderTest() override { std::filesystem::remove_all(root_); }

  std::string Path(const std::string& name) const { return (root_ / name).string(); }

  std::unique_ptr<Catalogue> Open(Access access = Access::kWrite) const {
    auto catalogue = Catalogue::Open(Path("backups"), access);
    EXPECT_TRUE(catalogue.ok()) << catalogue.status();
    return catalogue.ok() ? *std::move(catalogue) : nullptr;
  }

 private:
  std::filesystem::path root_;
};

using Contents = std::map<std::string, std::string>;  // of files by their names

inline Manifest ManifestOf(const Contents& contents) {
  Manifest manifest;
  manifest.create_time = absl::FromUnixSeconds(1'700'000'000);
  manifest.revision = 7;
  manifest.schema_version = 3;
  manifest.server_version = "0.1.0";
  for (const auto& [name, bytes] : contents) {
    manifest.files.push_back(
        {name, static_cast<int64_t>(bytes.size()), base::HashBytes(bytes).ToBytes()});
  }
  return manifest;
}

// Gives `writer` what it lacks, in pieces of 3 bytes, `max_files` files of it at most.
inline absl::Status Send(const Contents& contents, BackupWriter* writer, int max_files = 1000) {
  const auto held = writer->Held();
  if (!held.ok()) return held.status();
  std::map<std::string, int64_t> known;
  for (const BackupFile& file : *held) known[file.checksum] = file.size;
  const Manifest manifest = ManifestOf(contents);
  absl::Status status = writer->Begin(manifest);
  for (size_t i = 0; status.ok() && i < manifest.files.size() && max_files > 0; ++i) {
    const BackupFile& file = manifest.files[i];
    if (file.size == 0 || !known.emplace(file.checksum, file.size).second) continue;
    absl::string_view rest = contents.at(file.name);
    for (; status.ok() && !rest.empty(); rest.remove_prefix(std::min<size_t>(3, rest.size()))) {
      status = writer->Append(i, rest.substr(0, 3));
    }
    --max_files;
  }
  return status;
}

// Its id.
inline int MakeBackup(Catalogue* catalogue, const Contents& contents) {
  BackupWriter writer(catalogue);
  const absl::Status sent = Send(contents, &writer);
  EXPECT_TRUE(sent.ok()) << sent;
  const absl::StatusOr<int> id = writer.Finish();
  EXPECT_TRUE(id.ok()) << id.status();
  return id.value_or(0);
}

inline void FlipByte(const std::string& path) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  const int byte = file.peek();
  file.seekp(0);
  file.put(static_cast<char>(byte ^ 1));
}

}  // namespace khotin::backup

#endif  // KHOTIN_BACKUP_TESTING_H_

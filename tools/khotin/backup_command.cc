// khotin backup: copies of a server's store, and what they are worth.
#include <iomanip>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "backup/catalogue.h"
#include "backup/verification.h"
#include "base/status.h"
#include "nlohmann/json.hpp"
#include "tools/khotin/backup_transfer.h"
#include "tools/khotin/bytes_text.h"
#include "tools/khotin/command.h"
#include "tools/khotin/transfer_progress.h"

namespace khotin::cli {
namespace {

using Json = nlohmann::ordered_json;

struct BackupOptions {
  ServerOptions server;
  std::string folder;
  int keep = 7;
  int id = 0;  // 0 means all
};

std::string TimeOf(const backup::Manifest& manifest, const char* format) {
  return absl::FormatTime(format, manifest.create_time, absl::UTCTimeZone());
}

Json ManifestJson(const backup::Manifest& manifest) {
  return {{"backup", manifest.id},
          {"createTime", TimeOf(manifest, absl::RFC3339_sec)},
          {"revision", manifest.revision},
          {"schemaVersion", manifest.schema_version},
          {"serverVersion", manifest.server_version},
          {"files", manifest.files.size()},
          {"bytes", backup::TotalBytes(manifest)}};
}

Json ProblemsJson(const std::vector<backup::FolderProblem>& problems) {
  Json json = Json::array();
  for (const backup::FolderProblem& problem : problems) {
    json.push_back({{"path", problem.path}, {"reason", problem.reason}});
  }
  return json;
}

void PrintJsonLine(const Json& json) {
  std::cout << json.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
}

void Warn(const std::string& folder, const std::vector<backup::FolderProblem>& problems) {
  for (const backup::FolderProblem& problem : problems) {
    std::cerr << "khotin: " << folder << '/' << problem.path << ": " << problem.reason << '\n';
  }
}

// Tells of damaged manifests, for which nothing was removed.
ExitCode RemovalExitCode(const std::string& folder, const backup::Catalogue& catalogue) {
  if (catalogue.damaged().empty()) return ExitCode::kOk;
  Warn(folder, catalogue.damaged());
  std::cerr
      << "khotin: " << folder
      << ": nothing old is removed while a manifest is damaged, and the folder grows; when it "
         "cannot be brought back, remove the file of that manifest\n";
  return ExitCode::kNo;
}

Json RemovalJson(const backup::Removal& removal, const backup::Catalogue& catalogue) {
  return {{"removedBackups", removal.backups},
          {"removedFiles", removal.files},
          {"removedBytes", removal.bytes},
          {"damaged", ProblemsJson(catalogue.damaged())}};
}

void PrintRemoval(const std::string& folder, const backup::Removal& removal) {
  if (!removal.backups.empty()) {
    std::cout << folder << ": removed backup " << absl::StrJoin(removal.backups, ", ") << '\n';
  }
  if (removal.files > 0) {
    std::cout << folder << ": removed " << removal.files << " files, " << BytesText(removal.bytes)
              << '\n';
  }
}

absl::StatusOr<ExitCode> Backup(const BackupOptions& options) {
  KHOTIN_ASSIGN_OR_RETURN(const auto catalogue,
                          backup::Catalogue::Open(options.folder, backup::Access::kWrite));
  Client client = options.server.Connect();
  const absl::Time begin = absl::Now();
  KHOTIN_ASSIGN_OR_RETURN(const ReceivedBackup received, ReceiveBackup(client, catalogue.get()));
  KHOTIN_ASSIGN_OR_RETURN(const backup::Removal removal, catalogue->RemoveOld(options.keep));
  const backup::Manifest& manifest = received.manifest;
  if (options.server.json) {
    Json json = ManifestJson(manifest);
    json["newFiles"] = received.new_files;
    json["newBytes"] = received.new_bytes;
    json.update(RemovalJson(removal, *catalogue));
    json["seconds"] = absl::ToDoubleSeconds(absl::Now() - begin);
    PrintJsonLine(json);
    return RemovalExitCode(options.folder, *catalogue);
  }
  std::cout << options.folder << ": backup " << manifest.id << " at revision " << manifest.revision
            << ": " << manifest.files.size() << " files, "
            << BytesText(backup::TotalBytes(manifest)) << "; new: " << received.new_files
            << " files, " << BytesText(received.new_bytes) << '\n';
  PrintRemoval(options.folder, removal);
  return RemovalExitCode(options.folder, *catalogue);
}

absl::StatusOr<ExitCode> Prune(const BackupOptions& options) {
  // Opened for writing, a folder that is not there would be made.
  KHOTIN_RETURN_IF_ERROR(backup::Catalogue::Open(options.folder, backup::Access::kLook).status());
  KHOTIN_ASSIGN_OR_RETURN(const auto catalogue,
                          backup::Catalogue::Open(options.folder, backup::Access::kWrite));
  KHOTIN_ASSIGN_OR_RETURN(const backup::Removal removal, catalogue->RemoveOld(options.keep));
  if (options.server.json) {
    PrintJsonLine(RemovalJson(removal, *catalogue));
  } else {
    PrintRemoval(options.folder, removal);
    if (catalogue->damaged().empty() && removal.backups.empty() && removal.files == 0) {
      std::cout << options.folder << ": nothing to remove\n";
    }
  }
  return RemovalExitCode(options.folder, *catalogue);
}

absl::StatusOr<ExitCode> List(const BackupOptions& options) {
  KHOTIN_ASSIGN_OR_RETURN(const auto catalogue,
                          backup::Catalogue::Open(options.folder, backup::Access::kLook));
  const int64_t bytes = backup::BytesToVerify(*catalogue, absl::nullopt);
  if (options.server.json) {
    Json json = {{"backups", Json::array()}};
    for (const backup::Manifest& manifest : catalogue->backups()) {
      json["backups"].push_back(ManifestJson(manifest));
    }
    json["bytes"] = bytes;
    json["damaged"] = ProblemsJson(catalogue->damaged());
    PrintJsonLine(json);
    return ExitCode::kOk;
  }
  Warn(options.folder, catalogue->damaged());
  if (catalogue->backups().empty()) {
    std::cout << "No backups.\n";
    return ExitCode::kOk;
  }
  std::cout << std::left << std::setw(6) << "ID" << std::setw(25) << "TIME" << std::setw(12)
            << "REVISION" << std::setw(8) << "SCHEMA"
            << "SIZE\n";
  for (const backup::Manifest& manifest : catalogue->backups()) {
    std::cout << std::setw(6) << manifest.id << std::setw(25)
              << TimeOf(manifest, "%Y-%m-%d %H:%M:%S UTC") << std::setw(12) << manifest.revision
              << std::setw(8) << manifest.schema_version << BytesText(backup::TotalBytes(manifest))
              << '\n';
  }
  std::cout << "All take " << BytesText(bytes) << '\n';
  return ExitCode::kOk;
}

Json VerificationJson(const backup::Verification& found) {
  Json json = {{"backups", found.backups}, {"files", found.files}, {"bytes", found.bytes}};
  json["damaged"] = Json::array();
  for (const backup::Damage& damage : found.damages) {
    json["damaged"].push_back(
        {{"path", damage.path}, {"reason", damage.reason}, {"backups", damage.backups}});
  }
  json["foreign"] = ProblemsJson(found.foreign);
  json["unusedFiles"] = found.unused_files;
  return json;
}

void PrintVerification(const std::string& folder, const backup::Verification& found) {
  for (const backup::Damage& damage : found.damages) {
    std::cout << damage.reason << "; of backup " << absl::StrJoin(damage.backups, ", ") << '\n';
  }
  if (found.unused_files > 0) {
    std::cout << folder << ": " << found.unused_files
              << " files of no backup, left by one that was broken off; the next one uses or "
                 "removes them\n";
  }
  if (found.damages.empty()) {
    std::cout << folder << ": " << found.backups.size() << " backups are whole: " << found.files
              << " files, " << BytesText(found.bytes) << " read\n";
  }
}

absl::StatusOr<ExitCode> Verify(const BackupOptions& options) {
  KHOTIN_ASSIGN_OR_RETURN(const auto catalogue,
                          backup::Catalogue::Open(options.folder, backup::Access::kRead));
  absl::optional<int> id;
  if (options.id > 0) id = options.id;
  absl::StatusOr<backup::Verification> found;
  {
    TransferProgress progress;
    progress.Start(backup::BytesToVerify(*catalogue, id));
    found = backup::Verify(*catalogue, id, [&](int64_t bytes) { progress.Add(bytes); });
  }
  KHOTIN_RETURN_IF_ERROR(found.status());
  if (options.server.json) {
    PrintJsonLine(VerificationJson(*found));
  } else {
    PrintVerification(options.folder, *found);
    Warn(options.folder, found->foreign);
  }
  if (found->damages.empty()) return ExitCode::kOk;
  std::cerr << "khotin: " << options.folder << ": " << found->damages.size()
            << " damaged or missing files; remove the damaged ones and back up again: what the "
               "server still has of them comes anew\n";
  return ExitCode::kNo;
}

void AddParts(CLI::App* command, Action& action) {
  // Not those of the command itself, whose defaults CLI11 would set once the part has set its own.
  auto options = std::make_shared<BackupOptions>();
  CLI::App* list = command->add_subcommand("list", "List the backups in a folder");
  CLI::App* verify = command->add_subcommand(
      "verify", "Read all files of backups again and compare them with their checksums");
  CLI::App* prune = command->add_subcommand(
      "prune", "Remove old backups and files of none, as on a full disk; needs no server");
  for (CLI::App* part : {list, verify, prune}) {
    part->add_option("DIR", options->folder, "Folder of backups")->required();
    AddOutputOptions(*part, options->server.output, options->server.json);
  }
  verify->add_option("--backup", options->id, "Only this one, by the ID that `list` shows")
      ->check(CLI::PositiveNumber);
  prune->add_option("--keep", options->keep, "How many of the newest backups stay")
      ->required()
      ->check(CLI::PositiveNumber);
  list->callback([options, &action] { action = [options] { return List(*options); }; });
  verify->callback([options, &action] { action = [options] { return Verify(*options); }; });
  prune->callback([options, &action] { action = [options] { return Prune(*options); }; });
}

}  // namespace

void AddBackupCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<BackupOptions>();
  CLI::App* command = app.add_subcommand(
      "backup",
      "Copy a running server's store into a folder of backups; list, verify and prune them");
  command->add_option(
      "DIR", options->folder,
      "Folder of backups; made if it is not there. Files that it has already do not "
      "come again");
  command->add_option("--keep", options->keep, "How many of the newest backups stay")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  AddServerOptions(*command, options->server);
  AddParts(command, action);
  command->callback([options, command, &action] {
    if (!command->get_subcommands().empty()) return;
    if (options->folder.empty()) throw CLI::RequiredError("DIR");
    action = [options] { return Backup(*options); };
  });
}

}  // namespace khotin::cli

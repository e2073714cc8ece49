// khotin restore: makes a store of a backup.
#include <iostream>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "backup/catalogue.h"
#include "backup/restore.h"
#include "base/status.h"
#include "nlohmann/json.hpp"
#include "store/store.h"
#include "tools/khotin/bytes_text.h"
#include "tools/khotin/command.h"
#include "tools/khotin/transfer_progress.h"

namespace khotin::cli {
namespace {

struct RestoreOptions {
  std::string folder;
  std::string store;
  int id = 0;  // 0 means the newest
  std::string output = "auto";
  bool json = false;
};

absl::Status Copy(const RestoreOptions& options, const backup::Catalogue& catalogue,
                  const backup::Manifest& manifest) {
  TransferProgress progress;
  progress.Start(backup::TotalBytes(manifest));
  return backup::Restore(catalogue, manifest, options.store,
                         [&](int64_t bytes) { progress.Add(bytes); });
}

absl::StatusOr<ExitCode> Restore(const RestoreOptions& options) {
  KHOTIN_ASSIGN_OR_RETURN(const auto catalogue,
                          backup::Catalogue::Open(options.folder, backup::Access::kRead));
  absl::optional<int> id;
  if (options.id > 0) id = options.id;
  KHOTIN_ASSIGN_OR_RETURN(const backup::Manifest manifest, catalogue->Find(id));
  KHOTIN_RETURN_IF_ERROR(Copy(options, *catalogue, manifest));
  const int64_t bytes = backup::TotalBytes(manifest);
  if (options.json) {
    const nlohmann::ordered_json json = {{"store", options.store},
                                         {"backup", manifest.id},
                                         {"revision", manifest.revision},
                                         {"schemaVersion", manifest.schema_version},
                                         {"bytes", bytes}};
    std::cout << json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace)
              << '\n';
  } else {
    std::cout << options.store << ": restored from backup " << manifest.id << " of "
              << absl::FormatTime("%Y-%m-%d %H:%M:%S UTC", manifest.create_time,
                                  absl::UTCTimeZone())
              << ": revision " << manifest.revision << ", " << BytesText(bytes) << '\n';
  }
  if (manifest.schema_version > store::kSchemaVersion) {
    std::cerr << "khotin: " << options.store << ": of schema version " << manifest.schema_version
              << ", later than this program's: serve it with a newer khotin-server\n";
  }
  return ExitCode::kOk;
}

}  // namespace

void AddRestoreCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<RestoreOptions>();
  CLI::App* command = app.add_subcommand(
      "restore", "Make a store of a backup; verifies all that it copies, and needs no server");
  command->add_option("DIR", options->folder, "Folder of backups")->required();
  command
      ->add_option("--store", options->store, "Folder of the new store; must be empty or not there")
      ->required();
  command
      ->add_option(
          "--backup", options->id,
          "Which one, by the ID that `khotin backup list` shows; else the newest, which must "
          "not be damaged then")
      ->check(CLI::PositiveNumber);
  AddOutputOptions(*command, options->output, options->json);
  command->callback([options, &action] { action = [options] { return Restore(*options); }; });
}

}  // namespace khotin::cli

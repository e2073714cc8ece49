// khotin check: does a store agree with itself?
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "store/store.h"
#include "tools/khotin/command.h"
#include "tools/khotin/style.h"

namespace khotin::cli {
namespace {

struct CheckOptions {
  std::string path;
  int limit = 100;
};

absl::StatusOr<ExitCode> Check(const CheckOptions& options) {
  store::StoreOptions open;
  open.path = options.path;
  open.create_if_missing = false;
  open.read_only = true;
  KHOTIN_ASSIGN_OR_RETURN(const std::unique_ptr<store::Store> opened, store::Store::Open(open));
  const std::shared_ptr<const store::View> view = opened->CurrentView();
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<std::string> violations, opened->Check(options.limit));
  for (const std::string& violation : violations) std::cout << Printable(violation) << '\n';
  if (!violations.empty()) {
    std::cerr << "khotin: " << options.path << ": " << violations.size()
              << " violations; restore a backup, or ingest into a new store\n";
    return ExitCode::kNo;
  }
  std::cout << options.path << ": consistent at revision " << view->revision() << ": "
            << view->counts().articles << " articles, " << view->counts().entities << " entities, "
            << view->counts().clusters << " clusters\n";
  return ExitCode::kOk;
}

}  // namespace

void AddCheckCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App* command = app.add_subcommand(
      "check", "Verify that all records of a store agree with each other; reads the whole store");
  command->add_option("--store", options->path, "Folder of the store")
      ->envname("KHOTIN_STORE")
      ->required();
  command->add_option("--limit", options->limit, "How many violations to print")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command->callback([options, &action] { action = [options] { return Check(*options); }; });
}

}  // namespace khotin::cli

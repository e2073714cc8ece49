#include "ingest/inbox_options.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

#include "CLI/CLI.hpp"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "base/status.h"
#include "ingest/inputs.h"

namespace khotin::ingest {
namespace {

namespace fs = std::filesystem;

constexpr int kMaxSeconds = 7 * 86400;
constexpr int kRetrySeconds = 300;
constexpr int kSettleSeconds = 2;

void AddSelection(CLI::App* app, InboxTexts* texts) {
  app->add_option("--inbox", texts->inbox,
                  "Work through this folder: take files that the ledger does not hold, go on in\n"
                  "those that were broken off")
      ->envname("KHOTIN_INBOX")
      ->type_name("DIR");
  app->add_option("--glob", texts->include,
                  "Of folders, take only files like this, such as '*.jsonl.gz'; may be given again")
      ->envname("KHOTIN_GLOB")
      ->type_name("PATTERN")
      ->allow_extra_args(false);
  app->add_option("--exclude", texts->exclude,
                  "Of folders, leave out files like this; may be given again")
      ->envname("KHOTIN_EXCLUDE")
      ->type_name("PATTERN")
      ->allow_extra_args(false);
  app->add_option("--since", texts->since,
                  "Of folders, take only files changed since: 2024-05-01T06:00:00+07:00, or 2d")
      ->envname("KHOTIN_SINCE")
      ->type_name("TIME");
}

void AddKeeping(CLI::App* app, InboxTexts* texts) {
  app->add_flag("--ledger", texts->ledger,
                "Count files of PATHs in the ledger too, and skip those that are done")
      ->envname("KHOTIN_LEDGER");
  app->add_flag("--again", texts->again, "Take files of the inbox whatever the ledger holds")
      ->envname("KHOTIN_AGAIN");
  app->add_option("--done", texts->done,
                  "What becomes of a file of the inbox that is in: keep, move:DIR or delete")
      ->envname("KHOTIN_DONE")
      ->type_name("WHAT")
      ->capture_default_str();
  app->add_option("--failed", texts->failed,
                  "Likewise of one that cannot be read: keep (for the next run) or move:DIR")
      ->envname("KHOTIN_FAILED")
      ->type_name("WHAT")
      ->capture_default_str();
}

void AddWaiting(CLI::App* app, InboxTexts* texts) {
  app->add_flag("--watch", texts->watch, "Go on with what comes into the inbox, until SIGTERM")
      ->envname("KHOTIN_WATCH");
  app->add_option("--settle", texts->settle_seconds,
                  "Leave files of the inbox that were changed less than so many seconds ago;\n"
                  "2 with --watch, else 0")
      ->envname("KHOTIN_SETTLE")
      ->check(CLI::Range(0, kMaxSeconds));
  app->add_option("--poll", texts->poll_seconds,
                  "With --watch, look every so many seconds instead of being told by the system")
      ->envname("KHOTIN_POLL")
      ->check(CLI::Range(1, kMaxSeconds));
  app->add_option("--retry-seconds", texts->retry_seconds,
                  "How long to try again while the server is out of reach or overloaded; 300 with\n"
                  "the ledger, else 0")
      ->envname("KHOTIN_RETRY_SECONDS")
      ->check(CLI::Range(0, kMaxSeconds));
}

// Of a path that need not be there.
absl::StatusOr<fs::path> Canonical(const std::string& path) {
  std::error_code error;
  fs::path canonical = fs::absolute(path, error);
  if (!error) canonical = fs::weakly_canonical(canonical, error);
  if (!error) return canonical;
  return absl::InvalidArgumentError(absl::StrCat(path, ": ", error.message()));
}

// The path that a walk of `inbox` gives the folder, for a folder inside the inbox.
absl::Status LeaveOut(const std::string& inbox, const Disposal& disposal,
                      std::vector<std::string>* without) {
  if (disposal.kind != Disposal::Kind::kMove) return absl::OkStatus();
  KHOTIN_ASSIGN_OR_RETURN(const fs::path root, Canonical(inbox));
  KHOTIN_ASSIGN_OR_RETURN(const fs::path folder, Canonical(disposal.folder));
  const fs::path below = folder.lexically_relative(root);
  if (below == ".") {
    return absl::InvalidArgumentError("files cannot be moved from the inbox into the inbox");
  }
  if (!below.empty() && *below.begin() != "..") {
    without->push_back(absl::StrCat(inbox, "/", below.string()));
  }
  return absl::OkStatus();
}

absl::Status CheckCombination(const InboxTexts& texts, bool dry_run,
                              const std::vector<std::string>& paths) {
  if (texts.inbox.empty() == paths.empty()) {
    return absl::InvalidArgumentError(paths.empty() ? "PATH or --inbox is needed"
                                                    : "--inbox and PATH exclude each other");
  }
  const bool disposes = texts.done != "keep" || texts.failed != "keep";
  if (texts.inbox.empty() &&
      (disposes || texts.watch || texts.again || texts.settle_seconds >= 0)) {
    return absl::InvalidArgumentError(
        "--done, --failed, --watch, --again and --settle are for --inbox");
  }
  if (texts.poll_seconds > 0 && !texts.watch) {
    return absl::InvalidArgumentError("--poll is for --watch");
  }
  if (dry_run && (disposes || texts.watch || texts.ledger)) {
    return absl::InvalidArgumentError(
        "--dry-run goes without --ledger, --done, --failed and --watch");
  }
  return absl::OkStatus();
}

// Whoever names an inbox means what is behind it, and volumes are often mounted behind links; a
// walk follows none. A link that leads nowhere stays as it is.
std::string FollowLink(const std::string& folder) {
  std::error_code error;
  if (!fs::is_symlink(folder, error)) return folder;
  const fs::path target = fs::canonical(folder, error);
  return error ? folder : target.string();
}

bool IsGiven(const CLI::App& app, const char* name) {
  const std::vector<CLI::Option*>& given = app.parse_order();
  return std::any_of(given.begin(), given.end(),
                     [name](const CLI::Option* option) { return option->check_name(name); });
}

}  // namespace

void PreferCommandLine(const CLI::App& app, InboxTexts* texts) {
  if (IsGiven(app, "--again") && IsGiven(app, "--ledger")) {
    throw CLI::ValidationError("--again and --ledger exclude each other");
  }
  if (IsGiven(app, "--inbox") || !IsGiven(app, "PATH")) return;
  const InboxTexts none;
  texts->inbox = none.inbox;
  if (!IsGiven(app, "--done")) texts->done = none.done;
  if (!IsGiven(app, "--failed")) texts->failed = none.failed;
  if (!IsGiven(app, "--again")) texts->again = none.again;
  if (!IsGiven(app, "--watch")) texts->watch = none.watch;
  if (!IsGiven(app, "--settle")) texts->settle_seconds = none.settle_seconds;
  if (!IsGiven(app, "--poll")) texts->poll_seconds = none.poll_seconds;
}

void AddInboxOptions(CLI::App* app, InboxTexts* texts) {
  AddSelection(app, texts);
  AddKeeping(app, texts);
  AddWaiting(app, texts);
}

absl::Status ResolveInboxOptions(const InboxTexts& texts, bool dry_run,
                                 const std::vector<std::string>& paths, InboxOptions* options) {
  KHOTIN_RETURN_IF_ERROR(CheckCombination(texts, dry_run, paths));
  options->folder = FollowLink(WithoutSlashes(texts.inbox));
  options->watch = texts.watch;
  options->poll_seconds = texts.poll_seconds;
  options->counted = !dry_run && !texts.again && (texts.ledger || !texts.inbox.empty());
  options->retry_seconds =
      texts.retry_seconds >= 0 ? texts.retry_seconds : (options->counted ? kRetrySeconds : 0);
  FilterOptions& filter = options->filter;
  filter.include = texts.include;
  filter.exclude = texts.exclude;
  filter.skip_temporary = !texts.inbox.empty();
  filter.settle = absl::Seconds(texts.settle_seconds >= 0 ? texts.settle_seconds
                                                          : (texts.watch ? kSettleSeconds : 0));
  if (!texts.since.empty()) {
    KHOTIN_ASSIGN_OR_RETURN(filter.since, ParseSince(texts.since, absl::Now()));
  }
  KHOTIN_ASSIGN_OR_RETURN(options->done, ParseDisposal(texts.done));
  KHOTIN_ASSIGN_OR_RETURN(options->failed, ParseDisposal(texts.failed));
  if (options->failed.kind == Disposal::Kind::kDelete) {
    return absl::InvalidArgumentError("--failed is keep or move:DIR");
  }
  if (options->folder.empty()) return absl::OkStatus();
  KHOTIN_RETURN_IF_ERROR(LeaveOut(options->folder, options->done, &filter.without));
  return LeaveOut(options->folder, options->failed, &filter.without);
}

}  // namespace khotin::ingest

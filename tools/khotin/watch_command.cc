// khotin watch: what changes in a store, as it happens.
#include <cstdint>
#include <iostream>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/types/optional.h"
#include "base/status.h"
#include "tools/khotin/article_view.h"
#include "tools/khotin/command.h"
#include "tools/khotin/filter_options.h"
#include "tools/khotin/names.h"

namespace khotin::cli {
namespace {

struct WatchOptions {
  ServerOptions server;
  std::vector<std::string> words;
  FilterOptions filters;
  std::vector<std::string> saved;
  bool all_saved = false;
  absl::optional<int64_t> after;
  bool until_now = false;
  bool duplicates = false;
  bool full = false;
  int64_t limit = std::numeric_limits<int64_t>::max();
};

v1::WatchRequest RequestOf(const WatchOptions& options) {
  v1::WatchRequest request;
  if (options.after.has_value()) request.set_after_revision(*options.after);
  for (const std::string& name : options.saved) {
    request.add_saved_queries(SavedQueryName(name));
  }
  if (options.all_saved) request.add_saved_queries(SavedQueryName("-"));
  request.set_query(absl::StrJoin(options.words, " "));
  if (options.filters.any()) *request.mutable_filters() = options.filters.Message();
  request.set_include_duplicates(options.duplicates);
  request.set_view(options.full ? v1::ARTICLE_VIEW_FULL : v1::ARTICLE_VIEW_BASIC);
  return request;
}

absl::string_view KindLabel(v1::WatchEventKind kind) {
  switch (kind) {
    case v1::WATCH_EVENT_KIND_ADDED:
      return "added";
    case v1::WATCH_EVENT_KIND_UPDATED:
      return "updated";
    case v1::WATCH_EVENT_KIND_MOVED:
      return "moved";
    case v1::WATCH_EVENT_KIND_DELETED:
      return "deleted";
    default:
      return "changed";
  }
}

void PrintEvent(const v1::WatchEvent& event, const Style& style) {
  std::cout << event.revision() << "  " << style.Plain(KindLabel(event.kind()));
  for (const v1::QueryMatch& match : event.matches()) {
    if (!match.saved_query().empty()) std::cout << "  " << Printable(match.saved_query());
  }
  std::cout << '\n';
  if (event.kind() == v1::WATCH_EVENT_KIND_DELETED) {
    std::cout << Printable(event.article().name()) << '\n';
    return;
  }
  if (event.matches().empty()) {
    std::cout << ArticleLines(event.article(), style);
    return;
  }
  v1::SearchResult result;
  *result.mutable_article() = event.article();
  *result.mutable_snippet() = event.matches(0).snippet();
  std::cout << ResultLines(result, style);
}

// Prints messages, each at once, until there is an end to them.
class Printer {
 public:
  Printer(const WatchOptions& options, int64_t last_revision)
      : json_(options.server.json), left_(options.limit), last_revision_(last_revision) {}

  // False at the end.
  bool Take(const v1::WatchResponse& response) {
    position_ = response.revision();
    for (const v1::WatchEvent& event : response.events()) {
      if (left_-- <= 0) return false;
      if (!json_) PrintEvent(event, style_);
    }
    if (json_ && !response.events().empty()) PrintJson(response);
    std::cout.flush();
    return std::cout && left_ > 0 && position_ < last_revision_;
  }

  // All changes up to this commit were printed.
  int64_t position() const { return position_; }

 private:
  const bool json_;
  const Style style_ = Style::OfStandardOutput();
  int64_t left_;
  const int64_t last_revision_;
  int64_t position_ = 0;
};

absl::StatusOr<ExitCode> Watch(const WatchOptions& options) {
  Client client = options.server.Connect();
  int64_t last_revision = std::numeric_limits<int64_t>::max();
  if (options.until_now) {
    KHOTIN_ASSIGN_OR_RETURN(const v1::GetStatusResponse status, client.GetStatus());
    last_revision = status.revision();
  }
  Printer printer(options, last_revision);
  const absl::Status ended =
      client.Watch(RequestOf(options),
                   [&](const v1::WatchResponse& response) { return printer.Take(response); });
  if (options.until_now && !options.server.json && ended.ok()) {
    std::cerr << "up to revision " << printer.position() << "; go on with --after "
              << printer.position() << '\n';
  }
  if (absl::IsUnavailable(ended) && printer.position() > 0) {
    return base::Annotate(ended, absl::StrCat("go on with --after ", printer.position()));
  }
  if (!ended.ok()) return ended;
  return ExitCode::kOk;
}

}  // namespace

void AddWatchCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<WatchOptions>();
  CLI::App* command = app.add_subcommand(
      "watch",
      "Print what changes in the store as it happens, until it is interrupted: every change, or,\n"
      "with a query, the articles that match as they come");
  command->add_option("QUERY", options->words, "Only articles that match, as in khotin search");
  AddFilterOptions(*command, options->filters);
  AddValues(*command, "--saved", options->saved,
            "Only articles that this saved query matches; may be given several times");
  command->add_flag("--all-saved", options->all_saved,
                    "Only articles that some saved query matches");
  command
      ->add_option("--after", options->after,
                   "Begin with what came after this revision; 0: with the first")
      ->check(CLI::NonNegativeNumber);
  command->add_flag("--until-now", options->until_now,
                    "End when all that was there at the start is printed: for scheduled jobs, with "
                    "--after");
  command->add_option("--limit", options->limit, "End after so many changes")
      ->check(CLI::PositiveNumber);
  command->add_flag("--duplicates", options->duplicates,
                    "Of queries: print copies of an article too");
  command->add_flag("--full", options->full, "With --json: whole articles");
  AddServerOptions(*command, options->server);
  command->callback([options, &action] { action = [options] { return Watch(*options); }; });
}

}  // namespace khotin::cli

// khotin related, timeline and trending: entities in figures.
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "base/status.h"
#include "tools/khotin/command.h"
#include "tools/khotin/entity_chart.h"
#include "tools/khotin/entity_lookup.h"
#include "tools/khotin/filter_options.h"
#include "tools/khotin/list_pages.h"
#include "tools/khotin/names.h"

namespace khotin::cli {
namespace {

struct FigureOptions {
  ServerOptions server;
  FilterOptions filters;
  std::vector<std::string> words;
  std::string type;
  std::string order = "significance";
  std::string interval = "month";
  std::string window;
  std::string baseline;
  int limit = 20;
  bool duplicates = false;
};

// Fills in what the requests of all three have in common.
template <typename Request>
void FillCommon(const FigureOptions& options, Request* request) {
  *request->mutable_filters() = options.filters.Message();
  request->set_include_duplicates(options.duplicates);
}

template <typename Request>
absl::Status FillType(const FigureOptions& options, Request* request) {
  if (options.type.empty()) return absl::OkStatus();
  KHOTIN_ASSIGN_OR_RETURN(const v1::EntityType type, ParseEntityType(options.type));
  request->set_type(type);
  return absl::OkStatus();
}

void PrintMore(const std::string& next_page_token, const Style& style) {
  if (!next_page_token.empty()) std::cout << style.Dim("There are more; see --limit.") << '\n';
}

absl::StatusOr<ExitCode> ShowRelated(const FigureOptions& options) {
  Client client = options.server.Connect();
  KHOTIN_ASSIGN_OR_RETURN(const v1::Entity entity, LookupEntity(client, options.words));
  v1::ListRelatedEntitiesRequest request;
  request.set_name(entity.name());
  request.set_order(options.order == "count" ? v1::RELATED_ORDER_COUNT
                                             : v1::RELATED_ORDER_SIGNIFICANCE);
  FillCommon(options, &request);
  KHOTIN_RETURN_IF_ERROR(FillType(options, &request));
  KHOTIN_ASSIGN_OR_RETURN(
      const v1::ListRelatedEntitiesResponse reply,
      ListUpTo(
          options.limit, client, &Client::ListRelatedEntities, request,
          [](const v1::ListRelatedEntitiesResponse& r) -> auto& { return r.entities(); }));
  if (options.server.json) {
    PrintJson(reply);
    return ExitCode::kOk;
  }
  const Style style = Style::OfStandardOutput();
  std::cout << EntityLine(entity, style) << '\n';
  for (const v1::RelatedEntity& related : reply.entities()) {
    std::cout << absl::StrFormat("%7d  ×%-7.3g ", related.article_count(), related.lift())
              << EntityLine(related.entity(), style) << '\n';
  }
  if (reply.entities().empty()) std::cout << "No article mentions another entity with it.\n";
  PrintMore(reply.next_page_token(), style);
  return ExitCode::kOk;
}

v1::HistogramInterval IntervalOf(const std::string& label) {
  if (label == "day") return v1::HISTOGRAM_INTERVAL_DAY;
  if (label == "week") return v1::HISTOGRAM_INTERVAL_WEEK;
  if (label == "year") return v1::HISTOGRAM_INTERVAL_YEAR;
  return v1::HISTOGRAM_INTERVAL_MONTH;
}

absl::StatusOr<ExitCode> ShowTimeline(const FigureOptions& options) {
  Client client = options.server.Connect();
  KHOTIN_ASSIGN_OR_RETURN(const v1::Entity entity, LookupEntity(client, options.words));
  v1::GetEntityTimelineRequest request;
  request.set_name(entity.name());
  request.set_interval(IntervalOf(options.interval));
  FillCommon(options, &request);
  KHOTIN_ASSIGN_OR_RETURN(const v1::GetEntityTimelineResponse reply,
                          client.GetEntityTimeline(request));
  if (options.server.json) {
    PrintJson(reply);
    return ExitCode::kOk;
  }
  const Style style = Style::OfStandardOutput();
  std::cout << EntityLine(entity, style) << '\n' << TimelineChart(reply, style);
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> ShowTrending(const FigureOptions& options) {
  Client client = options.server.Connect();
  v1::ListTrendingEntitiesRequest request;
  request.set_window(options.window);
  request.set_baseline(options.baseline);
  FillCommon(options, &request);
  KHOTIN_RETURN_IF_ERROR(FillType(options, &request));
  KHOTIN_ASSIGN_OR_RETURN(
      const v1::ListTrendingEntitiesResponse reply,
      ListUpTo(
          options.limit, client, &Client::ListTrendingEntities, request,
          [](const v1::ListTrendingEntitiesResponse& r) -> auto& { return r.entities(); }));
  if (options.server.json) {
    PrintJson(reply);
    return ExitCode::kOk;
  }
  const Style style = Style::OfStandardOutput();
  for (const v1::TrendingEntity& trending : reply.entities()) {
    std::cout << absl::StrFormat("%7d  was %-7d ×%-7.3g ", trending.window_count(),
                                 trending.baseline_count(), trending.growth())
              << EntityLine(trending.entity(), style) << '\n';
  }
  if (reply.entities().empty()) std::cout << "Nothing grew in that time.\n";
  PrintMore(reply.next_page_token(), style);
  return ExitCode::kOk;
}

void AddCommon(CLI::App& command, FigureOptions& options) {
  command.add_flag("--duplicates", options.duplicates,
                   "Count every article, also copies and versions of one text");
  AddFilterOptions(command, options.filters);
  AddServerOptions(command, options.server);
}

void AddTypeAndLimit(CLI::App& command, FigureOptions& options) {
  command.add_option("--type", options.type, "Only entities of this type")
      ->check(CLI::IsMember(EntityTypeLabels()));
  command.add_option("--limit", options.limit, "How many to show")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
}

}  // namespace

void AddRelatedCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<FigureOptions>();
  CLI::App* command = app.add_subcommand(
      "related",
      "List who and what articles mention together with an entity: how many, and how "
      "many times as often as elsewhere");
  command->add_option("NAME", options->words, kEntityNameHelp)->required();
  command
      ->add_option("--by", options->order,
                   "significance: the surest company first; count: the most frequent")
      ->check(CLI::IsMember({"significance", "count"}))
      ->capture_default_str();
  AddTypeAndLimit(*command, *options);
  AddCommon(*command, *options);
  command->callback([options, &action] { action = [options] { return ShowRelated(*options); }; });
}

void AddTimelineCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<FigureOptions>();
  CLI::App* command =
      app.add_subcommand("timeline", "Draw how many articles mention an entity over time");
  command->add_option("NAME", options->words, kEntityNameHelp)->required();
  command->add_option("--every", options->interval, "day, week, month or year")
      ->check(CLI::IsMember({"day", "week", "month", "year"}))
      ->capture_default_str();
  AddCommon(*command, *options);
  command->callback([options, &action] { action = [options] { return ShowTimeline(*options); }; });
}

void AddTrendingCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<FigureOptions>();
  CLI::App* command = app.add_subcommand(
      "trending",
      "List the entities that articles of one time mention more often than those of "
      "the time before");
  command
      ->add_option("WINDOW", options->window,
                   "The time: 2023-08-19, 2023-08, 2023-08-14..2023-08-20")
      ->required();
  command->add_option("--against", options->baseline,
                      "The time to compare with; the four times as long time before if left out");
  AddTypeAndLimit(*command, *options);
  AddCommon(*command, *options);
  command->callback([options, &action] { action = [options] { return ShowTrending(*options); }; });
}

}  // namespace khotin::cli

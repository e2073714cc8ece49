#include "tools/khotin/search_options.h"

#include <map>

namespace khotin::cli {
namespace {

const std::map<std::string, v1::SortOrder>& SortOrders() {
  static const auto& orders = *new std::map<std::string, v1::SortOrder>{
      {"relevance", v1::SORT_ORDER_RELEVANCE},
      {"newest", v1::SORT_ORDER_NEWEST},
      {"oldest", v1::SORT_ORDER_OLDEST},
      {"blend", v1::SORT_ORDER_BLEND},
  };
  return orders;
}

const std::map<std::string, v1::FacetField>& FacetFields() {
  static const auto& fields = *new std::map<std::string, v1::FacetField>{
      {"source", v1::FACET_FIELD_SOURCE},     {"section", v1::FACET_FIELD_SECTION},
      {"language", v1::FACET_FIELD_LANGUAGE}, {"entity", v1::FACET_FIELD_ENTITY},
      {"author", v1::FACET_FIELD_AUTHOR},
  };
  return fields;
}

const std::map<std::string, v1::HistogramInterval>& Intervals() {
  static const auto& intervals = *new std::map<std::string, v1::HistogramInterval>{
      {"day", v1::HISTOGRAM_INTERVAL_DAY},
      {"week", v1::HISTOGRAM_INTERVAL_WEEK},
      {"month", v1::HISTOGRAM_INTERVAL_MONTH},
      {"year", v1::HISTOGRAM_INTERVAL_YEAR},
  };
  return intervals;
}

const std::map<std::string, v1::SpellingMode>& SpellingModes() {
  static const auto& modes = *new std::map<std::string, v1::SpellingMode>{
      {"suggest", v1::SPELLING_MODE_SUGGEST},
      {"correct", v1::SPELLING_MODE_CORRECT},
      {"off", v1::SPELLING_MODE_OFF},
  };
  return modes;
}

void AddSummaryOptions(CLI::App& command, SearchOptions& options) {
  command
      .add_option("--sort", options.sort,
                  "relevance, newest, oldest, or blend: relevance with a gain for new articles. "
                  "By relevance unless given; the newest first where there are no words")
      ->check(CLI::IsMember(SortOrders()));
  command.add_flag("--exact", options.exact, "Count all that match; otherwise many are estimated");
  AddValues(command, "--facet", options.facets,
            "Count the results by source, section, language, entity or author; may be given "
            "several times")
      ->check(CLI::IsMember(FacetFields()));
  command
      .add_option("--histogram", options.histogram, "Count the results by day, week, month or year")
      ->check(CLI::IsMember(Intervals()));
}

}  // namespace

void AddSearchOptions(CLI::App& command, SearchOptions& options) {
  command.add_option("QUERY", options.words, "What to look for");
  command.add_option("--queries", options.queries,
                     "With --json: a file of one query a line (- for standard input); prints one "
                     "reply, or {\"error\":…}, a line");
  AddFilterOptions(command, options.filters);
  AddSummaryOptions(command, options);
  command
      .add_option("--spelling", options.spelling,
                  "What to do about a query that looks mistyped: correct: search for what was "
                  "likely meant when it finds next to nothing or has an unknown word; suggest: "
                  "only say so; off")
      ->check(CLI::IsMember(SpellingModes()))
      ->capture_default_str();
  command.add_flag("--duplicates", options.duplicates,
                   "List every copy of an article; otherwise the best match stands for all");
  command.add_option("--limit", options.limit, "How many results to show")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command.add_option("--page-size", options.page_size, "How many to ask for at a time")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  AddServerOptions(command, options.server);
}

v1::SearchRequest RequestOf(const SearchOptions& options, const std::string& query) {
  v1::SearchRequest request;
  request.set_query(query);
  request.set_include_duplicates(options.duplicates);
  if (options.filters.any()) *request.mutable_filters() = options.filters.Message();
  if (!options.sort.empty()) request.set_sort_order(SortOrders().at(options.sort));
  request.set_spelling(SpellingModes().at(options.spelling));
  if (options.exact) request.set_total_mode(v1::TOTAL_MODE_EXACT);
  for (const std::string& facet : options.facets) {
    request.add_facets()->set_field(FacetFields().at(facet));
  }
  if (!options.histogram.empty()) {
    request.set_histogram_interval(Intervals().at(options.histogram));
  }
  return request;
}

}  // namespace khotin::cli

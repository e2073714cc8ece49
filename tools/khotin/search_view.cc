#include "tools/khotin/search_view.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/khotin/article_view.h"

namespace khotin::cli {
namespace {

// An estimate says no more than its first two digits.
int64_t Rounded(int64_t count) {
  int64_t unit = 1;
  while (count / unit >= 100) unit *= 10;
  return (count + unit / 2) / unit * unit;
}

absl::string_view Superlative(const v1::SearchRequest& request) {
  switch (request.sort_order()) {
    case v1::SORT_ORDER_NEWEST:
      return "newest";
    case v1::SORT_ORDER_OLDEST:
      return "oldest";
    case v1::SORT_ORDER_UNSPECIFIED:
      return request.query().empty() ? "newest" : "best";
    default:
      return "best";
  }
}

std::string FacetName(v1::FacetField field) {
  switch (field) {
    case v1::FACET_FIELD_SOURCE:
      return "sources";
    case v1::FACET_FIELD_SECTION:
      return "sections";
    case v1::FACET_FIELD_LANGUAGE:
      return "languages";
    case v1::FACET_FIELD_ENTITY:
      return "entities";
    case v1::FACET_FIELD_AUTHOR:
      return "authors";
    default:
      return "values";
  }
}

std::string FacetLine(const v1::Facet& facet, const Style& style) {
  std::vector<std::string> parts;
  for (const v1::FacetValue& value : facet.values()) {
    const std::string& name = value.display_name().empty() ? value.value() : value.display_name();
    parts.push_back(absl::StrCat(style.Plain(name), " ", value.count()));
  }
  const int64_t others = facet.distinct_count() - facet.values_size();
  if (others > 0) parts.push_back(absl::StrCat(others, others == 1 ? " other" : " others"));
  if (facet.without_count() > 0) parts.push_back(absl::StrCat("none ", facet.without_count()));
  return absl::StrCat(style.Dim(absl::StrCat(FacetName(facet.field()), ": ")),
                      absl::StrJoin(parts, " · "), "\n");
}

// What a date has of the interval's precision.
size_t DateLength(v1::HistogramInterval interval) {
  if (interval == v1::HISTOGRAM_INTERVAL_YEAR) return 4;
  return interval == v1::HISTOGRAM_INTERVAL_MONTH ? 7 : 10;
}

}  // namespace

std::string TotalLine(const v1::SearchRequest& request, const v1::SearchResponse& reply) {
  const int shown = reply.results_size();
  const bool all_shown = reply.next_page_token().empty();
  const bool about = reply.total_relation() == v1::TOTAL_RELATION_APPROXIMATE && !all_shown;
  const int64_t total = about       ? std::max<int64_t>(Rounded(reply.total_size()), shown)
                        : all_shown ? shown
                                    : reply.total_size();
  std::string line = absl::StrCat(about ? "About " : "", total,
                                  total == 1 ? " article matches" : " articles match");
  if (reply.collapsed_size() > 0) {
    absl::StrAppend(&line, " (", MoreDuplicates(reply.collapsed_size()), ")");
  }
  if (!all_shown) absl::StrAppend(&line, "; the ", Superlative(request), " ", shown);
  return absl::StrCat(line, ".\n");
}

std::string CorrectionLine(const v1::SearchResponse& reply, const Style& style) {
  if (!reply.has_correction()) return "";
  const v1::SpellingCorrection& correction = reply.correction();
  return absl::StrCat(correction.applied() ? "Showing results for " : "Did you mean: ",
                      style.Plain(correction.query()), "\n");
}

std::string FacetLines(const v1::SearchResponse& reply, const Style& style) {
  std::string lines;
  for (const v1::Facet& facet : reply.facets()) absl::StrAppend(&lines, FacetLine(facet, style));
  return lines;
}

std::string HistogramLines(v1::HistogramInterval interval, const v1::SearchResponse& reply,
                           const Style& style) {
  if (interval == v1::HISTOGRAM_INTERVAL_UNSPECIFIED) return "";
  std::string lines = absl::StrCat(style.Dim("published:"), "\n");
  for (const v1::HistogramBin& bin : reply.histogram()) {
    const std::string date = bin.start_date().substr(0, DateLength(interval));
    absl::StrAppend(&lines, "  ", style.Plain(date), "  ", bin.count(), "\n");
  }
  if (reply.undated_size() > 0) {
    absl::StrAppend(&lines, "  no date  ", reply.undated_size(), "\n");
  }
  return lines;
}

}  // namespace khotin::cli

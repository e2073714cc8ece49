// The reply to a search as a person reads it.
#ifndef KHOTIN_TOOLS_KHOTIN_SEARCH_VIEW_H_
#define KHOTIN_TOOLS_KHOTIN_SEARCH_VIEW_H_

#include <string>

#include "khotin/v1/search_service.pb.h"
#include "tools/khotin/style.h"

namespace khotin::cli {

// "12 articles match (+3 duplicates); the best 10.", "About 1200 articles match; the newest 10." A
// line. `request` is the first page's.
std::string TotalLine(const v1::SearchRequest& request, const v1::SearchResponse& reply);

// "Did you mean: chủ tịch nước", or "Showing results for chủ tịch nước" where those are shown. A
// line; empty without a correction.
std::string CorrectionLine(const v1::SearchResponse& reply, const Style& style);

// A line for each facet: "sources: bao.example 12 · tin.example 3 · 4 others · none 1".
std::string FacetLines(const v1::SearchResponse& reply, const Style& style);

// A line for each time with results, such as "2023-08  12", and one for results without a time;
// empty without a histogram.
std::string HistogramLines(v1::HistogramInterval interval, const v1::SearchResponse& reply,
                           const Style& style);

}  // namespace khotin::cli

#endif  // KHOTIN_TOOLS_KHOTIN_SEARCH_VIEW_H_

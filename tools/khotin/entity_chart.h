// Figures of entities as a person reads them.
#ifndef KHOTIN_TOOLS_KHOTIN_ENTITY_CHART_H_
#define KHOTIN_TOOLS_KHOTIN_ENTITY_CHART_H_

#include <cstdint>
#include <string>

#include "khotin/v1/entity_service.pb.h"
#include "tools/khotin/style.h"

namespace khotin::cli {

// A bar of up to `width` columns for `count` of at most `largest`, in eighths of a column; at least
// an eighth for what is not 0.
std::string Bar(int64_t count, int64_t largest, int width);

// A line for each bin: its first day, a bar, its count. Then how many articles have no time.
std::string TimelineChart(const v1::GetEntityTimelineResponse& timeline, const Style& style);

// One office: who, what, of what, how often and when seen, and where it stands in an article.
std::string OfficeLines(const v1::Office& office, const Style& style);

// What was said, by whom and where.
std::string QuoteLines(const v1::QuoteInArticle& quote, const Style& style);

}  // namespace khotin::cli

#endif  // KHOTIN_TOOLS_KHOTIN_ENTITY_CHART_H_

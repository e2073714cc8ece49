// Dates, as lib/text finds them, on the borders of tokens.
#include <algorithm>

#include "entity/rules/scanner.h"
#include "text/date.h"

namespace khotin::entity::rules {

std::vector<Found> FindLineDates(const Line& line) {
  std::vector<Found> dates;
  size_t token = 0;
  for (const text::DateMention& date : text::FindDates(line.norm.text)) {
    while (token < line.size() && line.tokens[token].end <= date.begin) ++token;
    size_t end = token;
    while (end < line.size() && line.tokens[end].begin < date.end) ++end;
    if (end == token) continue;
    dates.push_back(Found{EntityType::kDate, static_cast<uint32_t>(token),
                          static_cast<uint32_t>(end), true, date.date.ToString()});
    token = end;
  }
  return dates;
}

}  // namespace khotin::entity::rules

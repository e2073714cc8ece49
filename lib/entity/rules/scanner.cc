#include "entity/rules/scanner.h"

#include <utility>

namespace khotin::entity::rules {
namespace {

using Rule = size_t (*)(const Scan&, size_t);

// The first rule that applies wins.
constexpr Rule kRules[] = {FullNameRule,   MiscRule,         PositionRule,
                           HonorificRule,  OrganizationRule, PlaceRule,
                           ListedNameRule, PersonRule,       UnknownRule};

constexpr Kinds kLowerStarts = kAnyTitle | kTitleModifier | kHonorific | kProfession | kOrgLower |
                               kPlaceHead | kPlaceOutside | kDocumentHead | kEventHead |
                               kPeopleHead | kAnyName | kNotName;

bool MayStart(const Line& line, size_t i) {
  return line.Capital(i) || (line.starts[i] & kLowerStarts) != 0;
}

size_t ApplyRules(const Scan& scan, size_t i) {
  if (const Match none = scan.At(i, kNotName); none.length >= 2) {
    if (scan.At(i, kOrgHead).length < none.length) return i + none.length;
  }
  for (const Rule rule : kRules) {
    const size_t end = rule(scan, i);
    if (end > i) return end;
  }
  return i + 1;
}

}  // namespace

bool Scan::InsideWord(size_t i) const {
  return i > 0 && !line.Capital(i) && !line.sentence_start[i] && At(i - 1, kCompound).length == 2;
}

void Scan::Add(EntityType type, size_t begin, size_t end, bool evident) const {
  result->found.push_back(
      Found{type, static_cast<uint32_t>(begin), static_cast<uint32_t>(end), evident, {}});
}

LineResult ScanLine(const Lexicon& lexicon, const Line& line) {
  LineResult result;
  const Scan scan{lexicon, line, &result};
  std::vector<Found> dates = FindLineDates(line);
  size_t next_date = 0;
  size_t i = 0;
  while (i < line.size()) {
    while (next_date < dates.size() && dates[next_date].begin < i) ++next_date;
    if (next_date < dates.size() && dates[next_date].begin == i) {
      i = dates[next_date].end;
      result.found.push_back(std::move(dates[next_date]));
      continue;
    }
    i = MayStart(line, i) ? ApplyRules(scan, i) : i + 1;
  }
  return result;
}

}  // namespace khotin::entity::rules

#include "extract/chrome_learner.h"

#include <algorithm>
#include <tuple>

namespace khotin::extract {
namespace {

// A line is chrome once it has come in this many articles…
constexpr int32_t kMinArticles = 4;
// …with never more than this many others between two of them. A heading that articles share
// ("Kết luận") comes seldom: it is forgotten each time.
constexpr int64_t kMaxGap = 40;
// Learned lines live longer, through a section's quiet days.
constexpr int64_t kMaxLearnedGap = 1000;

ChromeUse UseOf(const SeenLine& line, int64_t article) {
  if (line.articles < kMinArticles) return line.use;
  return line.articles * int64_t{2} > article - line.first ? ChromeUse::kConstant
                                                           : ChromeUse::kRotating;
}

bool IsForgotten(const SeenLine& line, int64_t article) {
  return article - line.last > (line.use == ChromeUse::kNone ? kMaxGap : kMaxLearnedGap);
}

// Keeps the lines seen last, learned ones first.
void Bound(std::vector<SeenLine>* lines) {
  if (lines->size() <= kMaxProfileLines) return;
  const auto worth = [](const SeenLine& line) {
    return std::make_tuple(line.use != ChromeUse::kNone, line.last, line.fingerprint);
  };
  std::nth_element(lines->begin(), lines->begin() + kMaxProfileLines, lines->end(),
                   [&](const SeenLine& a, const SeenLine& b) { return worth(a) > worth(b); });
  lines->resize(kMaxProfileLines);
  std::sort(lines->begin(), lines->end(),
            [](const SeenLine& a, const SeenLine& b) { return a.fingerprint < b.fingerprint; });
}

}  // namespace

bool LearnChrome(absl::Span<const LineFingerprint> short_lines, ChromeProfile* profile) {
  const std::vector<ChromeLine> before = LearnedLines(*profile);
  const int64_t article = ++profile->articles;
  std::vector<LineFingerprint> seen(short_lines.begin(), short_lines.end());
  std::sort(seen.begin(), seen.end());
  seen.erase(std::unique(seen.begin(), seen.end()), seen.end());

  std::vector<SeenLine> lines;
  auto next = seen.begin();
  const auto add_new = [&](LineFingerprint fingerprint) {
    lines.push_back({fingerprint, 1, article, article, ChromeUse::kNone});
  };
  for (SeenLine line : profile->lines) {
    for (; next != seen.end() && *next < line.fingerprint; ++next) add_new(*next);
    const bool again = next != seen.end() && *next == line.fingerprint;
    if (IsForgotten(line, article)) continue;
    if (again) {
      ++next;
      ++line.articles;
      line.last = article;
      line.use = UseOf(line, article);
    }
    lines.push_back(line);
  }
  for (; next != seen.end(); ++next) add_new(*next);
  Bound(&lines);
  profile->lines = std::move(lines);
  return LearnedLines(*profile) != before;
}

std::vector<ChromeLine> LearnedLines(const ChromeProfile& profile) {
  std::vector<ChromeLine> learned;
  for (const SeenLine& line : profile.lines) {
    if (line.use != ChromeUse::kNone) learned.push_back({line.fingerprint, line.use});
  }
  return learned;
}

}  // namespace khotin::extract

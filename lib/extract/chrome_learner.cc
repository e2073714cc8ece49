#include "extract/chrome_learner.h"

#include <algorithm>
#include <tuple>

#include "extract/learned_chrome.h"

namespace khotin::extract {
namespace {

// A line is chrome once it has come in this many articles…
constexpr int32_t kMinArticles = 4;
// …with never more than this many others between two of them. A heading that articles share
// ("Kết luận") comes seldom: it is forgotten each time.
constexpr int64_t kMaxGap = 40;
// Learned lines live longer, through a section's quiet days.
constexpr int64_t kMaxLearnedGap = 1000;
constexpr int32_t kMaxVersions = 8;
// Lines that a source had from the start are constant sooner than those that come later: the day's
// most read article stands under all others too.
constexpr int64_t kFirstArticles = 3;
constexpr int32_t kMinSettled = 12;
// A line closes the articles once this many, and more than five in six of all, have it below their
// body.
constexpr int32_t kMinPlaced = 8;

bool ByFingerprint(const SeenLine& a, const SeenLine& b) { return a.fingerprint < b.fingerprint; }

bool IsLearned(ChromeUse use) { return use != ChromeUse::kNone && use != ChromeUse::kStory; }

ChromeUse UseOf(const SeenLine& line, int64_t article) {
  if (line.articles < kMinArticles) return line.use;
  const bool settled = line.first <= kFirstArticles || line.articles >= kMinSettled;
  if (!settled || line.articles * int64_t{2} <= article - line.first) return ChromeUse::kRotating;
  const bool foot = line.placed >= kMinPlaced && line.below * int64_t{6} > line.placed * int64_t{5};
  return foot ? ChromeUse::kFoot : ChromeUse::kConstant;
}

bool IsForgotten(const SeenLine& line, int64_t article) {
  return article - line.last > (line.use == ChromeUse::kNone ? kMaxGap : kMaxLearnedGap);
}

const SeenLine* Find(const std::vector<SeenLine>& lines, LineFingerprint fingerprint) {
  const auto found = std::lower_bound(
      lines.begin(), lines.end(), fingerprint,
      [](const SeenLine& line, uint64_t sought) { return line.fingerprint < sought; });
  return found == lines.end() || found->fingerprint != fingerprint ? nullptr : &*found;
}

// Four times in five a title stands below it.
bool IsHeader(const SeenLine& line, const std::vector<SeenLine>& lines) {
  const SeenLine* const header = Find(lines, FingerprintAsHeader(line.fingerprint));
  return header != nullptr && header->articles * int64_t{5} >= line.articles * int64_t{4};
}

// Counts the version. A paragraph that more articles have than a story has versions is a notice
// below each of them.
bool TellsKnownStory(uint64_t story, std::vector<SeenLine>* lines) {
  const auto found = std::lower_bound(
      lines->begin(), lines->end(), story,
      [](const SeenLine& line, uint64_t sought) { return line.fingerprint < sought; });
  if (found == lines->end() || found->fingerprint != story) return false;
  return found->use == ChromeUse::kStory && ++found->articles <= kMaxVersions;
}

// The lesson's lines as seen for the first time, by fingerprint.
std::vector<SeenLine> LinesOf(const ChromeLesson& lesson, int64_t article) {
  std::vector<SeenLine> seen;
  const auto add = [&](LineFingerprint fingerprint, ChromeUse use) {
    if (fingerprint == 0) return;
    seen.emplace_back();
    seen.back().fingerprint = fingerprint;
    seen.back().articles = 1;
    seen.back().first = seen.back().last = article;
    seen.back().use = use;
  };
  add(lesson.title, ChromeUse::kTitle);
  add(lesson.story, ChromeUse::kStory);
  int32_t above = lesson.short_lines_above;
  const bool placed = above >= 0;
  for (const LineFingerprint fingerprint : lesson.short_lines) {
    add(fingerprint, ChromeUse::kNone);
    seen.back().placed = placed ? 1 : 0;
    seen.back().below = placed && above-- <= 0 ? 1 : 0;
  }
  std::stable_sort(seen.begin(), seen.end(), ByFingerprint);
  seen.erase(std::unique(seen.begin(), seen.end(),
                         [](const SeenLine& a, const SeenLine& b) {
                           return a.fingerprint == b.fingerprint;
                         }),
             seen.end());
  return seen;
}

// `now` is what the present article shows of `line`.
void TakeIn(const SeenLine& now, int64_t article, SeenLine* line) {
  if (line->use != ChromeUse::kStory) ++line->articles;
  line->last = article;
  line->placed += now.placed;
  line->below += now.below;
  if (line->use == ChromeUse::kStory || now.use == ChromeUse::kStory) return;
  const bool title = now.use == ChromeUse::kTitle || line->use == ChromeUse::kTitle;
  line->use = UseOf(*line, article);
  // The name of the site may be taken for a title at first.
  if (title && !IsConstant(line->use)) line->use = ChromeUse::kTitle;
}

// Keeps the lines seen last, learned ones first.
void Bound(std::vector<SeenLine>* lines) {
  if (lines->size() <= kMaxProfileLines) return;
  const auto worth = [](const SeenLine& line) {
    return std::make_tuple(IsLearned(line.use), line.last, line.fingerprint);
  };
  std::nth_element(lines->begin(), lines->begin() + kMaxProfileLines, lines->end(),
                   [&](const SeenLine& a, const SeenLine& b) { return worth(a) > worth(b); });
  lines->resize(kMaxProfileLines);
  std::sort(lines->begin(), lines->end(), ByFingerprint);
}

}  // namespace

ChromeLesson LessonOf(const Extraction& found) {
  return {found.short_lines, found.short_lines_above, found.title_line, found.story};
}

bool LearnChrome(const ChromeLesson& lesson, ChromeProfile* profile) {
  if (TellsKnownStory(lesson.story, &profile->lines)) return false;
  const std::vector<ChromeLine> before = LearnedLines(*profile);
  const int64_t article = ++profile->articles;
  const std::vector<SeenLine> seen = LinesOf(lesson, article);

  std::vector<SeenLine> lines;
  lines.reserve(profile->lines.size() + seen.size());
  auto next = seen.begin();
  for (SeenLine line : profile->lines) {
    for (; next != seen.end() && next->fingerprint < line.fingerprint; ++next) {
      lines.push_back(*next);
    }
    const bool again = next != seen.end() && next->fingerprint == line.fingerprint;
    if (again) {
      TakeIn(*next, article, &line);
      ++next;
    } else if (IsForgotten(line, article)) {
      continue;
    }
    lines.push_back(line);
  }
  lines.insert(lines.end(), next, seen.end());
  Bound(&lines);
  profile->lines = std::move(lines);
  return LearnedLines(*profile) != before;
}

std::vector<ChromeLine> LearnedLines(const ChromeProfile& profile) {
  std::vector<ChromeLine> learned;
  for (const SeenLine& line : profile.lines) {
    if (!IsLearned(line.use)) continue;
    const bool header = line.use != ChromeUse::kTitle && line.use != ChromeUse::kFoot &&
                        IsHeader(line, profile.lines);
    learned.push_back({line.fingerprint, header ? ChromeUse::kHeader : line.use});
  }
  return learned;
}

}  // namespace khotin::extract

#include "extract/chrome_learner.h"

#include <algorithm>
#include <functional>
#include <tuple>
#include <utility>

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
// Links to an article and other versions of it come soon after it.
constexpr int64_t kMaxTitleGap = 200;
constexpr int32_t kMaxVersions = 8;
// Lines that a source had from the start are constant sooner than those that come later: the day's
// most read article stands under all others too.
constexpr int64_t kFirstArticles = 3;
constexpr int32_t kMinSettled = 12;
// A line closes the articles once this many, and more than five in six of all, have it below their
// body.
constexpr int32_t kMinPlaced = 8;
// A full profile is cut down to this.
constexpr int64_t kBoundedProfileLines = kMaxProfileLines - kMaxProfileLines / 8;

bool ByFingerprint(const SeenLine& a, const SeenLine& b) { return a.fingerprint < b.fingerprint; }

bool IsLearned(ChromeUse use) { return use != ChromeUse::kNone && use != ChromeUse::kStory; }

ChromeUse UseOf(const SeenLine& line, int64_t article) {
  if (line.articles < kMinArticles) return line.use;
  const bool settled = line.first <= kFirstArticles || line.articles >= kMinSettled;
  if (!settled || line.articles * int64_t{2} <= article - line.first) return ChromeUse::kRotating;
  const bool foot = line.placed >= kMinPlaced && line.below * int64_t{6} > line.placed * int64_t{5};
  return foot ? ChromeUse::kFoot : ChromeUse::kConstant;
}

int64_t MaxGap(ChromeUse use) {
  switch (use) {
    case ChromeUse::kNone:
      return kMaxGap;
    case ChromeUse::kTitle:
    case ChromeUse::kStory:
      return kMaxTitleGap;
    default:
      return kMaxLearnedGap;
  }
}

bool IsForgotten(const SeenLine& line, int64_t article) {
  return article - line.last > MaxGap(line.use);
}

// Null when `lines` has none. `Lines` is a vector of SeenLine, const or not.
template <typename Lines>
auto Find(LineFingerprint fingerprint, Lines* lines) -> decltype(lines->data()) {
  const auto found = std::lower_bound(
      lines->begin(), lines->end(), fingerprint,
      [](const SeenLine& line, uint64_t sought) { return line.fingerprint < sought; });
  return found == lines->end() || found->fingerprint != fingerprint ? nullptr : &*found;
}

// Four times in five a title stands below it.
bool IsHeader(const SeenLine& line, const std::vector<SeenLine>& lines) {
  const SeenLine* const header = Find(FingerprintAsHeader(line.fingerprint), &lines);
  return header != nullptr && header->articles * int64_t{5} >= line.articles * int64_t{4};
}

// As LearnedLines gives it; kNone for a line that it does not have.
ChromeUse LearnedUse(const SeenLine& line, const std::vector<SeenLine>& lines) {
  if (!IsLearned(line.use)) return ChromeUse::kNone;
  if (line.use == ChromeUse::kTitle || line.use == ChromeUse::kFoot) return line.use;
  return IsHeader(line, lines) ? ChromeUse::kHeader : line.use;
}

// Counts the version. A paragraph that more articles have than a story has versions is a notice
// below each of them.
bool TellsKnownStory(uint64_t story, std::vector<SeenLine>* lines) {
  SeenLine* const found = Find(story, lines);
  return found != nullptr && found->use == ChromeUse::kStory && ++found->articles <= kMaxVersions;
}

// A line as one article shows it.
struct Sighting {
  SeenLine line;
  bool own = false;  // stands where the article's own lines do
};

// The lesson's lines as seen for the first time, by fingerprint.
std::vector<Sighting> SightingsOf(const ChromeLesson& lesson, int64_t article) {
  std::vector<Sighting> seen;
  seen.reserve(lesson.short_lines.size() + 2);
  const auto add = [&](LineFingerprint fingerprint, ChromeUse use) {
    if (fingerprint == 0) return;
    seen.emplace_back();
    SeenLine& line = seen.back().line;
    line.fingerprint = fingerprint;
    line.articles = 1;
    line.first = line.last = article;
    line.use = use;
    line.series = lesson.series;
  };
  add(lesson.title, ChromeUse::kTitle);
  add(lesson.story, ChromeUse::kStory);
  const bool placed = lesson.short_lines_above >= 0;
  int32_t at = 0;
  for (const LineFingerprint fingerprint : lesson.short_lines) {
    add(fingerprint, ChromeUse::kNone);
    seen.back().line.placed = placed ? 1 : 0;
    seen.back().line.below = placed && at >= lesson.short_lines_above ? 1 : 0;
    seen.back().own = at >= lesson.own_begin && at < lesson.own_end;
    ++at;
  }
  const auto fingerprint = [](const Sighting& sighting) { return sighting.line.fingerprint; };
  std::stable_sort(seen.begin(), seen.end(), [&](const Sighting& a, const Sighting& b) {
    return fingerprint(a) < fingerprint(b);
  });
  seen.erase(std::unique(seen.begin(), seen.end(),
                         [&](const Sighting& a, const Sighting& b) {
                           return fingerprint(a) == fingerprint(b);
                         }),
             seen.end());
  return seen;
}

void TakeIn(const Sighting& sighting, int64_t article, SeenLine* line) {
  const SeenLine& now = sighting.line;
  // What a series repeats in each of its articles is no chrome of the site.
  const bool series = sighting.own && now.series != 0 && now.series == line->series;
  if (line->use != ChromeUse::kStory && !series) ++line->articles;
  line->last = article;
  line->series = now.series;
  line->placed += now.placed;
  line->below += now.below;
  if (line->use == ChromeUse::kStory || now.use == ChromeUse::kStory) return;
  const bool title = now.use == ChromeUse::kTitle || line->use == ChromeUse::kTitle;
  line->use = UseOf(*line, article);
  // The name of the site may be taken for a title at first.
  if (title && !IsConstant(line->use)) line->use = ChromeUse::kTitle;
}

// Drops lines that were not seen for long. True when a learned one was among them.
bool Forget(int64_t article, std::vector<SeenLine>* lines) {
  bool learned = false;
  const auto end = std::remove_if(lines->begin(), lines->end(), [&](const SeenLine& line) {
    if (!IsForgotten(line, article)) return false;
    learned |= IsLearned(line.use);
    return true;
  });
  lines->erase(end, lines->end());
  return learned;
}

// Keeps chrome first, then lines seen again, then those seen last, and leaves room for the next
// articles' lines. True when a learned one goes.
bool Bound(std::vector<SeenLine>* lines) {
  if (lines->size() <= kMaxProfileLines) return false;
  const auto worth = [](const SeenLine& line) {
    const bool chrome = IsLearned(line.use) && line.use != ChromeUse::kTitle;
    return std::make_tuple(chrome, line.articles > 1, line.last, line.fingerprint);
  };
  std::vector<decltype(worth(lines->front()))> worths;
  worths.reserve(lines->size());
  for (const SeenLine& line : *lines) worths.push_back(worth(line));
  const auto least = worths.begin() + kBoundedProfileLines - 1;
  std::nth_element(worths.begin(), least, worths.end(), std::greater<>());
  bool learned = false;
  const auto end = std::remove_if(lines->begin(), lines->end(), [&](const SeenLine& line) {
    if (worth(line) >= *least) return false;
    learned |= IsLearned(line.use);
    return true;
  });
  lines->erase(end, lines->end());
  return learned;
}

}  // namespace

ChromeLesson LessonOf(const Extraction& found) {
  ChromeLesson lesson;
  lesson.short_lines = found.short_lines;
  lesson.short_lines_above = found.short_lines_above;
  lesson.own_begin = found.own_begin;
  lesson.own_end = found.own_end;
  lesson.title = found.title_line;
  lesson.story = found.story;
  lesson.series = found.series;
  return lesson;
}

bool LearnChrome(const ChromeLesson& lesson, ChromeProfile* profile) {
  std::vector<SeenLine>& lines = profile->lines;
  if (TellsKnownStory(lesson.story, &lines)) return false;
  const int64_t article = ++profile->articles;
  const std::vector<Sighting> seen = SightingsOf(lesson, article);

  std::vector<std::pair<LineFingerprint, ChromeUse>> before;
  std::vector<SeenLine> fresh;
  for (const Sighting& sighting : seen) {
    const SeenLine* const line = Find(sighting.line.fingerprint, &lines);
    if (line == nullptr) {
      fresh.push_back(sighting.line);
    } else {
      before.emplace_back(line->fingerprint, LearnedUse(*line, lines));
    }
  }
  bool changed = false;
  for (const Sighting& sighting : seen) {
    SeenLine* const line = Find(sighting.line.fingerprint, &lines);
    if (line != nullptr) TakeIn(sighting, article, line);
  }
  changed |= Forget(article, &lines);
  for (const SeenLine& line : fresh) changed |= IsLearned(line.use);
  const auto old_end = static_cast<int64_t>(lines.size());
  lines.insert(lines.end(), fresh.begin(), fresh.end());
  std::inplace_merge(lines.begin(), lines.begin() + old_end, lines.end(), ByFingerprint);
  for (const auto& [fingerprint, use] : before) {
    changed |= LearnedUse(*Find(fingerprint, &std::as_const(lines)), lines) != use;
  }
  return Bound(&lines) || changed;
}

std::vector<ChromeLine> LearnedLines(const ChromeProfile& profile) {
  std::vector<ChromeLine> learned;
  for (const SeenLine& line : profile.lines) {
    const ChromeUse use = LearnedUse(line, profile.lines);
    if (use != ChromeUse::kNone) learned.push_back({line.fingerprint, use});
  }
  return learned;
}

}  // namespace khotin::extract

#include "chrome_score.h"

#include <time.h>

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "extract/chrome_learner.h"
#include "extract/extract.h"
#include "extract/line.h"
#include "extract/site_chrome.h"

namespace khotin::testing {
namespace {

using extract::BlockKind;

int64_t Syllables(absl::string_view text) {
  int64_t n = 0;
  for (const absl::string_view word :
       absl::StrSplit(text, absl::ByAnyChar(" \t"), absl::SkipEmpty())) {
    n += word.empty() ? 0 : 1;
  }
  return n;
}

constexpr int64_t kBylineSyllables = 14;

struct FoundLine {
  absl::string_view text;
  bool caption = false;
  bool byline = false;
  bool used = false;
};

std::vector<FoundLine> LinesOf(const extract::Article& article) {
  std::vector<FoundLine> lines = {{article.title}, {article.lead}};
  for (const extract::Block& block : article.body) {
    lines.push_back({block.text, block.kind == BlockKind::kCaption});
  }
  for (const std::string& author : article.authors) lines.push_back({author, false, true});
  lines.push_back({article.agency, false, true});
  return lines;
}

// The line that `own` became: itself, what a cut dateline left of it, or the name in a byline.
FoundLine* Match(absl::string_view own, std::vector<FoundLine>* lines) {
  own = extract::TrimBlank(own);
  for (FoundLine& line : *lines) {
    if (!line.used && extract::TrimBlank(line.text) == own) return &line;
  }
  for (FoundLine& line : *lines) {
    const bool named = line.byline && !line.text.empty() && absl::StrContains(own, line.text);
    if (!line.used && named && Syllables(own) <= kBylineSyllables) return &line;
  }
  for (FoundLine& line : *lines) {
    const bool rest = 2 * line.text.size() > own.size() && absl::EndsWith(own, line.text);
    if (!line.used && rest) return &line;
  }
  return nullptr;
}

// "[class: reason] " of a removed line.
std::string WhyRemoved(absl::string_view line, const extract::Extraction& extraction) {
  for (const extract::RemovedSpan& span : extraction.removed) {
    if (span.text == line) return absl::StrCat("[", span.kind, ": ", span.reason, "] ");
  }
  return "";
}

double Seconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

double Percent(int64_t part, int64_t whole) {
  return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

double ChromeScore::Kept() const { return Percent(own_kept, own); }
double ChromeScore::Left() const { return Percent(chrome_left, chrome); }

void ChromeScore::Add(const ChromeScore& other) {
  articles += other.articles;
  own += other.own;
  own_kept += other.own_kept;
  chrome += other.chrome;
  chrome_left += other.chrome_left;
}

ChromeScore ScoreArticle(const WrappedArticle& wrapped, const extract::Extraction& extraction,
                         Mistakes* mistakes) {
  ChromeScore score;
  score.articles = 1;
  std::vector<FoundLine> lines = LinesOf(extraction.article);
  for (const std::string& own : wrapped.own) {
    const int64_t syllables = Syllables(own);
    score.own += syllables;
    FoundLine* const line = Match(own, &lines);
    if (line == nullptr) {
      mistakes->push_back(absl::StrCat("- ", WhyRemoved(own, extraction), own));
      continue;
    }
    line->used = true;
    score.own_kept += syllables;
  }
  for (const std::string& line : wrapped.chrome) score.chrome += Syllables(line);
  for (const FoundLine& line : lines) {
    if (line.used || line.byline || line.text.empty()) continue;
    const bool added = std::find(wrapped.captions.begin(), wrapped.captions.end(), line.text) !=
                       wrapped.captions.end();
    if (added && line.caption) continue;
    score.chrome_left += Syllables(line.text);
    mistakes->push_back(absl::StrCat(added ? "+ unmarked caption: " : "+ ", line.text));
  }
  return score;
}

LearningRun LearnThrough(absl::Span<const WrappedArticle> wrapped, bool learn) {
  LearningRun run;
  std::map<std::string, extract::ChromeProfile> profiles;
  extract::ChromeSnapshot::Sources sources;
  int64_t number = 0;
  for (const WrappedArticle& article : wrapped) {
    extract::RawDocument document;
    document.url = article.url;
    document.content = article.text;
    const extract::ChromeSnapshot snapshot(number, sources);
    const double begin = Seconds();
    const absl::StatusOr<extract::Extraction> found = extract::ExtractArticle(document, snapshot);
    run.seconds += Seconds() - begin;
    run.mistakes.emplace_back();
    run.scores.push_back(
        ScoreArticle(article, found.ok() ? *found : extract::Extraction(), &run.mistakes.back()));
    if (!learn || !found.ok()) continue;
    extract::ChromeProfile& profile = profiles[found->source_key];
    const double learning_begin = Seconds();
    const bool changed = LearnChrome(extract::LessonOf(*found), &profile);
    run.learning_seconds += Seconds() - learning_begin;
    run.longest_profile = std::max(run.longest_profile, profile.lines.size());
    if (changed) {
      ++run.changes;
      ++number;
      sources[found->source_key] =
          std::make_shared<const extract::SiteChrome>(extract::LearnedLines(profile));
    }
  }
  return run;
}

}  // namespace khotin::testing

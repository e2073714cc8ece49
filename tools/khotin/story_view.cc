#include "tools/khotin/story_view.h"

#include <cstdint>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"

namespace khotin::cli {
namespace {

// The day in Viet Nam, where these articles come out.
std::string DayText(int64_t seconds) {
  const absl::TimeZone viet_nam = absl::FixedTimeZone(7 * 60 * 60);
  return absl::FormatTime("%Y-%m-%d", absl::FromUnixSeconds(seconds), viet_nam);
}

std::string SpanText(const v1::Story& story) {
  if (!story.has_first_time()) return "no dates";
  const std::string first = DayText(story.first_time().seconds());
  const std::string last = DayText(story.last_time().seconds());
  return first == last ? first : absl::StrCat(first, " to ", last);
}

}  // namespace

std::string StoryLines(const v1::Story& story, const Style& style) {
  const int64_t articles = story.article_count();
  const int64_t texts = story.cluster_count();
  return absl::StrCat(
      style.Bold(story.label().empty() ? "(without a title)" : story.label()), "\n  ",
      style.Plain(story.name()),
      style.Dim(absl::StrCat(" · ", articles, articles == 1 ? " article" : " articles", ", ", texts,
                             texts == 1 ? " text" : " texts", " · ", SpanText(story))),
      "\n");
}

}  // namespace khotin::cli

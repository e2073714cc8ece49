#include "tools/khotin/entity_chart.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/khotin/article_view.h"
#include "tools/khotin/entity_lookup.h"

namespace khotin::cli {
namespace {

constexpr int kBarColumns = 40;

// "3 current, 1 former".
std::string TenureText(const v1::Office& office) {
  std::vector<std::string> parts;
  const auto add = [&](int64_t count, const char* label) {
    if (count > 0) parts.push_back(absl::StrCat(count, " ", label));
  };
  add(office.current_count(), "current");
  add(office.acting_count(), "acting");
  add(office.former_count(), "former");
  return absl::StrJoin(parts, ", ");
}

std::string SeenText(const v1::Office& office) {
  std::string text;
  if (office.has_first_seen()) {
    absl::StrAppend(&text, "seen ", DayText(office.first_seen()));
    const std::string last = DayText(office.last_seen());
    if (last != DayText(office.first_seen())) absl::StrAppend(&text, " to ", last);
  }
  if (office.has_first_seen_former()) {
    absl::StrAppend(&text, text.empty() ? "" : ", ", "former since ",
                    DayText(office.first_seen_former()), " at the latest");
  }
  return text;
}

}  // namespace

std::string Bar(int64_t count, int64_t largest, int width) {
  static const char* const kEighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  constexpr int kParts = 8;
  if (count <= 0 || largest <= 0) return std::string();
  const int64_t parts = std::max<int64_t>(1, count * width * kParts / largest);
  std::string bar;
  for (int64_t i = 0; i < parts / kParts; ++i) bar += "█";
  return bar + kEighths[parts % kParts];
}

std::string TimelineChart(const v1::GetEntityTimelineResponse& timeline, const Style& style) {
  int64_t largest = 0;
  for (const v1::HistogramBin& bin : timeline.bins()) largest = std::max(largest, bin.count());
  std::string chart;
  for (const v1::HistogramBin& bin : timeline.bins()) {
    absl::StrAppend(&chart, style.Dim(bin.start_date()), "  ",
                    Bar(bin.count(), largest, kBarColumns), " ", bin.count(), "\n");
  }
  if (timeline.undated_count() > 0) {
    absl::StrAppend(
        &chart, style.Dim(absl::StrCat(ArticleCount(timeline.undated_count()), " without a date")),
        "\n");
  }
  return chart;
}

std::string OfficeLines(const v1::Office& office, const Style& style) {
  std::string lines = absl::StrCat(style.Bold(office.person().display_name()), "  ",
                                   style.Plain(office.position()));
  if (office.has_of()) absl::StrAppend(&lines, " · ", style.Plain(office.of().display_name()));
  std::string figures = absl::StrCat("  ", TenureText(office));
  const std::string seen = SeenText(office);
  if (!seen.empty()) absl::StrAppend(&figures, " · ", seen);
  absl::StrAppend(&lines, "\n", style.Dim(figures), "\n");
  for (const v1::StatedOffice& stated : office.statements()) {
    absl::StrAppend(
        &lines, "  “", style.Plain(stated.statement().position()), "”  ",
        style.Dim(absl::StrCat(ShortDate(stated.article().publish_time().value()), " ",
                               stated.article().source(), " ", stated.article().name())),
        "\n");
  }
  return lines;
}

std::string QuoteLines(const v1::QuoteInArticle& quote, const Style& style) {
  std::string lines = style.Bold(quote.speaker_text().empty() ? "?" : quote.speaker_text());
  absl::StrAppend(&lines, "\n  ", quote.quote().direct() ? "“" : "", style.Plain(quote.text()),
                  quote.quote().direct() ? "”" : "", "\n  ",
                  style.Dim(absl::StrCat(ShortDate(quote.article().publish_time().value()), " ",
                                         quote.article().source(), " · ", quote.article().title(),
                                         " · ", quote.article().name())),
                  "\n");
  return lines;
}

}  // namespace khotin::cli

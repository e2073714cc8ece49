#include "source_message.h"

#include <algorithm>
#include <string>

#include "absl/time/civil_time.h"
#include "extract/site_chrome.h"
#include "store/source_drift.h"

namespace khotin::server {
namespace {

v1::SourceFigures FiguresMessage(const store::SourceFigures& figures) {
  v1::SourceFigures message;
  message.set_article_count(figures.articles);
  message.set_refused_count(figures.refused);
  message.set_refused_share(figures.refused_share);
  message.set_body_words(figures.body_words);
  message.set_removed_share(figures.removed_share);
  message.set_title_share(figures.title_share);
  message.set_lead_share(figures.lead_share);
  message.set_date_share(figures.date_share);
  message.set_author_share(figures.author_share);
  return message;
}

// Titles and stories are remembered, but are no chrome of the site.
int ChromeLineCount(const storage::v1::Source& record) {
  const auto is_chrome = [](int32_t use) {
    const auto known = static_cast<extract::ChromeUse>(use);
    return known != extract::ChromeUse::kNone && known != extract::ChromeUse::kTitle &&
           known != extract::ChromeUse::kStory;
  };
  const auto& uses = record.profile().uses();
  return static_cast<int>(std::count_if(uses.begin(), uses.end(), is_chrome));
}

std::string DayText(int32_t day) { return absl::FormatCivilTime(absl::CivilDay(1970, 1, 1) + day); }

}  // namespace

v1::Source SourceMessage(const store::StoredSource& source) {
  v1::Source message;
  message.set_source(source.key);
  message.set_article_count(source.record.article_count());
  message.set_refused_count(source.record.refused_count());
  message.set_trusted(source.record.trusted());
  message.set_learned_lines(ChromeLineCount(source.record));
  const store::DriftReport report = store::FindDrift(source.record);
  *message.mutable_now() = FiguresMessage(report.now);
  *message.mutable_before() = FiguresMessage(report.before);
  for (const store::Drift& drift : report.drifts) {
    v1::SourceDrift* const out = message.add_drifts();
    out->set_figure(drift.figure);
    out->set_before(drift.before);
    out->set_now(drift.now);
  }
  for (auto day = source.record.days().rbegin(); day != source.record.days().rend(); ++day) {
    v1::SourceDay* const out = message.add_days();
    out->set_day(DayText(day->day()));
    *out->mutable_figures() = FiguresMessage(store::Summarize({*day}));
  }
  return message;
}

}  // namespace khotin::server

#include "store/source_drift.h"

#include <cmath>

namespace khotin::store {
namespace {

constexpr int kBaselineDays = 28;
// Shares that move by this much have not done so by chance: with 20 articles, a share of .5 has a
// standard error of .11.
constexpr double kShareStep = 0.3;
// The mean length of 20 news texts varies by a fifth or so.
constexpr double kLengthRatio = 1.8;

double Share(int64_t part, int64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

int64_t Documents(const storage::v1::Source::Day& day) { return day.articles() + day.refused(); }

void CompareShare(const char* figure, double before, double now, std::vector<Drift>* drifts) {
  if (std::abs(before - now) >= kShareStep) drifts->push_back({figure, before, now});
}

void CompareLength(const char* figure, double before, double now, std::vector<Drift>* drifts) {
  if (now * kLengthRatio < before || before * kLengthRatio < now) {
    drifts->push_back({figure, before, now});
  }
}

void Compare(const SourceFigures& before, const SourceFigures& now, std::vector<Drift>* drifts) {
  CompareShare("refused_share", before.refused_share, now.refused_share, drifts);
  if (before.articles == 0 || now.articles == 0) return;
  CompareLength("body_words", before.body_words, now.body_words, drifts);
  CompareShare("removed_share", before.removed_share, now.removed_share, drifts);
  CompareShare("title_share", before.title_share, now.title_share, drifts);
  CompareShare("lead_share", before.lead_share, now.lead_share, drifts);
  CompareShare("date_share", before.date_share, now.date_share, drifts);
  CompareShare("author_share", before.author_share, now.author_share, drifts);
}

}  // namespace

SourceFigures Summarize(const std::vector<storage::v1::Source::Day>& days) {
  storage::v1::Source::Day sum;
  for (const storage::v1::Source::Day& day : days) {
    sum.set_articles(sum.articles() + day.articles());
    sum.set_refused(sum.refused() + day.refused());
    sum.set_body_words(sum.body_words() + day.body_words());
    sum.set_removed_words(sum.removed_words() + day.removed_words());
    sum.set_titles(sum.titles() + day.titles());
    sum.set_leads(sum.leads() + day.leads());
    sum.set_dates(sum.dates() + day.dates());
    sum.set_authors(sum.authors() + day.authors());
  }
  SourceFigures figures;
  figures.articles = sum.articles();
  figures.refused = sum.refused();
  figures.refused_share = Share(sum.refused(), Documents(sum));
  figures.body_words = Share(sum.body_words(), sum.articles());
  figures.removed_share = Share(sum.removed_words(), sum.body_words() + sum.removed_words());
  figures.title_share = Share(sum.titles(), sum.articles());
  figures.lead_share = Share(sum.leads(), sum.articles());
  figures.date_share = Share(sum.dates(), sum.articles());
  figures.author_share = Share(sum.authors(), sum.articles());
  return figures;
}

DriftReport FindDrift(const storage::v1::Source& source) {
  std::vector<storage::v1::Source::Day> recent;
  std::vector<storage::v1::Source::Day> earlier;
  int64_t recent_documents = 0;
  int64_t earlier_documents = 0;
  for (auto day = source.days().rbegin(); day != source.days().rend(); ++day) {
    if (recent_documents < kMinRecentDocuments) {
      recent.push_back(*day);
      recent_documents += Documents(*day);
    } else if (day->day() >= recent.back().day() - kBaselineDays) {
      earlier.push_back(*day);
      earlier_documents += Documents(*day);
    }
  }
  DriftReport report;
  report.now = Summarize(recent);
  report.before = Summarize(earlier);
  const bool enough =
      recent_documents >= kMinRecentDocuments && earlier_documents >= kMinEarlierDocuments;
  if (enough) Compare(report.before, report.now, &report.drifts);
  return report;
}

}  // namespace khotin::store

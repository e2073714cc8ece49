#include "store/source_drift.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::store {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;

// A day of articles as they should be: all with title and date, 400 words each.
storage::v1::Source::Day* AddDay(int32_t day, int64_t articles, storage::v1::Source* source) {
  storage::v1::Source::Day* const out = source->add_days();
  out->set_day(day);
  out->set_articles(articles);
  out->set_body_words(articles * 400);
  out->set_removed_words(articles * 40);
  out->set_titles(articles);
  out->set_dates(articles);
  return out;
}

TEST(SourceDrift, SteadyFiguresAreNone) {
  storage::v1::Source source;
  for (int day = 0; day < 10; ++day) AddDay(day, 15, &source);
  const DriftReport report = FindDrift(source);
  EXPECT_THAT(report.drifts, IsEmpty());
  EXPECT_EQ(report.now.articles, 30);
  EXPECT_EQ(report.before.articles, 120);
  EXPECT_DOUBLE_EQ(report.now.body_words, 400);
}

TEST(SourceDrift, TellsARedesignThatBreaksExtraction) {
  storage::v1::Source source;
  for (int day = 0; day < 10; ++day) AddDay(day, 15, &source);
  storage::v1::Source::Day* const broken = AddDay(10, 25, &source);
  broken->set_titles(2);
  broken->set_body_words(25 * 30);
  const DriftReport report = FindDrift(source);
  EXPECT_THAT(report.drifts, ElementsAre(Field(&Drift::figure, "body_words"),
                                         Field(&Drift::figure, "removed_share"),
                                         Field(&Drift::figure, "title_share")));
}

TEST(SourceDrift, RefusalsAloneAreDriftToo) {
  storage::v1::Source source;
  for (int day = 0; day < 10; ++day) AddDay(day, 15, &source);
  AddDay(10, 0, &source)->set_refused(30);
  EXPECT_THAT(FindDrift(source).drifts, ElementsAre(Field(&Drift::figure, "refused_share")));
}

TEST(SourceDrift, FewDocumentsProveNothing) {
  storage::v1::Source source;
  AddDay(0, 10, &source);
  AddDay(1, 21, &source)->set_titles(0);
  EXPECT_THAT(FindDrift(source).drifts, IsEmpty());
}

TEST(SourceDrift, LongAgoDoesNotCount) {
  storage::v1::Source source;
  AddDay(0, 500, &source)->set_titles(0);
  for (int day = 100; day < 110; ++day) AddDay(day, 15, &source);
  EXPECT_THAT(FindDrift(source).drifts, IsEmpty());
}

}  // namespace
}  // namespace khotin::store

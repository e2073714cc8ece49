#include "tools/khotin/entity_chart.h"

#include <gtest/gtest.h>

namespace khotin::cli {
namespace {

TEST(EntityChartTest, BarsGrowInEighthsOfAColumn) {
  EXPECT_EQ(Bar(0, 80, 10), "");
  EXPECT_EQ(Bar(80, 80, 10), "██████████");
  EXPECT_EQ(Bar(8, 80, 10), "█");
  EXPECT_EQ(Bar(12, 80, 10), "█▌");
  EXPECT_EQ(Bar(1, 80000, 10), "▏") << "what is there must be seen";
  EXPECT_EQ(Bar(5, 0, 10), "");
}

TEST(EntityChartTest, ATimelineHasALineForEachTimeAndTellsWhatHasNone) {
  v1::GetEntityTimelineResponse timeline;
  v1::HistogramBin* bin = timeline.add_bins();
  bin->set_start_date("2023-03-01");
  bin->set_count(2);
  bin = timeline.add_bins();
  bin->set_start_date("2023-04-01");
  bin->set_count(1);
  timeline.set_undated_count(1);
  const std::string full = Bar(1, 1, 40);
  const std::string half = Bar(1, 2, 40);
  EXPECT_EQ(TimelineChart(timeline, Style(false)),
            "2023-03-01  " + full + " 2\n2023-04-01  " + half + " 1\n1 article without a date\n");
}

TEST(EntityChartTest, AnOfficeTellsWhenItWasSeenAndSinceWhenItIsOver) {
  v1::Office office;
  office.mutable_person()->set_display_name("Trần Hữu Quế");
  office.set_position("giám đốc");
  office.mutable_of()->set_display_name("Sở Nắng");
  office.set_current_count(2);
  office.set_former_count(1);
  office.mutable_first_seen()->set_seconds(1678000000);         // 2023-03-05 in Viet Nam
  office.mutable_last_seen()->set_seconds(1680000000);          // 2023-03-28
  office.mutable_first_seen_former()->set_seconds(1690000000);  // 2023-07-22
  EXPECT_EQ(OfficeLines(office, Style(false)),
            "Trần Hữu Quế  giám đốc · Sở Nắng\n  2 current, 1 former · seen 2023-03-05 to "
            "2023-03-28, former since 2023-07-22 at the latest\n");
}

}  // namespace
}  // namespace khotin::cli

#include "tools/khotin/story_view.h"

#include "gtest/gtest.h"

namespace khotin::cli {
namespace {

TEST(StoryViewTest, ShowsWhatAReaderWantsToKnow) {
  v1::Story story;
  story.set_name("stories/abc");
  story.set_label("Chợ nổi mở lại");
  story.set_article_count(3);
  story.set_cluster_count(2);
  story.mutable_first_time()->set_seconds(1486314000);  // 2017-02-06 00:00 in Viet Nam
  story.mutable_last_time()->set_seconds(1486486800);
  EXPECT_EQ(StoryLines(story, Style(false)),
            "Chợ nổi mở lại\n  stories/abc · 3 articles, 2 texts · 2017-02-06 to 2017-02-08\n");
}

TEST(StoryViewTest, WhatIsMissingIsSaid) {
  v1::Story story;
  story.set_name("stories/abc");
  story.set_article_count(1);
  story.set_cluster_count(1);
  EXPECT_EQ(StoryLines(story, Style(false)),
            "(without a title)\n  stories/abc · 1 article, 1 text · no dates\n");
}

}  // namespace
}  // namespace khotin::cli

#include "extract/chrome_learner.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace khotin::extract {
namespace {

using Lines = std::vector<LineFingerprint>;

// `lines` is borrowed.
ChromeLesson Lesson(const Lines& lines, int32_t above, LineFingerprint title, uint64_t story) {
  ChromeLesson lesson;
  lesson.short_lines = lines;
  lesson.short_lines_above = above;
  lesson.title = title;
  lesson.story = story;
  return lesson;
}

// Lines of no other article.
constexpr LineFingerprint kOwnLines = 1'000'000;
constexpr LineFingerprint kMenu = 11;
constexpr LineFingerprint kFoot = 12;
constexpr LineFingerprint kHeading = 13;

class ChromeLearnerTest : public ::testing::Test {
 protected:
  // Learns from an article with a story of its own, whose body stands below `above` of the lines.
  bool Learn(const Lines& lines, int32_t above = -1) {
    ++number_;
    return LearnChrome(Lesson(lines, above, kOwnLines + number_, 2 * kOwnLines + number_),
                       &profile_);
  }

  ChromeUse Use(LineFingerprint line) const {
    for (const ChromeLine& learned : LearnedLines(profile_)) {
      if (learned.fingerprint == line) return learned.use;
    }
    return ChromeUse::kNone;
  }

  ChromeProfile profile_;
  uint64_t number_ = 0;
};

TEST_F(ChromeLearnerTest, ALineUnderEveryArticleIsChromeFromTheFifthOn) {
  for (int i = 0; i < 3; ++i) Learn({kMenu});
  EXPECT_EQ(Use(kMenu), ChromeUse::kNone);
  EXPECT_TRUE(Learn({kMenu}));
  EXPECT_EQ(Use(kMenu), ChromeUse::kConstant);
}

TEST_F(ChromeLearnerTest, ATitleIsALinkUnderOtherArticlesAtOnce) {
  EXPECT_TRUE(LearnChrome(Lesson({}, -1, 77, 1), &profile_));
  EXPECT_EQ(Use(77), ChromeUse::kTitle);
}

TEST_F(ChromeLearnerTest, TheNameOfASiteTakenForATitleBecomesChrome) {
  for (uint64_t i = 1; i <= 6; ++i) LearnChrome(Lesson({}, -1, 77, i), &profile_);
  EXPECT_EQ(Use(77), ChromeUse::kConstant);
}

TEST_F(ChromeLearnerTest, WhatComesAndGoesIsRotating) {
  for (int i = 0; i < 40; ++i) Learn(i % 8 == 0 ? Lines{kMenu, 50} : Lines{kMenu});
  EXPECT_EQ(Use(50), ChromeUse::kRotating);
}

TEST_F(ChromeLearnerTest, AHeadingThatArticlesShareNowAndThenIsForgotten) {
  for (int i = 0; i < 2000; ++i) Learn(i % 60 == 0 ? Lines{kMenu, kHeading} : Lines{kMenu});
  EXPECT_EQ(Use(kHeading), ChromeUse::kNone);
  EXPECT_EQ(Use(kMenu), ChromeUse::kConstant);
}

TEST_F(ChromeLearnerTest, VersionsOfAStoryTeachNothing) {
  for (int i = 0; i < 6; ++i)
    EXPECT_EQ(LearnChrome(Lesson(Lines{kHeading}, -1, 0, 5), &profile_), false);
  EXPECT_EQ(profile_.articles, 1);
  EXPECT_EQ(Use(kHeading), ChromeUse::kNone);
}

TEST_F(ChromeLearnerTest, ALongNoticeBelowEachArticleIsNoStory) {
  for (int i = 0; i < 30; ++i) LearnChrome(Lesson(Lines{kMenu}, -1, 0, 5), &profile_);
  EXPECT_EQ(Use(kMenu), ChromeUse::kConstant);
}

TEST_F(ChromeLearnerTest, ALineThatAlwaysStandsBelowTheBodyClosesTheArticle) {
  for (int i = 0; i < 10; ++i) Learn({kMenu, kFoot}, 1);
  EXPECT_EQ(Use(kMenu), ChromeUse::kConstant);
  EXPECT_EQ(Use(kFoot), ChromeUse::kFoot);
}

TEST_F(ChromeLearnerTest, ALineAmongTheParagraphsClosesNothing) {
  for (int i = 0; i < 40; ++i) Learn({kMenu, kFoot}, i % 5 == 0 ? 2 : 1);
  EXPECT_EQ(Use(kFoot), ChromeUse::kConstant);
}

TEST_F(ChromeLearnerTest, ALineWithATitleBelowItIsAHeader) {
  for (int i = 0; i < 10; ++i) Learn({kMenu, FingerprintAsHeader(kMenu)});
  EXPECT_EQ(Use(kMenu), ChromeUse::kHeader);
}

TEST_F(ChromeLearnerTest, WhatOnlyASeriesHasIsNoChrome) {
  const Lines bulletin = {kMenu, kHeading, kFoot};
  for (uint64_t i = 0; i < 400; ++i) {
    ++number_;
    const Lines other = {kMenu, kFoot};
    ChromeLesson lesson = Lesson(i % 5 == 0 ? bulletin : other, -1, 0, 2 * kOwnLines + number_);
    lesson.own_begin = 0;
    lesson.own_end = 2;
    lesson.series = i % 5 == 0 ? 8 : 0;
    LearnChrome(lesson, &profile_);
  }
  EXPECT_EQ(Use(kHeading), ChromeUse::kNone);
  EXPECT_EQ(Use(kMenu), ChromeUse::kConstant);
  EXPECT_EQ(Use(kFoot), ChromeUse::kConstant);
}

TEST_F(ChromeLearnerTest, ASeriesAloneInItsSourceTeachesWhatStandsOutsideItsArticles) {
  const Lines bulletin = {kMenu, kHeading, kFoot};
  for (uint64_t i = 0; i < 20; ++i) {
    ChromeLesson lesson = Lesson(bulletin, -1, 0, 2 * kOwnLines + i);
    lesson.own_begin = 1;
    lesson.own_end = 2;
    lesson.series = 8;
    LearnChrome(lesson, &profile_);
  }
  EXPECT_EQ(Use(kMenu), ChromeUse::kConstant);
  EXPECT_EQ(Use(kHeading), ChromeUse::kNone);
  EXPECT_EQ(Use(kFoot), ChromeUse::kConstant);
}

TEST_F(ChromeLearnerTest, ARedesignIsLearnedAndTheOldFaceForgotten) {
  for (int i = 0; i < 100; ++i) Learn({kMenu});
  for (int i = 0; i < 1200; ++i) Learn({kFoot});
  EXPECT_EQ(Use(kMenu), ChromeUse::kNone);
  EXPECT_EQ(Use(kFoot), ChromeUse::kConstant);
}

TEST_F(ChromeLearnerTest, TheProfileIsBoundedAndKeepsWhatItLearned) {
  for (LineFingerprint i = 0; i < 40; ++i) {
    Lines lines = {kMenu};
    for (LineFingerprint k = 0; k < 1000; ++k) lines.push_back(5 * kOwnLines + 1000 * i + k);
    Learn(lines);
  }
  EXPECT_LE(profile_.lines.size(), kMaxProfileLines);
  EXPECT_TRUE(std::is_sorted(
      profile_.lines.begin(), profile_.lines.end(),
      [](const SeenLine& a, const SeenLine& b) { return a.fingerprint < b.fingerprint; }));
  EXPECT_EQ(Use(kMenu), ChromeUse::kConstant);
}

TEST_F(ChromeLearnerTest, SaysWheneverWhatWasLearnedChanges) {
  std::vector<ChromeLine> before;
  for (uint64_t i = 0; i < 2000; ++i) {
    Lines lines = {kOwnLines + i / 3, kOwnLines + i % 90, kOwnLines + i % 7};
    if (i % 400 < 200) lines.push_back(kMenu);
    if (i % 3 > 0) lines.push_back(FingerprintAsHeader(kOwnLines + i % 7));
    std::sort(lines.begin(), lines.end());
    lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
    const bool changed = LearnChrome(
        Lesson(lines, static_cast<int32_t>(i % 3), i % 2 * i, 5 * kOwnLines + i), &profile_);
    std::vector<ChromeLine> after = LearnedLines(profile_);
    ASSERT_EQ(changed, after != before) << i;
    before = std::move(after);
  }
}

TEST_F(ChromeLearnerTest, SaysWhenNothingNewWasLearned) {
  for (uint64_t i = 0; i < 10; ++i) LearnChrome(Lesson(Lines{kMenu}, -1, 0, 100 + i), &profile_);
  EXPECT_FALSE(LearnChrome(Lesson(Lines{kMenu}, -1, 0, 200), &profile_));
}

}  // namespace
}  // namespace khotin::extract

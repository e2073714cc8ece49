#include "search_cursor.h"

#include <cstdint>
#include <limits>
#include <random>

#include "gtest/gtest.h"

namespace khotin::server {
namespace {

query::Cursor SampleCursor() {
  query::Cursor cursor;
  cursor.score = 1234567;
  cursor.publish_seconds = -86400;  // 1969
  cursor.article_id = std::string("4qbc2m9x7ke1t0ws");
  cursor.max_revision = 77;
  cursor.now_seconds = 1700000000;
  cursor.relaxed = true;
  cursor.statistics = {300000, {0, 1, 127, 128, 300000}};
  return cursor;
}

void ExpectEqual(const query::Cursor& a, const query::Cursor& b) {
  EXPECT_EQ(a.score, b.score);
  EXPECT_EQ(a.publish_seconds, b.publish_seconds);
  EXPECT_EQ(a.article_id, b.article_id);
  EXPECT_EQ(a.max_revision, b.max_revision);
  EXPECT_EQ(a.now_seconds, b.now_seconds);
  EXPECT_EQ(a.relaxed, b.relaxed);
  EXPECT_EQ(a.statistics.documents, b.statistics.documents);
  EXPECT_EQ(a.statistics.frequencies, b.statistics.frequencies);
}

TEST(SearchCursorTest, ComesBackWhole) {
  std::vector<query::Cursor> cursors(4, SampleCursor());
  cursors[1].score = std::numeric_limits<query::Score>::min();
  cursors[1].relaxed = false;
  cursors[2].score = std::numeric_limits<query::Score>::max();
  cursors[2].max_revision = std::numeric_limits<int64_t>::max();
  cursors[3].statistics = {};
  for (const query::Cursor& cursor : cursors) {
    const auto decoded = DecodeSearchCursor(EncodeSearchCursor(cursor));
    ASSERT_TRUE(decoded.ok()) << decoded.status();
    ExpectEqual(*decoded, cursor);
  }
}

TEST(SearchCursorTest, IsShort) { EXPECT_LE(EncodeSearchCursor(SampleCursor()).size(), 50u); }

TEST(SearchCursorTest, ACutOrLongerOneIsRefused) {
  const std::string whole = EncodeSearchCursor(SampleCursor());
  for (size_t size = 0; size < whole.size(); ++size) {
    EXPECT_EQ(DecodeSearchCursor(whole.substr(0, size)).status().code(),
              absl::StatusCode::kInvalidArgument)
        << size;
  }
  EXPECT_FALSE(DecodeSearchCursor(whole + '\0').ok());
}

TEST(SearchCursorTest, AnotherFormatIsRefused) {
  std::string other = EncodeSearchCursor(SampleCursor());
  ++other[0];
  EXPECT_FALSE(DecodeSearchCursor(other).ok());
}

TEST(SearchCursorTest, WhatNoSearchGivesIsRefused) {
  std::vector<query::Cursor> impossible(3, SampleCursor());
  impossible[0].article_id.clear();
  impossible[1].max_revision = 0;
  impossible[2].statistics.documents = 299999;  // fewer than one word's
  for (const query::Cursor& cursor : impossible) {
    EXPECT_FALSE(DecodeSearchCursor(EncodeSearchCursor(cursor)).ok());
  }
}

TEST(SearchCursorTest, DamageIsRefusedOrReadAsWritten) {
  constexpr uint32_t kSeed = 5813;
  SCOPED_TRACE(kSeed);
  std::mt19937 random(kSeed);
  const std::string whole = EncodeSearchCursor(SampleCursor());
  for (int i = 0; i < 20000; ++i) {
    std::string damaged = whole;
    damaged[random() % damaged.size()] = static_cast<char>(random() % 256);
    const auto decoded = DecodeSearchCursor(damaged);
    if (decoded.ok()) {
      ASSERT_EQ(EncodeSearchCursor(*decoded), damaged);
    }
  }
}

}  // namespace
}  // namespace khotin::server

#include "pull/source_state.h"

#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "extract/testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::pull {
namespace {

using ::testing::HasSubstr;

const absl::Time kNow = absl::FromUnixSeconds(1715000000);

class SourceStateTest : public ::testing::Test {
 protected:
  const extract::TempFolder folder_;
  const std::string path_ = folder_.Path("bao.json");
};

TEST_F(SourceStateTest, ComesBackAsItWas) {
  auto state = SourceState::Load(path_);
  ASSERT_TRUE(state.ok()) << state.status();
  ListingState& listing = state->listings["https://bao.example/rss"];
  listing.etag = "W/\"một\"";
  listing.last_modified = "Tue, 07 May 2024 02:00:00 GMT";
  listing.last_attempt = kNow;
  listing.failures = 2;
  listing.not_before = kNow + absl::Hours(1);
  state->pending.push_back({"https://bao.example/1", absl::InfinitePast(), kNow, 3, kNow});
  state->hosts["bao.example"] = kNow + absl::Minutes(5);
  state->hosts["khac.example"] = kNow - absl::Minutes(5);
  state->filters = "x";
  state->MarkSeen("https://bao.example/0", kNow);
  ASSERT_TRUE(state->Save(path_, kNow).ok());

  auto again = SourceState::Load(path_);
  ASSERT_TRUE(again.ok()) << again.status();
  const ListingState& read = again->listings["https://bao.example/rss"];
  EXPECT_EQ(read.etag, listing.etag);
  EXPECT_EQ(read.last_modified, listing.last_modified);
  EXPECT_EQ(read.last_attempt, kNow);
  EXPECT_EQ(read.last_success, absl::InfinitePast());
  EXPECT_EQ(read.failures, 2);
  EXPECT_EQ(read.not_before, kNow + absl::Hours(1));
  ASSERT_EQ(again->pending.size(), 1);
  EXPECT_EQ(again->pending[0].url, "https://bao.example/1");
  EXPECT_EQ(again->pending[0].attempts, 3);
  EXPECT_EQ(again->pending[0].put_off, kNow);
  EXPECT_EQ(again->hosts.size(), 1) << "what is over is forgotten";
  EXPECT_EQ(again->filters, "x");
  EXPECT_TRUE(again->Seen("https://bao.example/0", kNow));
  EXPECT_FALSE(again->Seen("https://bao.example/1", kNow));
}

TEST_F(SourceStateTest, ForgetsWhatIsNoLongerListed) {
  SourceState state;
  state.listings["https://bao.example/old.xml"].last_attempt = kNow - absl::Hours(24 * 31);
  state.MarkSeen("oldest but listed", kNow - absl::Hours(3));
  state.MarkSeen("old", kNow - absl::Hours(2));
  for (size_t i = 0; i < SourceState::kMaxSeen - 1; ++i) {
    state.MarkSeen(absl::StrCat(i), kNow - absl::Hours(1));
  }
  EXPECT_TRUE(state.Seen("oldest but listed", kNow));
  ASSERT_TRUE(state.Save(path_, kNow).ok());
  EXPECT_FALSE(state.Seen("old", kNow));
  EXPECT_TRUE(state.Seen("oldest but listed", kNow));
  EXPECT_TRUE(state.Seen("0", kNow));
  EXPECT_TRUE(state.listings.empty());
}

TEST_F(SourceStateTest, ReadsPagesOfBeforeTheyWerePutOff) {
  std::ofstream(path_) << R"({"version": 1, "filters": "", "listings": {}, "hosts": {}, "seen": {},
      "pending": [{"url": "https://bao.example/1", "date": null, "listed": 1, "attempts": 0}]})";
  const auto state = SourceState::Load(path_);
  ASSERT_TRUE(state.ok()) << state.status();
  ASSERT_EQ(state->pending.size(), 1);
  EXPECT_EQ(state->pending[0].put_off, absl::InfinitePast());
}

TEST_F(SourceStateTest, ADamagedFileIsNotTakenForAnEmptyOne) {
  for (const char* text :
       {"", "{", "[]", "{\"version\": 99}", "{\"version\": 1}", "{\"version\": \"1\"}"}) {
    std::ofstream(path_) << text;
    const auto state = SourceState::Load(path_);
    EXPECT_EQ(state.status().code(), absl::StatusCode::kDataLoss) << text;
    EXPECT_THAT(std::string(state.status().message()), HasSubstr(path_));
  }
}

TEST_F(SourceStateTest, AFolderIsNoState) {
  const auto state = SourceState::Load(folder_.path());
  EXPECT_FALSE(state.ok());
  EXPECT_THAT(std::string(state.status().message()), HasSubstr(folder_.path()));
}

}  // namespace
}  // namespace khotin::pull

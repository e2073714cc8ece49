#include "ingest/inbox_watch.h"

#include <filesystem>
#include <utility>

#include "extract/testing.h"
#include "gtest/gtest.h"

namespace khotin::ingest {
namespace {

namespace fs = std::filesystem;

class InboxWatchTest : public ::testing::Test {
 protected:
  InboxWatchTest() {
    fs::create_directories(folder_.Path("in/sub"));
    fs::create_directories(folder_.Path("in/done"));
    fs::create_directories(folder_.Path("in/.hidden"));
  }
  FilterOptions Filter() const {
    FilterOptions filter;
    filter.exclude = {"nhap*"};
    filter.skip_temporary = true;
    filter.without = {in_ + "/done"};
    return filter;
  }
  bool Wait(absl::Duration longest) {
    return watch_.Wait(longest, absl::ZeroDuration(), [] { return false; });
  }
  // What has come has been told of before the call that made it is over.
  bool HasCome() { return Wait(absl::Milliseconds(20)); }

  const extract::TempFolder folder_;
  const std::string in_ = folder_.Path("in");
  InboxWatch watch_{in_, Filter(), /*use_inotify=*/true};
};

TEST_F(InboxWatchTest, TellsOfFilesAndFoldersAtAnyDepth) {
  ASSERT_TRUE(watch_.uses_inotify());
  watch_.Begin();
  EXPECT_FALSE(HasCome());
  folder_.Write("in/tin.txt", "x");
  EXPECT_TRUE(Wait(absl::Minutes(1)));
  folder_.Write("in/sub/tin.txt", "x");
  EXPECT_TRUE(Wait(absl::Minutes(1)));
  folder_.Write("in/sub/tin.txt.part", "x");
  EXPECT_FALSE(HasCome());
  fs::rename(folder_.Path("in/sub/tin.txt.part"), folder_.Path("in/sub/hai.txt"));
  EXPECT_TRUE(Wait(absl::Minutes(1)));
  fs::create_directory(folder_.Path("in/new"));
  EXPECT_TRUE(Wait(absl::Minutes(1)));
}

TEST_F(InboxWatchTest, SleepsOnForWhatIsNotTaken) {
  watch_.Begin();
  for (const char* name : {"in/.tin.txt", "in/.hidden/tin.txt", "in/nhap-1.txt", "in/tin.txt.tmp",
                           "in/done/tin.txt"}) {
    folder_.Write(name, "x");
    EXPECT_FALSE(HasCome()) << name;
  }
  fs::create_directory(folder_.Path("in/.new"));
  EXPECT_FALSE(HasCome());
  fs::remove_all(folder_.Path("in/sub"));
  EXPECT_FALSE(HasCome());
}

TEST_F(InboxWatchTest, WhatCameBeforeALookIsForgotten) {
  watch_.Begin();
  folder_.Write("in/tin.txt", "x");
  watch_.Begin();
  EXPECT_FALSE(HasCome());
}

TEST_F(InboxWatchTest, EndsWhenItIsToldTo) {
  watch_.Begin();
  folder_.Write("in/tin.txt", "x");
  bool stopped = false;
  EXPECT_TRUE(watch_.Wait(absl::InfiniteDuration(), absl::InfiniteDuration(),
                          [&] { return std::exchange(stopped, true); }));
}

}  // namespace
}  // namespace khotin::ingest

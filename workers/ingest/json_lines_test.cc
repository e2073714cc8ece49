#include "ingest/json_lines.h"

#include <unistd.h>

#include <csignal>
#include <cstdio>

#include "base/status.h"
#include "gtest/gtest.h"

namespace khotin::ingest {
namespace {

TEST(WriteLineTest, TellsAnOutputThatNobodyReadsFromAnythingElse) {
  std::signal(SIGPIPE, SIG_IGN);
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  close(ends[0]);
  std::FILE* const out = fdopen(ends[1], "w");
  const absl::Status unread = WriteLine("{}", out);
  std::fclose(out);
  EXPECT_EQ(unread.code(), absl::StatusCode::kCancelled);
  EXPECT_TRUE(IsOutputUnread(unread));
  EXPECT_TRUE(IsOutputUnread(base::Annotate(unread, "tin.txt")));
  EXPECT_FALSE(IsOutputUnread(absl::CancelledError("by the server")));
  EXPECT_FALSE(IsOutputUnread(absl::OkStatus()));
}

}  // namespace
}  // namespace khotin::ingest

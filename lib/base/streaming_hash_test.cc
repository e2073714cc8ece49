#include "base/streaming_hash.h"

#include <string>

#include "gtest/gtest.h"

namespace khotin::base {
namespace {

TEST(StreamingHashTest, IsTheHashOfAllBytesHoweverTheyArePieced) {
  std::string bytes;
  for (int i = 0; i < 100'000; ++i) bytes.push_back(static_cast<char>(i * 31 % 251));
  for (const size_t piece : {size_t{1}, size_t{239}, size_t{4096}, bytes.size()}) {
    StreamingHash hash;
    for (size_t begin = 0; begin < bytes.size(); begin += piece) {
      hash.Update(absl::string_view(bytes).substr(begin, piece));
    }
    EXPECT_EQ(hash.Get(), HashBytes(bytes)) << piece;
  }
}

TEST(StreamingHashTest, KnowsTheHashOfNothing) { EXPECT_EQ(StreamingHash().Get(), HashBytes("")); }

}  // namespace
}  // namespace khotin::base

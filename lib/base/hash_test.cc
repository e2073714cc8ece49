#include "base/hash.h"

#include "base/stream_hash.h"
#include "gtest/gtest.h"

namespace khotin::base {
namespace {

// The values are part of stored keys: a change here would orphan every existing store.
TEST(HashTest, ValuesNeverChange) {
  EXPECT_EQ(HashBytes("").ToBase32(16), "k6n0dmr18ycdgr01");
  EXPECT_EQ(Hash64(""), 0x2d06800538d394c2u);
}

TEST(HashTest, Base32IsBigEndian) {
  const Hash128 hash{0x0123456789abcdefu, 0xfedcba9876543210u};
  EXPECT_EQ(hash.ToBytes(),
            std::string("\x01\x23\x45\x67\x89\xab\xcd\xef\xfe\xdc\xba\x98\x76\x54\x32\x10", 16));
  EXPECT_EQ(hash.ToBase32(4), "04hm");
  EXPECT_EQ(hash.ToBase32(25).size(), 25u);
}

TEST(StreamHash128Test, DoesNotDependOnThePieces) {
  const std::string text(5000, 'x');
  StreamHash128 hash;
  EXPECT_EQ(hash.Get(), HashBytes(""));
  for (size_t pos = 0; pos < text.size(); pos += 700) hash.Add(text.substr(pos, 700));
  EXPECT_EQ(hash.Get(), HashBytes(text));
}

}  // namespace
}  // namespace khotin::base

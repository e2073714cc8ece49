#include "listen_address.h"

#include "gtest/gtest.h"

namespace khotin::server {
namespace {

TEST(ListenAddressTest, TakesTheHost) {
  EXPECT_EQ(HostOf("127.0.0.1:50051"), "127.0.0.1");
  EXPECT_EQ(HostOf("[::1]:50051"), "[::1]");
}

TEST(ListenAddressTest, SaysWhereClientsReachIt) {
  EXPECT_EQ(BoundAddress("127.0.0.1:0", 50051), "127.0.0.1:50051");
  EXPECT_EQ(BoundAddress("[::1]:0", 50051), "[::1]:50051");
  EXPECT_EQ(BoundAddress("unix:/run/khotin.sock", 1), "unix:/run/khotin.sock");
  EXPECT_EQ(BoundAddress("unix-abstract:khotin", 1), "unix-abstract:khotin");
}

TEST(ListenAddressTest, KnowsWhatOnlyThisMachineReaches) {
  for (const char* address : {"127.0.0.1:50051", "127.8.0.1:0", "localhost:50051", "[::1]:50051",
                              "unix:/run/khotin.sock", "unix-abstract:khotin"}) {
    EXPECT_TRUE(IsLoopback(address)) << address;
  }
}

TEST(ListenAddressTest, TakesWhatItCannotTellForOpen) {
  for (const char* address : {"0.0.0.0:50051", "[::]:50051", "10.127.0.1:50051", "*:50051",
                              "khotin.example:50051", "127.0.0.1.example:50051",
                              "[::ffff:10.0.0.1]:50051", ":50051", "", "dns:///localhost:50051"}) {
    EXPECT_FALSE(IsLoopback(address)) << address;
  }
}

}  // namespace
}  // namespace khotin::server

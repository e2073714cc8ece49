#include "index/coding.h"

#include <limits>
#include <random>
#include <vector>

#include "gtest/gtest.h"
#include "index/int_codec.h"
#include "index/length_class.h"
#include "index/saturation.h"

namespace khotin::index {
namespace {

TEST(CodingTest, VarintsRoundTrip) {
  std::string bytes;
  std::vector<uint64_t> values = {0, 1, 127, 128, 16383, 16384};
  for (int bit = 0; bit < 64; ++bit) values.push_back(uint64_t{1} << bit);
  values.push_back(std::numeric_limits<uint64_t>::max());
  for (const uint64_t value : values) AppendVarint(value, &bytes);
  ByteReader reader(bytes);
  for (const uint64_t value : values) EXPECT_EQ(reader.Varint64(), value);
  EXPECT_TRUE(reader.ok());
  EXPECT_TRUE(reader.rest().empty());
}

TEST(CodingTest, ReaderStopsAtWhatIsCutOrTooLarge) {
  ByteReader cut("\x80");
  EXPECT_EQ(cut.Varint64(), 0U);
  EXPECT_FALSE(cut.ok());

  std::string eleven(10, '\xFF');
  eleven.push_back('\x01');
  ByteReader endless(eleven);
  endless.Varint64();
  EXPECT_FALSE(endless.ok());

  std::string wide;
  AppendVarint(uint64_t{1} << 32, &wide);
  wide += "more";
  ByteReader narrow(wide);
  EXPECT_EQ(narrow.Varint32(), 0U);
  EXPECT_FALSE(narrow.ok());
  EXPECT_TRUE(narrow.Bytes(1).empty()) << "nothing is read behind a failure";

  ByteReader empty("");
  EXPECT_EQ(empty.Byte(), 0);
  EXPECT_FALSE(empty.ok());
}

TEST(IntCodecTest, EveryWidthAndLengthRoundTrips) {
  std::mt19937 random(7);
  for (unsigned width = 0; width <= 32; ++width) {
    const uint32_t mask = width == 0 ? 0 : ~0U >> (32 - width);
    for (const size_t count : {size_t{0}, size_t{1}, size_t{3}, size_t{4}, size_t{50}, size_t{127},
                               size_t{128}, size_t{129}, size_t{256}, size_t{300}}) {
      std::vector<uint32_t> values;
      for (size_t i = 0; i < count; ++i) values.push_back(static_cast<uint32_t>(random()) & mask);
      std::string bytes;
      AppendInts(values, &bytes);
      std::vector<uint32_t> read(count);
      ByteReader reader(bytes);
      ASSERT_TRUE(ReadInts(count, &reader, read.data()));
      EXPECT_EQ(read, values) << "width " << width << ", " << count << " values";
      EXPECT_TRUE(reader.rest().empty());
      EXPECT_LE(count, MaxIntsIn(bytes.size()));
    }
  }
}

TEST(IntCodecTest, FullGroupsTakeTheirWidth) {
  std::string bytes;
  AppendGroup(std::vector<uint32_t>(kIntGroup, 5), GroupAim::kSize, &bytes);
  EXPECT_EQ(bytes.size(), 1U + 3U * 16U);
}

TEST(IntCodecTest, AFewWideValuesDoNotWidenTheRest) {
  std::vector<uint32_t> values(kIntGroup, 3);
  values[5] = 1U << 20;
  values[127] = ~0U;
  std::string bytes;
  AppendGroup(values, GroupAim::kSpeed, &bytes);
  EXPECT_LT(bytes.size(), 60U);
  std::vector<uint32_t> read(kIntGroup);
  ByteReader reader(bytes);
  ASSERT_TRUE(ReadGroup(kIntGroup, &reader, read.data()));
  EXPECT_EQ(read, values);
  bytes.pop_back();
  ByteReader cut(bytes);
  EXPECT_FALSE(ReadGroup(kIntGroup, &cut, read.data()));
}

TEST(LengthClassTest, ClassesRiseAndAreFixedPoints) {
  LengthClass last = 0;
  for (uint32_t length = 0; length < 100000; ++length) {
    const LengthClass length_class = ClassOfLength(length);
    EXPECT_GE(length_class, last);
    EXPECT_LE(LengthOfClass(length_class), length);
    EXPECT_GE(LengthOfClass(length_class), length - length / 8);
    EXPECT_EQ(ClassOfLength(LengthOfClass(length_class)), length_class);
    last = length_class;
  }
  EXPECT_GT(ClassOfLength(~0U), last);
}

TEST(SaturationTest, BoundsAreNeverBelow) {
  for (int i = 0; i <= 1000; ++i) {
    const float saturation = static_cast<float>(i) / 1000.0F;
    EXPECT_GE(Unbound(BoundOf(saturation)), saturation);
    EXPECT_LE(Unbound(BoundOf(saturation)), saturation + 0.005F);
  }
}

TEST(IntCodecTest, RefusesBadWidthAndCutGroups) {
  std::vector<uint32_t> out(kIntGroup);
  const std::string wide_bytes(1000, '\x21');
  ByteReader wide(wide_bytes);
  EXPECT_FALSE(ReadGroup(kIntGroup, &wide, out.data()));
  ByteReader cut("\x03only a few bytes");
  EXPECT_FALSE(ReadGroup(kIntGroup, &cut, out.data()));
  ByteReader few("\x01\x02");
  EXPECT_FALSE(ReadGroup(3, &few, out.data()));
}

}  // namespace
}  // namespace khotin::index

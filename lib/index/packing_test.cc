// What blocks are packed with, each by itself.
#include <algorithm>
#include <limits>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "index/bit_stream.h"
#include "index/inline_postings.h"
#include "index/int_codec.h"
#include "index/number_block.h"
#include "index/position_codec.h"
#include "index/spelling_codes.h"
#include "index/unary.h"

namespace khotin::index {
namespace {

// Small numbers often, large ones rarely.
uint32_t Skewed(std::mt19937* random, unsigned bits) {
  return static_cast<uint32_t>((*random)()) & ((1U << (*random)() % (bits + 1)) - 1);
}

TEST(BitStreamTest, RoundTrips) {
  std::string bytes;
  BitWriter writer(&bytes);
  writer.Bits(5, 3);
  writer.Unary(0);
  writer.Unary(200);
  writer.Bits(~0U, 32);
  writer.Bits(0, 0);
  writer.Unary(63);
  writer.Unary(9);
  writer.Bits(17, 5);
  writer.Unary(99);
  writer.Bits(3, 20);
  writer.Finish();
  BitReader reader(bytes);
  EXPECT_EQ(reader.Bits(3), 5U);
  EXPECT_EQ(reader.Unary(), 0U);
  EXPECT_EQ(reader.Unary(), 200U);
  EXPECT_EQ(reader.Bits(32), ~0U);
  EXPECT_EQ(reader.Bits(0), 0U);
  EXPECT_EQ(reader.Unary(), 63U);
  EXPECT_EQ(reader.Cut(5), (9U << 5) + 17);
  EXPECT_EQ(reader.Cut(20), (99U << 20) + 3);
  EXPECT_TRUE(reader.ok());
  EXPECT_EQ(reader.used(), bytes.size());
}

TEST(BitStreamTest, TheEndIsTold) {
  BitReader zeros(absl::string_view("\0\0", 2));
  EXPECT_EQ(zeros.Unary(), 0U);
  EXPECT_FALSE(zeros.ok());
  BitReader few("\xFF");
  few.Bits(8);
  EXPECT_TRUE(few.ok());
  few.Bits(1);
  EXPECT_FALSE(few.ok());
  BitReader empty("");
  EXPECT_TRUE(empty.ok());
  EXPECT_EQ(empty.Unary(), 0U);
  EXPECT_FALSE(empty.ok());
}

TEST(UnaryTest, RoundTripsAndRefusesWhatIsCut) {
  std::mt19937 random(3);
  std::vector<uint32_t> values;
  for (int i = 0; i < 128; ++i) values.push_back(Skewed(&random, 11));
  std::string bytes;
  AppendUnary(values, 3, &bytes);
  bytes += "behind";
  std::vector<uint8_t> read(128 + kUnarySlack);
  ByteReader reader(bytes);
  ASSERT_TRUE(ReadUnary(128, &reader, read.data()));
  EXPECT_EQ(reader.rest(), "behind");
  for (size_t i = 0; i < values.size(); ++i) ASSERT_EQ(read[i], values[i] >> 3) << i;
  ByteReader cut(absl::string_view(bytes).substr(0, 20));
  EXPECT_FALSE(ReadUnary(128, &cut, read.data()));
  ByteReader more("\xFF");
  EXPECT_FALSE(ReadUnary(5, &more, read.data())) << "the byte says eight";
}

TEST(IntCodecTest, SkewedValuesRoundTripWhateverTheAim) {
  std::mt19937 random(4);
  for (int round = 0; round < 500; ++round) {
    std::vector<uint32_t> values;
    const unsigned bits = 1 + static_cast<unsigned>(random() % 30);
    const size_t count = round % 2 == 0 ? kIntGroup : random() % kIntGroup;
    for (size_t i = 0; i < count; ++i) values.push_back(Skewed(&random, bits));
    std::string fast;
    std::string small;
    AppendGroup(values, GroupAim::kSpeed, &fast);
    AppendGroup(values, GroupAim::kSize, &small);
    EXPECT_LE(small.size(), fast.size());
    for (const std::string& bytes : {fast, small, fast + "some more bytes"}) {
      std::vector<uint32_t> read(count);
      ByteReader reader(bytes);
      ASSERT_TRUE(ReadGroup(count, &reader, read.data()));
      ASSERT_EQ(read, values);
    }
  }
}

TEST(IntCodecTest, NumbersThatHalveAreCut) {
  std::mt19937 random(5);
  std::geometric_distribution<uint32_t> geometric(.5);
  std::vector<uint32_t> values;
  for (size_t i = 0; i < kIntGroup; ++i) values.push_back(geometric(random));
  std::string bytes;
  AppendGroup(values, GroupAim::kSize, &bytes);
  EXPECT_EQ(bytes[0], '\x40');
  EXPECT_LT(bytes.size(), 40U);
}

TEST(InlinePostingsTest, RoundTrip) {
  std::mt19937 random(6);
  for (int round = 0; round < 300; ++round) {
    const size_t count = 1 + random() % 127;
    std::vector<uint32_t> gaps;
    std::vector<uint32_t> frequencies;
    for (size_t i = 0; i < count; ++i) {
      gaps.push_back(Skewed(&random, 12));
      frequencies.push_back(Skewed(&random, 9));
    }
    const uint32_t documents =
        std::accumulate(gaps.begin(), gaps.end(), 0U) + static_cast<uint32_t>(count);
    if (round % 3 == 0) frequencies.clear();
    std::string bytes;
    AppendInlinePostings(documents, gaps, frequencies, &bytes);
    std::vector<uint32_t> read_gaps(count);
    std::vector<uint32_t> read_frequencies(frequencies.size());
    ByteReader reader(bytes);
    ASSERT_TRUE(ReadInlinePostings(documents, &reader, absl::MakeSpan(read_gaps),
                                   absl::MakeSpan(read_frequencies)));
    EXPECT_TRUE(reader.rest().empty());
    EXPECT_EQ(read_gaps, gaps);
    EXPECT_EQ(read_frequencies, frequencies);
    ByteReader cut(absl::string_view(bytes).substr(0, bytes.size() - 1));
    EXPECT_FALSE(ReadInlinePostings(documents, &cut, absl::MakeSpan(read_gaps),
                                    absl::MakeSpan(read_frequencies)));
  }
}

TEST(InlinePostingsTest, OneDocumentOfManyTakesTwoBytes) {
  for (const uint32_t document : {0U, 14199U, 28397U}) {
    std::string bytes;
    AppendInlinePostings(28398, {document}, {}, &bytes);
    EXPECT_EQ(bytes.size(), 2U) << document;
  }
}

TEST(PositionCodecTest, RoundTripsWhateverTheLength) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    std::vector<LengthClass> lengths;
    std::vector<uint32_t> counts;
    std::vector<uint32_t> more;
    std::vector<uint32_t> gaps;
    std::vector<std::vector<uint32_t>> positions;
    for (size_t doc = 1 + random() % kIntGroup; doc > 0; --doc) {
      lengths.push_back(ClassOfLength(round % 5 == 0 ? ~0U : Skewed(&random, 12)));
      more.push_back(Skewed(&random, 6));
      counts.push_back(more.back() + 1);
      uint32_t next = 0;
      positions.emplace_back();
      for (uint32_t i = 0; i < counts.back(); ++i) {
        gaps.push_back(Skewed(&random, round % 3 == 0 ? 20 : 8));
        positions.back().push_back(next + gaps.back());
        next = positions.back().back() + 1;
      }
    }
    std::string bytes;
    AppendPositions(lengths, more, gaps, &bytes);
    EXPECT_LE(bytes.size(), 10 * gaps.size() + 2) << "a gap never takes many bytes";
    std::vector<uint32_t> parts(gaps.size());
    std::vector<uint32_t> offsets(lengths.size() + 1);
    ByteReader reader(bytes);
    ASSERT_TRUE(
        ReadUpperParts(lengths, counts, &reader, absl::MakeSpan(parts), absl::MakeSpan(offsets)));
    EXPECT_EQ(reader.rest().size(), (offsets.back() + 7) / 8);
    size_t at = 0;
    for (size_t doc = 0; doc < lengths.size(); ++doc) {
      const auto here = absl::MakeSpan(parts).subspan(at, counts[doc]);
      at += counts[doc];
      if (doc % 3 == 1) continue;
      AddLowerParts(lengths[doc], reader.rest(), offsets[doc], here);
      ASSERT_EQ(std::vector<uint32_t>(here.begin(), here.end()), positions[doc]);
    }
    ByteReader cut(absl::string_view(bytes).substr(0, bytes.size() - 1));
    EXPECT_FALSE(
        ReadUpperParts(lengths, counts, &cut, absl::MakeSpan(parts), absl::MakeSpan(offsets)));
  }
}

TEST(SpellingCodesTest, RoundTrip) {
  std::mt19937 random(8);
  for (int round = 0; round < 300; ++round) {
    const auto largest = static_cast<uint32_t>(1 + random() % 9);
    std::vector<uint32_t> codes;
    uint32_t code = 0;
    for (size_t i = random() % 500; i > 0; --i) {
      if (random() % 4 == 0) code = Skewed(&random, 5) % (largest + 1);
      codes.push_back(code);
    }
    std::string bytes;
    AppendSpellingCodes(codes, largest, &bytes);
    std::vector<uint32_t> read = {1, 2, 3};
    ByteReader reader(bytes);
    ASSERT_TRUE(ReadSpellingCodes(codes.size(), largest, &reader, &read));
    EXPECT_TRUE(reader.rest().empty());
    EXPECT_EQ(read, codes);
  }
}

TEST(SpellingCodesTest, DamageIsTold) {
  std::vector<uint32_t> codes;
  const auto reads = [&](absl::string_view bytes) {
    ByteReader reader(bytes);
    return ReadSpellingCodes(5, 2, &reader, &codes);
  };
  EXPECT_TRUE(reads(absl::string_view("\1\4\1", 3))) << "the last of five is another";
  EXPECT_FALSE(reads(absl::string_view("\1\5\1", 3))) << "the sixth";
  EXPECT_FALSE(reads(absl::string_view("\1\4\2", 3))) << "a fourth of three codes";
  EXPECT_FALSE(reads(absl::string_view("\6", 1))) << "more changes than codes";
  EXPECT_FALSE(reads(absl::string_view("\1\4", 2)));
}

TEST(NumberBlockTest, RoundTrips) {
  constexpr uint64_t kMax = std::numeric_limits<uint64_t>::max();
  const std::vector<std::vector<uint64_t>> lists = {
      {7}, {0, 0, 0}, {0, kMax, 5}, {kMax, kMax - 1}, {1ULL << 40, 3, 1ULL << 33, 9}};
  for (const std::vector<uint64_t>& numbers : lists) {
    const std::string bytes = EncodeNumbers(numbers);
    std::vector<uint64_t> read = {1};
    ASSERT_TRUE(DecodeNumbers(bytes, numbers.size(), &read));
    EXPECT_EQ(read.front(), 1U) << "numbers are appended";
    read.erase(read.begin());
    EXPECT_EQ(read, numbers);
    EXPECT_FALSE(DecodeNumbers(bytes + "x", numbers.size(), &read));
    EXPECT_FALSE(
        DecodeNumbers(absl::string_view(bytes).substr(0, bytes.size() - 1), numbers.size(), &read));
  }
  EXPECT_EQ(EncodeNumbers(std::vector<uint64_t>(2048, kMax)).size(), 9U);
}

}  // namespace
}  // namespace khotin::index

#include "text/pair_cohesion.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace khotin::text {
namespace {

constexpr uint64_t kLeastCount = 5;
constexpr int kEntriesPerBucket = 4;
constexpr int kEntryBits = 16;

}  // namespace

absl::StatusOr<PairCohesion> PairCohesion::Parse(absl::string_view bytes) {
  if (bytes.size() != kBytes) {
    return absl::InvalidArgumentError(
        absl::StrCat("a table of pairs has ", kBytes, " bytes, not ", bytes.size()));
  }
  std::vector<uint64_t> buckets(kBuckets);
  for (size_t i = 0; i < bytes.size(); ++i) {
    const uint64_t byte = static_cast<unsigned char>(bytes[i]);
    buckets[i / sizeof(uint64_t)] |= byte << (8 * (i % sizeof(uint64_t)));
  }
  return PairCohesion(std::move(buckets));
}

int CohesionLevel(uint64_t pair, uint64_t first, uint64_t second, uint64_t all) {
  if (pair < kLeastCount) return 0;
  // Whole numbers throughout, so that every machine makes the same table.
  uint64_t chance = std::max<uint64_t>(1, first * second / all);
  int level = 0;
  while (level < PairCohesion::kMaxLevel && pair >= 2 * chance) {
    chance *= 2;
    ++level;
  }
  if (level < PairCohesion::kMaxLevel && first * second < all) {
    // Chance gives less than one, which a whole number does not show.
    for (uint64_t odds = first * second; level < PairCohesion::kMaxLevel && 2 * odds <= all;
         odds *= 2) {
      ++level;
    }
  }
  return level;
}

std::string EncodePairCohesion(const std::vector<std::pair<uint64_t, int>>& levels) {
  std::vector<uint64_t> buckets(PairCohesion::kBuckets);
  std::vector<int> used(PairCohesion::kBuckets);
  for (const auto& [pair, level] : levels) {
    const size_t at = pair & (PairCohesion::kBuckets - 1);
    if (level == 0 || used[at] == kEntriesPerBucket) continue;
    const uint64_t entry = (pair >> 16 & 0xfff) << 4 | static_cast<uint64_t>(level);
    buckets[at] |= entry << (kEntryBits * used[at]++);
  }
  std::string bytes;
  bytes.reserve(PairCohesion::kBytes);
  for (const uint64_t bucket : buckets) {
    for (int shift = 0; shift < 64; shift += 8) bytes.push_back(static_cast<char>(bucket >> shift));
  }
  return bytes;
}

}  // namespace khotin::text

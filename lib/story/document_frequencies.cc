#include "story/document_frequencies.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "absl/strings/str_cat.h"
#include "story/news_terms.h"

namespace khotin::story {
namespace {

constexpr size_t kBuckets = 65536;
constexpr int kEntriesPerBucket = 4;
constexpr int kEntryBits = 16;
constexpr uint64_t kCollection = 28399;

// The least number of articles of each level: 4 * 2^(0.75 * (level - 1)), rounded. Level 0 is an
// empty entry.
constexpr std::array<uint32_t, 16> kLeast = {0,   4,   7,   11,  19,   32,   54,   91,
                                             152, 256, 431, 724, 1218, 2048, 3444, 5793};
// 100 * ln(kCollection / kLeast), for level 0 as if a term stood in 3 articles; stop words 0.
constexpr std::array<int, 16> kInverse = {916, 887, 831, 786, 731, 679, 627, 574,
                                          523, 471, 419, 367, 315, 263, 0,   0};

uint64_t BucketOf(uint64_t term) { return term & (kBuckets - 1); }

uint64_t EntryOf(uint64_t term, uint64_t level) { return ((term >> 16) & 0xfff) << 4 | level; }

uint64_t LevelOf(uint64_t count) {
  uint64_t level = 0;
  while (level + 1 < kLeast.size() && count >= kLeast[level + 1]) ++level;
  return level;
}

}  // namespace

const DocumentFrequencies& DocumentFrequencies::BuiltIn() {
  static const DocumentFrequencies& built_in =
      *new DocumentFrequencies({NewsTerms().begin(), NewsTerms().end()});
  return built_in;
}

absl::StatusOr<DocumentFrequencies> DocumentFrequencies::Parse(absl::string_view bytes) {
  if (bytes.size() != kBuckets * sizeof(uint64_t)) {
    return absl::InvalidArgumentError(absl::StrCat(
        "a table of frequencies has ", kBuckets * sizeof(uint64_t), " bytes, not ", bytes.size()));
  }
  std::vector<uint64_t> buckets(kBuckets);
  for (size_t i = 0; i < bytes.size(); ++i) {
    const uint64_t byte = static_cast<unsigned char>(bytes[i]);
    buckets[i / sizeof(uint64_t)] |= byte << (8 * (i % sizeof(uint64_t)));
  }
  return DocumentFrequencies(std::move(buckets));
}

int DocumentFrequencies::InverseFrequency(uint64_t term) const {
  uint64_t bucket = buckets_[BucketOf(term)];
  const uint64_t wanted = EntryOf(term, 0);
  for (int i = 0; i < kEntriesPerBucket; ++i, bucket >>= kEntryBits) {
    const uint64_t entry = bucket & 0xffff;
    if ((entry & 0xf) != 0 && (entry & 0xfff0) == wanted) return kInverse[entry & 0xf];
  }
  return kInverse[0];
}

std::string EncodeDocumentFrequencies(std::vector<std::pair<uint64_t, uint32_t>> counts,
                                      uint32_t documents) {
  std::sort(counts.begin(), counts.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  std::vector<uint64_t> buckets(kBuckets);
  std::vector<int> used(kBuckets);
  for (const auto& [term, count] : counts) {
    const uint64_t level = LevelOf(count * kCollection / std::max<uint64_t>(1, documents));
    const size_t at = BucketOf(term);
    if (level == 0 || used[at] == kEntriesPerBucket) continue;
    buckets[at] |= EntryOf(term, level) << (kEntryBits * used[at]++);
  }
  std::string bytes;
  bytes.reserve(kBuckets * sizeof(uint64_t));
  for (uint64_t bucket : buckets) {
    for (int shift = 0; shift < 64; shift += 8) bytes.push_back(static_cast<char>(bucket >> shift));
  }
  return bytes;
}

}  // namespace khotin::story

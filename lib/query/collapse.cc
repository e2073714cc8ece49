#include "query/collapse.h"

#include <cstddef>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "base/status.h"

namespace khotin::query {
namespace {

// Tells keys that came once from those that may have come again, in 4 bytes a key. Keys are hashes:
// their low bits choose a slot of two bits, "came" and "came again". About one key in 16 that came
// once shares its slot with another.
class RepeatFilter {
 public:
  explicit RepeatFilter(size_t keys) {
    size_t words = 1;
    while (words * kSlots < keys * kSlotsPerKey) words *= 2;
    words_.resize(words);
  }

  void Add(uint64_t key) {
    uint64_t& word = words_[Word(key)];
    const uint64_t came = word >> Shift(key) & 1;
    word |= (1 | came << 1) << Shift(key);
  }

  // False for every key that was added more than once, and for a few others.
  bool IsUnique(uint64_t key) const { return (words_[Word(key)] >> Shift(key) & 2) == 0; }

 private:
  static constexpr size_t kSlots = 32;  // in a word
  static constexpr size_t kSlotsPerKey = 16;

  size_t Word(uint64_t key) const { return key / kSlots & (words_.size() - 1); }
  static unsigned Shift(uint64_t key) { return 2 * static_cast<unsigned>(key % kSlots); }

  std::vector<uint64_t> words_;  // a power of two many
};

// The matches of one cluster.
struct Group {
  double score = 0;  // of the best
  size_t matches = 0;
  size_t tied = 0;      // how many have that score
  size_t tied_end = 0;  // where they end in the list of all such

  void Count(double match_score) {
    if (matches++ == 0 || match_score > score) {
      score = match_score;
      tied = 0;
    }
    if (match_score == score) ++tied;
  }
};

}  // namespace

CollapsedHits::CollapsedHits(const index::IndexSnapshot* snapshot, const SearchOptions* options)
    : snapshot_(snapshot), top_(snapshot, options) {}

absl::Status CollapsedHits::Offer(const Match& match) {
  matches_.push_back(match);
  return absl::OkStatus();
}

absl::Status CollapsedHits::ReadClusters() {
  for (const index::SegmentView& view : snapshot_->segments) {
    clusters_.emplace_back();
    KHOTIN_ASSIGN_OR_RETURN(clusters_.back(), view.segment->Clusters());
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<Match>> CollapsedHits::OfferUnique() {
  RepeatFilter filter(matches_.size());
  for (const Match& match : matches_) filter.Add(ClusterOf(match));
  std::vector<Match> others;
  for (const Match& match : matches_) {
    const uint64_t cluster = ClusterOf(match);
    if (cluster == 0 || filter.IsUnique(cluster)) {
      KHOTIN_RETURN_IF_ERROR(top_.Offer(match));
    } else {
      others.push_back(match);
    }
  }
  return others;
}

absl::Status CollapsedHits::OfferClusters(const std::vector<Match>& matches) {
  absl::flat_hash_map<uint64_t, size_t> numbers;
  std::vector<Group> groups;
  std::vector<size_t> group_of;
  group_of.reserve(matches.size());
  for (const Match& match : matches) {
    const size_t number = numbers.try_emplace(ClusterOf(match), groups.size()).first->second;
    if (number == groups.size()) groups.emplace_back();
    groups[number].Count(match.score);
    group_of.push_back(number);
  }
  size_t tied = 0;
  for (Group& group : groups) group.tied_end = std::exchange(tied, tied + group.tied);
  tied_.resize(tied);
  for (size_t i = 0; i < matches.size(); ++i) {
    Group& group = groups[group_of[i]];
    if (matches[i].score == group.score) tied_[group.tied_end++] = matches[i];
  }
  for (const Group& group : groups) {
    const auto best = absl::MakeConstSpan(&tied_[group.tied_end - group.tied], group.tied);
    KHOTIN_RETURN_IF_ERROR(top_.OfferFirstOf(best, group.matches - 1));
  }
  return absl::OkStatus();
}

absl::StatusOr<SearchResult> CollapsedHits::Finish() {
  KHOTIN_RETURN_IF_ERROR(ReadClusters());
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<Match> others, OfferUnique());
  KHOTIN_RETURN_IF_ERROR(OfferClusters(others));
  KHOTIN_ASSIGN_OR_RETURN(SearchResult result, top_.Finish());
  result.collapsed = matches_.size() - result.total;
  return result;
}

}  // namespace khotin::query

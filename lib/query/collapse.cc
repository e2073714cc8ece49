#include "query/collapse.h"

#include <cstddef>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "base/status.h"

namespace khotin::query {
namespace {

// At the end of a search, each being little work.
constexpr size_t kMatchesBetweenPolls = 65536;

// Tells keys that came once from those that may have come again, in 4 to 8 bytes a key. Keys are
// hashes: their low bits choose a slot of two bits, "came" and "came again". At most about one key
// in 16 that came once shares its slot with another.
class RepeatFilter {
 public:
  explicit RepeatFilter(size_t keys) {
    size_t words = 1;
    while (words * kSlots < keys * kSlotsPerKey) words *= 2;
    words_.resize(words);
  }

  void Add(uint32_t key) {
    uint64_t& word = words_[Word(key)];
    const uint64_t came = word >> Shift(key) & 1;
    word |= (1 | came << 1) << Shift(key);
  }

  // False for every key that was added more than once, and for a few others.
  bool IsUnique(uint32_t key) const { return (words_[Word(key)] >> Shift(key) & 2) == 0; }

 private:
  static constexpr size_t kSlots = 32;  // in a word
  static constexpr size_t kSlotsPerKey = 16;

  size_t Word(uint32_t key) const { return key / kSlots & (words_.size() - 1); }
  static unsigned Shift(uint32_t key) { return 2 * (key % kSlots); }

  std::vector<uint64_t> words_;  // a power of two many
};

// The matches of one cluster.
struct Group {
  Score score = 0;  // of the best
  size_t matches = 0;
  size_t tied = 0;      // how many have that score
  size_t tied_end = 0;  // where they end in the list of all such

  void Count(Score match_score) {
    if (matches++ == 0 || match_score > score) {
      score = match_score;
      tied = 0;
    }
    if (match_score == score) ++tied;
  }
};

}  // namespace

CollapsedHits::CollapsedHits(const index::IndexSnapshot* snapshot, const SearchOptions* options,
                             FacetCounter* facets)
    : snapshot_(snapshot), options_(options), facets_(facets), top_(snapshot, options) {}

absl::Status CollapsedHits::Offer(const Match& match) {
  if (match.segment >= columns_.size()) KHOTIN_RETURN_IF_ERROR(EnterSegment(match.segment));
  kept_.Add({match.score, match.doc, static_cast<uint32_t>(ClusterOf(match))});
  return absl::OkStatus();
}

absl::Status CollapsedHits::EnterSegment(uint32_t segment) {
  while (columns_.size() <= segment) {
    columns_.push_back({kept_.size(), {}});
    KHOTIN_ASSIGN_OR_RETURN(
        columns_.back().clusters,
        snapshot_->segments[columns_.size() - 1].segment->Numbers(index::NumberColumn::kCluster));
  }
  return absl::OkStatus();
}

absl::Status CollapsedHits::Poll() const {
  if (!options_->cancelled || !options_->cancelled()) return absl::OkStatus();
  return absl::CancelledError("the search was cancelled");
}

absl::StatusOr<std::vector<Match>> CollapsedHits::OfferUnique() {
  RepeatFilter filter(kept_.size());
  for (size_t i = 0; i < kept_.size(); ++i) filter.Add(kept_[i].cluster);
  std::vector<Match> others;
  for (uint32_t segment = 0; segment < columns_.size(); ++segment) {
    const bool last = segment + 1 == columns_.size();
    const size_t end = last ? kept_.size() : columns_[segment + 1].first;
    for (size_t i = columns_[segment].first; i < end; ++i) {
      if ((i + 1) % kMatchesBetweenPolls == 0) KHOTIN_RETURN_IF_ERROR(Poll());
      const Match match = {kept_[i].score, segment, kept_[i].doc};
      if (filter.IsUnique(kept_[i].cluster) || ClusterOf(match) == 0) {
        KHOTIN_RETURN_IF_ERROR(facets_->Count(match.segment, match.doc));
        KHOTIN_RETURN_IF_ERROR(top_.Offer(match));
      } else {
        others.push_back(match);
      }
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
    KHOTIN_RETURN_IF_ERROR(facets_->Count(best[0].segment, best[0].doc));
    KHOTIN_RETURN_IF_ERROR(top_.OfferFirstOf(best, group.matches - 1));
  }
  return absl::OkStatus();
}

absl::StatusOr<SearchResult> CollapsedHits::Finish() {
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<Match> others, OfferUnique());
  KHOTIN_RETURN_IF_ERROR(OfferClusters(others));
  KHOTIN_ASSIGN_OR_RETURN(SearchResult result, top_.Finish());
  result.collapsed = kept_.size() - result.total;
  return result;
}

}  // namespace khotin::query

#include "text/sequence_match.h"

#include <algorithm>

#include "absl/types/optional.h"

namespace khotin::text {
namespace {

// Differences looked for from either end of a stretch: 2 * 1024 in all. The search takes time and
// space by them; the paragraphs of an article stay far below.
constexpr int32_t kMaxDifferences = 1024;

// What is still to be compared: [base_begin, base_end) with [other_begin, other_end).
struct Box {
  int32_t base_begin = 0;
  int32_t base_end = 0;
  int32_t other_begin = 0;
  int32_t other_end = 0;

  int32_t base_size() const { return base_end - base_begin; }
  int32_t other_size() const { return other_end - other_begin; }
  bool IsOneSided() const { return base_size() == 0 || other_size() == 0; }
};

struct Point {
  int32_t base = 0;
  int32_t other = 0;
};

constexpr int32_t kNowhere = -1;

bool IsInside(const Box& box, int32_t k, int32_t x) {
  return x <= box.base_size() && x - k <= box.other_size();
}

// One of the two searches for the middle of a shortest edit script, from the start of a box, or
// from its end with all coordinates counted backwards. Diagonal k holds the points with
// base - other == k.
class Frontier {
 public:
  explicit Frontier(int32_t max_differences)
      : offset_(max_differences + 1), reach_(static_cast<size_t>(2 * offset_ + 1), kNowhere) {
    At(1) = 0;
  }

  int32_t lowest(int32_t differences) const { return -differences + skip_low_; }
  int32_t highest(int32_t differences) const { return differences - skip_high_; }
  int32_t Reach(int32_t k) const {
    return k < -offset_ || k > offset_ ? kNowhere
                                       : reach_[static_cast<size_t>(int64_t{k} + offset_)];
  }
  // Where diagonal `k` begins with one difference more.
  int32_t Step(int32_t k, int32_t differences) const {
    const bool down = k == -differences || (k != differences && Reach(k - 1) < Reach(k + 1));
    return down ? Reach(k + 1) : Reach(k - 1) + 1;
  }
  void Set(int32_t k, int32_t reached) { At(k) = reached; }
  // The outermost diagonals have left the box.
  void SkipHighest() { skip_high_ += 2; }
  void SkipLowest() { skip_low_ += 2; }

 private:
  int32_t& At(int32_t k) { return reach_[static_cast<size_t>(int64_t{k} + offset_)]; }

  const int32_t offset_;
  std::vector<int32_t> reach_;
  int32_t skip_low_ = 0;
  int32_t skip_high_ = 0;
};

class Matcher {
 public:
  Matcher(absl::Span<const uint32_t> base, absl::Span<const uint32_t> other, uint32_t value_count,
          DiffBudget* budget)
      : base_(base),
        other_(other),
        value_count_(value_count),
        budget_(budget),
        matches_(base.size(), kNoMatch) {}

  std::vector<int32_t> Match() {
    boxes_.push_back(
        {0, static_cast<int32_t>(base_.size()), 0, static_cast<int32_t>(other_.size())});
    while (!boxes_.empty()) {
      Box box = boxes_.back();
      boxes_.pop_back();
      MatchEnds(&box);
      if (box.IsOneSided()) continue;
      const absl::optional<Point> middle = FindMiddle(box);
      if (middle.has_value()) {
        SplitAt(*middle, box);
      } else if (!SplitAtAnchors(box) && furthest_.has_value()) {
        SplitAt(*furthest_, box);
      }
    }
    return std::move(matches_);
  }

 private:
  uint32_t Base(int32_t i) const { return base_[static_cast<size_t>(i)]; }
  uint32_t Other(int32_t i) const { return other_[static_cast<size_t>(i)]; }
  void Note(int32_t base, int32_t other) { matches_[static_cast<size_t>(base)] = other; }

  void MatchEnds(Box* box) {
    while (!box->IsOneSided() && Base(box->base_begin) == Other(box->other_begin)) {
      Note(box->base_begin++, box->other_begin++);
    }
    while (!box->IsOneSided() && Base(box->base_end - 1) == Other(box->other_end - 1)) {
      Note(--box->base_end, --box->other_end);
    }
  }

  // Extends diagonal `k` of a search as far as elements are equal; nullopt outside the box.
  template <bool kForward>
  absl::optional<int32_t> Extend(const Box& box, int32_t k, int32_t differences,
                                 Frontier* frontier) {
    int32_t x = frontier->Step(k, differences);
    const int32_t start = x;
    while (x < box.base_size() && x - k < box.other_size() &&
           (kForward ? Base(box.base_begin + x) == Other(box.other_begin + x - k)
                     : Base(box.base_end - 1 - x) == Other(box.other_end - 1 - x + k))) {
      ++x;
    }
    steps_ += x - start + 1;
    frontier->Set(k, x);
    if (IsInside(box, k, x)) return x;
    if (x > box.base_size()) {
      frontier->SkipHighest();
    } else {
      frontier->SkipLowest();
    }
    return absl::nullopt;
  }

  // A point on a shortest edit script of the box, about half way; nullopt when that takes too many
  // differences or steps. The box has something on both sides and no common ends, so the point is
  // none of its corners.
  absl::optional<Point> FindMiddle(const Box& box) {
    const int32_t delta = box.base_size() - box.other_size();
    const int32_t limit = std::min(kMaxDifferences, (box.base_size() + box.other_size() + 1) / 2);
    Frontier forward(limit);
    Frontier backward(limit);
    furthest_.reset();
    for (int32_t d = 0; d <= limit; ++d) {
      steps_ = 0;
      for (int32_t k = forward.lowest(d); k <= forward.highest(d); k += 2) {
        const absl::optional<int32_t> x = Extend<true>(box, k, d, &forward);
        if (!x.has_value() || delta % 2 == 0) continue;
        const absl::optional<int32_t> met = ReachIn(box, backward, delta - k);
        if (met.has_value() && *x + *met >= box.base_size()) return At(box, *x, k);
      }
      for (int32_t k = backward.lowest(d); k <= backward.highest(d); k += 2) {
        const absl::optional<int32_t> x = Extend<false>(box, k, d, &backward);
        if (!x.has_value() || delta % 2 != 0) continue;
        const absl::optional<int32_t> met = ReachIn(box, forward, delta - k);
        if (met.has_value() && *x + *met >= box.base_size()) return At(box, *met, delta - k);
      }
      if (!budget_->Spend(steps_)) return absl::nullopt;
    }
    furthest_ = Furthest(box, forward, limit);
    return absl::nullopt;
  }

  // The point that the search from the start came to with the most elements behind it.
  static Point Furthest(const Box& box, const Frontier& forward, int32_t differences) {
    Point furthest{box.base_begin, box.other_begin};
    for (int32_t k = -differences; k <= differences; k += 2) {
      const absl::optional<int32_t> x = ReachIn(box, forward, k);
      if (!x.has_value()) continue;
      const Point point = At(box, *x, k);
      if (point.base + point.other > furthest.base + furthest.other) furthest = point;
    }
    return furthest;
  }

  static absl::optional<int32_t> ReachIn(const Box& box, const Frontier& frontier, int32_t k) {
    const int32_t reach = frontier.Reach(k);
    if (reach == kNowhere || !IsInside(box, k, reach)) return absl::nullopt;
    return reach;
  }

  static Point At(const Box& box, int32_t x, int32_t k) {
    return {box.base_begin + x, box.other_begin + x - k};
  }

  void SplitAt(const Point& point, const Box& box) {
    boxes_.push_back({box.base_begin, point.base, box.other_begin, point.other});
    boxes_.push_back({point.base, box.base_end, point.other, box.other_end});
  }

  // Matches the elements that stand once on both sides, as far as they are in one order, and leaves
  // what is between them to be compared. False when there are none.
  bool SplitAtAnchors(const Box& box) {
    const int64_t size = int64_t{box.base_size()} + box.other_size();
    if (!budget_->Spend(4 * size)) return false;
    const std::vector<Point> anchors = LongestRising(CommonOnce(box));
    if (anchors.empty()) return false;
    Box between = box;
    for (const Point& anchor : anchors) {
      Note(anchor.base, anchor.other);
      between.base_end = anchor.base;
      between.other_end = anchor.other;
      if (!between.IsOneSided()) boxes_.push_back(between);
      between.base_begin = anchor.base + 1;
      between.other_begin = anchor.other + 1;
    }
    between.base_end = box.base_end;
    between.other_end = box.other_end;
    boxes_.push_back(between);
    return true;
  }

  // Elements that stand once on both sides, in the order of base.
  std::vector<Point> CommonOnce(const Box& box) {
    constexpr int32_t kOften = -2;
    places_.resize(value_count_, kNoMatch);
    counts_.resize(value_count_, 0);
    for (int32_t i = box.other_begin; i < box.other_end; ++i) {
      int32_t& place = places_[Other(i)];
      place = place == kNoMatch ? i : kOften;
    }
    for (int32_t i = box.base_begin; i < box.base_end; ++i) ++counts_[Base(i)];
    std::vector<Point> common;
    for (int32_t i = box.base_begin; i < box.base_end; ++i) {
      if (counts_[Base(i)] == 1 && places_[Base(i)] >= 0) common.push_back({i, places_[Base(i)]});
    }
    for (int32_t i = box.other_begin; i < box.other_end; ++i) places_[Other(i)] = kNoMatch;
    for (int32_t i = box.base_begin; i < box.base_end; ++i) counts_[Base(i)] = 0;
    return common;
  }

  // The most points whose places in other rise, by patience sorting.
  static std::vector<Point> LongestRising(const std::vector<Point>& points) {
    std::vector<uint32_t> tops;  // of the piles: index into points, places rising
    std::vector<uint32_t> before(points.size());
    for (uint32_t i = 0; i < points.size(); ++i) {
      const auto pile =
          std::lower_bound(tops.begin(), tops.end(), points[i].other,
                           [&](uint32_t top, int32_t place) { return points[top].other < place; });
      before[i] = pile == tops.begin() ? i : *(pile - 1);
      if (pile == tops.end()) {
        tops.push_back(i);
      } else {
        *pile = i;
      }
    }
    std::vector<Point> rising(tops.size());
    uint32_t at = tops.empty() ? 0 : tops.back();
    for (size_t n = rising.size(); n > 0; --n) {
      rising[n - 1] = points[at];
      at = before[at];
    }
    return rising;
  }

  const absl::Span<const uint32_t> base_;
  const absl::Span<const uint32_t> other_;
  const uint32_t value_count_;
  DiffBudget* const budget_;
  std::vector<int32_t> matches_;
  std::vector<Box> boxes_;
  int64_t steps_ = 0;
  absl::optional<Point> furthest_;  // of the last search, when it came to its limit
  std::vector<int32_t> places_;     // by value, of use within CommonOnce
  std::vector<int32_t> counts_;
};

}  // namespace

std::vector<int32_t> MatchSequences(absl::Span<const uint32_t> base,
                                    absl::Span<const uint32_t> other, uint32_t value_count,
                                    DiffBudget* budget) {
  return Matcher(base, other, value_count, budget).Match();
}

}  // namespace khotin::text

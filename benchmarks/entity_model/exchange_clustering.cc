#include "exchange_clustering.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <numeric>

namespace khotin::benchmarks {
namespace {

// x ln x, from a table for what is frequent.
class Entropy {
 public:
  Entropy() : table_(kTabled) {
    for (size_t i = 1; i < kTabled; ++i) {
      table_[i] = static_cast<double>(i) * std::log(static_cast<double>(i));
    }
  }
  double operator()(uint64_t x) const {
    if (x < kTabled) return table_[x];
    return static_cast<double>(x) * std::log(static_cast<double>(x));
  }

 private:
  static constexpr size_t kTabled = size_t{1} << 20;
  std::vector<double> table_;
};

using ClassCounts = std::vector<std::pair<size_t, uint64_t>>;

class Exchange {
 public:
  // Class 0 holds word 0 alone and never changes.
  Exchange(const std::vector<Neighbours>& words, size_t classes)
      : words_(words),
        size_(classes + 1),
        class_of_(words.size()),
        pairs_(size_ * size_),
        totals_(size_),
        sums_(size_) {
    std::vector<size_t> order = ByFrequency();
    for (size_t i = 0; i < order.size(); ++i) class_of_[order[i]] = 1 + i % classes;
    for (size_t word = 0; word < words_.size(); ++word) {
      totals_[class_of_[word]] += words_[word].count;
      for (const auto& [next, times] : words_[word].behind) {
        Pair(class_of_[word], class_of_[next]) += times;
      }
      Pair(class_of_[word], class_of_[word]) += words_[word].itself;
    }
  }

  void Run(int rounds) {
    const std::vector<size_t> order = ByFrequency();
    for (int round = 0; round < rounds; ++round) {
      size_t moved = 0;
      for (const size_t word : order) moved += Move(word) ? 1 : 0;
      std::printf("round %d: %zu of %zu words moved\n", round + 1, moved, order.size());
      std::fflush(stdout);
      if (moved == 0) break;
    }
  }

  // Numbers from 1, alike classes side by side.
  std::vector<uint16_t> Ordered() {
    const std::vector<size_t> leaves = MergeAll();
    std::vector<uint16_t> number(size_);
    for (size_t i = 0; i < leaves.size(); ++i) number[leaves[i]] = static_cast<uint16_t>(i + 1);
    std::vector<uint16_t> numbers(words_.size());
    for (size_t word = 1; word < words_.size(); ++word) numbers[word] = number[class_of_[word]];
    return numbers;
  }

 private:
  uint64_t& Pair(size_t a, size_t b) { return pairs_[a * size_ + b]; }

  std::vector<size_t> ByFrequency() const {
    std::vector<size_t> order(words_.size() - 1);
    std::iota(order.begin(), order.end(), 1);
    std::stable_sort(order.begin(), order.end(),
                     [this](size_t a, size_t b) { return words_[a].count > words_[b].count; });
    return order;
  }

  ClassCounts Gather(const std::vector<std::pair<uint32_t, uint32_t>>& beside) {
    ClassCounts counts;
    for (const auto& [word, times] : beside) {
      const size_t class_of = class_of_[word];
      if (sums_[class_of] == 0) counts.emplace_back(class_of, 0);
      sums_[class_of] += times;
    }
    for (auto& [class_of, times] : counts) times = std::exchange(sums_[class_of], 0);
    return counts;
  }

  void Add(size_t to, size_t word, const ClassCounts& before, const ClassCounts& behind,
           bool removing) {
    const auto change = [removing](uint64_t* count, uint64_t by) {
      *count = removing ? *count - by : *count + by;
    };
    for (const auto& [other, times] : before) change(&Pair(other, to), times);
    for (const auto& [other, times] : behind) change(&Pair(to, other), times);
    change(&Pair(to, to), words_[word].itself);
    change(&totals_[to], words_[word].count);
  }

  // What the model gains when the word, which is in no class, joins `to`.
  double Gain(size_t to, size_t word, const ClassCounts& before, const ClassCounts& behind) {
    double gain = 0;
    uint64_t own = words_[word].itself;
    for (const auto& [other, times] : before) {
      if (other == to) {
        own += times;
        continue;
      }
      const uint64_t known = Pair(other, to);
      gain += entropy_(known + times) - entropy_(known);
    }
    for (const auto& [other, times] : behind) {
      if (other == to) {
        own += times;
        continue;
      }
      const uint64_t known = Pair(to, other);
      gain += entropy_(known + times) - entropy_(known);
    }
    gain += entropy_(Pair(to, to) + own) - entropy_(Pair(to, to));
    return gain - 2 * (entropy_(totals_[to] + words_[word].count) - entropy_(totals_[to]));
  }

  bool Move(size_t word) {
    const size_t from = class_of_[word];
    const ClassCounts before = Gather(words_[word].before);
    const ClassCounts behind = Gather(words_[word].behind);
    Add(from, word, before, behind, /*removing=*/true);
    size_t best = from;
    double most = Gain(from, word, before, behind);
    for (size_t to = 1; to < size_; ++to) {
      if (to == from) continue;
      const double gain = Gain(to, word, before, behind);
      if (gain <= most) continue;
      most = gain;
      best = to;
    }
    Add(best, word, before, behind, /*removing=*/false);
    class_of_[word] = best;
    return best != from;
  }

  // What the model loses when classes a and b become one.
  double Loss(size_t a, size_t b) {
    double loss = 0;
    for (size_t other = 0; other < size_; ++other) {
      if (other == a || other == b) continue;
      loss += entropy_(Pair(a, other)) + entropy_(Pair(b, other)) -
              entropy_(Pair(a, other) + Pair(b, other));
      loss += entropy_(Pair(other, a)) + entropy_(Pair(other, b)) -
              entropy_(Pair(other, a) + Pair(other, b));
    }
    const uint64_t own = Pair(a, a) + Pair(a, b) + Pair(b, a) + Pair(b, b);
    loss += entropy_(Pair(a, a)) + entropy_(Pair(a, b)) + entropy_(Pair(b, a)) +
            entropy_(Pair(b, b)) - entropy_(own);
    return loss +
           2 * (entropy_(totals_[a] + totals_[b]) - entropy_(totals_[a]) - entropy_(totals_[b]));
  }

  void Merge(size_t a, size_t b) {
    for (size_t other = 0; other < size_; ++other) {
      Pair(a, other) += std::exchange(Pair(b, other), 0);
    }
    for (size_t other = 0; other < size_; ++other) {
      Pair(other, a) += std::exchange(Pair(other, b), 0);
    }
    totals_[a] += std::exchange(totals_[b], 0);
  }

  // Classes in the order of the leaves of the tree that merging makes.
  std::vector<size_t> MergeAll() {
    std::vector<std::vector<size_t>> groups(size_);
    std::vector<size_t> live;
    for (size_t i = 1; i < size_; ++i) {
      groups[i] = {i};
      live.push_back(i);
    }
    while (live.size() > 1) {
      size_t best_a = 0;
      size_t best_b = 0;
      double least = std::numeric_limits<double>::infinity();
      for (size_t i = 0; i < live.size(); ++i) {
        for (size_t k = i + 1; k < live.size(); ++k) {
          const double loss = Loss(live[i], live[k]);
          if (loss >= least) continue;
          least = loss;
          best_a = live[i];
          best_b = live[k];
        }
      }
      Merge(best_a, best_b);
      groups[best_a].insert(groups[best_a].end(), groups[best_b].begin(), groups[best_b].end());
      live.erase(std::find(live.begin(), live.end(), best_b));
    }
    return groups[live.front()];
  }

  const std::vector<Neighbours>& words_;
  const size_t size_;
  std::vector<size_t> class_of_;
  std::vector<uint64_t> pairs_;
  std::vector<uint64_t> totals_;
  std::vector<uint64_t> sums_;
  const Entropy entropy_;
};

}  // namespace

std::vector<uint16_t> ClusterWords(const std::vector<Neighbours>& words, size_t classes,
                                   int rounds) {
  Exchange exchange(words, classes);
  exchange.Run(rounds);
  return exchange.Ordered();
}

}  // namespace khotin::benchmarks

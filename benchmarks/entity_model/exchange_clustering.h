// Classes of words from the words that stand beside them.
#ifndef KHOTIN_BENCHMARKS_ENTITY_MODEL_EXCHANGE_CLUSTERING_H_
#define KHOTIN_BENCHMARKS_ENTITY_MODEL_EXCHANGE_CLUSTERING_H_

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace khotin::benchmarks {

// How often a word stands beside each other one.
struct Neighbours {
  uint64_t count = 0;
  std::vector<std::pair<uint32_t, uint32_t>> before;  // word, times; without the word itself
  std::vector<std::pair<uint32_t, uint32_t>> behind;
  uint32_t itself = 0;
};

// Divides words, of which word 0 stands for all that have no class, into `classes` classes of
// numbers from 1 such that a model of classes says most of the words' neighbours: the exchange
// algorithm (Martin, Liermann, Ney, "Algorithms for bigram and trigram word clustering", 1998),
// `rounds` times over all words, from classes by frequency. Alike classes have neighbouring
// numbers: in the order in which merging them pair by pair loses least (Brown et al., 1992).
// Deterministic.
std::vector<uint16_t> ClusterWords(const std::vector<Neighbours>& words, size_t classes,
                                   int rounds);

}  // namespace khotin::benchmarks

#endif  // KHOTIN_BENCHMARKS_ENTITY_MODEL_EXCHANGE_CLUSTERING_H_

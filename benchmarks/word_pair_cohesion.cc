// Counts neighbouring syllables of news and writes the table of pairs that models/word_segment
// ships.
//
//   word_pair_cohesion FOLDER OUTPUT
//
// FOLDER holds one article a file. The same articles give the same bytes.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "text/normalize.h"
#include "text/pair_cohesion.h"
#include "text/tokenize.h"
#include "text/word_features.h"
#include "text/word_units.h"

namespace khotin::benchmarks {
namespace {

struct Pair {
  uint64_t first = 0;
  uint64_t second = 0;
  uint64_t count = 0;
};

struct Counts {
  uint64_t all = 0;
  absl::flat_hash_map<uint64_t, uint64_t> units;
  absl::flat_hash_map<uint64_t, Pair> pairs;
};

void CountArticle(const std::filesystem::path& path, Counts* counts) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  const std::string text = text::Normalize(content.str()).text;
  const std::vector<text::WordUnit> units = text::WordUnits(text, text::Tokenize(text));
  for (size_t i = 0; i < units.size(); ++i) {
    if (units[i].shape == text::WordShape::kPunctuation) continue;
    ++counts->all;
    ++counts->units[units[i].key];
    if (!units[i].may_join) continue;
    Pair& pair = counts->pairs[text::MixHashes(units[i - 1].key, units[i].key)];
    pair.first = units[i - 1].key;
    pair.second = units[i].key;
    ++pair.count;
  }
}

// The most frequent first, so that a full bucket keeps them.
std::vector<std::pair<uint64_t, int>> Levels(const Counts& counts) {
  std::vector<std::pair<uint64_t, uint64_t>> order;
  for (const auto& [hash, pair] : counts.pairs) order.emplace_back(pair.count, hash);
  std::sort(order.begin(), order.end(), std::greater<>());
  std::vector<std::pair<uint64_t, int>> levels;
  for (const auto& [count, hash] : order) {
    const Pair& pair = counts.pairs.at(hash);
    const int level = text::CohesionLevel(count, counts.units.at(pair.first),
                                          counts.units.at(pair.second), counts.all);
    if (level > 0) levels.emplace_back(hash, level);
  }
  return levels;
}

int Run(const std::string& folder, const std::string& output) {
  std::vector<std::filesystem::path> paths;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".txt") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  if (paths.empty()) {
    std::fprintf(stderr, "%s: no articles\n", folder.c_str());
    return 1;
  }
  Counts counts;
  for (const std::filesystem::path& path : paths) CountArticle(path, &counts);
  const auto levels = Levels(counts);
  std::ofstream(output, std::ios::binary) << text::EncodePairCohesion(levels);
  std::printf("%zu articles, %zu of %zu pairs\n", paths.size(), levels.size(), counts.pairs.size());
  return 0;
}

}  // namespace
}  // namespace khotin::benchmarks

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: word_pair_cohesion FOLDER OUTPUT\n");
    return 2;
  }
  return khotin::benchmarks::Run(argv[1], argv[2]);
}

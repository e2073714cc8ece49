// Counts in how many articles each term stands and writes the table that models/news_terms ships.
//
//   news_term_frequencies FOLDER OUTPUT [0|1]
//
// FOLDER holds one article a file: a line of title, one of lead, the body. With 0 or 1 only every
// second article counts, so that the others can measure what the table is worth on news it has not
// seen. The same articles give the same bytes.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "story/document_frequencies.h"
#include "story/terms.h"

namespace khotin::benchmarks {
namespace {

using Counts = absl::flat_hash_map<uint64_t, uint32_t>;

void CountArticle(const std::filesystem::path& path, Counts* counts) {
  std::ifstream file(path, std::ios::binary);
  std::string title, lead;
  std::getline(file, title);
  std::getline(file, lead);
  std::ostringstream body;
  body << file.rdbuf();
  const std::string text = std::move(body).str();
  const text::Passage passages[] = {{text::Field::kTitle, 0, title},
                                    {text::Field::kLead, 0, lead},
                                    {text::Field::kBody, 0, text}};
  absl::flat_hash_set<uint64_t> terms;
  story::VisitTerms(passages, [&](text::Field, uint64_t term) { terms.insert(term); });
  for (uint64_t term : terms) ++(*counts)[term];
}

int Run(const std::string& folder, const std::string& output, int parity) {
  std::vector<std::filesystem::path> paths;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".txt") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  Counts counts;
  uint32_t documents = 0;
  for (size_t i = 0; i < paths.size(); ++i) {
    if (parity >= 0 && i % 2 != static_cast<size_t>(parity)) continue;
    CountArticle(paths[i], &counts);
    ++documents;
  }
  if (documents == 0) {
    std::fprintf(stderr, "%s: no articles\n", folder.c_str());
    return 1;
  }
  const std::string bytes =
      story::EncodeDocumentFrequencies({counts.begin(), counts.end()}, documents);
  std::ofstream(output, std::ios::binary) << bytes;
  std::printf("%u articles, %zu terms, %zu bytes\n", documents, counts.size(), bytes.size());
  return 0;
}

}  // namespace
}  // namespace khotin::benchmarks

int main(int argc, char** argv) {
  if (argc < 3 || argc > 4) {
    std::fprintf(stderr, "usage: news_term_frequencies FOLDER OUTPUT [0|1]\n");
    return 2;
  }
  return khotin::benchmarks::Run(argv[1], argv[2], argc == 4 ? std::stoi(argv[3]) : -1);
}

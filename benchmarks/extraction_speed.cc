// How fast articles are extracted from pages and texts are cleaned, on one thread in its own
// processor time, so that a busy machine does not count.
//
//   extraction_speed pages|texts FOLDER [ROUNDS]
//
// "pages" runs the HTML extractor, metadata included, over every .html or .html.gz of FOLDER;
// "texts" runs the cleaner over every .txt. Files are read before the clock starts.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "extract/html_extractor.h"
#include "extract/reader.h"
#include "extract/text_cleaner.h"
#include "news_corpus.h"

namespace khotin::benchmarks {
namespace {

absl::StatusOr<std::vector<std::string>> ReadDocuments(const std::string& folder, bool pages) {
  std::vector<std::string> paths;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const std::string path = entry.path().string();
    const bool page = absl::EndsWith(path, ".html") || absl::EndsWith(path, ".html.gz");
    if (pages ? page : absl::EndsWith(path, ".txt")) paths.push_back(path);
  }
  if (error) return absl::NotFoundError(absl::StrCat(folder, ": ", error.message()));
  std::sort(paths.begin(), paths.end());
  const auto format = pages ? extract::Format::kHtml : extract::Format::kText;
  std::vector<std::string> documents;
  for (const std::string& path : paths) {
    KHOTIN_ASSIGN_OR_RETURN(const auto reader, extract::OpenReader(path, format));
    while (auto document = reader->Next()) {
      KHOTIN_RETURN_IF_ERROR(document->status());
      documents.push_back(std::move((*document)->content));
    }
  }
  if (documents.empty()) return absl::NotFoundError(absl::StrCat("nothing to read in ", folder));
  return documents;
}

// Blocks found, so that the work cannot be left out.
size_t Extract(const std::string& document, bool pages) {
  if (!pages) return extract::CleanText(document, extract::TextHints()).article.body.size();
  const auto found = extract::ExtractHtml(document, "");
  return found.ok() ? found->article.body.size() : 0;
}

absl::Status Run(const std::string& folder, bool pages, int rounds) {
  KHOTIN_ASSIGN_OR_RETURN(const auto documents, ReadDocuments(folder, pages));
  size_t bytes = 0;
  for (const std::string& document : documents) bytes += document.size();
  std::vector<double> seconds;
  size_t blocks = 0;
  for (int round = 0; round < rounds; ++round) {
    const double begin = ThreadSeconds();
    blocks = 0;
    for (const std::string& document : documents) blocks += Extract(document, pages);
    seconds.push_back(ThreadSeconds() - begin);
  }
  std::sort(seconds.begin(), seconds.end());
  const double count = static_cast<double>(documents.size());
  const double median = seconds[seconds.size() / 2];
  std::printf("%zu %s, %.1f MB, %zu blocks: median %.0f/s, best %.0f/s, %.0f MB/s\n",
              documents.size(), pages ? "pages" : "texts", static_cast<double>(bytes) / 1e6, blocks,
              count / median, count / seconds.front(), static_cast<double>(bytes) / median / 1e6);
  return absl::OkStatus();
}

}  // namespace
}  // namespace khotin::benchmarks

int main(int argc, char** argv) {
  const std::string mode = argc > 1 ? argv[1] : "";
  int rounds = 5;
  const bool usable = argc >= 3 && argc <= 4 && (mode == "pages" || mode == "texts") &&
                      (argc < 4 || absl::SimpleAtoi(argv[3], &rounds)) && rounds > 0;
  if (!usable) {
    std::fprintf(stderr, "usage: extraction_speed pages|texts FOLDER [ROUNDS]\n");
    return 2;
  }
  const absl::Status status = khotin::benchmarks::Run(argv[2], mode == "pages", rounds);
  if (!status.ok()) std::fprintf(stderr, "%s\n", std::string(status.message()).c_str());
  return status.ok() ? 0 : 1;
}

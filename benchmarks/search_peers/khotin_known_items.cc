// How Khotin ranks known items (make_known_items.cc says what they are).
//
//   khotin_known_items FOLDER SET RANKS.tsv
//
// Queries are what a user would type; documents have no title. RANKS.tsv has per query, with tabs
// between: form, variant (always `khotin`), rank of the document from 1, or 0 when it is not among
// the first ten. The index is made in FOLDER.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "base/status.h"
#include "khotin_engine.h"

namespace khotin::benchmarks {
namespace {

// The place of `document` among `hits`, from 1; 0 for none.
size_t RankOf(uint64_t document, const std::vector<PeerHit>& hits) {
  for (size_t i = 0; i < hits.size(); ++i) {
    if (hits[i].document == document) return i + 1;
  }
  return 0;
}

absl::Status Build(const std::string& documents, KhotinEngine* engine) {
  std::ifstream file(documents);
  if (!file) return absl::NotFoundError(documents + ": cannot be read");
  std::string line;
  for (uint64_t number = 0; std::getline(file, line); ++number) {
    PeerDocument document;
    document.text = line.substr(0, line.find('\t'));
    KHOTIN_RETURN_IF_ERROR(engine->Add(number, document));
  }
  KHOTIN_RETURN_IF_ERROR(engine->Finish());
  return engine->Open();
}

absl::Status Rank(const std::string& queries, const std::string& out, KhotinEngine* engine) {
  std::ifstream file(queries);
  std::ofstream ranks(out);
  std::string line;
  while (std::getline(file, line)) {
    const std::vector<std::string> fields = absl::StrSplit(line, '\t');
    uint64_t document = 0;
    if (fields.size() != 5 || !absl::SimpleAtoi(fields[0], &document)) {
      return absl::DataLossError(absl::StrCat(queries, ": not as it was written"));
    }
    KHOTIN_ASSIGN_OR_RETURN(const auto hits, engine->SearchText(fields[2]));
    ranks << fields[1] << "\tkhotin\t" << RankOf(document, hits) << '\n';
  }
  ranks.close();
  return ranks ? absl::OkStatus() : absl::UnavailableError(out + ": cannot be written");
}

absl::Status Run(int argc, char** argv) {
  if (argc != 4) {
    return absl::InvalidArgumentError("usage: khotin_known_items FOLDER SET RANKS.tsv");
  }
  const std::string set = absl::StrCat(argv[1], "/", argv[2]);
  const std::string index = set + ".index";
  std::error_code error;
  std::filesystem::remove_all(index, error);
  KhotinEngine engine(index, /*merge_all=*/true);
  KHOTIN_RETURN_IF_ERROR(Build(set + ".documents.tsv", &engine));
  return Rank(set + ".queries.tsv", argv[3], &engine);
}

}  // namespace
}  // namespace khotin::benchmarks

int main(int argc, char** argv) {
  const absl::Status status = khotin::benchmarks::Run(argc, argv);
  if (!status.ok()) std::fprintf(stderr, "%s\n", std::string(status.message()).c_str());
  return status.ok() ? 0 : 1;
}

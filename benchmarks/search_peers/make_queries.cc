// The queries that the engines of the comparison are asked, drawn from a documents file.
//
//   search_queries DOCUMENTS.folded.tsv QUERIES.tsv [PER-CLASS]
//
// Every query is made of one document drawn at random, so each is held by at least one: `and` and
// `filtered` of words that stand next to or near each other, `or` of words of one sentence's reach,
// `phrase` of words in a row, `title` of a whole title. Terms that an engine's query language might
// read as more than a word are left out.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "base/status.h"
#include "peer_files.h"

namespace khotin::benchmarks {
namespace {

constexpr uint64_t kSeed = 1954;
constexpr size_t kMaxTitleTerms = 32;
constexpr int64_t kDay = 86'400;
// How long the time of a filter is: a week, a month, a quarter.
constexpr int64_t kFilterDays[] = {7, 30, 91};

using Terms = std::vector<std::string>;

bool IsPlain(absl::string_view term) {
  return std::all_of(term.begin(), term.end(),
                     [](unsigned char c) { return absl::ascii_isalpha(c); });
}

// Reservoir of `count` documents, in the order of the file.
absl::StatusOr<std::vector<PeerDocument>> Sample(const std::string& path, size_t count,
                                                 std::mt19937_64* random) {
  PeerDocumentReader reader(path);
  std::vector<PeerDocument> sample;
  PeerDocument document;
  for (uint64_t seen = 1;; ++seen) {
    KHOTIN_ASSIGN_OR_RETURN(const bool more, reader.Next(&document));
    if (!more) break;
    if (sample.size() < count) {
      sample.push_back(document);
    } else if (const uint64_t place = (*random)() % seen; place < count) {
      sample[place] = document;
    }
  }
  if (sample.empty()) return absl::NotFoundError(path + ": no documents");
  return sample;
}

class QueryMaker {
 public:
  QueryMaker(const std::vector<PeerDocument>* documents, std::mt19937_64* random)
      : documents_(*documents), random_(*random) {}

  // A query of the class, or one without terms when the document drawn does not give one.
  PeerQuery Make(const std::string& query_class) {
    const PeerDocument& document = documents_[Below(documents_.size())];
    PeerQuery query;
    query.query_class = query_class;
    if (query_class == "title") {
      query.terms = Title(document);
    } else if (query_class == "phrase") {
      query.terms = Run(document, 2 + Below(3), 1);
    } else if (query_class == "or") {
      query.terms = Distinct(Run(document, 2 + Below(3), 4));
    } else {
      query.terms = Distinct(Run(document, 2 + Below(2), 1 + Below(2)));
    }
    if (query_class == "filtered") AddFilter(document, &query);
    return query;
  }

 private:
  uint64_t Below(uint64_t end) { return random_() % end; }

  // `count` terms of the title or the text, each at most `reach` places behind the one before.
  Terms Run(const PeerDocument& document, size_t count, size_t reach) {
    const Terms all = absl::StrSplit(Below(3) == 0 ? document.title : document.text, ' ');
    Terms terms;
    for (size_t at = Below(all.size()); at < all.size() && IsPlain(all[at]);
         at += 1 + Below(reach)) {
      terms.push_back(all[at]);
      if (terms.size() == count) return terms;
    }
    return {};
  }

  static Terms Distinct(Terms terms) {
    Terms distinct;
    for (std::string& term : terms) {
      if (std::find(distinct.begin(), distinct.end(), term) == distinct.end()) {
        distinct.push_back(std::move(term));
      }
    }
    return distinct.size() < 2 ? Terms() : distinct;
  }

  static Terms Title(const PeerDocument& document) {
    Terms terms;
    for (const absl::string_view term : absl::StrSplit(document.title, ' ')) {
      if (IsPlain(term) && terms.size() < kMaxTitleTerms) terms.emplace_back(term);
    }
    return terms.size() < 4 ? Terms() : Distinct(std::move(terms));
  }

  void AddFilter(const PeerDocument& document, PeerQuery* query) {
    if (Below(2) == 0) {
      query->source = document.source;
      return;
    }
    const int64_t length = kDay * kFilterDays[Below(3)];
    query->date_begin = document.date - document.date % kDay -
                        kDay * static_cast<int64_t>(Below(static_cast<uint64_t>(length / kDay)));
    query->date_end = query->date_begin + length;
  }

  const std::vector<PeerDocument>& documents_;
  std::mt19937_64& random_;
};

absl::Status Run(int argc, char** argv) {
  uint64_t per_class = 500;
  if (argc < 3 || (argc > 3 && !absl::SimpleAtoi(argv[3], &per_class)) || per_class == 0) {
    return absl::InvalidArgumentError(
        "usage: search_queries DOCUMENTS.folded.tsv QUERIES.tsv [PER-CLASS]");
  }
  std::mt19937_64 random{kSeed};
  KHOTIN_ASSIGN_OR_RETURN(const auto documents, Sample(argv[1], 4 * per_class, &random));
  QueryMaker maker(&documents, &random);
  std::ofstream file(argv[2]);
  for (const char* query_class : kQueryClasses) {
    // Nearly every document gives a query; one without any would be drawn from for ever.
    uint64_t tries = 1000 * per_class;
    for (uint64_t made = 0; made < per_class && tries > 0; --tries) {
      const PeerQuery query = maker.Make(query_class);
      if (query.terms.empty()) continue;
      file << FormatQuery(query) << '\n';
      ++made;
    }
  }
  file.close();
  if (!file) return absl::UnavailableError(std::string(argv[2]) + ": cannot be written");
  std::printf("up to %llu queries per class, seed %llu\n",
              static_cast<unsigned long long>(per_class), static_cast<unsigned long long>(kSeed));
  return absl::OkStatus();
}

}  // namespace
}  // namespace khotin::benchmarks

int main(int argc, char** argv) {
  const absl::Status status = khotin::benchmarks::Run(argc, argv);
  if (!status.ok()) std::fprintf(stderr, "%s\n", std::string(status.message()).c_str());
  return status.ok() ? 0 : 1;
}

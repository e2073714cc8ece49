// The documents that the engines of the comparison index.
//
//   search_documents FOLDER PREFIX [COUNT] [ingest=FILE]
//
// FOLDER holds one article per .txt file: the title, a line break, the text. Writes PREFIX.raw.tsv
// and PREFIX.folded.tsv (peer_files.h), and for khotin-ingest the same articles as lines of JSON.
// Up to the number of articles, COUNT takes the first ones as they are. Beyond it every document is
// made: paragraphs of articles drawn at random up to the length of an article drawn at random,
// under a title put together of two. The same seed makes the same files everywhere.
#include <cstdio>
#include <fstream>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "base/status.h"
#include "news_corpus.h"
#include "nlohmann/json.hpp"
#include "peer_files.h"
#include "text/sentence.h"
#include "text/tokenize.h"

namespace khotin::benchmarks {
namespace {

constexpr uint64_t kSeed = 20170606;
constexpr size_t kParagraphTerms = 80;  // a paragraph of news has about as many syllables
constexpr size_t kSources = 40;
constexpr int64_t kFirstDay = 1'640'995'200;  // 2022-01-01
constexpr int64_t kDay = 86'400;
constexpr int64_t kDays = 730;
constexpr int64_t kJitterDays = 3;

// A stretch of an article, as written and as terms.
struct Paragraph {
  std::string raw;
  std::string folded;
  size_t terms = 0;
};

struct SplitArticle {
  Paragraph title;
  std::vector<Paragraph> paragraphs;
  size_t terms = 0;  // of the paragraphs
};

Paragraph MakeParagraph(absl::string_view line) {
  const std::vector<std::string> terms = FoldedTerms(line);
  return {std::string(line), absl::StrJoin(terms, " "), terms.size()};
}

// Sentences are taken together until they have the length of a paragraph.
void AddParagraphs(absl::string_view line, SplitArticle* article) {
  const std::vector<text::Token> tokens = text::Tokenize(line);
  size_t begin = 0;
  for (const text::Sentence& sentence : text::SplitSentences(line, tokens)) {
    Paragraph paragraph =
        MakeParagraph(absl::StripLeadingAsciiWhitespace(line.substr(begin, sentence.end - begin)));
    if (paragraph.terms < kParagraphTerms && sentence.end < line.size()) continue;
    begin = sentence.end;
    if (paragraph.terms == 0) continue;
    article->terms += paragraph.terms;
    article->paragraphs.push_back(std::move(paragraph));
  }
}

SplitArticle Split(const NewsArticle& article) {
  SplitArticle split;
  split.title = MakeParagraph(OneLine(article.title));
  for (const absl::string_view line : absl::StrSplit(article.text, '\n')) {
    AddParagraphs(OneLine(line), &split);
  }
  return split;
}

struct MadeDocument {
  PeerDocument raw;
  PeerDocument folded;

  void Append(const Paragraph& paragraph) {
    absl::StrAppend(&raw.text, raw.text.empty() ? "" : " ", paragraph.raw);
    absl::StrAppend(&folded.text, folded.text.empty() ? "" : " ", paragraph.folded);
  }
};

class DocumentMaker {
 public:
  DocumentMaker(std::vector<SplitArticle> articles, size_t count)
      : articles_(std::move(articles)), count_(count) {
    for (size_t i = 0; i < kSources; ++i)
      source_weights_.push_back(1.0 / static_cast<double>(i + 1));
  }

  MadeDocument Next() {
    MadeDocument made = count_ > articles_.size() ? Recombined() : AsIs(articles_[number_]);
    made.raw.source = made.folded.source = Source();
    made.raw.date = made.folded.date = Date();
    ++number_;
    return made;
  }

 private:
  uint64_t Below(uint64_t end) { return random_() % end; }
  const SplitArticle& Any() { return articles_[Below(articles_.size())]; }

  static MadeDocument AsIs(const SplitArticle& article) {
    MadeDocument made;
    made.raw.title = article.title.raw;
    made.folded.title = article.title.folded;
    for (const Paragraph& paragraph : article.paragraphs) made.Append(paragraph);
    return made;
  }

  MadeDocument Recombined() {
    MadeDocument made;
    const SplitArticle& first = Any();
    const SplitArticle& second = Any();
    made.raw.title = Spliced(first.title.raw, second.title.raw);
    made.folded.title = absl::StrJoin(FoldedTerms(made.raw.title), " ");
    const size_t wanted = Any().terms;
    size_t terms = 0;
    const SplitArticle* article = &first;
    do {
      const Paragraph& paragraph = article->paragraphs[Below(article->paragraphs.size())];
      made.Append(paragraph);
      terms += paragraph.terms;
      article = &Any();
    } while (terms + kParagraphTerms / 2 < wanted);
    return made;
  }

  // The first half of one title and the second of another.
  static std::string Spliced(absl::string_view first, absl::string_view second) {
    std::vector<absl::string_view> words = absl::StrSplit(first, ' ');
    const std::vector<absl::string_view> others = absl::StrSplit(second, ' ');
    words.resize((words.size() + 1) / 2);
    words.insert(words.end(), others.begin() + static_cast<ptrdiff_t>(others.size() / 2),
                 others.end());
    return absl::StrJoin(words, " ");
  }

  // The first source has most articles, the second half as many, and so on.
  std::string Source() {
    double sum = 0;
    for (const double weight : source_weights_) sum += weight;
    double at = sum * static_cast<double>(random_() >> 11) / static_cast<double>(uint64_t{1} << 53);
    size_t source = 0;
    while (source + 1 < kSources && at >= source_weights_[source]) at -= source_weights_[source++];
    return absl::StrFormat("bao%02d", source + 1);
  }

  // An archive is filled about as articles are published.
  int64_t Date() {
    const auto share = static_cast<double>(number_) / static_cast<double>(count_);
    const auto jitter = static_cast<int64_t>(Below(2 * kJitterDays * kDay)) - kJitterDays * kDay;
    return kFirstDay + static_cast<int64_t>(share * kDays * kDay) + jitter;
  }

  const std::vector<SplitArticle> articles_;
  const size_t count_;
  std::vector<double> source_weights_;
  std::mt19937_64 random_{kSeed};
  size_t number_ = 0;
};

std::string JsonLine(size_t number, const PeerDocument& document) {
  const nlohmann::json line = {
      {"url", absl::StrCat("https://", document.source, ".example/", number)},
      {"source", document.source},
      {"published", absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", absl::FromUnixSeconds(document.date),
                                     absl::UTCTimeZone())},
      {"title", document.title},
      {"text", document.text}};
  return line.dump();
}

struct Arguments {
  std::string folder;
  std::string prefix;
  uint64_t count = 0;  // 0: as many as there are articles
  std::string ingest;
};

absl::StatusOr<Arguments> ParseArguments(int argc, char** argv) {
  const char* const usage = "usage: search_documents FOLDER PREFIX [COUNT] [ingest=FILE]";
  if (argc < 3) return absl::InvalidArgumentError(usage);
  Arguments arguments{argv[1], argv[2], 0, ""};
  for (int i = 3; i < argc; ++i) {
    absl::string_view argument = argv[i];
    if (absl::ConsumePrefix(&argument, "ingest=")) {
      arguments.ingest = std::string(argument);
    } else if (!absl::SimpleAtoi(argument, &arguments.count)) {
      return absl::InvalidArgumentError(usage);
    }
  }
  return arguments;
}

absl::Status Run(int argc, char** argv) {
  KHOTIN_ASSIGN_OR_RETURN(const Arguments arguments, ParseArguments(argc, argv));
  KHOTIN_ASSIGN_OR_RETURN(const auto articles, ReadArticles(arguments.folder));
  std::vector<SplitArticle> splits;
  for (const NewsArticle& article : articles) {
    SplitArticle split = Split(article);
    if (!split.paragraphs.empty()) splits.push_back(std::move(split));
  }
  if (splits.empty()) return absl::NotFoundError(arguments.folder + ": no articles");
  const size_t count = arguments.count > 0 ? arguments.count : splits.size();
  std::ofstream raw(arguments.prefix + ".raw.tsv");
  std::ofstream folded(arguments.prefix + ".folded.tsv");
  std::ofstream ingest;
  if (!arguments.ingest.empty()) ingest.open(arguments.ingest);
  DocumentMaker maker(std::move(splits), count);
  for (size_t i = 0; i < count; ++i) {
    const MadeDocument made = maker.Next();
    raw << FormatDocument(made.raw) << '\n';
    folded << FormatDocument(made.folded) << '\n';
    if (ingest.is_open()) ingest << JsonLine(i, made.raw) << '\n';
  }
  raw.close();
  folded.close();
  if (!raw || !folded) return absl::UnavailableError(arguments.prefix + ": cannot be written");
  std::printf("%zu documents, seed %llu\n", count, static_cast<unsigned long long>(kSeed));
  return absl::OkStatus();
}

}  // namespace
}  // namespace khotin::benchmarks

int main(int argc, char** argv) {
  const absl::Status status = khotin::benchmarks::Run(argc, argv);
  if (!status.ok()) std::fprintf(stderr, "%s\n", std::string(status.message()).c_str());
  return status.ok() ? 0 : 1;
}

// Known items: queries of which it is known what document they should find.
//
//   known_items vinews FOLDER OUT [COUNT]    writes OUT/titles.* and OUT/leads.*
//   known_items xquad FILE OUT               writes OUT/questions.*
//
// Of articles (one per .txt file: the title, a line break, the text) the title is to find the text,
// and the first sentence of the text the rest of it; of questions about paragraphs (SQuAD's JSON)
// each its paragraph. Documents are written without what they are asked by:
//   SET.documents.tsv   text, its exact terms, its folded terms
//   SET.queries.tsv     number of the document, form, text, its exact terms, its folded terms
// Documents are numbered by their lines, from 0. The form is `accented`, or `stripped` of all
// diacritics. A query has at most kMaxTerms terms, which every engine takes.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status.h"
#include "index/term.h"
#include "news_corpus.h"
#include "nlohmann/json.hpp"
#include "peer_files.h"
#include "text/sentence.h"
#include "text/syllable.h"
#include "text/tokenize.h"

namespace khotin::benchmarks {
namespace {

constexpr uint64_t kSeed = 5000;
constexpr size_t kMaxTerms = 40;
constexpr size_t kMinQueryTerms = 3;
constexpr size_t kMinDocumentTerms = 20;

std::string WithTerms(const std::string& text) {
  return absl::StrCat(text, "\t", absl::StrJoin(ExactTerms(text), " "), "\t",
                      absl::StrJoin(FoldedTerms(text), " "));
}

std::string FirstTerms(const std::string& text) {
  const std::vector<index::Unit> units = index::SplitUnits(text);
  return units.size() <= kMaxTerms ? text : text.substr(0, units[kMaxTerms - 1].end);
}

// As typed by someone who leaves all diacritics out.
std::string Stripped(const std::string& text) {
  std::vector<std::string> words;
  for (const text::Token& token : text::Tokenize(text)) {
    if (token.IsWord()) words.push_back(text::FoldedKey(token.In(text)));
  }
  return absl::StrJoin(words, " ");
}

class SetWriter {
 public:
  SetWriter(const std::string& folder, const std::string& name)
      : path_(absl::StrCat(folder, "/", name)),
        documents_(path_ + ".documents.tsv"),
        queries_(path_ + ".queries.tsv") {}

  // Both in one line (OneLine).
  void AddDocument(const std::string& text) {
    documents_ << WithTerms(text) << '\n';
    ++count_;
  }
  // For the document added last.
  void AddQuery(const std::string& text) {
    const std::string query = FirstTerms(text);
    queries_ << count_ - 1 << "\taccented\t" << WithTerms(query) << '\n';
    queries_ << count_ - 1 << "\tstripped\t" << WithTerms(Stripped(query)) << '\n';
  }
  absl::Status Finish() {
    documents_.close();
    queries_.close();
    return documents_ && queries_ ? absl::OkStatus()
                                  : absl::UnavailableError(path_ + ": cannot be written");
  }

 private:
  const std::string path_;
  std::ofstream documents_;
  std::ofstream queries_;
  size_t count_ = 0;
};

// An article as one that is asked for by its title or by its first sentence.
struct Item {
  std::string title;
  std::string text;
  std::string lead;  // the first sentence of `text`
  std::string rest;
};

Item ToItem(const NewsArticle& article) {
  Item item{OneLine(article.title), OneLine(article.text), "", ""};
  const auto sentences = text::SplitSentences(item.text, text::Tokenize(item.text));
  const size_t end = sentences.empty() ? 0 : sentences[0].end;
  item.lead = item.text.substr(0, end);
  item.rest = OneLine(item.text.substr(end));
  return item;
}

bool CanBeAsked(const Item& item) {
  return FoldedTerms(item.title).size() >= kMinQueryTerms &&
         FoldedTerms(item.lead).size() >= kMinQueryTerms &&
         FoldedTerms(item.rest).size() >= kMinDocumentTerms;
}

absl::Status WriteNews(const std::string& source, const std::string& out, uint64_t count) {
  KHOTIN_ASSIGN_OR_RETURN(const auto articles, ReadArticles(source));
  SetWriter titles(out, "titles");
  SetWriter leads(out, "leads");
  std::mt19937_64 random{kSeed};
  uint64_t wanted = count;
  for (size_t i = 0; i < articles.size(); ++i) {
    const Item item = ToItem(articles[i]);
    titles.AddDocument(item.text);
    leads.AddDocument(item.rest);
    // Each of the articles left is as likely to be taken as any other.
    if (random() % (articles.size() - i) >= wanted || !CanBeAsked(item)) continue;
    titles.AddQuery(item.title);
    leads.AddQuery(item.lead);
    --wanted;
  }
  std::printf("%llu articles to find among %zu, seed %llu\n",
              static_cast<unsigned long long>(count - wanted), articles.size(),
              static_cast<unsigned long long>(kSeed));
  KHOTIN_RETURN_IF_ERROR(titles.Finish());
  return leads.Finish();
}

absl::Status WriteQuestions(const std::string& source, const std::string& out) {
  std::ifstream file(source);
  const nlohmann::json json = nlohmann::json::parse(file, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object() || !json.contains("data")) {
    return absl::NotFoundError(source + ": no questions");
  }
  SetWriter questions(out, "questions");
  for (const nlohmann::json& article : json["data"]) {
    for (const nlohmann::json& paragraph : article.value("paragraphs", nlohmann::json::array())) {
      questions.AddDocument(OneLine(paragraph.value("context", "")));
      for (const nlohmann::json& question : paragraph.value("qas", nlohmann::json::array())) {
        questions.AddQuery(OneLine(question.value("question", "")));
      }
    }
  }
  return questions.Finish();
}

absl::Status Run(int argc, char** argv) {
  const std::string kind = argc > 1 ? argv[1] : "";
  uint64_t count = 5000;
  const bool good = (kind == "xquad" && argc == 4) || (kind == "vinews" && argc == 4) ||
                    (kind == "vinews" && argc == 5 && absl::SimpleAtoi(argv[4], &count));
  if (!good) {
    return absl::InvalidArgumentError(
        "usage: known_items vinews FOLDER OUT [COUNT] | known_items xquad FILE OUT");
  }
  std::error_code error;
  std::filesystem::create_directories(argv[3], error);
  return kind == "xquad" ? WriteQuestions(argv[2], argv[3]) : WriteNews(argv[2], argv[3], count);
}

}  // namespace
}  // namespace khotin::benchmarks

int main(int argc, char** argv) {
  const absl::Status status = khotin::benchmarks::Run(argc, argv);
  if (!status.ok()) std::fprintf(stderr, "%s\n", std::string(status.message()).c_str());
  return status.ok() ? 0 : 1;
}

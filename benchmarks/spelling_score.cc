// How well mistyped queries are corrected, and how often good ones are not left alone.
//
//   spelling_score FOLDER [QUERIES]
//
// FOLDER holds one article per .txt file: the title, a line break, the text. Nine articles of ten
// are indexed; queries are 2 to 5 words in a row of the titles of the tenth. Each is asked as it is
// and with one slip of each kind, by a fixed seed. A slip that gives a word of the archive, and one
// in a query whose words the archive does not hold side by side, cannot be told from what was
// meant and are counted apart.
#include <algorithm>
#include <cstdio>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "base/status.h"
#include "index/term.h"
#include "news_corpus.h"
#include "query/query_parser.h"
#include "query/spelling.h"
#include "query/spelling_lexicon.h"
#include "text/normalize.h"

namespace khotin::benchmarks {
namespace {

using Words = std::vector<std::string>;

bool IsLetters(const std::string& word) {
  return std::none_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string Telex(const std::string& exact) {
  constexpr std::pair<const char*, const char*> kKeys[] = {
      {"aàảãáạ", "a"},  {"ăằẳẵắặ", "aw"}, {"âầẩẫấậ", "aa"}, {"eèẻẽéẹ", "e"},
      {"êềểễếệ", "ee"}, {"iìỉĩíị", "i"},  {"oòỏõóọ", "o"},  {"ôồổỗốộ", "oo"},
      {"ơờởỡớợ", "ow"}, {"uùủũúụ", "u"},  {"ưừửữứự", "uw"}, {"yỳỷỹýỵ", "y"}};
  constexpr char kTones[] = " frxsj";
  std::string keys;
  char tone = ' ';
  for (size_t pos = 0; pos < exact.size();) {
    size_t size = 1;
    while (pos + size < exact.size() && (exact[pos + size] & 0xC0) == 0x80) ++size;
    const std::string letter = exact.substr(pos, size);
    pos += size;
    std::string typed = letter == "đ" ? "dd" : letter;
    for (const auto& [forms, key] : kKeys) {
      const std::string all = forms;
      int index = 0;
      for (size_t at = 0; at < all.size(); ++index) {
        size_t length = 1;
        while (at + length < all.size() && (all[at + length] & 0xC0) == 0x80) ++length;
        if (all.substr(at, length) == letter) {
          typed = key;
          if (index > 0) tone = kTones[index];
        }
        at += length;
      }
    }
    keys += typed;
  }
  if (tone != ' ') keys += tone;
  return keys;
}

class Maker {
 public:
  // One letter of one word inserted, deleted, replaced or swapped with the next.
  Words Letter(Words words) {
    std::string& word = words[random_() % words.size()];
    const size_t at = random_() % word.size();
    const char letter = static_cast<char>('a' + random_() % 26);
    switch (random_() % 4) {
      case 0:
        word.insert(at, 1, letter);
        break;
      case 1:
        if (word.size() > 2) word.erase(at, 1);
        break;
      case 2:
        word[at] = letter;
        break;
      default:
        if (at + 1 < word.size()) std::swap(word[at], word[at + 1]);
    }
    return words;
  }

  Words Space(Words words) {
    const size_t at = random_() % (words.size() - 1);
    words[at] += words[at + 1];
    words.erase(words.begin() + static_cast<ptrdiff_t>(at) + 1);
    return words;
  }

  // Another tone on a word that has one.
  Words Tone(Words words) {
    constexpr const char* kForms[] = {"àảãáạ", "ằẳẵắặ", "ầẩẫấậ", "èẻẽéẹ", "ềểễếệ", "ìỉĩíị",
                                      "òỏõóọ", "ồổỗốộ", "ờởỡớợ", "ùủũúụ", "ừửữứự", "ỳỷỹýỵ"};
    std::string& word = words[random_() % words.size()];
    for (const char* forms : kForms) {
      Words letters;
      const std::string all = forms;
      for (size_t at = 0; at < all.size();) {
        size_t length = 1;
        while (at + length < all.size() && (all[at + length] & 0xC0) == 0x80) ++length;
        letters.push_back(all.substr(at, length));
        at += length;
      }
      for (size_t i = 0; i < letters.size(); ++i) {
        const size_t at = word.find(letters[i]);
        if (at == word.npos) continue;
        const std::string other = letters[(i + 1 + random_() % (letters.size() - 1)) % 5];
        word.replace(at, letters[i].size(), other);
        return words;
      }
    }
    return words;
  }

  size_t Below(size_t end) { return random_() % end; }

 private:
  std::mt19937 random_{99};
};

struct Query {
  Words exact;
  Words folded;
};

class Score {
 public:
  explicit Score(const index::IndexSnapshot& snapshot) : snapshot_(snapshot) {}

  absl::Status Run(const char* name, const std::vector<std::pair<Words, Words>>& cases) {
    size_t corrected = 0, silent = 0, clear = 0, clear_corrected = 0;
    std::vector<double> micros;
    for (const auto& [typed, meant] : cases) {
      const std::string text = absl::StrJoin(typed, " ");
      const double start = ThreadSeconds();
      KHOTIN_ASSIGN_OR_RETURN(const auto tree, query::ParseQueryTree(text));
      KHOTIN_ASSIGN_OR_RETURN(const auto found, query::CorrectQuery(snapshot_, tree, text));
      micros.push_back(1e6 * (ThreadSeconds() - start));
      const bool good = found.has_value() && found->query == absl::StrJoin(meant, " ");
      const bool is_clear = IsClear(typed, meant);
      corrected += good ? 1 : 0;
      clear += is_clear ? 1 : 0;
      clear_corrected += is_clear && good ? 1 : 0;
      silent += found.has_value() ? 0 : 1;
      if (found.has_value() && !good && shown_++ < 40) {
        std::printf("  %s -> %s (%s)\n", text.c_str(), found->query.c_str(),
                    absl::StrJoin(meant, " ").c_str());
      }
    }
    std::sort(micros.begin(), micros.end());
    double sum = 0;
    for (const double each : micros) sum += each;
    const auto n = static_cast<double>(cases.size());
    std::printf("%-18s %5zu  corrected %.3f  of %zu clear ones %.3f  silent %.3f  us %.0f %.0f\n",
                name, cases.size(), static_cast<double>(corrected) / n, clear,
                static_cast<double>(clear_corrected) / std::max(1.0, static_cast<double>(clear)),
                static_cast<double>(silent) / n, sum / n, micros[micros.size() * 99 / 100]);
    return absl::OkStatus();
  }

 private:
  // Some typed word is unknown, and all pairs that were meant are known.
  bool IsClear(const Words& typed, const Words& meant) {
    query::SpellingLexicon lexicon(snapshot_);
    bool clear = false;
    for (const std::string& word : typed) {
      const auto keys = index::MakeUnitKeys(word);
      clear =
          clear || lexicon.Word(keys.folded) == 0 ||
          (keys.exact != keys.folded && lexicon.Count(index::TermKind::kExact, keys.exact) == 0);
    }
    for (size_t i = 0; i + 1 < meant.size(); ++i) {
      clear = clear && lexicon.Pair(index::MakeUnitKeys(meant[i]).folded,
                                    index::MakeUnitKeys(meant[i + 1]).folded) > 0;
    }
    return clear;
  }

  const index::IndexSnapshot& snapshot_;
  int shown_ = 0;
};

std::vector<Query> MakeQueries(const std::vector<NewsArticle>& articles, size_t count,
                               Maker* maker) {
  std::vector<Query> queries;
  while (queries.size() < count) {
    const NewsArticle& article = articles[maker->Below(articles.size())];
    const text::Normalized title = text::Normalize(article.title);
    std::vector<index::UnitKeys> words;
    for (const index::Unit& unit : index::SplitUnits(title.text)) {
      words.push_back(index::MakeUnitKeys(
          absl::string_view(title.text).substr(unit.begin, unit.end - unit.begin)));
    }
    const size_t length = 2 + maker->Below(4);
    if (words.size() < length) continue;
    const size_t begin = maker->Below(words.size() - length + 1);
    Query query;
    for (size_t i = begin; i < begin + length; ++i) {
      query.exact.push_back(words[i].exact);
      query.folded.push_back(words[i].folded);
    }
    if (std::all_of(query.folded.begin(), query.folded.end(), IsLetters)) {
      queries.push_back(std::move(query));
    }
  }
  return queries;
}

absl::Status Run(const std::string& folder, size_t count) {
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<NewsArticle> all, ReadArticles(folder));
  std::vector<NewsArticle> indexed, asked;
  for (size_t i = 0; i < all.size(); ++i) (i % 10 == 0 ? asked : indexed).push_back(all[i]);
  KHOTIN_ASSIGN_OR_RETURN(const BuiltIndex built, BuildIndex(indexed, 4000));
  if (asked.empty()) return absl::InvalidArgumentError("the folder holds no article");
  Maker maker;
  const std::vector<Query> queries = MakeQueries(asked, count, &maker);
  using Cases = std::vector<std::pair<Words, Words>>;
  Cases marked, plain, letters, spaces, tones, telex;
  for (const Query& query : queries) {
    marked.emplace_back(query.exact, query.exact);
    plain.emplace_back(query.folded, query.folded);
    letters.emplace_back(maker.Letter(query.folded), query.folded);
    spaces.emplace_back(maker.Space(query.folded), query.folded);
    tones.emplace_back(maker.Tone(query.exact), query.exact);
    Words keys;
    for (const std::string& word : query.exact) keys.push_back(Telex(word));
    telex.emplace_back(std::move(keys), query.exact);
  }
  for (Cases* cases : {&letters, &spaces, &tones, &telex}) {
    cases->erase(std::remove_if(cases->begin(), cases->end(),
                                [](const auto& each) { return each.first == each.second; }),
                 cases->end());
  }
  Score score(built.snapshot);
  KHOTIN_RETURN_IF_ERROR(score.Run("clean, marked", marked));
  KHOTIN_RETURN_IF_ERROR(score.Run("clean, plain", plain));
  KHOTIN_RETURN_IF_ERROR(score.Run("one letter", letters));
  KHOTIN_RETURN_IF_ERROR(score.Run("missing space", spaces));
  KHOTIN_RETURN_IF_ERROR(score.Run("wrong tone", tones));
  return score.Run("Telex keys", telex);
}

}  // namespace
}  // namespace khotin::benchmarks

int main(int argc, char** argv) {
  int count = 1000;
  if (argc < 2 || argc > 3 || (argc == 3 && (!absl::SimpleAtoi(argv[2], &count) || count < 1))) {
    std::fprintf(stderr, "usage: spelling_score FOLDER [QUERIES]\n");
    return 2;
  }
  const absl::Status status = khotin::benchmarks::Run(argv[1], static_cast<size_t>(count));
  if (status.ok()) return 0;
  std::fprintf(stderr, "%s\n", status.ToString().c_str());
  return 1;
}

// What cleaning keeps and leaves of articles in the chrome of made-up sites, as it learns; what
// learning costs articles that have no chrome; how fast cleaning is.
//
//   chrome_learning FOLDER [seed=1] [articles=2000] [show=0] [unwrapped=1] [long=0]
//
// long=1: all articles of the folder in the chrome of one site.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "chrome_score.h"
#include "news_corpus.h"
#include "wrapped_articles.h"

namespace khotin::benchmarks {
namespace {

using khotin::testing::ChromeScore;
using testing::LearningRun;
using testing::PlainArticle;
using testing::Site;
using testing::WrappedArticle;

constexpr size_t kWarmUp = 20;

struct Options {
  std::string folder;
  uint64_t seed = 1;
  size_t articles = 2000;
  size_t show = 0;
  bool unwrapped = true;
  bool long_run = false;
};

std::vector<PlainArticle> Choose(const std::vector<NewsArticle>& news, const Options& options) {
  std::vector<PlainArticle> chosen;
  const size_t step = std::max<size_t>(1, news.size() / (options.articles * 2));
  for (size_t i = options.seed % step; i < news.size() && chosen.size() < options.articles;
       i += step) {
    PlainArticle article =
        testing::ParsePlainArticle(absl::StrCat(news[i].title, "\n", news[i].text), options.seed);
    if (!article.paragraphs.empty()) chosen.push_back(std::move(article));
  }
  return chosen;
}

void Print(const char* what, const ChromeScore& score) {
  std::printf("%-34s %6lld articles   body kept %7.3f %%   chrome left %7.3f %%\n", what,
              static_cast<long long>(score.articles), score.Kept(), score.Left());
}

template <typename Wanted>
ChromeScore Sum(const std::vector<WrappedArticle>& wrapped, const LearningRun& run, Wanted wanted) {
  ChromeScore sum;
  for (size_t i = 0; i < wrapped.size(); ++i) {
    if (wanted(wrapped[i])) sum.Add(run.scores[i]);
  }
  return sum;
}

void Show(const std::vector<WrappedArticle>& wrapped, const LearningRun& run, size_t site,
          size_t most) {
  std::map<std::string, int> counts;
  for (size_t i = 0; i < wrapped.size(); ++i) {
    if (wrapped[i].site != site || wrapped[i].number < kWarmUp) continue;
    for (const std::string& mistake : run.mistakes[i]) ++counts[mistake];
  }
  std::vector<std::pair<int, std::string>> order;
  order.reserve(counts.size());
  for (const auto& [line, count] : counts) order.emplace_back(-count, line);
  std::sort(order.begin(), order.end());
  for (size_t i = 0; i < order.size() && i < most; ++i) {
    std::printf("      %4d %.150s\n", -order[i].first, order[i].second.c_str());
  }
}

// Lines that only the run with learning loses.
void ShowNew(const LearningRun& without, const LearningRun& with, size_t most) {
  for (size_t i = 0; i < with.mistakes.size() && most > 0; ++i) {
    for (const std::string& mistake : with.mistakes[i]) {
      const auto& before = without.mistakes[i];
      if (mistake[0] != '-' || most == 0) continue;
      if (std::find(before.begin(), before.end(), mistake) != before.end()) continue;
      std::printf("      %.200s\n", mistake.c_str());
      --most;
    }
  }
}

void Measure(const char* name, absl::Span<const Site> sites,
             const std::vector<PlainArticle>& articles, const Options& options) {
  const std::vector<WrappedArticle> wrapped = testing::WrapArticles(articles, sites, options.seed);
  const LearningRun plain = testing::LearnThrough(wrapped, false);
  const LearningRun learned = testing::LearnThrough(wrapped, true);
  std::printf("\n%s: %zu sites, seed %llu\n", name, sites.size(),
              static_cast<unsigned long long>(options.seed));
  const auto all = [](const WrappedArticle&) { return true; };
  const auto late = [](const WrappedArticle& article) { return article.number >= kWarmUp; };
  Print("without learning, all", Sum(wrapped, plain, all));
  Print("first of each site",
        Sum(wrapped, learned, [](const WrappedArticle& article) { return article.number == 0; }));
  Print("tenth of each site",
        Sum(wrapped, learned, [](const WrappedArticle& article) { return article.number == 9; }));
  Print("from the 21st of each site on", Sum(wrapped, learned, late));
  for (size_t s = 0; s < sites.size(); ++s) {
    Print(absl::StrCat("  ", sites[s].host).c_str(),
          Sum(wrapped, learned,
              [&](const WrappedArticle& article) { return article.site == s && late(article); }));
    Show(wrapped, learned, s, options.show);
  }
  std::printf("speed: %.0f articles/s, learned chrome applied\n",
              static_cast<double>(wrapped.size()) / learned.seconds);
  std::printf("learning: %.1f us an article, %zu changes, longest profile %zu lines\n",
              1e6 * learned.learning_seconds / static_cast<double>(wrapped.size()), learned.changes,
              learned.longest_profile);
}

// The articles as they are, under one source or under ten in turn; a sentence or more a line when
// `split`.
std::vector<WrappedArticle> Unwrapped(const std::vector<NewsArticle>& news, bool split,
                                      size_t sources, const Options& options) {
  std::vector<WrappedArticle> plain;
  for (size_t i = 0; i < news.size(); ++i) {
    const std::string text = absl::StrCat(news[i].title, "\n", news[i].text);
    WrappedArticle article;
    if (split) {
      PlainArticle parsed = testing::ParsePlainArticle(text, options.seed);
      article.own = std::move(parsed.paragraphs);
      article.own.insert(article.own.begin(), {parsed.title, parsed.lead});
    } else {
      article.own = absl::StrSplit(text, '\n', absl::SkipWhitespace());
    }
    article.text = absl::StrJoin(article.own, "\n");
    if (sources > 1)
      article.url = absl::StrCat("https://nguon", i * 7919 % sources, ".example/", i);
    plain.push_back(std::move(article));
  }
  return plain;
}

// What learning costs articles that have no chrome.
void MeasureUnwrapped(const std::vector<NewsArticle>& news, const Options& options) {
  std::printf("\narticles without chrome: syllables kept\n");
  for (const bool split : {false, true}) {
    for (const size_t sources : {size_t{1}, size_t{10}}) {
      const auto plain = Unwrapped(news, split, sources, options);
      const LearningRun without = testing::LearnThrough(plain, false);
      const LearningRun with = testing::LearnThrough(plain, true);
      const auto all = [](const WrappedArticle&) { return true; };
      std::printf(
          "%-22s %2zu sources   without learning %8.4f %%   with %8.4f %%   %6.0f articles/s\n",
          split ? "split into paragraphs" : "as they are", sources, Sum(plain, without, all).Kept(),
          Sum(plain, with, all).Kept(), static_cast<double>(plain.size()) / with.seconds);
      ShowNew(without, with, options.show);
    }
  }
}

// All articles as those of one site.
void MeasureLongRun(const std::vector<NewsArticle>& news, const Options& options) {
  Options all = options;
  all.articles = news.size();
  const std::vector<PlainArticle> articles = Choose(news, all);
  Measure("long run, known site", testing::KnownSites().subspan(options.seed % 14, 1), articles,
          options);
  Measure("long run, held-out site", testing::HeldOutSites().subspan(options.seed % 10, 1),
          articles, options);
}

int Run(const Options& options) {
  const auto news = ReadArticles(options.folder);
  if (!news.ok()) {
    std::fprintf(stderr, "chrome_learning: %s\n", news.status().ToString().c_str());
    return 1;
  }
  const std::vector<PlainArticle> articles = Choose(*news, options);
  if (options.long_run) {
    MeasureLongRun(*news, options);
    return 0;
  }
  Measure("known sites", testing::KnownSites(), articles, options);
  Measure("held-out sites", testing::HeldOutSites(), articles, options);
  Measure("unseen sites", testing::UnseenSites(), articles, options);
  if (options.unwrapped) MeasureUnwrapped(*news, options);
  return 0;
}

}  // namespace
}  // namespace khotin::benchmarks

int main(int argc, char** argv) {
  khotin::benchmarks::Options options;
  for (int i = 1; i < argc; ++i) {
    const std::vector<std::string> parts = absl::StrSplit(argv[i], absl::MaxSplits('=', 1));
    const uint64_t value = parts.size() == 2 ? std::strtoull(parts[1].c_str(), nullptr, 10) : 0;
    if (parts.size() == 1) options.folder = parts[0];
    if (parts[0] == "seed") options.seed = value;
    if (parts[0] == "articles") options.articles = std::max<size_t>(1, value);
    if (parts[0] == "show") options.show = value;
    if (parts[0] == "unwrapped") options.unwrapped = value != 0;
    if (parts[0] == "long") options.long_run = value != 0;
  }
  if (options.folder.empty()) {
    std::fprintf(
        stderr,
        "usage: chrome_learning FOLDER [seed=N] [articles=N] [show=N] [unwrapped=0] [long=1]\n");
    return 2;
  }
  return khotin::benchmarks::Run(options);
}

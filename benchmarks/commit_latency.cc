// How long commits take while a store grows: what one that ingests waits for.
//
//   commit_latency FOLDER [articles=N] [batch=N] [store=DIR] [fast=1]
//
// FOLDER holds one article per .txt file. N articles (all of them when left out; made_news.h makes
// more than there are) are analyzed, which is not measured, and committed in batches, durably
// unless `fast` is given. The commits' times are wall-clock; the processor time is that of the
// whole process without the analysis.
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "analysis/analyzer.h"
#include "base/status.h"
#include "made_news.h"
#include "news_corpus.h"
#include "store/prepared_document.h"
#include "store/store.h"

namespace khotin::benchmarks {
namespace {

struct Options {
  std::string folder;
  uint64_t articles = 0;
  uint64_t batch = 256;
  uint64_t fast = 0;
  std::string store = (std::filesystem::temp_directory_path() / "khotin-commit-latency").string();
};

absl::StatusOr<Options> ParseOptions(int argc, char** argv) {
  Options options;
  if (argc < 2) {
    return absl::InvalidArgumentError(
        "usage: commit_latency FOLDER [articles=N] [batch=N] [store=DIR] [fast=1]");
  }
  options.folder = argv[1];
  for (int i = 2; i < argc; ++i) {
    const std::pair<std::string, std::string> option =
        absl::StrSplit(argv[i], absl::MaxSplits('=', 1));
    const bool number =
        (option.first == "articles" && absl::SimpleAtoi(option.second, &options.articles)) ||
        (option.first == "batch" && absl::SimpleAtoi(option.second, &options.batch)) ||
        (option.first == "fast" && absl::SimpleAtoi(option.second, &options.fast));
    if (number && options.batch > 0) continue;
    if (option.first != "store") {
      return absl::InvalidArgumentError(absl::StrCat("not understood: ", argv[i]));
    }
    options.store = option.second;
  }
  return options;
}

double Seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

double ProcessSeconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return Seconds(usage.ru_utime) + Seconds(usage.ru_stime);
}

int64_t PeakMegabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

class Run {
 public:
  Run(const Options& options, store::Store* store, std::vector<NewsArticle> articles)
      : options_(options),
        store_(store),
        articles_(std::move(articles)),
        made_(&articles_, MadeKind::kReworded) {}

  absl::Status CommitAll() {
    const uint64_t wanted = options_.articles == 0 ? articles_.size() : options_.articles;
    for (uint64_t begin = 0; begin < wanted; begin += options_.batch) {
      const double analyzing = ThreadSeconds();
      std::vector<store::PreparedDocument> batch;
      for (uint64_t i = begin; i < std::min(wanted, begin + options_.batch); ++i) {
        batch.push_back(Prepared(i));
      }
      analyze_seconds_ += ThreadSeconds() - analyzing;
      const absl::Time start = absl::Now();
      KHOTIN_RETURN_IF_ERROR(store_->Commit(std::move(batch), start).status());
      milliseconds_.push_back(absl::ToDoubleMilliseconds(absl::Now() - start));
      if (milliseconds_.size() % (64000 / options_.batch) == 0) PrintSegments();
    }
    return absl::OkStatus();
  }

  void Print() {
    std::sort(milliseconds_.begin(), milliseconds_.end());
    double sum = 0;
    for (const double time : milliseconds_) sum += time;
    std::printf("%zu commits of %llu: mean %.1f ms, median %.1f, p99 %.1f, p99.9 %.1f, max %.1f\n",
                milliseconds_.size(), static_cast<unsigned long long>(options_.batch),
                sum / static_cast<double>(milliseconds_.size()), At(0.5), At(0.99), At(0.999),
                milliseconds_.back());
    std::printf("processor time %.1f s beside %.1f s of analysis, peak %lld MB\n",
                ProcessSeconds() - analyze_seconds_, analyze_seconds_,
                static_cast<long long>(PeakMegabytes()));
    PrintSegments();
  }

  void PrintSegments() const {
    const store::StoreStatus status = store_->Status();
    std::printf("%lld documents in %d stored segments, %lld in %d in memory\n",
                static_cast<long long>(status.stored_documents), status.stored_segments,
                static_cast<long long>(status.memory_documents), status.memory_segments);
    std::fflush(stdout);
  }

 private:
  store::PreparedDocument Prepared(uint64_t number) const {
    extract::RawDocument raw;
    raw.input = absl::StrCat("article ", number);
    raw.content = number < articles_.size()
                      ? absl::StrCat(articles_[number].title, "\n", articles_[number].text)
                      : made_.Text(number);
    return store::PrepareDocument(*analyzer_, store_->CurrentView()->chrome(), std::move(raw));
  }

  double At(double share) const {
    return milliseconds_[static_cast<size_t>(share * static_cast<double>(milliseconds_.size()))];
  }

  const Options& options_;
  store::Store* const store_;
  const std::vector<NewsArticle> articles_;
  const MadeNews made_;
  const std::unique_ptr<const analysis::Analyzer> analyzer_ = analysis::Analyzer::Create();
  double analyze_seconds_ = 0;
  std::vector<double> milliseconds_;
};

absl::Status Main(int argc, char** argv) {
  KHOTIN_ASSIGN_OR_RETURN(const Options options, ParseOptions(argc, argv));
  KHOTIN_ASSIGN_OR_RETURN(std::vector<NewsArticle> articles, ReadArticles(options.folder));
  std::filesystem::remove_all(options.store);
  store::StoreOptions store_options;
  store_options.path = options.store;
  store_options.sync_commits = options.fast == 0;
  KHOTIN_ASSIGN_OR_RETURN(std::unique_ptr<store::Store> store, store::Store::Open(store_options));
  {
    Run run(options, store.get(), std::move(articles));
    KHOTIN_RETURN_IF_ERROR(run.CommitAll());
    run.Print();
  }
  const absl::Time closing = absl::Now();
  store.reset();
  const absl::Time opening = absl::Now();
  KHOTIN_ASSIGN_OR_RETURN(store, store::Store::Open(store_options));
  std::printf("closed in %.0f ms, opened in %.0f ms\n",
              absl::ToDoubleMilliseconds(opening - closing),
              absl::ToDoubleMilliseconds(absl::Now() - opening));
  store.reset();
  std::filesystem::remove_all(options.store);
  return absl::OkStatus();
}

}  // namespace
}  // namespace khotin::benchmarks

int main(int argc, char** argv) {
  const absl::Status status = khotin::benchmarks::Main(argc, argv);
  if (status.ok()) return 0;
  std::fprintf(stderr, "commit_latency: %s\n", std::string(status.message()).c_str());
  return 1;
}

// A large store to measure serving with: `serving_store FILE STORE [batch=N]`.
//
// FILE holds articles as khotin-ingest takes them. They are analyzed, indexed and linked to
// entities as there, but held against no other article: each is its own cluster and story. Of
// articles made of the paragraphs of others, as search_documents makes them, that comparison is
// half the work of a commit, and no search or entity query looks at what it finds. The same FILE
// makes the same store.
#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "analysis/analyzer.h"
#include "base/status.h"
#include "ingest/document_source.h"
#include "ingest/pipeline.h"
#include "store/prepared_document.h"
#include "store/store.h"

namespace khotin::benchmarks {
namespace {

constexpr size_t kBlockCacheBytes = size_t{512} << 20;
constexpr int64_t kFlushDocuments = 16'384;  // fewer segments to merge meanwhile
constexpr size_t kReportEvery = 20'000;

struct Options {
  std::string file;
  std::string store;
  size_t batch = 4096;
};

absl::StatusOr<Options> ParseOptions(int argc, char** argv) {
  Options options;
  const absl::Status usage =
      absl::InvalidArgumentError("usage: serving_store FILE STORE [batch=N]");
  if (argc < 3 || argc > 4) return usage;
  options.file = argv[1];
  options.store = argv[2];
  if (argc == 3) return options;
  absl::string_view batch = argv[3];
  if (!absl::ConsumePrefix(&batch, "batch=") || !absl::SimpleAtoi(batch, &options.batch)) {
    return usage;
  }
  return options;
}

// The fingerprint stays, by which two articles of the very same text are told.
void CompareWithNone(store::PreparedDocument* document) {
  auto* const article = std::get_if<store::PreparedArticle>(document);
  if (article == nullptr) return;
  const auto fingerprint = article->signature.fingerprint;
  article->signature = {};
  article->signature.fingerprint = fingerprint;
  article->story_features = {};
}

class Maker {
 public:
  Maker(const Options& options, store::Store* store)
      : options_(options),
        store_(store),
        analyzer_(analysis::Analyzer::Create({})),
        source_(std::vector<std::string>{options.file}, {}) {}

  absl::Status Run() {
    ingest::PipelineOptions pipeline;
    pipeline.jobs = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    pipeline.max_documents = 2 * options_.batch;
    KHOTIN_RETURN_IF_ERROR(ingest::RunPipeline(
        pipeline, [this] { return source_.Next(); },
        [this](ingest::SourceItem item) { return Prepare(std::move(item)); }));
    KHOTIN_RETURN_IF_ERROR(source_.status());
    KHOTIN_RETURN_IF_ERROR(Commit());
    return store_->FinishIndexWork([] { return false; });
  }

 private:
  ingest::Delivery Prepare(ingest::SourceItem item) {
    if (!item.document.ok()) return [status = item.document.status()] { return status; };
    auto prepared = std::make_unique<store::PreparedDocument>(
        store::PrepareDocument(*analyzer_, {}, *std::move(item.document)));
    CompareWithNone(prepared.get());
    return [this, prepared = std::move(prepared)] { return Add(std::move(*prepared)); };
  }

  absl::Status Add(store::PreparedDocument document) {
    batch_.push_back(std::move(document));
    return batch_.size() < options_.batch ? absl::OkStatus() : Commit();
  }

  absl::Status Commit() {
    if (batch_.empty()) return absl::OkStatus();
    const size_t before = documents_;
    documents_ += batch_.size();
    KHOTIN_RETURN_IF_ERROR(store_->Commit(std::exchange(batch_, {}), absl::Now()).status());
    if (before / kReportEvery != documents_ / kReportEvery) {
      std::printf("%zu articles, %.0f a second\n", documents_,
                  static_cast<double>(documents_) / absl::ToDoubleSeconds(absl::Now() - begin_));
      std::fflush(stdout);
    }
    return absl::OkStatus();
  }

  const Options& options_;
  store::Store* const store_;
  const std::unique_ptr<const analysis::Analyzer> analyzer_;
  ingest::DocumentSource source_;
  const absl::Time begin_ = absl::Now();
  std::vector<store::PreparedDocument> batch_;
  size_t documents_ = 0;
};

absl::Status Make(int argc, char** argv) {
  KHOTIN_ASSIGN_OR_RETURN(const Options options, ParseOptions(argc, argv));
  store::StoreOptions store_options;
  store_options.path = options.store;
  store_options.block_cache_bytes = kBlockCacheBytes;
  store_options.sync_commits = false;
  store_options.flush_documents = kFlushDocuments;
  KHOTIN_ASSIGN_OR_RETURN(const auto store, store::Store::Open(store_options));
  return Maker(options, store.get()).Run();
}

}  // namespace
}  // namespace khotin::benchmarks

int main(int argc, char** argv) {
  const absl::Status status = khotin::benchmarks::Make(argc, argv);
  if (status.ok()) return 0;
  std::fprintf(stderr, "serving_store: %s\n", std::string(status.message()).c_str());
  return 1;
}

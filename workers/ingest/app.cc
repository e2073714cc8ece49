#include "ingest/app.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "analysis/analyzer.h"
#include "base/clock.h"
#include "base/status.h"
#include "entity/name_lists.h"
#include "ingest/chrome_provider.h"
#include "ingest/document_source.h"
#include "ingest/dry_run_sink.h"
#include "ingest/pipeline.h"
#include "ingest/progress.h"
#include "ingest/pull_step.h"
#include "ingest/report.h"
#include "ingest/server_sink.h"
#include "ingest/stop.h"
#include "ingest/store_sink.h"
#include "ingest/summary.h"
#include "ingest/tally.h"
#include "rpc/channel.h"
#include "rpc/site_chrome_client.h"
#include "store/store.h"

namespace khotin::ingest {
namespace {

// The worker reads next to nothing back from the store.
constexpr size_t kBlockCacheBytes = size_t{32} << 20;

// How old the site chrome of a server may be that documents are cleaned with.
constexpr absl::Duration kChromeMaxAge = absl::Seconds(2);

void Complain(absl::string_view message) {
  std::fputs(absl::StrCat("khotin-ingest: ", message, "\n").c_str(), stderr);
}

ProgressStyle StyleFor(const Options& options) {
  const bool prints = options.dry_run || options.json;
  if (isatty(STDERR_FILENO) == 0) {
    return options.progress_seconds == 0 ? ProgressStyle::kOff : ProgressStyle::kJson;
  }
  return prints && isatty(STDOUT_FILENO) != 0 ? ProgressStyle::kOff : ProgressStyle::kStatusLine;
}

absl::Duration IntervalFor(const Options& options, ProgressStyle style) {
  return style == ProgressStyle::kJson ? absl::Seconds(options.progress_seconds)
                                       : absl::Milliseconds(500);
}

class Run {
 public:
  explicit Run(const Options& options)
      : options_(options),
        report_(&tally_, options.dry_run || options.json ? stdout : nullptr),
        source_(options.paths, {options.format, options.source, options.fields}) {}

  absl::Status OpenTarget();
  absl::Status TakeAll();
  int Close(const absl::Status& status) const;

 private:
  absl::Status OpenStore();
  absl::Status Connect();
  absl::optional<SourceItem> NextItem();
  void FinishIndex();

  const Options& options_;
  const absl::Time begin_ = absl::Now();
  std::unique_ptr<const analysis::Analyzer> analyzer_;
  Tally tally_;
  Report report_;
  DocumentSource source_;
  bool interrupted_ = false;
  std::unique_ptr<store::Store> store_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<rpc::SiteChromeClient> chrome_client_;
  std::unique_ptr<Sink> sink_;
};

absl::Status Run::OpenTarget() {
  KHOTIN_ASSIGN_OR_RETURN(auto names, entity::LoadNames(options_.names));
  analyzer_ = analysis::Analyzer::Create(
      {.only_vietnamese = options_.only_vietnamese, .names = std::move(names)});
  ChromeProvider chrome = NoChrome();
  if (!options_.store.empty()) {
    KHOTIN_RETURN_IF_ERROR(OpenStore());
    chrome = [store = store_.get()] { return store->CurrentView()->chrome(); };
  } else if (!options_.server.empty()) {
    KHOTIN_RETURN_IF_ERROR(Connect());
    chrome = [client = chrome_client_.get()] { return client->Current(); };
  }
  if (options_.dry_run) {
    sink_ = NewDryRunSink(analyzer_.get(), std::move(chrome), &report_);
  } else if (store_ != nullptr) {
    sink_ = NewStoreSink(analyzer_.get(), std::move(chrome), store_.get(), &base::Clock::Real(),
                         static_cast<size_t>(options_.batch_size), &report_);
  } else {
    auto sink = OpenServerSink(analyzer_.get(), std::move(chrome), channel_, &report_);
    if (!sink.ok()) return base::Annotate(sink.status(), options_.server);
    sink_ = std::move(*sink);
  }
  return absl::OkStatus();
}

absl::Status Run::OpenStore() {
  store::StoreOptions store_options;
  store_options.path = options_.store;
  store_options.block_cache_bytes = kBlockCacheBytes;
  store_options.read_only = options_.dry_run;
  KHOTIN_ASSIGN_OR_RETURN(store_, store::Store::Open(store_options));
  return absl::OkStatus();
}

absl::Status Run::Connect() {
  channel_ = rpc::NewChannel(options_.server);
  chrome_client_ = std::make_unique<rpc::SiteChromeClient>(channel_, kChromeMaxAge);
  return base::Annotate(chrome_client_->Refresh(), options_.server);
}

absl::optional<SourceItem> Run::NextItem() {
  interrupted_ = StopRequested();
  if (interrupted_) return absl::nullopt;
  absl::optional<SourceItem> item = source_.Next();
  if (item.has_value() && item->document.ok()) tally_.AddBytes(item->document->content.size());
  return item;
}

absl::Status Run::TakeAll() {
  PipelineOptions pipeline;
  pipeline.jobs = options_.jobs;
  const ProgressStyle style = StyleFor(options_);
  const Progress progress(&tally_, style, IntervalFor(options_, style), stderr);
  absl::Status status = RunPipeline(
      pipeline, [this] { return NextItem(); },
      [this](SourceItem item) { return sink_->Prepare(std::move(item)); });
  status = sink_->Finish(std::move(status));
  if (status.ok() && interrupted_) status = absl::AbortedError("stopped by a signal");
  if (status.ok() && store_ != nullptr && !options_.dry_run) FinishIndex();
  return status;
}

// Short runs would else leave merges to each other, and none would come to an end.
void Run::FinishIndex() {
  const absl::Status status = store_->FinishIndexWork([] { return StopRequested(); });
  if (status.ok() || absl::IsCancelled(status)) return;
  Complain(
      absl::StrCat("everything is stored, but the index could not be merged: ", status.message()));
}

int Run::Close(const absl::Status& status) const {
  if (absl::IsCancelled(status)) return kExitBrokenOff;
  RunFigures figures;
  figures.counts = tally_.Get();
  figures.files = source_.files();
  figures.skipped = source_.skipped();
  figures.elapsed = absl::Now() - begin_;
  figures.peak_memory_bytes = PeakMemoryBytes();
  std::fputs(SummaryText(figures).c_str(), stderr);
  if (!status.ok()) {
    Complain(absl::StrCat("incomplete: ", status.message()));
    return kExitBrokenOff;
  }
  return figures.counts.refused > 0 ? kExitSomeRefused : kExitTaken;
}

}  // namespace

int RunIngest(const Options& options) {
  InstallSignalHandlers();
  const absl::StatusOr<int> pulled = PullSources(options);
  if (!pulled.ok()) {
    Complain(pulled.status().message());
    return kExitBrokenOff;
  }
  Run run(options);
  const absl::Status opened = run.OpenTarget();
  if (!opened.ok()) {
    Complain(opened.message());
    return kExitBrokenOff;
  }
  return std::max(*pulled, run.Close(run.TakeAll()));
}

}  // namespace khotin::ingest

#include "ingest/app.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "analysis/analyzer.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/file_lock.h"
#include "base/status.h"
#include "entity/name_lists.h"
#include "ingest/backoff.h"
#include "ingest/chrome_provider.h"
#include "ingest/document_source.h"
#include "ingest/dry_run_sink.h"
#include "ingest/file_keeper.h"
#include "ingest/inbox_watch.h"
#include "ingest/input_selection.h"
#include "ingest/json_lines.h"
#include "ingest/ledger.h"
#include "ingest/log.h"
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

// Every article is held against stored keys, but a larger cache makes ingestion no faster.
constexpr size_t kBlockCacheBytes = size_t{32} << 20;

// How old the site chrome of a server may be that documents are cleaned with.
constexpr absl::Duration kChromeMaxAge = absl::Seconds(2);

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

// When something has come, more often follows, and a look goes through all there is.
constexpr absl::Duration kLookPause = absl::Milliseconds(500);

// Of an inbox that is watched: how often it is looked at all the same, as nothing tells of what
// other machines write to a network volume; and where nothing tells of anything.
constexpr absl::Duration kLookAnyway = absl::Seconds(60);
constexpr absl::Duration kLookUntold = absl::Seconds(10);

// A signal is to be answered soon: what is read then is still taken in.
constexpr size_t kReadAheadCounted = 256;

bool IsPassing(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsResourceExhausted(status) ||
         absl::IsDeadlineExceeded(status);
}

void Sleep(absl::Duration duration) {
  constexpr absl::Duration kStep = absl::Milliseconds(100);
  const absl::Time end = absl::Now() + duration;
  while (!StopRequested() && absl::Now() < end) absl::SleepFor(kStep);
}

// Of the inbox: what stands in its place would else be taken for one of its files.
absl::Status CheckFolder(const std::string& path) {
  struct stat info {};
  if (lstat(path.c_str(), &info) != 0) return base::FileError(errno, path);
  return S_ISDIR(info.st_mode) ? absl::OkStatus()
                               : absl::FailedPreconditionError(absl::StrCat(path, ": no folder"));
}

class Run {
 public:
  explicit Run(const Options& options)
      : options_(options),
        log_(SpeaksJson(), stderr),
        keeper_(&options.inbox, &tally_, &log_),
        report_(&tally_, options.dry_run || options.json ? stdout : nullptr),
        backoff_(absl::Seconds(options.inbox.retry_seconds), std::random_device()()) {
    if (Keeps()) report_.set_on_file_end([this](const FileInHand& file) { keeper_.Ended(file); });
  }

  absl::Status Start();
  absl::Status TakeAll();
  int Close(const absl::Status& status) const;

 private:
  bool Keeps() const {
    return options_.inbox.counted || (!options_.inbox.folder.empty() && !options_.dry_run);
  }
  // A job's words are for a scheduler, unless a person looks on.
  bool SpeaksJson() const {
    const bool is_job = options_.inbox.counted || !options_.inbox.folder.empty();
    return is_job && isatty(STDERR_FILENO) == 0;
  }
  absl::Status OpenTarget();
  absl::Status OpenStore();
  absl::Status Connect();
  absl::Status OpenSink();
  absl::Status TakeWithRetries();
  bool WaitForRetry(const absl::Status& failure, int64_t counted_before);
  absl::Status TakeOnce();
  SourceOptions ReadingOptions();
  absl::optional<SourceItem> NextItem();
  void CountAhead();
  void FinishIndex();
  void Tell(const absl::Status& failure, int exit_code) const;

  const Options& options_;
  const absl::Time begin_ = absl::Now();
  const Log log_;
  std::unique_ptr<const analysis::Analyzer> analyzer_;
  Tally tally_;
  FileKeeper keeper_;
  Report report_;
  Backoff backoff_;
  RunFigures figures_;
  std::unique_ptr<base::FileLock> lock_;
  std::unique_ptr<store::Store> store_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<rpc::SiteChromeClient> chrome_client_;
  std::unique_ptr<DocumentSource> source_;
  std::unique_ptr<Sink> sink_;
};

absl::Status Run::Start() {
  if (!options_.inbox.folder.empty()) KHOTIN_RETURN_IF_ERROR(CheckFolder(options_.inbox.folder));
  KHOTIN_ASSIGN_OR_RETURN(auto names, entity::LoadNames(options_.names));
  analyzer_ = analysis::Analyzer::Create(
      {.only_vietnamese = options_.only_vietnamese, .names = std::move(names)});
  if (!options_.inbox.folder.empty() && !options_.dry_run) {
    // It saves work and no more: files that two workers read are taken once all the same, as the
    // ledger counts each document in its turn.
    const std::string& inbox = options_.inbox.folder;
    KHOTIN_ASSIGN_OR_RETURN(
        lock_, base::FileLock::Take(inbox, base::LockKind::kExclusive,
                                    inbox + ": another khotin-ingest is at work there"));
  }
  return options_.store.empty() ? absl::OkStatus() : OpenStore();
}

// Again after a server was out of reach.
absl::Status Run::OpenTarget() {
  if (options_.server.empty() || channel_ != nullptr) return absl::OkStatus();
  const absl::Status connected = Connect();
  if (!connected.ok()) channel_ = nullptr;
  return connected;
}

absl::Status Run::OpenSink() {
  ChromeProvider chrome = NoChrome();
  if (store_ != nullptr) {
    chrome = [store = store_.get()] { return store->CurrentView()->chrome(); };
  } else if (channel_ != nullptr) {
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
  KHOTIN_ASSIGN_OR_RETURN(channel_, rpc::NewChannel(options_.server, options_.security));
  chrome_client_ = std::make_unique<rpc::SiteChromeClient>(channel_, kChromeMaxAge);
  return base::Annotate(chrome_client_->Refresh(), options_.server);
}

SourceOptions Run::ReadingOptions() {
  SourceOptions reading;
  reading.format = options_.format;
  reading.source = options_.source;
  reading.fields = options_.fields;
  reading.reading = options_.reading;
  if (options_.inbox.counted) {
    reading.ledger = store_ != nullptr ? LedgerOfStore(store_.get()) : LedgerOfServer(channel_);
  }
  reading.events.read = [this](size_t bytes) { tally_.AddFileBytes(bytes); };
  if (!Keeps()) return reading;
  reading.events.skipped = [this](const FileInHand& file) { keeper_.Skipped(file); };
  return reading;
}

absl::optional<SourceItem> Run::NextItem() {
  if (StopRequested()) return absl::nullopt;
  absl::optional<SourceItem> item = source_->Next();
  if (item.has_value() && item->document.ok()) tally_.AddBytes(item->document->content.size());
  return item;
}

// So that progress can tell how much is left.
void Run::CountAhead() {
  const absl::optional<int64_t> bytes =
      TotalBytes(InputSelection(options_.paths, options_.inbox.filter, nullptr),
                 [] { return StopRequested(); });
  if (bytes.has_value()) tally_.SetTotalFileBytes(*bytes);
}

absl::Status Run::TakeOnce() {
  source_ = nullptr;
  sink_ = nullptr;
  KHOTIN_RETURN_IF_ERROR(OpenTarget());
  KHOTIN_RETURN_IF_ERROR(OpenSink());
  source_ = std::make_unique<DocumentSource>(
      InputSelection(options_.paths, options_.inbox.filter, keeper_.settled()), ReadingOptions());
  PipelineOptions pipeline;
  pipeline.jobs = options_.jobs;
  if (options_.inbox.counted) pipeline.max_documents = kReadAheadCounted;
  absl::Status status = RunPipeline(
      pipeline, [this] { return NextItem(); },
      [this](SourceItem item) { return sink_->Prepare(std::move(item)); });
  if (!StopRequested()) status.Update(source_->status());
  status = sink_->Finish(std::move(status));
  keeper_.settled()->EndLook(status.ok() && !StopRequested());
  figures_.files += source_->files();
  figures_.skipped = source_->inputs().hidden();
  figures_.unwanted = source_->inputs().unwanted();
  figures_.unsettled = source_->inputs().unsettled();
  if (status.ok() && StopRequested()) status = absl::AbortedError("stopped by a signal");
  return status;
}

// Without the ledger, what was sent before the failure would be sent again.
bool Run::WaitForRetry(const absl::Status& failure, int64_t counted_before) {
  if (options_.server.empty() || !IsPassing(failure) || StopRequested()) return false;
  if (!options_.inbox.counted && tally_.Get().Documents() > 0) return false;
  // What is refused without being sent is refused by each attempt, and is no success.
  if (tally_.Get().counted > counted_before) backoff_.Reset();
  const absl::optional<absl::Duration> delay = backoff_.Next(absl::Now());
  if (!delay.has_value()) return false;
  log_.Warn("retry",
            absl::StrCat("trying again in ",
                         absl::FormatDuration(absl::Trunc(*delay, absl::Milliseconds(100))), ": ",
                         failure.message()));
  source_ = nullptr;
  sink_ = nullptr;
  chrome_client_ = nullptr;
  channel_ = nullptr;
  Sleep(*delay);
  return !StopRequested();
}

absl::Status Run::TakeWithRetries() {
  while (true) {
    const int64_t counted = tally_.Get().counted;
    absl::Status status = TakeOnce();
    if (status.ok()) backoff_.Reset();
    if (status.ok() || !WaitForRetry(status, counted)) return status;
    tally_.ForgetUnfinished();
  }
}

absl::Status Run::TakeAll() {
  const ProgressStyle style = StyleFor(options_);
  const Progress progress(&tally_, style, IntervalFor(options_, style), stderr,
                          /*only_news=*/options_.inbox.watch);
  const InboxOptions& inbox = options_.inbox;
  std::thread counting;
  if (style != ProgressStyle::kOff && !inbox.watch)
    counting = std::thread([this] { CountAhead(); });
  InboxWatch watch(inbox.folder, inbox.filter, inbox.watch && inbox.poll_seconds == 0);
  absl::Duration longest = watch.uses_inotify() ? kLookAnyway : kLookUntold;
  if (inbox.poll_seconds > 0) longest = absl::Seconds(inbox.poll_seconds);
  absl::Status status;
  do {
    watch.Begin();
    status = TakeWithRetries();
    if (!status.ok() || !inbox.watch) break;
    watch.Wait(figures_.unsettled > 0 ? std::min(longest, inbox.filter.settle) : longest,
               std::max(inbox.filter.settle, kLookPause), [] { return StopRequested(); });
  } while (!StopRequested());
  if (counting.joinable()) counting.join();
  if (status.ok() && store_ != nullptr && !options_.dry_run) FinishIndex();
  return status;
}

// Short runs would else leave merges to each other, and none would come to an end.
void Run::FinishIndex() {
  const absl::Status status = store_->FinishIndexWork([] { return StopRequested(); });
  if (status.ok() || absl::IsCancelled(status)) return;
  log_.Warn("index", absl::StrCat("everything is stored, but the index could not be merged: ",
                                  status.message()));
}

void Run::Tell(const absl::Status& failure, int exit_code) const {
  RunFigures figures = figures_;
  figures.counts = tally_.Get();
  figures.elapsed = absl::Now() - begin_;
  figures.peak_memory_bytes = PeakMemoryBytes();
  if (SpeaksJson()) {
    std::fputs(SummaryJson(figures, failure, exit_code).c_str(), stderr);
    return;
  }
  const bool begun = figures.files > 0 || figures.counts.Documents() > 0;
  if (begun || failure.ok()) std::fputs(SummaryText(figures).c_str(), stderr);
  if (!failure.ok()) {
    log_.Warn("broken_off", absl::StrCat(begun ? "incomplete: " : "", failure.message()));
  }
}

int Run::Close(const absl::Status& status) const {
  if (IsOutputUnread(status)) return kExitBrokenOff;
  const bool stopped_well =
      options_.inbox.watch && StopRequested() && (absl::IsAborted(status) || IsPassing(status));
  if (!status.ok() && !stopped_well) {
    Tell(status, kExitBrokenOff);
    return kExitBrokenOff;
  }
  const Counts counts = tally_.Get();
  const int64_t excused = options_.quarantine_ok ? counts.kept : 0;
  const bool some_refused = counts.refused > excused || counts.files_failed > 0;
  const int exit_code = some_refused && !options_.inbox.watch ? kExitSomeRefused : kExitTaken;
  Tell(absl::OkStatus(), exit_code);
  return exit_code;
}

}  // namespace

int RunIngest(const Options& options) {
  InstallSignalHandlers();
  const absl::StatusOr<int> pulled = PullSources(options);
  absl::Status status = pulled.status();
  Run run(options);
  if (status.ok()) status = run.Start();
  if (status.ok()) status = run.TakeAll();
  const int exit_code = run.Close(status);
  return pulled.ok() ? std::max(*pulled, exit_code) : exit_code;
}

}  // namespace khotin::ingest

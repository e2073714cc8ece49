#include "pull/pull.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/file.h"
#include "base/file_lock.h"
#include "base/folder.h"
#include "base/mutex.h"
#include "base/status.h"
#include "base/version.h"
#include "pull/curl_client.h"
#include "pull/durable_file.h"
#include "pull/fetcher.h"
#include "pull/source_puller.h"

namespace khotin::pull {
namespace {

constexpr absl::string_view kProductToken = "khotin";

std::vector<SourceReport> PullAll(const SourcesFile& file, const std::string& folder,
                                  const std::string& state_folder, Fetcher* fetcher, Timer* timer,
                                  const OnSourceDone& on_source_done) {
  std::vector<SourceReport> reports(file.sources.size());
  const std::string time = absl::FormatTime("%Y%m%dT%H%M%SZ", timer->Now(), absl::UTCTimeZone());
  std::atomic<size_t> next{0};
  base::Mutex mutex;
  size_t done = 0;
  const auto work = [&] {
    for (size_t i = next++; i < file.sources.size(); i = next++) {
      const Source& source = file.sources[i];
      SourceFiles files;
      files.state = absl::StrCat(state_folder, "/", source.name, ".json");
      files.archive_prefix = absl::StrCat(folder, "/", time, "-", source.name, "-");
      reports[i] = SourcePuller(source, file.settings, std::move(files), fetcher, timer).Run();
      if (on_source_done == nullptr || timer->stopped()) continue;
      base::MutexLock lock(&mutex);
      on_source_done(reports[i], ++done, reports.size());
    }
  };
  std::vector<std::thread> threads;
  const auto count = std::min(static_cast<size_t>(file.settings.threads), file.sources.size());
  for (size_t i = 1; i < count; ++i) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
  return reports;
}

}  // namespace

std::string UserAgent(const PullSettings& settings) {
  return absl::StrCat("Khotin/", base::kVersion, " (+", settings.contact, ")");
}

absl::StatusOr<PullReport> Pull(const SourcesFile& file, const std::string& folder,
                                HttpClient* client, Timer* timer,
                                const OnSourceDone& on_source_done) {
  const absl::Time begin = timer->Now();
  const std::string state_folder = absl::StrCat(folder, "/.khotin-pull");
  KHOTIN_RETURN_IF_ERROR(base::MakeFolder(state_folder));
  const std::string lock_path = base::JoinPath(state_folder, "lock");
  KHOTIN_RETURN_IF_ERROR(base::FileWriter::Create(lock_path).status());
  KHOTIN_ASSIGN_OR_RETURN(
      const std::unique_ptr<base::FileLock> lock,
      base::FileLock::Take(lock_path, base::LockKind::kExclusive,
                           absl::StrCat(lock_path, ": another pull works here")));
  KHOTIN_RETURN_IF_ERROR(DurableFile::RemoveLeftOvers(folder));
  KHOTIN_RETURN_IF_ERROR(DurableFile::RemoveLeftOvers(state_folder));

  FetcherOptions options;
  options.product_token = std::string(kProductToken);
  options.max_run_bytes = file.settings.max_run_bytes;
  Fetcher fetcher(std::move(options), client, timer);
  PullReport report;
  report.sources = PullAll(file, folder, state_folder, &fetcher, timer, on_source_done);
  report.bytes = fetcher.bytes();
  report.ended = timer->Now();
  report.elapsed = report.ended - begin;
  report.stopped = timer->stopped();
  return report;
}

absl::StatusOr<PullReport> Pull(const PullOptions& options) {
  KHOTIN_ASSIGN_OR_RETURN(const SourcesFile file, LoadSources(options.sources_file));
  CurlOptions curl;
  curl.user_agent = UserAgent(file.settings);
  curl.allow_private_addresses = file.settings.allow_private_addresses;
  curl.timeout = file.settings.timeout;
  curl.stop = options.stop;
  const std::unique_ptr<HttpClient> client = NewCurlClient(std::move(curl));
  const std::unique_ptr<Timer> timer = NewRealTimer(options.stop);
  return Pull(file, options.folder, client.get(), timer.get(), options.on_source_done);
}

}  // namespace khotin::pull

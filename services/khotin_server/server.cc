#include "server.h"

#include <pthread.h>
#include <signal.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "admin_service.h"
#include "article_service.h"
#include "base/clock.h"
#include "base/limits.h"
#include "base/status.h"
#include "cluster_service.h"
#include "commit_queue.h"
#include "entity/name_lists.h"
#include "entity_service.h"
#include "grpcpp/health_check_service_interface.h"
#include "grpcpp/resource_quota.h"
#include "grpcpp/security/server_credentials.h"
#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"
#include "ingest_service.h"
#include "metrics.h"
#include "preparer.h"
#include "quarantine_service.h"
#include "query/abbreviation_table.h"
#include "search_service.h"
#include "spdlog/spdlog.h"
#include "watch_service.h"

namespace khotin::server {
namespace {

constexpr int kMaxThreads = 256;
constexpr int kMaxConcurrentStreams = 256;

// Blocks the signals in this and all later threads, so that one place waits for them.
sigset_t BlockStopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
  return signals;
}

struct Services {
  Services(store::Store* store, const analysis::Analyzer* analyzer,
           const query::AbbreviationTable* abbreviations, const Options& options)
      : preparer(analyzer, store, options.jobs),
        commits(store, &base::Clock::Real()),
        article(store, &base::Clock::Real()),
        search(store, abbreviations, &base::Clock::Real()),
        entity(store, &base::Clock::Real()),
        cluster(store, &preparer),
        ingest(store, &preparer, &commits, options.window),
        quarantine(store, analyzer, &commits),
        watch(store, abbreviations, &base::Clock::Real(), options.max_watches),
        admin(store, analyzer->version(), &preparer, &commits, &base::Clock::Real()) {}

  Preparer preparer;
  CommitQueue commits;
  ArticleService article;
  SearchService search;
  EntityService entity;
  ClusterService cluster;
  IngestService ingest;
  QuarantineService quarantine;
  WatchService watch;
  AdminService admin;
};

std::unique_ptr<grpc::Server> StartServing(const Options& options, Services* services, int* port) {
  grpc::EnableDefaultHealthCheckService(true);
  grpc::ServerBuilder builder;
  grpc::ResourceQuota quota("khotin");
  quota.SetMaxThreads(kMaxThreads);
  builder.SetResourceQuota(quota);
  builder.SetMaxReceiveMessageSize(static_cast<int>(base::kMaxMessageBytes));
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, kMaxConcurrentStreams);
  // Two servers on one port would share its calls by chance.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.AddListeningPort(options.listen, grpc::InsecureServerCredentials(), port);
  builder.RegisterService(&services->article);
  builder.RegisterService(&services->search);
  builder.RegisterService(&services->entity);
  builder.RegisterService(&services->cluster);
  builder.RegisterService(&services->ingest);
  builder.RegisterService(&services->quarantine);
  builder.RegisterService(&services->watch);
  builder.RegisterService(&services->admin);
  return builder.BuildAndStart();
}

std::string HostOf(const std::string& address) { return address.substr(0, address.rfind(':')); }

// The built-in table with the rows of the file `path`, if any.
absl::StatusOr<query::AbbreviationTable> ReadAbbreviations(const std::string& path) {
  query::AbbreviationTable table = query::AbbreviationTable::BuiltIn();
  if (path.empty()) return table;
  std::ifstream file(path, std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (!file) return absl::NotFoundError(absl::StrCat(path, ": cannot be read"));
  KHOTIN_RETURN_IF_ERROR(table.Add(text, path));
  return table;
}

// nullptr where there are none.
absl::StatusOr<std::unique_ptr<MetricsServer>> ServeMetrics(const Options& options,
                                                            const store::Store* store,
                                                            const CommitQueue* commits) {
  if (options.metrics_listen.empty()) return nullptr;
  auto metrics = MetricsServer::Start(options.metrics_listen, store, commits);
  if (metrics.ok()) {
    spdlog::info("metrics on {}:{}", HostOf(options.metrics_listen), (*metrics)->port());
    return metrics;
  }
  if (options.metrics_required) return metrics.status();
  spdlog::warn("no metrics: {}", std::string(metrics.status().message()));
  return nullptr;
}

}  // namespace

absl::Status RunServer(const Options& options) {
  const sigset_t signals = BlockStopSignals();
  KHOTIN_ASSIGN_OR_RETURN(const query::AbbreviationTable abbreviations,
                          ReadAbbreviations(options.abbreviations));
  KHOTIN_ASSIGN_OR_RETURN(auto names, entity::LoadNames(options.names));
  store::StoreOptions store_options;
  store_options.path = options.store;
  store_options.block_cache_bytes = static_cast<size_t>(options.cache_mib) << 20;
  store_options.flush_documents = options.flush_documents;
  KHOTIN_ASSIGN_OR_RETURN(const std::unique_ptr<store::Store> store,
                          store::Store::Open(store_options));
  const std::unique_ptr<const analysis::Analyzer> analyzer = analysis::Analyzer::Create(
      {.only_vietnamese = options.only_vietnamese, .names = std::move(names)});
  Services services(store.get(), analyzer.get(), &abbreviations, options);

  int port = 0;
  const std::unique_ptr<grpc::Server> server = StartServing(options, &services, &port);
  if (server == nullptr || port == 0) {
    return absl::UnavailableError(
        absl::StrCat(options.listen, ": cannot listen there; is the port in use?"));
  }
  KHOTIN_ASSIGN_OR_RETURN(const std::unique_ptr<MetricsServer> metrics,
                          ServeMetrics(options, store.get(), &services.commits));
  const std::string address = absl::StrCat(HostOf(options.listen), ":", port);
  spdlog::info("store {} at revision {}, listening on {}", options.store,
               store->CurrentView()->revision(), address);
  std::printf("listening on %s\n", address.c_str());
  std::fflush(stdout);

  int signal_number = 0;
  sigwait(&signals, &signal_number);
  spdlog::info("stopping on signal {}", signal_number);
  server->GetHealthCheckService()->SetServingStatus(false);
  services.ingest.StopTaking();
  services.watch.StopServing();
  services.admin.StopServing();
  server->Shutdown(std::chrono::system_clock::now() + std::chrono::seconds(options.grace_seconds));
  server->Wait();
  spdlog::info("stopped");
  return absl::OkStatus();
}

}  // namespace khotin::server

#include "server.h"

#include <chrono>
#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "admin_service.h"
#include "api_server.h"
#include "article_service.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/status.h"
#include "call_metrics.h"
#include "cluster_service.h"
#include "commit_queue.h"
#include "entity/name_lists.h"
#include "entity_service.h"
#include "health.h"
#include "ingest_metrics.h"
#include "ingest_service.h"
#include "listen_address.h"
#include "metrics.h"
#include "preparer.h"
#include "prometheus/registry.h"
#include "quarantine_service.h"
#include "query/abbreviation_table.h"
#include "search_service.h"
#include "spdlog/spdlog.h"
#include "stop_signals.h"
#include "tls_credentials.h"
#include "watch_service.h"

namespace khotin::server {
namespace {

constexpr size_t kMaxTableBytes = size_t{64} << 20;
constexpr absl::Duration kWritableInterval = absl::Seconds(1);

struct Services {
  Services(store::Store* store, const analysis::Analyzer* analyzer,
           const query::AbbreviationTable* abbreviations, IngestMetrics* metrics,
           const Options& options)
      : preparer(analyzer, store, metrics, options.jobs),
        commits(store, &base::Clock::Real(), metrics),
        article(store, &base::Clock::Real()),
        search(store, abbreviations, &base::Clock::Real()),
        entity(store, &base::Clock::Real()),
        cluster(store, &preparer),
        ingest(store, &preparer, &commits, options.window),
        quarantine(store, analyzer, &commits),
        watch(store, abbreviations, &base::Clock::Real(), options.limits.max_watches),
        admin(store, analyzer->version(), &preparer, &commits, &base::Clock::Real()) {}

  std::vector<grpc::Service*> All() {
    return {&article, &search, &entity, &cluster, &ingest, &quarantine, &watch, &admin};
  }

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

// On the API's port.
constexpr const char* kServiceNames[] = {
    v1::ArticleService::service_full_name(),      v1::SearchService::service_full_name(),
    v1::EntityService::service_full_name(),       v1::ClusterService::service_full_name(),
    v1::IngestService::service_full_name(),       v1::QuarantineService::service_full_name(),
    v1::WatchService::service_full_name(),        v1::AdminService::service_full_name(),
    grpc::health::v1::Health::service_full_name()};

// The built-in table with the rows of the file `path`, if any.
absl::StatusOr<query::AbbreviationTable> ReadAbbreviations(const std::string& path) {
  query::AbbreviationTable table = query::AbbreviationTable::BuiltIn();
  if (path.empty()) return table;
  KHOTIN_ASSIGN_OR_RETURN(const std::string text, base::ReadWholeFile(path, kMaxTableBytes));
  KHOTIN_RETURN_IF_ERROR(table.Add(text, path));
  return table;
}

absl::StatusOr<std::unique_ptr<store::Store>> OpenStore(const Options& options) {
  store::StoreOptions store_options;
  store_options.path = options.store;
  store_options.block_cache_bytes = static_cast<size_t>(options.cache_mib) << 20;
  store_options.segment_cache_bytes = static_cast<size_t>(options.index_cache_mib) << 20;
  store_options.flush_documents = options.flush_documents;
  return store::Store::Open(store_options);
}

absl::Status ServeHealth(const Options& options, Health* health) {
  if (options.health_listen.empty()) return absl::OkStatus();
  const absl::Status status = health->Listen(options.health_listen);
  if (status.ok()) {
    spdlog::info("health on {}", BoundAddress(options.health_listen, health->port()));
    return status;
  }
  if (options.health_required) return status;
  spdlog::warn("no health port: {}", std::string(status.message()));
  return absl::OkStatus();
}

// nullptr where there are none.
absl::StatusOr<std::unique_ptr<MetricsServer>> ServeMetrics(
    const Options& options, const store::Store* store, const CommitQueue* commits,
    std::shared_ptr<prometheus::Registry> registry) {
  if (options.metrics_listen.empty()) return nullptr;
  auto metrics = MetricsServer::Start(options.metrics_listen, store, commits, std::move(registry));
  if (metrics.ok()) {
    spdlog::info("metrics on {}", BoundAddress(options.metrics_listen, (*metrics)->port()));
    return metrics;
  }
  if (options.metrics_required) return metrics.status();
  spdlog::warn("no metrics: {}", std::string(metrics.status().message()));
  return nullptr;
}

void AnnounceListening(const Options& options, int port, const store::Store& store) {
  const std::string address = BoundAddress(options.listen, port);
  const char* const security = options.tls.cert.empty()        ? "without TLS"
                               : options.tls.client_ca.empty() ? "with TLS"
                                                               : "with mutual TLS";
  spdlog::info("store {} at revision {}, listening on {} {}", options.store,
               store.CurrentView()->revision(), address, security);
  std::printf("listening on %s\n", address.c_str());
  std::fflush(stdout);
}

Readiness ReadinessOf(const store::Store& store) {
  return store.Status().write_status.ok() ? Readiness::kForAll : Readiness::kForReads;
}

// True when the server was told to stop before it served.
bool IsStopping(const StopSignals& signals) {
  const int signal = signals.WaitFor(absl::ZeroDuration());
  if (signal != 0) spdlog::info("stopped on signal {}, before anything was served", signal);
  return signal != 0;
}

// Returns once the server is to stop, after the drain period.
void ServeUntilStopped(const Options& options, const StopSignals& signals,
                       const store::Store& store, Health* health) {
  int signal = 0;
  while (signal == 0) {
    health->SetReadiness(ReadinessOf(store));
    signal = signals.WaitFor(kWritableInterval);
  }
  health->SetReadiness(Readiness::kForNothing);
  spdlog::info("stopping on signal {}: not ready, takes calls for {} s more", signal,
               options.drain_seconds);
  signals.WaitFor(absl::Seconds(options.drain_seconds));
}

void Stop(const Options& options, Services* services, Health* health, grpc::Server* server) {
  services->ingest.StopTaking();
  services->watch.StopServing();
  services->admin.StopServing();
  health->api_service()->EndWatches();
  server->Shutdown(std::chrono::system_clock::now() + std::chrono::seconds(options.grace_seconds));
  server->Wait();
  health->api_service()->Stop();
  spdlog::info("stopped");
}

}  // namespace

absl::Status RunServer(const Options& options) {
  const StopSignals signals;
  KHOTIN_ASSIGN_OR_RETURN(const auto credentials, MakeServerCredentials(options.tls));
  Health health;
  KHOTIN_RETURN_IF_ERROR(ServeHealth(options, &health));
  KHOTIN_ASSIGN_OR_RETURN(const query::AbbreviationTable abbreviations,
                          ReadAbbreviations(options.abbreviations));
  KHOTIN_ASSIGN_OR_RETURN(auto names, entity::LoadNames(options.names));
  KHOTIN_ASSIGN_OR_RETURN(const std::unique_ptr<store::Store> store, OpenStore(options));
  const std::unique_ptr<const analysis::Analyzer> analyzer = analysis::Analyzer::Create(
      {.only_vietnamese = options.only_vietnamese, .names = std::move(names)});

  const auto registry = std::make_shared<prometheus::Registry>();
  CallMetrics call_metrics(registry.get());
  for (const char* name : kServiceNames) call_metrics.CountFaultsOf(name);
  IngestMetrics ingest_metrics(registry.get());
  Services services(store.get(), analyzer.get(), &abbreviations, &ingest_metrics, options);
  if (IsStopping(signals)) return absl::OkStatus();
  // Before there are calls: it may fail, and the API's server ends with its last call.
  KHOTIN_ASSIGN_OR_RETURN(const std::unique_ptr<MetricsServer> metrics,
                          ServeMetrics(options, store.get(), &services.commits, registry));
  int port = 0;
  KHOTIN_ASSIGN_OR_RETURN(const std::unique_ptr<grpc::Server> server,
                          StartApiServer(options, credentials, services.All(), health.api_service(),
                                         &call_metrics, &port));
  // Whoever reads that it listens may ask at once whether it is ready.
  health.SetReadiness(ReadinessOf(*store));
  AnnounceListening(options, port, *store);
  ServeUntilStopped(options, signals, *store, &health);
  Stop(options, &services, &health, server.get());
  return absl::OkStatus();
}

}  // namespace khotin::server

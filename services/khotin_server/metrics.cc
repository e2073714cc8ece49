#include "metrics.h"

#include <algorithm>
#include <exception>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "base/limits.h"
#include "base/status.h"
#include "prometheus/collectable.h"
#include "prometheus/exposer.h"
#include "prometheus/metric_family.h"
#include "rpc/convert.h"
#include "store/source_drift.h"

namespace khotin::server {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

constexpr size_t kThreads = 2;

MetricFamily Gauges(const char* name, const char* help) {
  return {name, help, MetricType::Gauge, {}};
}

MetricFamily Gauge(const char* name, const char* help, double value) {
  MetricFamily family = Gauges(name, help);
  family.metric.emplace_back();
  family.metric.back().gauge.value = value;
  return family;
}

void Add(double value, std::vector<ClientMetric::Label> labels, MetricFamily* family) {
  ClientMetric metric;
  metric.label = std::move(labels);
  metric.gauge.value = value;
  metric.counter.value = value;
  family->metric.push_back(std::move(metric));
}

absl::StatusOr<std::vector<store::StoredSource>> LargestSources(const store::View& view) {
  std::vector<store::StoredSource> all;
  absl::optional<std::string> after;
  while (true) {
    KHOTIN_ASSIGN_OR_RETURN(std::vector<store::StoredSource> page,
                            view.ListSources(after, base::kMaxPageSize));
    if (page.empty()) break;
    after = page.back().key;
    std::move(page.begin(), page.end(), std::back_inserter(all));
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const store::StoredSource& a, const store::StoredSource& b) {
                     return a.record.article_count() > b.record.article_count();
                   });
  if (all.size() > kMaxMetricSources) all.resize(kMaxMetricSources);
  return all;
}

std::vector<MetricFamily> SourceFamilies(const std::vector<store::StoredSource>& sources) {
  MetricFamily articles{"khotin_source_articles_total",
                        "Article versions stored of a source",
                        MetricType::Counter,
                        {}};
  MetricFamily refused{
      "khotin_source_refused_total", "Documents refused of a source", MetricType::Counter, {}};
  MetricFamily words = Gauges("khotin_source_body_words", "Words of an article, newest days");
  MetricFamily shares =
      Gauges("khotin_source_share",
             "Share of the newest days' articles with a title, lead, date or author; of documents "
             "refused; of words removed");
  MetricFamily drifts =
      Gauges("khotin_source_drift", "1 for a figure of a source that has moved far");
  for (const store::StoredSource& source : sources) {
    const ClientMetric::Label label{"source", source.key};
    Add(static_cast<double>(source.record.article_count()), {label}, &articles);
    Add(static_cast<double>(source.record.refused_count()), {label}, &refused);
    const store::DriftReport report = store::FindDrift(source.record);
    Add(report.now.body_words, {label}, &words);
    const std::pair<const char*, double> figures[] = {
        {"title", report.now.title_share},     {"lead", report.now.lead_share},
        {"date", report.now.date_share},       {"author", report.now.author_share},
        {"refused", report.now.refused_share}, {"removed", report.now.removed_share}};
    for (const auto& [name, value] : figures) Add(value, {label, {"figure", name}}, &shares);
    for (const store::Drift& drift : report.drifts) {
      Add(1, {label, {"figure", drift.figure}}, &drifts);
    }
  }
  return {std::move(articles), std::move(refused), std::move(words), std::move(shares),
          std::move(drifts)};
}

void AppendIndexFamilies(const store::StoreStatus& status, std::vector<MetricFamily>* families) {
  const auto number = [](int64_t count) { return static_cast<double>(count); };
  MetricFamily segments = Gauges("khotin_index_segments", "Segments of the search index");
  Add(status.stored_segments, {{"place", "stored"}}, &segments);
  Add(status.memory_segments, {{"place", "memory"}}, &segments);
  MetricFamily documents =
      Gauges("khotin_index_documents", "Documents of the search index, superseded ones included");
  Add(number(status.stored_documents), {{"place", "stored"}}, &documents);
  Add(number(status.memory_documents), {{"place", "memory"}}, &documents);
  MetricFamily merged{"khotin_index_merged_documents_total",
                      "Documents rewritten by merges of segments",
                      MetricType::Counter,
                      {}};
  Add(number(status.merged_documents), {}, &merged);
  families->push_back(std::move(segments));
  families->push_back(std::move(documents));
  families->push_back(
      Gauge("khotin_index_merges_running", "Merges that run", status.merges_running));
  families->push_back(std::move(merged));
  families->push_back(Gauge("khotin_index_writable", "0 while segments cannot be written or merged",
                            status.index_status.ok() ? 1 : 0));
}

MetricFamily VerdictFamily(const CommitQueue& commits) {
  MetricFamily documents{"khotin_documents_total",
                         "Documents committed since the server started, by verdict",
                         MetricType::Counter,
                         {}};
  for (int i = v1::VERDICT_UNSPECIFIED + 1; i <= v1::Verdict_MAX; ++i) {
    if (!v1::Verdict_IsValid(i)) continue;
    const int64_t count = commits.CountOf(static_cast<store::Verdict>(i));
    const std::string name = rpc::VerdictName(static_cast<v1::Verdict>(i));
    Add(static_cast<double>(count), {{"verdict", absl::AsciiStrToLower(name)}}, &documents);
  }
  return documents;
}

class StoreMetrics : public prometheus::Collectable {
 public:
  StoreMetrics(const store::Store* store, const CommitQueue* commits)
      : store_(store), commits_(commits) {}

  std::vector<MetricFamily> Collect() const override {
    const std::shared_ptr<const store::View> view = store_->CurrentView();
    const store::StoreStatus status = store_->Status();
    const store::Counts& counts = view->counts();
    const auto number = [](int64_t count) { return static_cast<double>(count); };
    std::vector<MetricFamily> families = {
        Gauge("khotin_articles", "Articles stored", number(counts.articles)),
        Gauge("khotin_article_versions", "Versions of articles", number(counts.versions)),
        Gauge("khotin_clusters", "Duplicate clusters", number(counts.clusters)),
        Gauge("khotin_stories", "Stories, those of a single article among them",
              number(counts.stories)),
        Gauge("khotin_entities", "Entities", number(counts.entities)),
        Gauge("khotin_quarantined_documents", "Documents in quarantine",
              number(counts.quarantined)),
        Gauge("khotin_revision", "The newest commit", number(view->revision())),
        Gauge("khotin_store_bytes", "Size of the store's files", number(status.store_bytes)),
        Gauge("khotin_writable", "1 while the store takes writes",
              status.write_status.ok() ? 1 : 0),
        Gauge("khotin_commit_queue_documents", "Documents that wait for their commit",
              static_cast<double>(commits_->depth())),
        VerdictFamily(*commits_)};
    AppendIndexFamilies(status, &families);
    // A source's damaged record must not take the other figures along.
    const auto sources = LargestSources(*view);
    if (!sources.ok()) return families;
    for (MetricFamily& family : SourceFamilies(*sources)) families.push_back(std::move(family));
    return families;
  }

 private:
  const store::Store* const store_;
  const CommitQueue* const commits_;
};

class MetricsServerImpl : public MetricsServer {
 public:
  MetricsServerImpl(const std::string& address, const store::Store* store,
                    const CommitQueue* commits, std::shared_ptr<prometheus::Registry> registry)
      : metrics_(std::make_shared<StoreMetrics>(store, commits)),
        registry_(std::move(registry)),
        exposer_(address, kThreads) {
    exposer_.RegisterCollectable(metrics_);
    exposer_.RegisterCollectable(registry_);
  }

  int port() const override { return exposer_.GetListeningPorts().at(0); }

 private:
  const std::shared_ptr<StoreMetrics> metrics_;
  const std::shared_ptr<prometheus::Registry> registry_;
  prometheus::Exposer exposer_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<MetricsServer>> MetricsServer::Start(
    const std::string& address, const store::Store* store, const CommitQueue* commits,
    std::shared_ptr<prometheus::Registry> registry) {
  try {
    return std::make_unique<MetricsServerImpl>(address, store, commits, std::move(registry));
  } catch (const std::exception& error) {
    return absl::UnavailableError(
        absl::StrCat(address, ": cannot serve metrics there; is the port in use?"));
  }
}

}  // namespace khotin::server

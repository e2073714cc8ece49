// How many searches a second a running khotin-server answers, beside the emptiest call there is.
//
//   search_load --address HOST:PORT --queries QUERIES.tsv [--filters]
//
// QUERIES are those of the comparison (peer_files.h), sent as a user would type them. The emptiest
// call is the health check of the same server, which reads and writes next to nothing. Measured
// are both with many calls in flight, then searches at half the rate of that, which is where
// latency is told.
#include <cstdio>
#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "base/status.h"
#include "khotin/v1/search_service.pb.h"
#include "load_generator.h"
#include "peer_files.h"
#include "rpc/channel.h"

namespace khotin::benchmarks {
namespace {

constexpr int kPageSize = 10;
constexpr char kSearch[] = "/khotin.v1.SearchService/Search";
constexpr char kHealth[] = "/grpc.health.v1.Health/Check";

struct Options {
  std::string address = "127.0.0.1:50051";
  std::string queries;
  std::vector<std::string> classes = {"and", "phrase", "title"};
  bool filters = false;
  int calls = 64;
  double seconds = 10;
  double rate = 0;  // 0: half of the peak
};

std::string Day(int64_t seconds) {
  return absl::FormatTime("%Y-%m-%d", absl::FromUnixSeconds(seconds), absl::UTCTimeZone());
}

// The query as it is typed.
std::string QueryText(const PeerQuery& query) {
  const bool phrase = query.query_class == "phrase";
  const bool any = query.query_class == "or";
  std::string text = absl::StrJoin(query.terms, any ? " OR " : " ");
  if (phrase) text = absl::StrCat("\"", text, "\"");
  if (!query.source.empty()) absl::StrAppend(&text, " source:", query.source);
  if (query.has_dates()) {
    absl::StrAppend(&text, " date:", Day(query.date_begin), "..", Day(query.date_end - 1));
  }
  return text;
}

// Encoded requests of the queries of `classes`, one class after another in turns.
std::vector<std::string> Requests(const std::vector<PeerQuery>& queries,
                                  const std::vector<std::string>& classes) {
  std::vector<std::vector<std::string>> by_class;
  for (const std::string& name : classes) {
    by_class.emplace_back();
    for (const PeerQuery& query : queries) {
      if (query.query_class != name) continue;
      v1::SearchRequest request;
      request.set_query(QueryText(query));
      request.set_page_size(kPageSize);
      by_class.back().push_back(request.SerializeAsString());
    }
  }
  std::vector<std::string> requests;
  for (size_t i = 0;; ++i) {
    const size_t before = requests.size();
    for (const auto& each : by_class) {
      if (i < each.size()) requests.push_back(each[i]);
    }
    if (requests.size() == before) return requests;
  }
}

void Print(const char* what, const LoadReport& report) {
  std::printf("%-34s %8.0f calls/s  ms: mean %7.2f  p50 %7.2f  p90 %7.2f  p99 %7.2f  max %7.2f\n",
              what, report.calls_per_second(), report.Mean(), report.Percentile(0.5),
              report.Percentile(0.9), report.Percentile(0.99), report.Percentile(1));
  if (report.failures > 0) {
    std::printf("  %llu calls failed, the first: %s\n",
                static_cast<unsigned long long>(report.failures), report.first_failure.c_str());
  }
  std::fflush(stdout);
}

// One class of requests: warm-up, peak, and half of the peak.
double MeasureSearch(const std::shared_ptr<grpc::Channel>& channel, const Options& options,
                     const std::vector<std::string>& requests, const std::string& what) {
  const absl::Duration duration = absl::Seconds(options.seconds);
  LoadGenerator search(channel, kSearch, requests);
  search.KeepInFlight(options.calls, duration / 2);
  const LoadReport peak = search.KeepInFlight(options.calls, duration);
  Print(absl::StrCat(what, ", ", options.calls, " in flight").c_str(), peak);
  const double rate = options.rate > 0 ? options.rate : peak.calls_per_second() / 2;
  if (rate > 0) {
    const LoadReport half = search.KeepRate(rate, duration);
    Print(absl::StrFormat("%s, %.0f calls/s", what, rate).c_str(), half);
  }
  return peak.calls_per_second();
}

absl::Status Measure(const Options& options) {
  KHOTIN_ASSIGN_OR_RETURN(const auto queries, ReadPeerQueries(options.queries));
  const std::vector<std::string> requests = Requests(queries, options.classes);
  if (requests.empty()) return absl::InvalidArgumentError("no query of these classes");
  const auto channel = rpc::NewChannel(options.address);
  LoadGenerator echo(channel, kHealth, {std::string()});
  echo.KeepInFlight(options.calls, absl::Seconds(options.seconds / 4));
  const LoadReport empty = echo.KeepInFlight(options.calls, absl::Seconds(options.seconds));
  if (empty.millis.empty()) return absl::UnavailableError(empty.first_failure);
  Print(absl::StrCat("empty call, ", options.calls, " in flight").c_str(), empty);
  const double peak = MeasureSearch(channel, options, requests, "search");
  std::printf("%-34s %8.3f\n", "searches per empty call", peak / empty.calls_per_second());
  if (options.filters) {
    MeasureSearch(channel, options, Requests(queries, {"filtered"}), "filtered search");
  }
  return absl::OkStatus();
}

int Main(int argc, char** argv) {
  Options options;
  CLI::App app("Measures searches over gRPC beside an empty call.", "search_load");
  app.add_option("--address", options.address, "HOST:PORT of the server")->capture_default_str();
  app.add_option("--queries", options.queries, "Queries of the comparison")->required();
  app.add_option("--classes", options.classes, "Classes of queries to send")
      ->delimiter(',')
      ->capture_default_str();
  app.add_flag("--filters", options.filters, "Measure queries with filters as well");
  app.add_option("--calls", options.calls, "Calls in flight")->capture_default_str();
  app.add_option("--seconds", options.seconds, "Length of one measurement")->capture_default_str();
  app.add_option("--rate", options.rate, "Calls a second; 0 is half of the peak")
      ->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  const absl::Status status = Measure(options);
  if (!status.ok())
    std::fprintf(stderr, "search_load: %s\n", std::string(status.message()).c_str());
  return status.ok() ? 0 : 1;
}

}  // namespace
}  // namespace khotin::benchmarks

int main(int argc, char** argv) { return khotin::benchmarks::Main(argc, argv); }

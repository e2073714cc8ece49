#include "pull/report.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "nlohmann/json.hpp"

namespace khotin::pull {
namespace {

using Json = nlohmann::ordered_json;

double MiB(int64_t bytes) { return static_cast<double>(bytes) / (1 << 20); }

void AddCounts(const PullCounts& counts, Json* json) {
  json->update({{"listings", counts.listings},
                {"listings_unchanged", counts.listings_unchanged},
                {"listings_failed", counts.listings_failed},
                {"fetched", counts.fetched},
                {"refused", counts.refused},
                {"failed", counts.failed},
                {"put_off", counts.put_off},
                {"no_page", counts.no_page},
                {"filtered", counts.filtered},
                {"too_old", counts.too_old},
                {"waiting", counts.waiting}});
}

// As the other lines of a log begin.
Json Head(absl::Time time, bool failures, absl::string_view event) {
  return {{"time", absl::FormatTime(absl::RFC3339_sec, time, absl::UTCTimeZone())},
          {"level", failures ? "warn" : "info"},
          {"event", std::string(event)}};
}

std::string Dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json SourceJson(const SourceReport& source) {
  Json json = {{"name", source.name}};
  AddCounts(source.counts, &json);
  json["archives"] = source.archives;
  json["problems"] = Json::array();
  for (const PullProblem& problem : source.problems) {
    json["problems"].push_back({{"url", problem.url}, {"reason", problem.reason}});
  }
  if (!source.status.ok()) json["error"] = std::string(source.status.message());
  return json;
}

void AppendProblems(const SourceReport& source, std::string* out) {
  for (const PullProblem& problem : source.problems) {
    absl::StrAppend(out, "  ", source.name, ": ", problem.url, ": ", problem.reason, "\n");
  }
  if (source.unlisted_problems > 0) {
    absl::StrAppend(out, "  ", source.name, ": and ", source.unlisted_problems, " more\n");
  }
  if (!source.status.ok()) {
    absl::StrAppend(out, "  ", source.name, ": broken off: ", source.status.message(), "\n");
  }
}

}  // namespace

void PullCounts::Add(const PullCounts& other) {
  listings += other.listings;
  listings_unchanged += other.listings_unchanged;
  listings_failed += other.listings_failed;
  fetched += other.fetched;
  refused += other.refused;
  failed += other.failed;
  put_off += other.put_off;
  no_page += other.no_page;
  filtered += other.filtered;
  too_old += other.too_old;
  waiting += other.waiting;
}

void SourceReport::AddProblem(absl::string_view url, absl::string_view reason) {
  if (problems.size() < kListedProblems) {
    problems.push_back({std::string(url), std::string(reason)});
  } else {
    ++unlisted_problems;
  }
}

bool SourceReport::HasFailures() const { return !status.ok() || counts.listings_failed > 0; }

PullCounts PullReport::Total() const {
  PullCounts total;
  for (const SourceReport& source : sources) total.Add(source.counts);
  return total;
}

bool PullReport::HasFailures() const {
  return std::any_of(sources.begin(), sources.end(),
                     [](const SourceReport& source) { return source.HasFailures(); });
}

std::string PullReportText(const PullReport& report) {
  const PullCounts total = report.Total();
  std::string out = absl::StrFormat(
      "pull: %d sources, %d feeds and sitemaps (%d unchanged, %d failed), %d pages fetched, "
      "%d refused by robots.txt, %d failed, %d put off, %d no page, %d filtered, %d too old, "
      "%d waiting; %.1f MiB in %.1f s%s\n",
      report.sources.size(), total.listings, total.listings_unchanged, total.listings_failed,
      total.fetched, total.refused, total.failed, total.put_off, total.no_page, total.filtered,
      total.too_old, total.waiting, MiB(report.bytes), absl::ToDoubleSeconds(report.elapsed),
      report.stopped ? ", stopped early" : "");
  for (const SourceReport& source : report.sources) AppendProblems(source, &out);
  return out;
}

std::string PullReportJson(const PullReport& report) {
  Json json = Head(report.ended, report.HasFailures(), "pull");
  AddCounts(report.Total(), &json);
  json["bytes"] = report.bytes;
  json["seconds"] = absl::ToDoubleSeconds(report.elapsed);
  json["stopped"] = report.stopped;
  json["sources"] = Json::array();
  for (const SourceReport& source : report.sources) json["sources"].push_back(SourceJson(source));
  return Dump(json);
}

std::string SourceDoneText(const SourceReport& source, size_t done, size_t total) {
  const PullCounts& counts = source.counts;
  return absl::StrFormat("pull: %s (%d of %d): %d pages fetched, %d failed, %d waiting%s\n",
                         source.name, done, total, counts.fetched, counts.failed, counts.waiting,
                         source.HasFailures() ? "; with failures" : "");
}

std::string SourceDoneJson(const SourceReport& source, size_t done, size_t total) {
  Json json = Head(source.ended, source.HasFailures(), "pull_source");
  json["done"] = done;
  json["of"] = total;
  json.update(SourceJson(source));
  json.erase("archives");
  json.erase("problems");
  return Dump(json);
}

}  // namespace khotin::pull

// What a pull has done, for people and for programs.
#ifndef KHOTIN_PULL_REPORT_H_
#define KHOTIN_PULL_REPORT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace khotin::pull {

struct PullCounts {
  int64_t listings = 0;            // feeds and sitemaps asked for
  int64_t listings_unchanged = 0;  // 304
  int64_t listings_failed = 0;
  int64_t fetched = 0;   // pages in archives
  int64_t refused = 0;   // by robots.txt: listings and pages
  int64_t failed = 0;    // pages, for good or for now
  int64_t put_off = 0;   // listings and pages that have to wait
  int64_t no_page = 0;   // the response is no HTML
  int64_t filtered = 0;  // by include, exclude, or not an address of a page
  int64_t too_old = 0;   // by max-age or since
  int64_t waiting = 0;   // pages left for the next run

  void Add(const PullCounts& other);
};

struct PullProblem {
  std::string url;
  std::string reason;
};

struct SourceReport {
  // Problems that a report lists; the rest is in the counts alone.
  static constexpr size_t kListedProblems = 20;

  std::string name;
  PullCounts counts;
  std::vector<PullProblem> problems;  // what was refused, failed or put off: the first ones
  int64_t unlisted_problems = 0;
  std::vector<std::string> archives;  // paths, in the order in which they were finished
  // Not OK when the source could not be brought to its end: its state or an archive failed.
  absl::Status status;
  absl::Time ended = absl::InfinitePast();

  // True when a feed, a sitemap or the source itself failed.
  bool HasFailures() const;
  void AddProblem(absl::string_view url, absl::string_view reason);
};

struct PullReport {
  std::vector<SourceReport> sources;  // in the order of the sources file
  int64_t bytes = 0;                  // received
  absl::Time ended = absl::InfinitePast();
  absl::Duration elapsed;
  bool stopped = false;  // told to end before everything was done

  PullCounts Total() const;
  // True when a feed, sitemap or source failed: somebody should look. Pages that fail are of
  // everyday.
  bool HasFailures() const;
};

// One line with the counts, and one for each problem, indented.
std::string PullReportText(const PullReport& report);

// One JSON object on one line, without a line end: {"time", "level": "info", or "warn" with
// failures, "event": "pull", the counts by their names, "bytes", "seconds", "sources": [{"name",
// counts, "archives", "problems": [{"url", "reason"}], "error" where there is one}]}. Fields may be
// added, none is renamed or dropped.
std::string PullReportJson(const PullReport& report);

// Progress: one line about a source that is done, the `done`th of `total`. The JSON object has
// "event": "pull_source", "done", "of", and else what PullReportJson has of a source, without what
// makes it long: "archives" and "problems".
std::string SourceDoneText(const SourceReport& source, size_t done, size_t total);
std::string SourceDoneJson(const SourceReport& source, size_t done, size_t total);

}  // namespace khotin::pull

#endif  // KHOTIN_PULL_REPORT_H_

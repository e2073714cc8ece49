// The sources file: what to pull, from where, how often and how much (docs/formats/sources.md).
#ifndef KHOTIN_PULL_SOURCES_H_
#define KHOTIN_PULL_SOURCES_H_

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "re2/re2.h"

namespace khotin::pull {

// A site, or a part of one.
struct Source {
  std::string name;                   // unique; letters, digits, '.', '_', '-': part of file names
  std::vector<std::string> listings;  // feeds and sitemaps, in the order of the file
  // A page is taken when one of `include` (or none is given) and none of `exclude` is found in its
  // address.
  std::vector<std::shared_ptr<const RE2>> include;
  std::vector<std::shared_ptr<const RE2>> exclude;
  absl::Duration max_age = absl::InfiniteDuration();  // of a page with a date
  absl::Time since = absl::InfinitePast();
  int max_articles = 100;                   // pages asked for in one run
  absl::Duration delay = absl::Seconds(2);  // between two requests to one host
};

struct PullSettings {
  std::string contact;  // address or URL of who runs the crawler; part of the User-Agent
  bool allow_private_addresses = false;
  absl::Duration timeout = absl::Seconds(60);  // of one request as a whole
  size_t max_page_bytes = 0;                   // of one page, as sent and decoded
  size_t max_listing_bytes = 0;                // of one feed or sitemap, likewise
  size_t max_run_bytes = size_t{1} << 30;      // received by one run
  int threads = 4;                             // sources pulled at a time
};

struct SourcesFile {
  PullSettings settings;
  std::vector<Source> sources;
};

// INVALID_ARGUMENT names the line and column (both from 1, in bytes) and the field: "line 7,
// column 9: delay: 'soon' is no duration (…)". `text` is what the file holds.
absl::StatusOr<SourcesFile> ParseSources(absl::string_view text);

// The same for a file of at most 16 MiB; errors begin with `path`. NOT_FOUND and PERMISSION_DENIED
// where it cannot be read.
absl::StatusOr<SourcesFile> LoadSources(const std::string& path);

}  // namespace khotin::pull

#endif  // KHOTIN_PULL_SOURCES_H_

// The options of khotin search.
#ifndef KHOTIN_TOOLS_KHOTIN_SEARCH_OPTIONS_H_
#define KHOTIN_TOOLS_KHOTIN_SEARCH_OPTIONS_H_

#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "base/limits.h"
#include "khotin/v1/search_service.pb.h"
#include "tools/khotin/command.h"
#include "tools/khotin/filter_options.h"

namespace khotin::cli {

struct SearchOptions {
  ServerOptions server;
  std::vector<std::string> words;
  std::string queries;  // a file
  FilterOptions filters;
  std::string sort;
  std::vector<std::string> facets;
  std::string histogram;
  std::string spelling = "correct";
  bool exact = false;
  bool duplicates = false;
  int limit = 10;
  int page_size = base::kMaxPageSize;
};

void AddSearchOptions(CLI::App& command, SearchOptions& options);

// The request for `query`, without page size and token. REQUIRES: `options` were read by CLI, which
// takes only names that mean something.
v1::SearchRequest RequestOf(const SearchOptions& options, const std::string& query);

}  // namespace khotin::cli

#endif  // KHOTIN_TOOLS_KHOTIN_SEARCH_OPTIONS_H_

// The options of khotin search.
#ifndef KHOTIN_TOOLS_KHOTIN_SEARCH_OPTIONS_H_
#define KHOTIN_TOOLS_KHOTIN_SEARCH_OPTIONS_H_

#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "base/limits.h"
#include "khotin/v1/search_service.pb.h"
#include "tools/khotin/command.h"

namespace khotin::cli {

struct SearchOptions {
  ServerOptions server;
  std::vector<std::string> words;
  std::string queries;  // a file
  std::vector<std::string> sources;
  std::vector<std::string> sections;
  std::vector<std::string> languages;
  std::vector<std::string> entities;
  std::vector<std::string> authors;
  std::string date;
  std::string sort;
  std::vector<std::string> facets;
  std::string histogram;
  std::string spelling = "correct";
  bool exact = false;
  bool duplicates = false;
  int limit = 10;
  int page_size = base::kMaxPageSize;

  bool HasFilters() const;
};

void AddSearchOptions(CLI::App& command, SearchOptions& options);

// The request for `query`, without page size and token. REQUIRES: `options` were read by CLI, which
// takes only names that mean something.
v1::SearchRequest RequestOf(const SearchOptions& options, const std::string& query);

}  // namespace khotin::cli

#endif  // KHOTIN_TOOLS_KHOTIN_SEARCH_OPTIONS_H_

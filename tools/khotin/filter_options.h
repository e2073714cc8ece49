// The options that narrow a list of articles.
#ifndef KHOTIN_TOOLS_KHOTIN_FILTER_OPTIONS_H_
#define KHOTIN_TOOLS_KHOTIN_FILTER_OPTIONS_H_

#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "khotin/v1/search_service.pb.h"

namespace khotin::cli {

struct FilterOptions {
  std::vector<std::string> sources;
  std::vector<std::string> sections;
  std::vector<std::string> languages;
  std::vector<std::string> entities;
  std::vector<std::string> authors;
  std::string date;

  bool any() const;
  v1::SearchFilters Message() const;
};

void AddFilterOptions(CLI::App& command, FilterOptions& options);

// An option that may be given several times, one value at a time.
CLI::Option* AddValues(CLI::App& command, const std::string& name, std::vector<std::string>& values,
                       const std::string& description);

}  // namespace khotin::cli

#endif  // KHOTIN_TOOLS_KHOTIN_FILTER_OPTIONS_H_

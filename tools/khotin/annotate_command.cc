// khotin annotate: analysis of texts, without a server or a store.
#include <fstream>
#include <iostream>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "base/limits.h"
#include "tools/khotin/annotate.h"
#include "tools/khotin/command.h"
#include "tools/khotin/error_line.h"
#include "tools/khotin/input_file.h"

namespace khotin::cli {
namespace {

// A line that cannot be read gives {"error":…}, so that lines in and out stay in step.
ExitCode AnnotateLines(std::istream& in) {
  const std::unique_ptr<const analysis::Analyzer> analyzer = analysis::Analyzer::Create();
  ExitCode code = ExitCode::kOk;
  std::string line;
  for (int64_t number = 1; std::cout && ReadLine(in, base::kMaxDocumentBytes, &line); ++number) {
    const auto annotated = AnnotateLine(*analyzer, absl::StripSuffix(line, "\r"));
    if (annotated.ok()) {
      std::cout << *annotated << '\n';
      continue;
    }
    const std::string reason = absl::StrCat("line ", number, ": ", annotated.status().message());
    std::cout << ErrorLine(reason) << '\n';
    code = ExitCode::kNo;
  }
  return code;
}

absl::StatusOr<ExitCode> Annotate(const std::string& input) {
  if (input == "-") return AnnotateLines(std::cin);
  std::ifstream file(input, std::ios::binary);
  if (!file) {
    return absl::FailedPreconditionError(
        absl::StrCat(input, ": cannot be read; give a file of one text a line, or -"));
  }
  return AnnotateLines(file);
}

}  // namespace

void AddAnnotateCommand(CLI::App& app, Action& action) {
  auto input = std::make_shared<std::string>("-");
  CLI::App* command = app.add_subcommand("annotate",
                                         "Print sentences, words and mentions of each line of "
                                         "text, as a line of JSON with offsets in\n"
                                         "UTF-8 bytes; needs no server");
  command->add_option("--input", *input, "One text a line; - for standard input")
      ->capture_default_str();
  command->callback([input, &action] { action = [input] { return Annotate(*input); }; });
}

}  // namespace khotin::cli

// khotin annotate: analysis of texts, without a server or a store.
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/types/optional.h"
#include "base/limits.h"
#include "entity/name_lists.h"
#include "text/word_dictionary.h"
#include "tools/khotin/annotate.h"
#include "tools/khotin/command.h"
#include "tools/khotin/error_line.h"
#include "tools/khotin/input_file.h"

namespace khotin::cli {
namespace {

// A line that cannot be read gives {"error":…}, so that lines in and out stay in step.
ExitCode AnnotateLines(std::istream& in, const analysis::Analyzer& analyzer,
                       const text::WordDictionary* dictionary) {
  ExitCode code = ExitCode::kOk;
  std::string line;
  for (int64_t number = 1; std::cout && ReadLine(in, base::kMaxDocumentBytes, &line); ++number) {
    const auto annotated = AnnotateLine(analyzer, absl::StripSuffix(line, "\r"), dictionary);
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

struct AnnotateOptions {
  std::string input = "-";
  std::string dictionary;  // empty for none
  std::vector<std::string> names;
};

absl::StatusOr<ExitCode> Annotate(const AnnotateOptions& options) {
  absl::optional<text::WordDictionary> dictionary;
  if (!options.dictionary.empty()) {
    auto loaded = text::WordDictionary::Load(options.dictionary);
    if (!loaded.ok()) return absl::FailedPreconditionError(loaded.status().message());
    dictionary = *std::move(loaded);
  }
  const text::WordDictionary* words = dictionary ? &*dictionary : nullptr;
  auto names = entity::LoadNames(options.names);
  if (!names.ok()) return absl::FailedPreconditionError(names.status().message());
  const auto analyzer = analysis::Analyzer::Create({.names = *std::move(names)});
  const std::string& input = options.input;
  if (input == "-") return AnnotateLines(std::cin, *analyzer, words);
  std::ifstream file(input, std::ios::binary);
  if (!file) {
    return absl::FailedPreconditionError(
        absl::StrCat(input, ": cannot be read; give a file of one text a line, or -"));
  }
  return AnnotateLines(file, *analyzer, words);
}

}  // namespace

void AddAnnotateCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<AnnotateOptions>();
  CLI::App* command = app.add_subcommand("annotate",
                                         "Print sentences, words and mentions of each line of "
                                         "text, as a line of JSON with offsets in\n"
                                         "UTF-8 bytes; needs no server");
  command->add_option("--input", options->input, "One text a line; - for standard input")
      ->capture_default_str();
  command->add_option(
      "--dictionary", options->dictionary,
      "A file of words of two syllables and more, one a line, that are always words");
  command
      ->add_option("--names", options->names,
                   "File of name rows that win over the built-in lists (docs/formats/names.md);\n"
                   "may be given again")
      ->envname("KHOTIN_NAMES")
      ->type_name("FILE")
      ->allow_extra_args(false);
  command->callback([options, &action] { action = [options] { return Annotate(*options); }; });
}

}  // namespace khotin::cli

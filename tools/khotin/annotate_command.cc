// khotin annotate: analysis of texts, without a server or a store.
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/types/optional.h"
#include "base/limits.h"
#include "base/status.h"
#include "entity/name_lists.h"
#include "text/word_dictionary.h"
#include "tools/khotin/annotate.h"
#include "tools/khotin/annotate_html.h"
#include "tools/khotin/command.h"
#include "tools/khotin/error_line.h"
#include "tools/khotin/input_file.h"

namespace khotin::cli {
namespace {

struct AnnotateOptions {
  std::string input = "-";
  std::string dictionary;  // empty for none
  std::vector<std::string> names;
  bool html = false;
  std::string gold;  // empty for none
};

// Prints what `annotate` makes of each line. Where it is an error, `on_error` of "line N: reason"
// is printed instead, so that lines in and out stay in step.
template <typename Annotate, typename OnError>
ExitCode PrintLines(std::istream& in, const Annotate& annotate, const OnError& on_error) {
  ExitCode code = ExitCode::kOk;
  std::string line;
  for (int64_t number = 1; std::cout && ReadLine(in, base::kMaxDocumentBytes, &line); ++number) {
    const absl::StatusOr<std::string> annotated = annotate(absl::StripSuffix(line, "\r"));
    if (annotated.ok()) {
      std::cout << *annotated;
      continue;
    }
    std::cout << on_error(absl::StrCat("line ", number, ": ", annotated.status().message()));
    code = ExitCode::kNo;
  }
  return code;
}

ExitCode PrintJson(std::istream& in, const analysis::Analyzer& analyzer,
                   const text::WordDictionary* dictionary) {
  return PrintLines(
      in,
      [&](absl::string_view line) -> absl::StatusOr<std::string> {
        KHOTIN_ASSIGN_OR_RETURN(std::string json, AnnotateLine(analyzer, line, dictionary));
        return json + "\n";
      },
      [](absl::string_view reason) { return ErrorLine(reason) + "\n"; });
}

ExitCode PrintPage(std::istream& in, const analysis::Analyzer& analyzer) {
  std::cout << HtmlHead(/*with_gold=*/false);
  const ExitCode code = PrintLines(
      in,
      [&](absl::string_view line) -> absl::StatusOr<std::string> {
        KHOTIN_ASSIGN_OR_RETURN(const std::vector<MarkedSpan> found, MarkLine(analyzer, line));
        return HtmlParagraph(line, found);
      },
      HtmlError);
  std::cout << HtmlTail(nullptr);
  return code;
}

ExitCode PrintComparedPage(std::istream& in, const analysis::Analyzer& analyzer) {
  OutcomeCounts counts = {};
  std::cout << HtmlHead(/*with_gold=*/true);
  const ExitCode code = PrintLines(
      in,
      [&](absl::string_view line) -> absl::StatusOr<std::string> {
        KHOTIN_ASSIGN_OR_RETURN(const GoldText gold, ParseGoldLine(line));
        KHOTIN_ASSIGN_OR_RETURN(const std::vector<MarkedSpan> found, MarkLine(analyzer, gold.text));
        return HtmlCompared(gold, found, &counts);
      },
      HtmlError);
  std::cout << HtmlTail(&counts);
  return code;
}

absl::StatusOr<ExitCode> Annotate(const AnnotateOptions& options) {
  absl::optional<text::WordDictionary> dictionary;
  if (!options.dictionary.empty()) {
    auto loaded = text::WordDictionary::Load(options.dictionary);
    if (!loaded.ok()) return absl::FailedPreconditionError(loaded.status().message());
    dictionary = *std::move(loaded);
  }
  auto names = entity::LoadNames(options.names);
  if (!names.ok()) return absl::FailedPreconditionError(names.status().message());
  const auto analyzer = analysis::Analyzer::Create({.names = *std::move(names)});
  const auto print = [&](std::istream& in) {
    if (!options.gold.empty()) return PrintComparedPage(in, *analyzer);
    if (options.html) return PrintPage(in, *analyzer);
    return PrintJson(in, *analyzer, dictionary.has_value() ? &*dictionary : nullptr);
  };
  const std::string& input = options.gold.empty() ? options.input : options.gold;
  if (input == "-") return print(std::cin);
  absl::StatusOr<std::ifstream> file = OpenLines(input);
  if (!file.ok()) {
    return absl::FailedPreconditionError(
        absl::StrCat(file.status().message(), "; give a file of one text a line, or -"));
  }
  return print(*file);
}

void AddLists(CLI::App* command, AnnotateOptions* options) {
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
}

}  // namespace

void AddAnnotateCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<AnnotateOptions>();
  CLI::App* command = app.add_subcommand("annotate",
                                         "Print sentences, words and mentions of each line of "
                                         "text, as a line of JSON with offsets in\n"
                                         "UTF-8 bytes; needs no server");
  CLI::Option* input =
      command->add_option("--input", options->input, "One text a line; - for standard input")
          ->capture_default_str();
  AddLists(command, options.get());
  CLI::Option* html =
      command->add_flag("--html", options->html, "Print a page with the mentions marked in colour");
  command
      ->add_option(
          "--gold", options->gold,
          "With --html: the texts of this file, one JSON object a line with text and\n"
          "entities (type, begin, end in code points), beside what should be found in them")
      ->type_name("FILE")
      ->needs(html)
      ->excludes(input);
  command->callback([options, &action] { action = [options] { return Annotate(*options); }; });
}

}  // namespace khotin::cli

// khotin suggest: what goes on from a text that is being typed.
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tools/khotin/command.h"
#include "tools/khotin/names.h"
#include "tools/khotin/style.h"

namespace khotin::cli {
namespace {

struct SuggestOptions {
  ServerOptions server;
  std::string text;
  int limit = 10;
  std::vector<std::string> kinds;
};

v1::SuggestionKind KindOf(const std::string& label) {
  if (label == "entity") return v1::SUGGESTION_KIND_ENTITY;
  return label == "phrase" ? v1::SUGGESTION_KIND_PHRASE : v1::SUGGESTION_KIND_TITLE;
}

std::string Marked(const v1::Suggestion& suggestion, const Style& style) {
  std::vector<v1::TextSpan> spans;
  for (const v1::ByteRange& range : suggestion.matches()) {
    v1::TextSpan& span = spans.emplace_back();
    span.set_begin(range.begin());
    span.set_end(range.end());
  }
  return style.Marked(suggestion.text(), spans);
}

std::string About(const v1::Suggestion& suggestion) {
  const int64_t count = suggestion.article_count();
  const std::string articles = absl::StrCat(count, count == 1 ? " article" : " articles");
  std::string about;
  if (suggestion.kind() == v1::SUGGESTION_KIND_ENTITY) {
    about = absl::StrCat(EntityTypeLabel(suggestion.entity_type()), " · ", articles, " · ",
                         suggestion.name());
  } else {
    about = suggestion.kind() == v1::SUGGESTION_KIND_TITLE ? suggestion.name() : articles;
  }
  return suggestion.corrected() ? absl::StrCat(about, " · corrected") : about;
}

absl::StatusOr<ExitCode> Suggest(const SuggestOptions& options) {
  Client client = options.server.Connect();
  v1::SuggestRequest request;
  request.set_text(options.text);
  request.set_limit(options.limit);
  for (const std::string& kind : options.kinds) request.add_kinds(KindOf(kind));
  const absl::StatusOr<v1::SuggestResponse> reply = client.Suggest(request);
  if (!reply.ok()) return reply.status();
  if (options.server.json) {
    PrintJson(*reply);
    return ExitCode::kOk;
  }
  const Style style = Style::OfStandardOutput();
  if (reply->suggestions().empty()) std::cout << "Nothing goes on from this text.\n";
  for (const v1::Suggestion& suggestion : reply->suggestions()) {
    std::cout << Marked(suggestion, style) << "  " << style.Dim(About(suggestion)) << '\n';
  }
  return ExitCode::kOk;
}

}  // namespace

void AddSuggestCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<SuggestOptions>();
  CLI::App* command = app.add_subcommand(
      "suggest",
      "Complete a text: names, phrases and titles that go on from it. Diacritics may be left out,\n"
      "one typing error is forgiven. A space at its end says that the last word is complete.");
  command->add_option("TEXT", options->text, "What was typed, in quotes if it has spaces")
      ->required();
  command->add_option("--limit", options->limit, "How many to show, 100 at most")
      ->check(CLI::PositiveNumber)
      ->capture_default_str();
  command->add_option("--kind", options->kinds, "Only entity, phrase or title; may be repeated")
      ->check(CLI::IsMember({"entity", "phrase", "title"}));
  AddServerOptions(*command, options->server);
  command->callback([options, &action] { action = [options] { return Suggest(*options); }; });
}

}  // namespace khotin::cli

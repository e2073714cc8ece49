#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "entity/recognizer.h"
#include "entity/rules/document.h"
#include "entity/rules/document_pass.h"
#include "entity/rules/lexicon.h"
#include "entity/rules/own_names.h"
#include "entity/rules/scanner.h"

namespace khotin::entity {
namespace {

constexpr absl::string_view kVersion = "rules-1";

std::string FoldSpace(absl::string_view text) {
  std::string folded(text);
  absl::RemoveExtraAsciiWhitespace(&folded);
  return folded;
}

Mention ToMention(const rules::Line& line, rules::Found found) {
  const text::Token& first = line.tokens[found.begin];
  const text::Token& last = line.tokens[found.end - 1];
  Mention mention;
  mention.type = found.type;
  mention.span.field = line.field;
  mention.span.block = line.block;
  mention.span.begin = static_cast<uint32_t>(line.norm.offsets.ToOriginal(first.begin));
  mention.span.end = static_cast<uint32_t>(line.norm.offsets.ToOriginal(last.end));
  mention.text = FoldSpace(line.Text(found.begin, found.end));
  mention.value = std::move(found.value);
  return mention;
}

class RuleRecognizer : public Recognizer {
 public:
  explicit RuleRecognizer(std::shared_ptr<const rules::Lexicon> names)
      : names_(std::move(names)), version_(absl::StrCat(kVersion, "+names-", names_->version())) {}

  std::vector<Mention> Recognize(absl::Span<const text::Passage> document) const override {
    const rules::Lexicon& lexicon = *names_;
    const std::vector<rules::Line> lines = rules::MakeLines(lexicon, document);
    std::vector<rules::LineResult> results;
    results.reserve(lines.size());
    for (const rules::Line& line : lines) results.push_back(rules::ScanLine(lexicon, line));
    rules::ResolveUnknown(lexicon, lines, &results);
    std::vector<Mention> mentions;
    for (size_t i = 0; i < lines.size(); ++i) {
      rules::ApplyOwnNames(lexicon, lines[i], &results[i].found);
      for (rules::Found& found : results[i].found) {
        mentions.push_back(ToMention(lines[i], std::move(found)));
      }
    }
    return mentions;
  }

  absl::string_view Version() const override { return version_; }

 private:
  const std::shared_ptr<const rules::Lexicon> names_;
  const std::string version_;
};

}  // namespace

std::unique_ptr<Recognizer> NewRuleRecognizer(std::shared_ptr<const rules::Lexicon> names) {
  return std::make_unique<RuleRecognizer>(std::move(names));
}

}  // namespace khotin::entity

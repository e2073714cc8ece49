#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "entity/recognizer.h"
#include "entity/rules/document.h"
#include "entity/rules/document_pass.h"
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
  RuleRecognizer() : lexicon_(rules::Lexicon::BuiltIn()) {}

  std::vector<Mention> Recognize(absl::Span<const text::Passage> document) const override {
    const std::vector<rules::Line> lines = rules::MakeLines(lexicon_, document);
    std::vector<rules::LineResult> results;
    results.reserve(lines.size());
    for (const rules::Line& line : lines) results.push_back(rules::ScanLine(lexicon_, line));
    rules::ResolveUnknown(lexicon_, lines, &results);
    std::vector<Mention> mentions;
    for (size_t i = 0; i < lines.size(); ++i) {
      for (rules::Found& found : results[i].found) {
        mentions.push_back(ToMention(lines[i], std::move(found)));
      }
    }
    return mentions;
  }

  absl::string_view Version() const override { return kVersion; }

 private:
  const rules::Lexicon& lexicon_;
};

}  // namespace

std::unique_ptr<Recognizer> NewRuleRecognizer() { return std::make_unique<RuleRecognizer>(); }

}  // namespace khotin::entity

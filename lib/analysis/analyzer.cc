#include "analysis/analyzer.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "extract/extract.h"

namespace khotin::analysis {

std::unique_ptr<const Analyzer> Analyzer::Create() {
  return std::unique_ptr<const Analyzer>(new Analyzer(entity::NewRuleRecognizer()));
}

Analyzer::Analyzer(std::unique_ptr<entity::Recognizer> recognizer)
    : recognizer_(std::move(recognizer)),
      version_(absl::StrCat(extract::kExtractorVersion, "+", recognizer_->Version())) {}

absl::StatusOr<AnalyzedArticle> Analyzer::Analyze(extract::RawDocument raw) const {
  if (raw.format == extract::Format::kAuto) {
    raw.format = extract::DetectFormat(raw.content, raw.input);
  }
  absl::StatusOr<extract::Extraction> found = extract::ExtractArticle(raw);
  if (!found.ok()) return base::Annotate(found.status(), raw.input);
  AnalyzedArticle result;
  result.raw = std::move(raw);
  result.article = std::move(found->article);
  result.removed = std::move(found->removed);
  result.mentions = recognizer_->Recognize(extract::Passages(result.article));
  result.analyzer_version = version_;
  return result;
}

std::vector<entity::Mention> Analyzer::Recognize(absl::string_view text) const {
  text::Passage passage;
  passage.text = text;
  return recognizer_->Recognize({passage});
}

}  // namespace khotin::analysis

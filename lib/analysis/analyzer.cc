#include "analysis/analyzer.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "analysis/language.h"
#include "base/status.h"
#include "entity/facts/facts.h"
#include "extract/extract.h"
#include "extract/refusal.h"

namespace khotin::analysis {

std::unique_ptr<const Analyzer> Analyzer::Create(const AnalyzerOptions& options) {
  return std::unique_ptr<const Analyzer>(
      new Analyzer(options, entity::NewRecognizer(options.names)));
}

Analyzer::Analyzer(const AnalyzerOptions& options, std::unique_ptr<entity::Recognizer> recognizer)
    : options_(options),
      recognizer_(std::move(recognizer)),
      version_(absl::StrCat(extract::kExtractorVersion, "+", recognizer_->Version(), "+",
                            entity::kFactsVersion)) {}

absl::StatusOr<AnalyzedArticle> Analyzer::Analyze(extract::RawDocument&& raw,
                                                  const extract::ChromeSnapshot& chrome) const {
  if (raw.format == extract::Format::kAuto) {
    raw.format = extract::DetectFormat(raw.content, raw.input);
  }
  absl::StatusOr<extract::Extraction> found = extract::ExtractArticle(raw, chrome);
  if (!found.ok()) return base::Annotate(found.status(), raw.input);
  if (options_.only_vietnamese && !MayBeVietnamese(found->article)) {
    return base::Annotate(
        extract::Refusal(extract::RefusalReason::kWrongLanguage, "not in Vietnamese"), raw.input);
  }
  AnalyzedArticle result;
  result.raw = std::move(raw);
  result.article = std::move(found->article);
  result.removed = std::move(found->removed);
  result.mentions = recognizer_->Recognize(extract::Passages(result.article));
  result.evidence = {std::move(found->short_lines),
                     found->short_lines_above,
                     found->own_begin,
                     found->own_end,
                     found->title_line,
                     found->story,
                     found->series};
  result.chrome_snapshot = chrome.number();
  result.analyzer_version = version_;
  result.names = options_.names;
  return result;
}

std::vector<entity::Mention> Analyzer::Recognize(absl::string_view text) const {
  text::Passage passage;
  passage.text = text;
  return recognizer_->Recognize({passage});
}

}  // namespace khotin::analysis

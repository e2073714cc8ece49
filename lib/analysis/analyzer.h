// One document through the pure part of its way: extraction, cleaning, recognition.
//
//   const auto analyzer = analysis::Analyzer::Create();
//   KHOTIN_ASSIGN_OR_RETURN(analysis::AnalyzedArticle found, analyzer->Analyze(std::move(raw)));
#ifndef KHOTIN_ANALYSIS_ANALYZER_H_
#define KHOTIN_ANALYSIS_ANALYZER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "entity/mention.h"
#include "entity/name_lists.h"
#include "entity/recognizer.h"
#include "extract/article.h"
#include "extract/chrome_learner.h"
#include "extract/raw_document.h"
#include "extract/site_chrome.h"

namespace khotin::analysis {

// What an article teaches of its source's chrome: an extract::ChromeLesson that owns its lines.
struct ChromeEvidence {
  std::vector<extract::LineFingerprint> short_lines;
  int32_t short_lines_above = -1;
  int32_t own_begin = 0;
  int32_t own_end = 0;
  extract::LineFingerprint title = 0;
  uint64_t story = 0;
  uint32_t series = 0;

  extract::ChromeLesson lesson() const {
    return {short_lines, short_lines_above, own_begin, own_end, title, story, series};
  }
};

struct AnalyzedArticle {
  extract::RawDocument raw;
  extract::Article article;
  std::vector<extract::RemovedSpan> removed;
  ChromeEvidence evidence;
  std::vector<entity::Mention> mentions;
  std::string analyzer_version;
  int64_t chrome_snapshot = 0;  // number of the learned chrome that cleaning used
  // The lists that link the mentions.
  std::shared_ptr<const entity::rules::Lexicon> names = entity::BuiltInNames();
};

struct AnalyzerOptions {
  // Refuses articles in other languages (extract::RefusalReason::kWrongLanguage).
  bool only_vietnamese = false;
  // The name lists to recognize and link by; not null.
  std::shared_ptr<const entity::rules::Lexicon> names = entity::BuiltInNames();
};

// Immutable and thread-safe.
class Analyzer {
 public:
  static std::unique_ptr<const Analyzer> Create(const AnalyzerOptions& options = {});

  // Pure: the same document and chrome give the same result. Errors are those of
  // extract::ExtractArticle with the document's input in front; `raw` is then left as it was, but
  // that a format of kAuto has been found from the bytes.
  absl::StatusOr<AnalyzedArticle> Analyze(
      extract::RawDocument&& raw,
      const extract::ChromeSnapshot& chrome = extract::ChromeSnapshot()) const;

  // Mentions alone, of one text that is no article.
  std::vector<entity::Mention> Recognize(absl::string_view text) const;

  // Names the versions of all parts, such as
  // "extract-2+model-1c5n2k8p+words-7d0q4m3z+rules-2+names-3f8z0k2m+facts-1".
  const std::string& version() const { return version_; }

  const std::shared_ptr<const entity::rules::Lexicon>& names() const { return options_.names; }

 private:
  Analyzer(const AnalyzerOptions& options, std::unique_ptr<entity::Recognizer> recognizer);

  const AnalyzerOptions options_;
  std::unique_ptr<entity::Recognizer> recognizer_;
  std::string version_;
};

}  // namespace khotin::analysis

#endif  // KHOTIN_ANALYSIS_ANALYZER_H_

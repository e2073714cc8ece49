// One document through the pure part of its way: extraction, cleaning, recognition.
//
//   const auto analyzer = analysis::Analyzer::Create();
//   KHOTIN_ASSIGN_OR_RETURN(analysis::AnalyzedArticle found, analyzer->Analyze(std::move(raw)));
#ifndef KHOTIN_ANALYSIS_ANALYZER_H_
#define KHOTIN_ANALYSIS_ANALYZER_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "entity/mention.h"
#include "entity/recognizer.h"
#include "extract/article.h"
#include "extract/raw_document.h"

namespace khotin::analysis {

struct AnalyzedArticle {
  extract::RawDocument raw;
  extract::Article article;
  std::vector<extract::RemovedSpan> removed;
  std::vector<entity::Mention> mentions;
  std::string analyzer_version;
};

// Immutable and thread-safe.
class Analyzer {
 public:
  static std::unique_ptr<const Analyzer> Create();

  // Pure: the same document gives the same result. Errors are those of extract::ExtractArticle with
  // the document's input in front. A format of kAuto is found from the bytes.
  absl::StatusOr<AnalyzedArticle> Analyze(extract::RawDocument raw) const;

  // Mentions alone, of one text that is no article.
  std::vector<entity::Mention> Recognize(absl::string_view text) const;

  // Names the versions of all parts, such as "extract-1+rules-1".
  const std::string& version() const { return version_; }

 private:
  explicit Analyzer(std::unique_ptr<entity::Recognizer> recognizer);

  std::unique_ptr<entity::Recognizer> recognizer_;
  std::string version_;
};

}  // namespace khotin::analysis

#endif  // KHOTIN_ANALYSIS_ANALYZER_H_

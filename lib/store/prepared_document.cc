#include "store/prepared_document.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "base/hash.h"
#include "extract/refusal.h"
#include "store/raw_input.h"

namespace khotin::store {
namespace {

PreparedRefusal Refuse(const extract::RawDocument& raw, const absl::Status& error,
                       absl::string_view analyzer_version) {
  PreparedRefusal refusal;
  refusal.id = QuarantineId(RawHash(raw));
  storage::v1::Quarantined& record = refusal.record;
  *record.mutable_raw() = RawRecord(raw);
  record.set_content_bytes(static_cast<int64_t>(raw.content.size()));
  record.set_reason(static_cast<int32_t>(extract::RefusalOf(error)));
  record.set_code(static_cast<int32_t>(error.code()));
  record.set_message(std::string(error.message()));
  record.set_analyzer_version(std::string(analyzer_version));
  record.set_source_key(extract::SourceKey(raw.url, raw.source));
  return refusal;
}

}  // namespace

PreparedDocument PrepareDocument(const analysis::Analyzer& analyzer,
                                 const extract::ChromeSnapshot& chrome, extract::RawDocument raw) {
  absl::StatusOr<analysis::AnalyzedArticle> analyzed = analyzer.Analyze(std::move(raw), chrome);
  // NOLINTNEXTLINE(bugprone-use-after-move): Analyze leaves what it refuses as it was.
  if (!analyzed.ok()) return Refuse(raw, analyzed.status(), analyzer.version());
  return PrepareAnalyzed(*std::move(analyzed));
}

PreparedDocument PrepareAnalyzed(analysis::AnalyzedArticle analyzed) {
  absl::StatusOr<PreparedArticle> prepared = Prepare(analyzed);
  if (prepared.ok()) return *std::move(prepared);
  return Refuse(analyzed.raw, prepared.status(), analyzed.analyzer_version);
}

PreparedRefusal PrepareUnread(absl::string_view input, const absl::Status& error,
                              absl::string_view analyzer_version) {
  extract::RawDocument raw;
  raw.input = std::string(input);
  PreparedRefusal refusal = Refuse(raw, error, analyzer_version);
  refusal.id =
      QuarantineId(base::HashBytes(absl::StrCat("unread\n", input, "\n", error.message())));
  refusal.record.set_unread(true);
  return refusal;
}

void SetPosition(FilePosition position, PreparedDocument* document) {
  std::visit([&](auto& prepared) { prepared.position = std::move(position); }, *document);
}

const absl::optional<FilePosition>& PositionOf(const PreparedDocument& document) {
  if (const auto* const article = std::get_if<PreparedArticle>(&document)) return article->position;
  return std::get<PreparedRefusal>(document).position;
}

absl::Status RefusalStatus(const storage::v1::Quarantined& record) {
  const auto reason = static_cast<extract::RefusalReason>(record.reason());
  if (reason != extract::RefusalReason::kUnspecified) {
    return extract::Refusal(reason, record.message());
  }
  return {static_cast<absl::StatusCode>(record.code()), record.message()};
}

}  // namespace khotin::store

// The lines that khotin-ingest prints for scripts, one JSON object per document. Scripts rely on
// their form: fields may be added, but none is renamed or dropped.
#ifndef KHOTIN_INGEST_JSON_LINES_H_
#define KHOTIN_INGEST_JSON_LINES_H_

#include <cstdio>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "analysis/analyzer.h"
#include "khotin/v1/ingest_service.pb.h"

namespace khotin::ingest {

// {"input", "article", "removed"}: `article` in proto3 JSON without what cleaning took out, which
// is in `removed`.
std::string CleanLine(const analysis::AnalyzedArticle& analyzed);

// {"input", "verdict", "article", "cluster"}, and "match" where there is one: the article that the
// verdict rests on, as DuplicateMatch in proto3 JSON.
std::string VerdictLine(absl::string_view input, const v1::IngestResult& result);

// {"input", "error"}, and where they are known "reason" (extract::RefusalName) and "quarantine".
std::string ErrorLine(absl::string_view input, absl::string_view error,
                      absl::string_view reason = "", absl::string_view quarantine = "");

// Writes `line` and a line end, at once. CANCELLED when nobody reads `out` any more.
absl::Status WriteLine(absl::string_view line, std::FILE* out);

// Whether it is that of WriteLine: servers and stores have a CANCELLED of their own.
bool IsOutputUnread(const absl::Status& status);

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_JSON_LINES_H_

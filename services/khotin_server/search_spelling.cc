#include "search_spelling.h"

#include "base/status.h"
#include "index/coding.h"
#include "query/query_parser.h"
#include "rpc/error.h"

namespace khotin::server {
namespace {

// Results that are few enough to ask whether something else was meant.
constexpr uint64_t kFewResults = 20;
// Results that are next to none.
constexpr uint64_t kHardlyAny = 5;
// The first byte of a cursor behind corrected results; search_cursor.cc begins others with 1.
constexpr char kCorrected = 'c';

}  // namespace

absl::Status CheckSpellingMode(v1::SpellingMode mode) {
  if (v1::SpellingMode_IsValid(mode)) return absl::OkStatus();
  return rpc::InvalidField("spelling", "no such mode");
}

absl::StatusOr<absl::optional<query::Correction>> FindCorrection(
    const v1::SearchRequest& request, const query::SearchResult& found,
    const index::IndexSnapshot& index) {
  using Nothing = absl::optional<query::Correction>;
  if (request.spelling() == v1::SPELLING_MODE_OFF || !request.page_token().empty()) {
    return Nothing();
  }
  query::ParseOptions options;
  options.has_filters = true;
  KHOTIN_ASSIGN_OR_RETURN(const auto tree, query::ParseQueryTree(request.query(), options));
  if (found.total >= kFewResults) {
    KHOTIN_ASSIGN_OR_RETURN(const bool has_unknown,
                            query::HasUnknownWord(index, tree, request.query()));
    if (!has_unknown) return Nothing();
  }
  KHOTIN_ASSIGN_OR_RETURN(auto correction, query::CorrectQuery(index, tree, request.query()));
  if (!correction.has_value()) return Nothing();
  if (found.total >= kFewResults && !correction->has_unknown) return Nothing();
  // A correction may be longer than a query may be.
  if (!query::ParseQueryTree(correction->query, options).ok()) return Nothing();
  return correction;
}

bool IsBetter(const query::Correction& correction, const query::SearchResult& found,
              const query::SearchResult& corrected) {
  // Results of a query with an unknown word are those of its other words.
  return corrected.total > (correction.has_unknown ? 0 : found.total);
}

bool IsApplied(v1::SpellingMode mode, const query::Correction& correction,
               const query::SearchResult& found) {
  return mode == v1::SPELLING_MODE_CORRECT && (found.total < kHardlyAny || correction.has_unknown);
}

v1::SpellingCorrection CorrectionMessage(const query::Correction& correction, bool applied) {
  v1::SpellingCorrection message;
  message.set_query(correction.query);
  message.set_applied(applied);
  for (const auto& [begin, end] : correction.changes) {
    v1::ByteRange* const range = message.add_changes();
    range->set_begin(static_cast<int32_t>(begin));
    range->set_end(static_cast<int32_t>(end));
  }
  return message;
}

std::string WithCorrection(const std::string& corrected_query, const std::string& cursor) {
  if (corrected_query.empty()) return cursor;
  std::string bytes(1, kCorrected);
  index::AppendVarint(corrected_query.size(), &bytes);
  return bytes + corrected_query + cursor;
}

absl::StatusOr<CorrectedCursor> SplitCorrection(const std::string& bytes) {
  CorrectedCursor split;
  if (bytes.empty() || bytes[0] != kCorrected) {
    split.cursor = bytes;
    return split;
  }
  index::ByteReader reader(absl::string_view(bytes).substr(1));
  split.query = std::string(reader.Bytes(reader.Varint64()));
  split.cursor = std::string(reader.rest());
  if (!reader.ok() || WithCorrection(split.query, split.cursor) != bytes || split.query.empty()) {
    return rpc::InvalidField("page_token",
                             "not a token of this version; begin again with the first page");
  }
  return split;
}

}  // namespace khotin::server

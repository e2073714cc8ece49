#include "peer_files.h"

#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "base/status.h"
#include "index/term.h"
#include "text/normalize.h"

namespace khotin::benchmarks {
namespace {

std::vector<std::string> Terms(absl::string_view normalized, bool folded) {
  std::vector<std::string> terms;
  for (const index::Unit& unit : index::SplitUnits(normalized)) {
    index::UnitKeys keys =
        index::MakeUnitKeys(normalized.substr(unit.begin, unit.end - unit.begin));
    terms.push_back(folded ? std::move(keys.folded) : std::move(keys.exact));
  }
  return terms;
}

absl::Status WrongLine(const std::string& path, uint64_t line) {
  return absl::DataLossError(absl::StrCat(path, ":", line, ": not as it was written"));
}

bool ParseFilter(absl::string_view filter, PeerQuery* query) {
  if (filter.empty()) return true;
  if (absl::ConsumePrefix(&filter, "source=")) {
    query->source = std::string(filter);
    return !filter.empty();
  }
  if (!absl::ConsumePrefix(&filter, "date=")) return false;
  const std::vector<absl::string_view> ends = absl::StrSplit(filter, "..");
  return ends.size() == 2 && absl::SimpleAtoi(ends[0], &query->date_begin) &&
         absl::SimpleAtoi(ends[1], &query->date_end);
}

}  // namespace

absl::StatusOr<bool> PeerDocumentReader::Next(PeerDocument* document) {
  if (!file_.is_open()) return absl::NotFoundError(absl::StrCat(path_, ": cannot be read"));
  if (!std::getline(file_, line_)) return false;
  ++lines_;
  const std::vector<absl::string_view> fields = absl::StrSplit(line_, '\t');
  if (fields.size() != 4 || !absl::SimpleAtoi(fields[1], &document->date)) {
    return WrongLine(path_, lines_);
  }
  document->source.assign(fields[0].data(), fields[0].size());
  document->title.assign(fields[2].data(), fields[2].size());
  document->text.assign(fields[3].data(), fields[3].size());
  return true;
}

std::string FormatDocument(const PeerDocument& document) {
  return absl::StrCat(document.source, "\t", document.date, "\t", document.title, "\t",
                      document.text);
}

std::string FormatQuery(const PeerQuery& query) {
  std::string filter;
  if (!query.source.empty()) filter = absl::StrCat("source=", query.source);
  if (query.has_dates()) filter = absl::StrCat("date=", query.date_begin, "..", query.date_end);
  return absl::StrCat(query.query_class, "\t", absl::StrJoin(query.terms, " "), "\t", filter);
}

absl::StatusOr<std::vector<PeerQuery>> ReadPeerQueries(const std::string& path) {
  std::ifstream file(path);
  if (!file) return absl::NotFoundError(absl::StrCat(path, ": cannot be read"));
  std::vector<PeerQuery> queries;
  std::string line;
  while (std::getline(file, line)) {
    const std::vector<absl::string_view> fields = absl::StrSplit(line, '\t');
    PeerQuery query;
    if (fields.size() != 3 || fields[1].empty() || !ParseFilter(fields[2], &query)) {
      return WrongLine(path, queries.size() + 1);
    }
    query.query_class = std::string(fields[0]);
    query.terms = absl::StrSplit(fields[1], ' ');
    queries.push_back(std::move(query));
  }
  return queries;
}

std::vector<std::string> FoldedTerms(absl::string_view normalized) {
  return Terms(normalized, true);
}

std::vector<std::string> ExactTerms(absl::string_view normalized) {
  return Terms(normalized, false);
}

std::string OneLine(absl::string_view text) {
  const std::string normalized = text::Normalize(text).text;
  return absl::StrJoin(
      absl::StrSplit(normalized, absl::ByAnyChar(" \t\r\n\v\f"), absl::SkipEmpty()), " ");
}

}  // namespace khotin::benchmarks

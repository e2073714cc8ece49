#include "ingest/json_lines.h"

#include <cerrno>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "nlohmann/json.hpp"
#include "rpc/convert.h"

namespace khotin::ingest {
namespace {

using Json = nlohmann::ordered_json;

constexpr char kUnreadPayload[] = "khotin.ingest.output_unread";

std::string Dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string Quote(absl::string_view text) { return Dump(Json(std::string(text))); }

std::string RemovedList(const std::vector<extract::RemovedSpan>& removed) {
  Json list = Json::array();
  for (const extract::RemovedSpan& span : removed) {
    Json entry = {
        {"line", span.line}, {"class", span.kind}, {"reason", span.reason}, {"text", span.text}};
    if (span.inline_span) entry["inline"] = true;
    list.push_back(std::move(entry));
  }
  return Dump(list);
}

}  // namespace

std::string CleanLine(const analysis::AnalyzedArticle& analyzed) {
  v1::Article article = rpc::ArticleMessage(analyzed);
  article.clear_removed();
  return absl::StrCat("{\"input\":", Quote(analyzed.raw.input),
                      ",\"article\":", rpc::ToJson(article),
                      ",\"removed\":", RemovedList(analyzed.removed), "}");
}

std::string VerdictLine(absl::string_view input, const v1::IngestResult& result) {
  std::string line = absl::StrCat(
      "{\"input\":", Quote(input), ",\"verdict\":", Quote(rpc::VerdictName(result.verdict())),
      ",\"article\":", Quote(result.article()), ",\"cluster\":", Quote(result.cluster()));
  if (result.has_match()) absl::StrAppend(&line, ",\"match\":", rpc::ToJson(result.match()));
  return absl::StrCat(line, "}");
}

std::string ErrorLine(absl::string_view input, absl::string_view error, absl::string_view reason,
                      absl::string_view quarantine) {
  std::string line = absl::StrCat("{\"input\":", Quote(input), ",\"error\":", Quote(error));
  if (!reason.empty()) absl::StrAppend(&line, ",\"reason\":", Quote(reason));
  if (!quarantine.empty()) absl::StrAppend(&line, ",\"quarantine\":", Quote(quarantine));
  return absl::StrCat(line, "}");
}

absl::Status WriteLine(absl::string_view line, std::FILE* out) {
  if (std::fwrite(line.data(), 1, line.size(), out) == line.size() &&
      std::fputc('\n', out) != EOF && std::fflush(out) == 0) {
    return absl::OkStatus();
  }
  if (errno == EPIPE) {
    absl::Status unread = absl::CancelledError("nobody reads the output");
    unread.SetPayload(kUnreadPayload, absl::Cord());
    return unread;
  }
  return absl::ErrnoToStatus(errno, "cannot write the output");
}

bool IsOutputUnread(const absl::Status& status) {
  return status.GetPayload(kUnreadPayload).has_value();
}

}  // namespace khotin::ingest

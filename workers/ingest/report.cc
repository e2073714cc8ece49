#include "ingest/report.h"

#include "absl/strings/str_cat.h"
#include "extract/refusal.h"
#include "ingest/json_lines.h"
#include "rpc/convert.h"

namespace khotin::ingest {

absl::Status Report::Write(absl::string_view line) {
  return out_ == nullptr ? absl::OkStatus() : WriteLine(line, out_);
}

absl::Status Report::Clean(absl::string_view line) {
  tally_->AddTaken("CLEAN");
  return Write(line);
}

absl::Status Report::Stored(absl::string_view input, const v1::IngestResult& result) {
  tally_->AddTaken(rpc::VerdictName(result.verdict()));
  return out_ == nullptr ? absl::OkStatus() : Write(VerdictLine(input, result));
}

absl::Status Report::Refused(absl::string_view input, const absl::Status& why,
                             absl::string_view quarantine, bool is_read) {
  const extract::RefusalReason reason = extract::RefusalOf(why);
  // Of an empty file there is nothing to keep.
  const bool is_whole = is_read || reason == extract::RefusalReason::kEmpty;
  tally_->AddRefused(why.message(), !quarantine.empty() && is_whole);
  if (out_ == nullptr) return absl::OkStatus();
  return Write(
      ErrorLine(input, why.message(),
                reason == extract::RefusalReason::kUnspecified ? "" : extract::RefusalName(reason),
                quarantine));
}

absl::Status Report::Unfinished(absl::string_view input, absl::string_view reason) {
  tally_->AddUnfinished();
  if (out_ == nullptr) return absl::OkStatus();
  return Write(ErrorLine(input, absl::StrCat(input, ": not confirmed: ", reason)));
}

void Report::Settled(const FilePlace& place) {
  if (place.counted()) tally_->AddCounted();
  if (place.file == nullptr || !on_file_end_) return;
  if (place.last || place.failed()) on_file_end_(*place.file);
}

}  // namespace khotin::ingest

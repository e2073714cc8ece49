#include "ingest/report.h"

#include "absl/strings/str_cat.h"
#include "ingest/json_lines.h"

namespace khotin::ingest {

absl::Status Report::Write(absl::string_view line) {
  return out_ == nullptr ? absl::OkStatus() : WriteLine(line, out_);
}

absl::Status Report::Clean(absl::string_view line) {
  tally_->AddTaken("CLEAN");
  return Write(line);
}

absl::Status Report::Stored(absl::string_view input, absl::string_view verdict,
                            absl::string_view article, absl::string_view cluster) {
  tally_->AddTaken(verdict);
  return out_ == nullptr ? absl::OkStatus() : Write(VerdictLine(input, verdict, article, cluster));
}

absl::Status Report::Refused(absl::string_view input, absl::string_view message) {
  tally_->AddRefused(message);
  return out_ == nullptr ? absl::OkStatus() : Write(ErrorLine(input, message));
}

absl::Status Report::Unfinished(absl::string_view input, absl::string_view reason) {
  tally_->AddUnfinished();
  if (out_ == nullptr) return absl::OkStatus();
  return Write(ErrorLine(input, absl::StrCat(input, ": not confirmed: ", reason)));
}

}  // namespace khotin::ingest

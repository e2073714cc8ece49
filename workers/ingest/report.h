// Where the fate of each document goes: into the tally, and to stdout when asked.
#ifndef KHOTIN_INGEST_REPORT_H_
#define KHOTIN_INGEST_REPORT_H_

#include <cstdio>
#include <functional>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "ingest/file_in_hand.h"
#include "ingest/tally.h"
#include "khotin/v1/ingest_service.pb.h"

namespace khotin::ingest {

// One thread at a time. Errors are those of WriteLine.
class Report {
 public:
  // `out` is null where no lines are wanted. Both outlive the report.
  Report(Tally* tally, std::FILE* out) : tally_(tally), out_(out) {}

  // Whom Settled tells of a file that is done, or that has failed; nobody unless set.
  void set_on_file_end(std::function<void(const FileInHand&)> on_file_end) {
    on_file_end_ = std::move(on_file_end);
  }

  // `line` is that of CleanLine.
  absl::Status Clean(absl::string_view line);
  absl::Status Stored(absl::string_view input, const v1::IngestResult& result);
  // The message of `why` names the input; `quarantine` is the resource name of what was kept, or
  // empty; `is_read` tells whether the document's bytes could be read, and so are there.
  absl::Status Refused(absl::string_view input, const absl::Status& why,
                       absl::string_view quarantine = "", bool is_read = false);
  // What became of the document is not known, or it was given up with its batch.
  absl::Status Unfinished(absl::string_view input, absl::string_view reason);
  // To be called behind each document whose fate is known, and what was refused in the place of
  // one: with the last one, its file is done. May be called while another thread is in one of the
  // others.
  void Settled(const FilePlace& place);

 private:
  absl::Status Write(absl::string_view line);

  Tally* const tally_;
  std::FILE* const out_;
  std::function<void(const FileInHand&)> on_file_end_;
};

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_REPORT_H_

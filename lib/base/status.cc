#include "base/status.h"

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"

namespace khotin::base {

absl::Status Annotate(const absl::Status& status, absl::string_view input) {
  if (status.ok() || input.empty()) return status;
  absl::Status annotated(status.code(), absl::StrCat(input, ": ", status.message()));
  status.ForEachPayload([&annotated](absl::string_view url, const absl::Cord& payload) {
    annotated.SetPayload(url, payload);
  });
  return annotated;
}

}  // namespace khotin::base

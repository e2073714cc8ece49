#include "ingested_files.h"

#include <string>
#include <vector>

#include "base/limits.h"
#include "base/status.h"
#include "rpc/convert.h"
#include "rpc/error.h"

namespace khotin::server {
namespace {

// Read at a time where there is a filter, and looked at for one page: what the filter passes over
// must not hold a call up.
constexpr int kReadAtOnce = 1000;
constexpr int kMaxLookedAt = 100'000;

}  // namespace

absl::Status GetIngestedFile(const store::Store& store, const v1::GetIngestedFileRequest& request,
                             v1::GetIngestedFileResponse* response) {
  const absl::StatusOr<store::FileIdentity> file = rpc::FileFromMessage(request.file());
  if (!file.ok()) return rpc::WithinField(file.status(), "file");
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<store::StoredFile> found, store.FindFile(*file));
  if (!found.has_value()) return absl::NotFoundError("no document of that file is in");
  *response->mutable_file() = rpc::IngestedFileMessage(*found);
  return absl::OkStatus();
}

absl::Status ListIngestedFiles(const store::Store& store, const rpc::PageTokens& tokens,
                               const v1::ListIngestedFilesRequest& request,
                               const std::function<bool()>& cancelled,
                               v1::ListIngestedFilesResponse* response) {
  KHOTIN_ASSIGN_OR_RETURN(const int page_size, rpc::PageSize(request.page_size()));
  std::string after;
  if (!request.page_token().empty()) {
    KHOTIN_ASSIGN_OR_RETURN(after, tokens.Open(request, request.page_token()));
  }
  // One more than the page shows that there is another page.
  const int at_once = request.unfinished() ? kReadAtOnce : page_size + 1;
  size_t bytes = 0;
  for (int looked_at = 0; looked_at < kMaxLookedAt;) {
    if (cancelled()) return absl::CancelledError("given up by the caller");
    KHOTIN_ASSIGN_OR_RETURN(const std::vector<store::StoredFile> files,
                            store.ListFiles(after, at_once));
    for (const store::StoredFile& file : files) {
      if (response->files_size() == page_size || bytes > base::kMaxReplyBytes) {
        response->set_next_page_token(tokens.Seal(request, after));
        return absl::OkStatus();
      }
      after = file.key;
      ++looked_at;
      if (request.unfinished() && file.record.done()) continue;
      v1::IngestedFile* const message = response->add_files();
      *message = rpc::IngestedFileMessage(file);
      bytes += message->ByteSizeLong();
    }
    if (files.size() < static_cast<size_t>(at_once)) return absl::OkStatus();
  }
  response->set_next_page_token(tokens.Seal(request, after));
  return absl::OkStatus();
}

}  // namespace khotin::server

#include "ingest/ledger.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

#include "base/status.h"
#include "ingest/printable.h"
#include "khotin/v1/ingest_service.grpc.pb.h"
#include "rpc/convert.h"
#include "rpc/error.h"

namespace khotin::ingest {
namespace {

constexpr std::chrono::seconds kTimeout{30};
// What FilePosition.path may have; longer ones are cut off, which leaves them readable.
constexpr size_t kMaxPathBytes = 4096;

// Printable escapes whatever cutting leaves of a character.
std::string ShownPath(const std::string& path) {
  std::string shown = Printable(path);
  for (size_t size = path.size(); shown.size() > kMaxPathBytes;) {
    size -= std::min(size, shown.size() - kMaxPathBytes);
    shown = Printable(path.substr(0, size));
  }
  return shown;
}

}  // namespace

Ledger LedgerOfStore(const store::Store* store) {
  return [store](const store::FileIdentity& file) -> absl::StatusOr<FileProgress> {
    KHOTIN_ASSIGN_OR_RETURN(const auto found, store->FindFile(file));
    if (!found.has_value()) return FileProgress();
    return FileProgress{found->record.document_count(), found->record.done()};
  };
}

Ledger LedgerOfServer(const std::shared_ptr<grpc::Channel>& channel) {
  const std::shared_ptr<v1::IngestService::Stub> stub = v1::IngestService::NewStub(channel);
  return [stub](const store::FileIdentity& file) -> absl::StatusOr<FileProgress> {
    v1::GetIngestedFileRequest request;
    *request.mutable_file() = rpc::FileMessage(file);
    v1::GetIngestedFileResponse response;
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + kTimeout);
    const grpc::Status status = stub->GetIngestedFile(&context, request, &response);
    if (status.error_code() == grpc::StatusCode::NOT_FOUND) return FileProgress();
    if (!status.ok()) return base::Annotate(rpc::FromGrpc(status), "asking for the ledger");
    return FileProgress{response.file().document_count(), response.file().done()};
  };
}

absl::optional<store::FilePosition> PositionAt(const FilePlace& place) {
  if (!place.counted()) return absl::nullopt;
  return store::FilePosition{place.file->identity, ShownPath(place.file->path), place.number,
                             place.last};
}

}  // namespace khotin::ingest

// Reads the ledger of files for IngestService.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_INGESTED_FILES_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_INGESTED_FILES_H_

#include <functional>

#include "absl/status/status.h"
#include "khotin/v1/ingest_service.pb.h"
#include "rpc/page_token.h"
#include "store/store.h"

namespace khotin::server {

// NOT_FOUND when no document of the file is in.
absl::Status GetIngestedFile(const store::Store& store, const v1::GetIngestedFileRequest& request,
                             v1::GetIngestedFileResponse* response);

// `cancelled` is asked from time to time; once it is true, the result is CANCELLED.
absl::Status ListIngestedFiles(const store::Store& store, const rpc::PageTokens& tokens,
                               const v1::ListIngestedFilesRequest& request,
                               const std::function<bool()>& cancelled,
                               v1::ListIngestedFilesResponse* response);

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_INGESTED_FILES_H_

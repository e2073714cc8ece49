// What the stream and its unary twin share: documents in, one result per document out.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_INGEST_BATCH_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_INGEST_BATCH_H_

#include <functional>
#include <vector>

#include "commit_queue.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "khotin/v1/ingest_service.pb.h"
#include "preparer.h"

namespace khotin::server {

// Prepares `documents` in this thread's time, submits the good ones as one unit, and calls `done`
// once with a result per document, in their order: from the queue's thread, or from this one when
// all were refused. `done` must not block.
void IngestDocuments(Preparer* preparer, CommitQueue* commits,
                     google::protobuf::RepeatedPtrField<v1::IngestDocument> documents,
                     const std::function<bool()>& cancelled,
                     std::function<void(std::vector<v1::IngestResult>)> done);

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_INGEST_BATCH_H_

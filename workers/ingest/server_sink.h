// Sends analyzed documents to a server.
#ifndef KHOTIN_INGEST_SERVER_SINK_H_
#define KHOTIN_INGEST_SERVER_SINK_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "analysis/analyzer.h"
#include "grpcpp/channel.h"
#include "ingest/report.h"
#include "ingest/sink.h"

namespace khotin::ingest {

// Opens the stream: UNAVAILABLE when the server does not answer. Results may come in any order;
// their lines come in input order. `analyzer` and `report` outlive the sink, which alone uses
// `report` meanwhile.
absl::StatusOr<std::unique_ptr<Sink>> OpenServerSink(const analysis::Analyzer* analyzer,
                                                     std::shared_ptr<grpc::Channel> channel,
                                                     Report* report);

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_SERVER_SINK_H_

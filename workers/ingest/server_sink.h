// Sends analyzed documents to a server.
#ifndef KHOTIN_INGEST_SERVER_SINK_H_
#define KHOTIN_INGEST_SERVER_SINK_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "analysis/analyzer.h"
#include "grpcpp/channel.h"
#include "ingest/chrome_provider.h"
#include "ingest/report.h"
#include "ingest/sink.h"

namespace khotin::ingest {

// Opens the stream: UNAVAILABLE when the server does not answer. Results may come in any order;
// their lines come in input order. `analyzer` and `report` outlive the sink, which alone uses
// `report` meanwhile. What is refused is sent as it is, for the server's quarantine.
absl::StatusOr<std::unique_ptr<Sink>> OpenServerSink(const analysis::Analyzer* analyzer,
                                                     ChromeProvider chrome,
                                                     std::shared_ptr<grpc::Channel> channel,
                                                     Report* report);

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_SERVER_SINK_H_

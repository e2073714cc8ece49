// Sees every call begin and end: logs it, counts it, names it. The services know nothing of it.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_CALL_INTERCEPTOR_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_CALL_INTERCEPTOR_H_

#include <memory>

#include "call_metrics.h"
#include "grpcpp/support/server_interceptor.h"

namespace khotin::server {

// One line is logged for each call: method, code, ms, peer, request_id, and where there are such,
// peer_identity (of the client's certificate), trace_id and error. Its level is "error" for what is
// the server's fault, "warn" for what it could not do at the time, "debug" for health checks that
// went well, "info" for everything else.
//
// What is larger than a request may be, gRPC refuses by itself (RESOURCE_EXHAUSTED to the caller).
// Of a call of one request nothing is seen here then, neither line nor count. An ingest stream ends
// as one that was given up, CANCELLED, or as OK where the break is known too late: nothing tells
// them apart.
//
// Replies carry the metadata x-request-id. A call for which there is no thread left is told so.
// `metrics` must outlive the gRPC server.
std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface> NewCallInterceptorFactory(
    CallMetrics* metrics);

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_CALL_INTERCEPTOR_H_

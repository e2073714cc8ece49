// What a call's metadata says about where it belongs.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_REQUEST_ID_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_REQUEST_ID_H_

#include <string>

#include "absl/strings/string_view.h"

namespace khotin::server {

// The value of x-request-id that a caller sent, where it is at most 128 visible ASCII characters;
// a random one otherwise.
std::string RequestIdOr(absl::string_view sent);

// The trace id in a value of `traceparent`
// (https://www.w3.org/TR/trace-context/#traceparent-header), 32 hexadecimal digits; "" where the
// value is none of that form.
absl::string_view TraceIdOf(absl::string_view traceparent);

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_REQUEST_ID_H_

// Text that a request can carry.
#ifndef KHOTIN_TOOLS_KHOTIN_REQUEST_TEXT_H_
#define KHOTIN_TOOLS_KHOTIN_REQUEST_TEXT_H_

#include "absl/status/status.h"
#include "google/protobuf/message.h"

namespace khotin::cli {

// INVALID_ARGUMENT, with the field and the byte, when a text of `request` or of a message in it is
// no valid UTF-8: protocol buffers carry no other, and say nothing of where it stands. Thread-safe.
absl::Status CheckTexts(const google::protobuf::Message& request);

}  // namespace khotin::cli

#endif  // KHOTIN_TOOLS_KHOTIN_REQUEST_TEXT_H_

// What a run says to whoever operates it, beside progress and summary.
#ifndef KHOTIN_INGEST_LOG_H_
#define KHOTIN_INGEST_LOG_H_

#include <cstdio>

#include "absl/strings/string_view.h"

namespace khotin::ingest {

// Thread-safe: each line is written at once.
class Log {
 public:
  // As JSON objects ({"time", "level", "event", "message"}), or as text for a person.
  Log(bool json, std::FILE* out) : json_(json), out_(out) {}

  void Warn(absl::string_view event, absl::string_view message) const;

 private:
  const bool json_;
  std::FILE* const out_;
};

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_LOG_H_

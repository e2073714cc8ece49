// Names as people and programs are shown them.
#ifndef KHOTIN_INGEST_PRINTABLE_H_
#define KHOTIN_INGEST_PRINTABLE_H_

#include <string>

#include "absl/strings/string_view.h"

namespace khotin::ingest {

// Valid UTF-8 on one line: other bytes, and control characters, are shown as \xNN.
std::string Printable(absl::string_view name);

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_PRINTABLE_H_

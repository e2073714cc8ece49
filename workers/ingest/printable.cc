#include "ingest/printable.h"

#include "absl/strings/str_format.h"
#include "text/utf8.h"

namespace khotin::ingest {
namespace {

bool IsControl(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7f;
}

}  // namespace

std::string Printable(absl::string_view name) {
  std::string out;
  for (size_t pos = 0; pos < name.size();) {
    const size_t begin = pos;
    text::DecodeUtf8(name, &pos);
    const absl::string_view piece = name.substr(begin, pos - begin);
    if (text::ValidateUtf8(piece).ok() && !IsControl(piece[0])) {
      out.append(piece.data(), piece.size());
    } else {
      for (const char c : piece) absl::StrAppendFormat(&out, "\\x%02X", static_cast<uint8_t>(c));
    }
  }
  return out;
}

}  // namespace khotin::ingest

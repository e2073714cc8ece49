#include "text/utf8.h"

#include <cstdint>
#include <cstring>

#include "absl/strings/str_cat.h"

namespace khotin::text {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

unsigned char ByteAt(absl::string_view text, size_t pos) {
  return static_cast<unsigned char>(text[pos]);
}

bool IsContinuation(unsigned char byte) { return (byte & 0xC0) == 0x80; }

// The length that `lead` announces, 0 when no sequence starts with it.
size_t SequenceLength(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xC2) return 0;
  if (lead < 0xE0) return 2;
  if (lead < 0xF0) return 3;
  return lead < 0xF5 ? 4 : 0;
}

// True when the eight bytes at `data` are ASCII and none of them is NUL.
bool EightPlainBytes(const char* data) {
  uint64_t word;
  std::memcpy(&word, data, sizeof(word));
  constexpr uint64_t kHigh = 0x8080808080808080u;
  constexpr uint64_t kOnes = 0x0101010101010101u;
  return ((word | (word - kOnes)) & kHigh) == 0;
}

}  // namespace

absl::Status ValidateUtf8(absl::string_view text) {
  size_t pos = 0;
  while (pos < text.size()) {
    if (text.size() - pos >= 8 && EightPlainBytes(text.data() + pos)) {
      pos += 8;
      continue;
    }
    if (text[pos] == '\0') return absl::InvalidArgumentError(absl::StrCat("NUL at byte ", pos));
    const size_t begin = pos;
    if (DecodeUtf8(text, &pos) == kReplacement && pos == begin + 1) {
      return absl::InvalidArgumentError(absl::StrCat("invalid UTF-8 at byte ", begin));
    }
  }
  return absl::OkStatus();
}

char32_t DecodeUtf8(absl::string_view text, size_t* pos) {
  const unsigned char lead = ByteAt(text, *pos);
  if (lead < 0x80) {
    ++*pos;
    return lead;
  }
  const size_t length = SequenceLength(lead);
  if (length == 0 || text.size() - *pos < length) {
    ++*pos;
    return kReplacement;
  }
  char32_t code_point = lead & (0x7Fu >> length);
  for (size_t i = 1; i < length; ++i) {
    const unsigned char byte = ByteAt(text, *pos + i);
    if (!IsContinuation(byte)) {
      ++*pos;
      return kReplacement;
    }
    code_point = (code_point << 6) | (byte & 0x3Fu);
  }
  const bool overlong =
      (length == 3 && code_point < 0x800) || (length == 4 && code_point < 0x10000);
  const bool surrogate = code_point >= 0xD800 && code_point < 0xE000;
  if (overlong || surrogate || code_point > 0x10FFFF) {
    ++*pos;
    return kReplacement;
  }
  *pos += length;
  return code_point;
}

void AppendUtf8(char32_t code_point, std::string* out) {
  const auto tail = [code_point](int shift) {
    return static_cast<char>(0x80 | ((code_point >> shift) & 0x3F));
  };
  if (code_point < 0x80) {
    out->push_back(static_cast<char>(code_point));
  } else if (code_point < 0x800) {
    const char bytes[] = {static_cast<char>(0xC0 | (code_point >> 6)), tail(0)};
    out->append(bytes, sizeof(bytes));
  } else if (code_point < 0x10000) {
    const char bytes[] = {static_cast<char>(0xE0 | (code_point >> 12)), tail(6), tail(0)};
    out->append(bytes, sizeof(bytes));
  } else {
    const char bytes[] = {static_cast<char>(0xF0 | (code_point >> 18)), tail(12), tail(6), tail(0)};
    out->append(bytes, sizeof(bytes));
  }
}

absl::string_view TruncateUtf8(absl::string_view text, size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  size_t cut = max_bytes;
  // Four steps back reach the start of any sequence; more would mean the text is not UTF-8.
  for (int i = 0; i < 3 && cut > 0 && IsContinuation(ByteAt(text, cut)); ++i) --cut;
  if (IsContinuation(ByteAt(text, cut))) cut = max_bytes;
  return text.substr(0, cut);
}

}  // namespace khotin::text

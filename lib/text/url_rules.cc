#include <algorithm>
#include <iterator>

#include "absl/strings/match.h"
#include "text/token_rules.h"

namespace khotin::text {
namespace {

constexpr size_t kMaxLocalPart = 64;
constexpr size_t kMaxLabel = 63;
constexpr int kMaxLabels = 8;

// Domains that news names without www.
constexpr absl::string_view kTopLevel[] = {"asia", "com", "edu", "gov", "info",
                                           "net",  "org", "tv",  "vn"};

bool IsAsciiAlnum(char c) {
  return IsAsciiDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool IsAscii(absl::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool IsAlnumAt(absl::string_view text, size_t pos) {
  const CharClass cls = CharAt(text, pos).cls;
  return cls == CharClass::kLetter || cls == CharClass::kDigit;
}

size_t LabelEnd(absl::string_view text, size_t pos) {
  const size_t begin = pos;
  while (pos - begin < kMaxLabel && (IsAsciiAlnum(ByteAt(text, pos)) || ByteAt(text, pos) == '-')) {
    ++pos;
  }
  return pos;
}

bool IsTopLevel(absl::string_view label) {
  const bool lower =
      std::all_of(label.begin(), label.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  const bool upper =
      std::all_of(label.begin(), label.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!lower && !upper) return false;
  return std::any_of(std::begin(kTopLevel), std::end(kTopLevel), [label](absl::string_view known) {
    return absl::EqualsIgnoreCase(known, label);
  });
}

// The end of the longest domain name at `pos`; without `any_top`, of one under kTopLevel only.
size_t DomainEnd(absl::string_view text, size_t pos, bool any_top) {
  size_t found = pos;
  size_t begin = pos;
  for (int labels = 1; labels <= kMaxLabels; ++labels) {
    const size_t end = LabelEnd(text, begin);
    if (end == begin || IsAlnumAt(text, end) || CharAt(text, end).cls == CharClass::kMark) break;
    const absl::string_view label = text.substr(begin, end - begin);
    if (labels > 1 && (any_top ? label.size() > 1 : IsTopLevel(label))) found = end;
    if (ByteAt(text, end) != '.') break;
    begin = end + 1;
  }
  return found;
}

bool EndsUrl(absl::string_view text, size_t pos) {
  if (CharAt(text, pos).cls == CharClass::kSpace) return true;
  if (absl::string_view("<>\"|`{}").find(text[pos]) != absl::string_view::npos) return true;
  const absl::string_view three = text.substr(pos, 3);
  return three == "“" || three == "”" || three == "‘" || three == "’" || three == "…";
}

// The end of the address from `pos` on, whose marks at the end belong to the sentence.
size_t AddressEnd(absl::string_view text, size_t pos) {
  const size_t begin = pos;
  while (pos < text.size() && !EndsUrl(text, pos)) pos += CharAt(text, pos).length;
  while (pos > begin &&
         absl::string_view(".,;:!?)]'*").find(text[pos - 1]) != absl::string_view::npos) {
    --pos;
  }
  return pos;
}

size_t MailboxEnd(absl::string_view text, size_t pos) {
  size_t at = pos;
  while (at - pos < kMaxLocalPart &&
         (IsAsciiAlnum(ByteAt(text, at)) ||
          absl::string_view("._%+-").find(ByteAt(text, at)) != absl::string_view::npos)) {
    ++at;
  }
  if (at == pos || ByteAt(text, at) != '@') return pos;
  const size_t end = DomainEnd(text, at + 1, /*any_top=*/true);
  return end == at + 1 ? pos : end;
}

}  // namespace

size_t UrlEnd(absl::string_view text, size_t pos) {
  const absl::string_view rest = text.substr(pos);
  for (const absl::string_view prefix : {"http://", "https://", "ftp://", "www."}) {
    if (absl::StartsWithIgnoreCase(rest, prefix) && IsAlnumAt(text, pos + prefix.size())) {
      return AddressEnd(text, pos);
    }
  }
  const size_t mailbox = MailboxEnd(text, pos);
  if (mailbox > pos) return mailbox;
  const size_t domain = DomainEnd(text, pos, /*any_top=*/false);
  if (domain == pos || ByteAt(text, domain) != '/') return domain;
  // "Vidu.vn/Tuổi trẻ" names two sources.
  const size_t path = AddressEnd(text, domain);
  return path > domain + 1 && IsAscii(text.substr(domain, path - domain)) ? path : domain;
}

}  // namespace khotin::text

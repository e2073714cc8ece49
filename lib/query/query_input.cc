#include "query/query_input.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "base/limits.h"
#include "text/utf8.h"

namespace khotin::query {
namespace {

// The column of the character at byte `offset` of `text`, which is valid UTF-8 up to there.
int ColumnAt(absl::string_view text, size_t offset) {
  const auto is_lead = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
  const absl::string_view before = text.substr(0, offset);
  return 1 + static_cast<int>(std::count_if(before.begin(), before.end(), is_lead));
}

}  // namespace

absl::Status RefuseAt(int column, absl::string_view reason) {
  return absl::InvalidArgumentError(absl::StrCat("column ", column, ": ", reason));
}

absl::Status CheckQueryInput(absl::string_view text) {
  if (text.size() > base::kMaxQueryBytes) {
    const absl::string_view kept = text::TruncateUtf8(text, base::kMaxQueryBytes);
    return RefuseAt(ColumnAt(text, kept.size()),
                    absl::StrCat("the query is longer than ", base::kMaxQueryBytes, " bytes"));
  }
  if (text::ValidateUtf8(text).ok()) return absl::OkStatus();
  size_t good = 0;
  for (size_t pos = 0; pos < text.size(); good = pos) {
    text::DecodeUtf8(text, &pos);
    if (!text::ValidateUtf8(text.substr(good, pos - good)).ok()) break;
  }
  return RefuseAt(ColumnAt(text, good), "invalid UTF-8");
}

int QueryInput::Column(size_t offset) const {
  return ColumnAt(original_, normalized_.offsets.ToOriginal(offset));
}

bool IsSpace(char32_t c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool IsQuote(char32_t c) { return c == '"' || (c >= 0x201C && c <= 0x201F) || c == 0xFF02; }

bool IsSign(char32_t c) { return c == '-' || c == '+' || c == 0x2212; }

// Ends a stretch of words.
bool IsBorder(char32_t c) { return IsSpace(c) || IsQuote(c) || c == '(' || c == ')' || c == '|'; }

}  // namespace khotin::query

#include "entity/facts/number.h"

#include <cstddef>

namespace khotin::entity::facts {
namespace {

constexpr size_t kMaxDigits = 15;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// "12", "1.200": groups after the first are of three digits, and the first of one to three.
bool IsWhole(absl::string_view text) {
  const size_t dot = text.find('.');
  const size_t first = dot == absl::string_view::npos ? text.size() : dot;
  if (first == 0 || (first < text.size() && first > 3)) return false;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool is_dot = i >= first && (i - first) % 4 == 0;
    if (is_dot ? text[i] != '.' : !IsDigit(text[i])) return false;
  }
  return (text.size() - first) % 4 == 0;
}

bool IsDecimals(absl::string_view text) {
  for (const char c : text) {
    if (!IsDigit(c)) return false;
  }
  return !text.empty();
}

}  // namespace

std::optional<double> ParseDigits(absl::string_view text) {
  const size_t comma = text.find(',');
  const bool has_decimals = comma != absl::string_view::npos;
  if (!IsWhole(text.substr(0, comma))) return std::nullopt;
  if (has_decimals && !IsDecimals(text.substr(comma + 1))) return std::nullopt;
  double value = 0;
  double scale = 1;
  size_t digits = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (!IsDigit(text[i])) continue;
    if (++digits > kMaxDigits) return std::nullopt;
    value = value * 10 + (text[i] - '0');
    if (has_decimals && i > comma) scale *= 10;
  }
  return value / scale;
}

}  // namespace khotin::entity::facts

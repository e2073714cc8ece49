// Places: head words with the names after them, and listed places.
#include <algorithm>

#include "entity/rules/scanner.h"
#include "text/syllable.h"

namespace khotin::entity::rules {
namespace {

using text::TokenKind;

constexpr size_t kMaxPlaceTokens = 8;

// A name may be a number after these: "quận 1", "quốc lộ 1A", "tổ 5".
bool TakesNumber(const Match& head) { return (head.kinds & (kPlaceAdmin | kPlaceBuilt)) != 0; }

// The capitals after a head: a listed place is taken whole and ends the name; other words go on
// while they are capitalised.
size_t NameEnd(const Scan& scan, size_t i) {
  const Line& line = scan.line;
  const Match listed = scan.At(i, kLocationName);
  size_t end = i + listed.length;
  if (listed.length == 0) {
    if (scan.At(i, kOrganizationName).length > 0) return i;
    const size_t limit = std::min(line.size(), i + kMaxPlaceTokens);
    while (end < limit && line.Continues(end)) {
      if (line.Capital(end)) {
        if (end > i && scan.At(end, kAnyTitle | kOpener).length > 0) break;
        ++end;
      } else if (end > i && line.IsMark(end, "-") && line.Tight(end - 1) && line.Tight(end)) {
        end += 2;
      } else {
        break;
      }
    }
    end = std::min(end, line.size());
    if (end > i && line.Continues(end) && line.tokens[end].kind == TokenKind::kNumber &&
        line.tokens[end].end - line.tokens[end].begin == 1) {
      ++end;
    }
  }
  return end;
}

bool IsNumberName(const Line& line, size_t i) {
  if (!line.Continues(i)) return false;
  const TokenKind kind = line.tokens[i].kind;
  return (kind == TokenKind::kNumber && line.tokens[i].end - line.tokens[i].begin <= 4) ||
         kind == TokenKind::kCode;
}

}  // namespace

size_t PlaceEnd(const Scan& scan, size_t i) {
  const Match head = scan.At(i, kPlaceHead);
  if (head.length == 0 || scan.InsideWord(i)) return i;
  const Line& line = scan.line;
  const size_t name = i + head.length;
  if (!line.Continues(name)) return i;
  if (TakesNumber(head) && IsNumberName(line, name)) {
    const absl::string_view word = line.Text(i);
    const bool many = (head.kinds & kPlaceUnit) == 0 &&
                      (word == "vùng" || word == "sân" || word == "cầu" || word == "phố" ||
                       word == "làng" || word == "châu" || word == "xứ" || word == "đền" ||
                       word == "ga" || word == "miền" || word == "chợ" || word == "bang");
    return many ? i : name + 1;
  }
  if (!line.Capital(name)) return i;
  const size_t end = NameEnd(scan, name);
  return end > name ? end : i;
}

size_t PlaceRule(const Scan& scan, size_t i) {
  if (scan.At(i, kPlaceHead).length == 0) return i;
  const Match listed = scan.At(i, kAnyName);
  const size_t end = PlaceEnd(scan, i);
  if (end == i || i + listed.length >= end) return i;
  scan.Add(EntityType::kLocation, i, end);
  return end;
}

}  // namespace khotin::entity::rules

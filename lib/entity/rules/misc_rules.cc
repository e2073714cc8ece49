// Documents with a number or a name, events, peoples and languages.
#include <algorithm>

#include "entity/rules/scanner.h"

namespace khotin::entity::rules {
namespace {

using text::TokenKind;

constexpr size_t kMaxTokens = 16;

bool IsRoman(absl::string_view token) {
  return !token.empty() && token.find_first_not_of("IVXLC") == absl::string_view::npos;
}

bool Goes(const Scan& scan, size_t i) {
  return (scan.line.starts[i - 1] & kContinues) != 0 &&
         scan.lexicon.Longest(scan.line.From(i - 1).subspan(0, 2), kContinues).length == 2;
}

// A number or year that closes a name: "SEA Games 29", "Đại hội XIII".
size_t ClosingNumber(const Line& line, size_t i) {
  if (!line.Continues(i)) return i;
  const size_t length = line.tokens[i].end - line.tokens[i].begin;
  const bool number = line.tokens[i].kind == TokenKind::kNumber && length <= 4;
  return number || IsRoman(line.Text(i)) ? i + 1 : i;
}

// Capitalised words and the lower-case syllables that go on with them.
size_t TitleEnd(const Scan& scan, size_t i) {
  const Line& line = scan.line;
  const size_t limit = std::min(line.size(), i + kMaxTokens);
  size_t end = i;
  while (end < limit && line.Continues(end)) {
    if (!line.Capital(end) && !(end > i && Goes(scan, end))) break;
    ++end;
  }
  return end;
}

size_t DocumentEnd(const Scan& scan, size_t i) {
  const Match head = scan.At(i, kDocumentHead);
  if (head.length == 0) return i;
  const Line& line = scan.line;
  size_t next = i + head.length;
  if (!line.Continues(next)) return i;
  const bool numbered = line.Text(next) == "số";
  if (numbered && !line.Continues(++next)) return i;
  const TokenKind kind = line.tokens[next].kind;
  const bool slash = line.Text(next).find('/') != absl::string_view::npos;
  if (kind == TokenKind::kCode || slash || (numbered && kind == TokenKind::kNumber)) {
    return kind == TokenKind::kDate ? i : next + 1;
  }
  if (numbered || !line.Capital(i) || !line.Capital(next)) return i;
  return ClosingNumber(line, TitleEnd(scan, next));
}

size_t EventEnd(const Scan& scan, size_t i) {
  const Match head = scan.At(i, kEventHead);
  if (head.length == 0 || !scan.line.Continues(i + head.length)) return i;
  const size_t name = i + head.length;
  if (!scan.line.Capital(name)) return i;
  if (scan.At(name, kAnyTitle).length > 0) return i;
  return ClosingNumber(scan.line, TitleEnd(scan, name));
}

// "người Mỹ", "tiếng Anh", "dân tộc Mường"
size_t PeopleEnd(const Scan& scan, size_t i) {
  const Match head = scan.At(i, kPeopleHead);
  if (head.length == 0) return i;
  const size_t name = i + head.length;
  const Match place = scan.At(name, kLocationName);
  if (place.length > 0 && scan.line.Continues(name)) return name + place.length;
  if (scan.line.Text(i) != "dân" || !scan.line.Continues(name) || !scan.line.Capital(name)) {
    return i;
  }
  return TitleEnd(scan, name);
}

}  // namespace

size_t MiscRule(const Scan& scan, size_t i) {
  for (const auto rule : {DocumentEnd, EventEnd, PeopleEnd}) {
    const size_t end = rule(scan, i);
    if (end == i) continue;
    scan.Add(EntityType::kMisc, i, end);
    return end;
  }
  return i;
}

size_t ListedNameRule(const Scan& scan, size_t i) {
  const Match match = scan.At(i, kAnyName);
  if (match.length == 0) return i;
  const Line& line = scan.line;
  const size_t end = i + match.length;
  if (match.length == 1) {
    const bool first = line.sentence_start[i] != 0;
    if (first && (scan.At(i, kAmbiguous).length == 1 || scan.At(i, kNotName).length == 1)) return i;
    const bool more = line.Continues(end) && line.Capital(end) &&
                      scan.At(end, kAnyName | kAnyTitle | kOrgHead | kPlaceHead).length == 0;
    if (more) return i;
  }
  const EntityType type = NameType(match.kinds);
  const size_t closed = type == EntityType::kMisc ? ClosingNumber(line, end) : end;
  scan.Add(type, i, closed);
  return closed;
}

}  // namespace khotin::entity::rules

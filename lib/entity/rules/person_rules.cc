// Names of persons: after titles and honorifics, by family names, and the extent of foreign names.
#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "entity/rules/scanner.h"
#include "text/syllable.h"

namespace khotin::entity::rules {
namespace {

using text::TokenKind;

constexpr size_t kMaxNameTokens = 9;
constexpr size_t kMaxVietnameseSyllables = 5;
constexpr size_t kMaxRunTokens = 24;

bool IsParticle(absl::string_view word) {
  for (absl::string_view particle : {"bin", "al", "el", "de", "van", "von", "da", "dos", "der",
                                     "den", "del", "la", "le", "di", "du", "ibn", "ul"}) {
    if (word == particle) return true;
  }
  return false;
}

// "H.", "N.V.T", "T.A.": a name given by its initials. "TP.HCM" is not one.
bool IsInitials(const Line& line, size_t i) {
  if (line.tokens[i].kind != TokenKind::kAbbreviation) return false;
  const absl::string_view token = line.Text(i);
  size_t letters = 0;
  for (const char c : token) {
    if (c == '.') {
      if (letters == 0) return false;
      letters = 0;
    } else if ((static_cast<unsigned char>(c) & 0xc0) != 0x80 && ++letters > 1) {
      return false;
    }
  }
  return true;
}

bool IsSingleLetter(absl::string_view word) {
  size_t letters = 0;
  for (const char c : word) letters += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  return letters == 1;
}

// One syllable of a Vietnamese name: "Văn", or an initial that stands for it.
bool IsNameSyllable(const Line& line, size_t i) {
  if (!line.Capital(i)) return false;
  if (IsInitials(line, i)) return true;
  return line.tokens[i].kind == TokenKind::kSyllable && line.ShapeAt(i) == Shape::kCapital &&
         text::IsVietnameseSyllable(line.Text(i));
}

// "Theo", "Tại": a word that never is part of a name.
bool IsFunctionWord(const Scan& scan, size_t i) {
  const Line& line = scan.line;
  return !line.Continues(i + 1) || !line.Capital(i + 1);
}

bool StartsOther(const Scan& scan, size_t i) {
  if ((scan.line.starts[i] & kOpener) != 0 && scan.At(i, kOpener).length == 1 &&
      (scan.line.starts[i] & kSurname) == 0) {
    return IsFunctionWord(scan, i);
  }
  const Match match = scan.At(i, kOrganizationName | kLocationName | kAnyTitle);
  return match.length >= 2;
}

// Takes in the dot of a closing initial: "Nguyễn Văn T.".
size_t WithDot(const Line& line, size_t end) {
  const text::Token& last = line.tokens[end - 1];
  const bool initial = last.kind == TokenKind::kSyllable && IsSingleLetter(line.Text(end - 1));
  return initial && line.IsMark(end, ".") && line.Tight(end - 1) ? end + 1 : end;
}

size_t ExtendForeign(const Scan& scan, size_t i, size_t end) {
  const Line& line = scan.line;
  const size_t limit = std::min(line.size(), i + kMaxNameTokens);
  while (end < limit && !line.sentence_start[end]) {
    if (line.Capital(end)) {
      if (StartsOther(scan, end)) break;
      ++end;
    } else if (line.IsMark(end, "-") && line.Tight(end - 1) && line.Tight(end)) {
      end += 2;
    } else if (end + 1 < limit && IsParticle(line.Text(end)) &&
               (line.Capital(end + 1) || line.IsMark(end + 1, "-"))) {
      ++end;
    } else {
      break;
    }
  }
  return std::min(end, line.size());
}

// "ông Khoa" is a person, "ông Chủ tịch" and "bà Phó phòng" are not named.
bool StartsOffice(const Scan& scan, size_t i) {
  if ((scan.line.starts[i] & kSurname) != 0) return false;
  const Match match = scan.At(i, kOrgHead | kAnyTitle);
  return match.length >= 2 || OrganizationEnd(scan, i, false) > i ||
         ((match.kinds & kAnyTitle) != 0 && scan.line.Continues(i + 1));
}

size_t HonorificEnd(const Scan& scan, size_t i) {
  const Match match = scan.At(i, kHonorific | kProfession);
  if (match.length == 0) return i;
  const Line& line = scan.line;
  const size_t end = i + match.length;
  if (line.Capital(i) && scan.At(i, kLocationName).length > match.length) return i;
  // "Anh" inside a sentence is the country; "Bà Rịa", "Chú Ý" are no honorifics.
  if (line.Capital(i) && !line.sentence_start[i] && i > 0 &&
      line.tokens[i - 1].kind != TokenKind::kPunctuation && (match.kinds & kHonorific) != 0 &&
      match.length == 1) {
    return i;
  }
  return end;
}

// A mark inside a name, with a word close to it on both sides: "Saint-Germain".
bool IsTightMark(const Line& line, size_t i) {
  return (line.IsMark(i, "-") || line.IsMark(i, "&") || line.IsMark(i, "'") ||
          line.IsMark(i, "’")) &&
         line.Tight(i - 1) && line.Tight(i) && line.tokens[i + 1].IsWord();
}

// A lower-case particle inside a foreign name: "Cristina de Borbón".
bool IsNameParticle(const Line& line, size_t i) {
  return IsParticle(line.Text(i)) && line.Capital(i + 1) &&
         !text::IsVietnameseSyllable(line.Text(i + 1));
}

}  // namespace

size_t CapitalRun(const Scan& scan, size_t i) {
  const Line& line = scan.line;
  size_t end = i + 1;
  const size_t limit = std::min(line.size(), i + kMaxRunTokens);
  while (end < limit && !line.sentence_start[end]) {
    if (line.Capital(end)) {
      ++end;
    } else if (end + 1 < limit && (IsTightMark(line, end) || IsNameParticle(line, end))) {
      end += 2;
    } else {
      break;
    }
  }
  return std::min(end, line.size());
}

size_t VietnameseName(const Scan& scan, size_t i) {
  const Line& line = scan.line;
  if ((line.starts[i] & kSurname) == 0 || !IsNameSyllable(line, i)) return i;
  size_t end = i + 1;
  while (line.Continues(end) && end - i < kMaxVietnameseSyllables && IsNameSyllable(line, end)) {
    if (end - i >= 2 && StartsOther(scan, end)) break;
    ++end;
  }
  return end - i >= 2 ? end : i;
}

size_t NameAfterTitle(const Scan& scan, size_t i) {
  const Line& line = scan.line;
  if (!line.Continues(i) || !line.Capital(i)) return i;
  const Match known = scan.At(i, kAnyName);
  if (known.length > 0 && (known.kinds & kPersonName) == 0 &&
      (known.length >= 2 || (known.kinds & kOrganizationName) != 0)) {
    return i;
  }
  if (StartsOffice(scan, i)) return i;
  const size_t full = VietnameseName(scan, i);
  if (full > i && !(full < line.size() && line.Capital(full) && line.Continues(full) &&
                    line.tokens[full].kind == TokenKind::kSyllable &&
                    !text::IsVietnameseSyllable(line.Text(full)))) {
    return WithDot(line, full);
  }
  return WithDot(line, ExtendForeign(scan, i, i + 1));
}

size_t HonorificRule(const Scan& scan, size_t i) {
  const size_t after = HonorificEnd(scan, i);
  if (after == i || !scan.line.Continues(after)) return i;
  size_t name = after;
  // "tiền đạo Brazil Neymar": a country may stand between.
  const Match place = scan.At(after, kLocationName);
  if (place.length > 0 && scan.line.Continues(after + place.length) &&
      scan.line.Capital(after + place.length)) {
    const bool foreign = !text::IsVietnameseSyllable(scan.line.Text(after)) || place.length > 1 ||
                         !text::IsVietnameseSyllable(scan.line.Text(after + place.length));
    if (foreign) name = after + place.length;
  }
  const size_t end = NameAfterTitle(scan, name);
  if (end == name) return i;
  if (name > after) scan.Add(EntityType::kLocation, after, name);
  scan.Add(EntityType::kPerson, name, end);
  return end;
}

size_t PersonRule(const Scan& scan, size_t i) {
  const size_t end = VietnameseName(scan, i);
  if (end == i) return i;
  const bool common = (scan.At(i, kSurnameCommon).length > 0);
  if (!common && end - i < 3) return i;
  // A longer run is something else that begins like a name.
  if (scan.line.Continues(end) && scan.line.Capital(end) && !StartsOther(scan, end)) return i;
  scan.Add(EntityType::kPerson, i, WithDot(scan.line, end));
  return WithDot(scan.line, end);
}

size_t FullNameRule(const Scan& scan, size_t i) {
  const size_t end = VietnameseName(scan, i);
  if (end < i + 3) return i;
  const absl::string_view middle = scan.line.Text(i + 1);
  if (middle != "Thị" && middle != "Văn") return i;
  scan.Add(EntityType::kPerson, i, WithDot(scan.line, end));
  return WithDot(scan.line, end);
}

}  // namespace khotin::entity::rules

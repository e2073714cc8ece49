// Offices and ranks: [nguyên|cựu|phó|quyền] + title + [role] + [organisation or country] + [name].
#include "entity/rules/scanner.h"

namespace khotin::entity::rules {
namespace {

struct Office {
  size_t begin = 0;
  size_t title_end = 0;  // after the title and the roles that follow it
  size_t end = 0;        // after the organisation or country it is of
  Kinds kinds = 0;
  bool modified = false;
  std::vector<Found> inner;
};

// After at most three phrases of `kinds`.
size_t SkipWhile(const Scan& scan, size_t i, Kinds kinds) {
  for (int count = 0; count < 3 && scan.line.Continues(i); ++count) {
    const Match match = scan.At(i, kinds);
    if (match.length == 0) break;
    i += match.length;
  }
  return i;
}

// After "nguyên", "phó", "cựu" …, of which there may be several.
size_t SkipModifiers(const Scan& scan, size_t i) {
  const Match first = scan.At(i, kTitleModifier);
  if (first.length == 0 || scan.InsideWord(i)) return i;
  return SkipWhile(scan, i + first.length, kTitleModifier);
}

// "bầu cử Tổng thống Mỹ" speaks of an election, not of a holder.
bool IsContested(const Line& line, size_t i) {
  return i > 0 && !line.sentence_start[i] && line.Text(i - 1) == "cử";
}

void AddInner(Office* office, EntityType type, size_t begin, size_t end) {
  office->inner.push_back(
      Found{type, static_cast<uint32_t>(begin), static_cast<uint32_t>(end), true, {}});
  office->end = end;
}

bool StartsWithWord(const Line& line, size_t i, absl::string_view word) {
  return line.Continues(i) && line.Text(i) == word;
}

// "Đại sứ Nga tại Việt Nam"
void AddSeat(const Scan& scan, Office* office) {
  if (!StartsWithWord(scan.line, office->end, "tại")) return;
  const size_t at = office->end + 1;
  const Match place = scan.At(at, kLocationName | kOrganizationName);
  if (place.length > 0) AddInner(office, NameType(place.kinds), at, at + place.length);
}

size_t PlaceOfOffice(const Scan& scan, size_t i) {
  const Match listed = scan.At(i, kLocationName);
  if (listed.length > 0) return i + listed.length;
  return scan.At(i, kPlaceAdmin).length > 0 ? PlaceEnd(scan, i) : i;
}

// "Phó Chủ tịch BPI": capitals after an office are its body.
bool IsAcronym(const Scan& scan, size_t i) {
  const Line& line = scan.line;
  if (line.tokens[i].kind != text::TokenKind::kSyllable || line.ShapeAt(i) != Shape::kUpper) {
    return false;
  }
  const bool shouted = line.Continues(i + 1) && line.ShapeAt(i + 1) == Shape::kUpper;
  return !shouted && scan.At(i, kAnyTitle | kProfession | kHonorific | kAnyName).length == 0;
}

void AddComplement(const Scan& scan, Office* office) {
  const Line& line = scan.line;
  size_t i = office->title_end;
  if (!line.Continues(i)) return;
  if (const size_t field = SkipWhile(scan, i, kPortfolio);
      field > i && line.Capital(i) && (office->kinds & kTitleState) != 0) {
    i = office->title_end = office->end = field;
    if (!line.Continues(i)) return;
  }
  const bool body = (office->kinds & kTitleBody) != 0;
  const size_t org = OrganizationEnd(scan, i, body);
  const size_t place = PlaceOfOffice(scan, i);
  if (org > i && org >= place) {
    AddInner(office, EntityType::kOrganization, i, org);
  } else if (place > i && !body && (office->kinds & kTitleRank) == 0) {
    AddInner(office, EntityType::kLocation, i, place);
    AddSeat(scan, office);
  } else if (IsAcronym(scan, i) && !body) {
    AddInner(office, EntityType::kOrganization, i, i + 1);
  }
}

bool ParseOffice(const Scan& scan, size_t i, Office* office) {
  office->begin = i;
  size_t title = i;
  Match match = scan.At(title, kAnyTitle);
  if (match.length == 0) {
    title = SkipModifiers(scan, i);
    if (title == i || !scan.line.Continues(title)) return false;
    match = scan.At(title, kAnyTitle);
    office->modified = true;
  }
  if (match.length == 0 || scan.At(title, kOrgHead).length > match.length) return false;
  office->kinds = match.kinds;
  office->title_end = office->end = SkipWhile(scan, title + match.length, kTitleRole);
  AddComplement(scan, office);
  return true;
}

bool IsWorthTelling(const Scan& scan, const Office& office, bool named) {
  if ((office.kinds & kTitleBody) != 0) return !office.inner.empty();
  if (named || !office.inner.empty()) return true;
  if (!scan.line.Capital(office.begin) && !office.modified) return false;
  if ((office.kinds & kTitleState) != 0) return true;
  if ((office.kinds & kTitleRank) != 0) return false;
  return scan.line.Capital(office.begin) && !scan.line.sentence_start[office.begin] &&
         scan.line.ShapeAt(office.begin) == Shape::kCapital;
}

}  // namespace

size_t PositionRule(const Scan& scan, size_t i) {
  if ((scan.line.starts[i] & (kAnyTitle | kTitleModifier)) == 0 || IsContested(scan.line, i)) {
    return i;
  }
  Office office;
  if (!ParseOffice(scan, i, &office)) return i;
  const size_t name_end = NameAfterTitle(scan, office.end);
  const bool named = name_end > office.end;
  if (!IsWorthTelling(scan, office, named)) return i;
  scan.Add(EntityType::kPosition, office.begin, office.end);
  for (const Found& inner : office.inner) scan.result->found.push_back(inner);
  if (named) scan.Add(EntityType::kPerson, office.end, name_end);
  return named ? name_end : office.end;
}

}  // namespace khotin::entity::rules

// Capitalised runs that no list and no head word explains: set aside with what their surroundings
// suggest, for the document pass to decide.
#include "entity/rules/scanner.h"
#include "text/syllable.h"

namespace khotin::entity::rules {
namespace {

using text::TokenKind;

// The run at `i`, cut where a listed name or a title begins inside it.
size_t RunEnd(const Scan& scan, size_t i) {
  const size_t end = CapitalRun(scan, i);
  for (size_t k = i + 1; k < end; ++k) {
    if (scan.At(k, kAnyName | kAnyTitle | kOrgHead).length >= 2) return k;
    if (scan.At(k, kOpener).length > 0 && text::IsVietnameseSyllable(scan.line.Text(k))) return k;
  }
  return end;
}

bool HasCode(const Line& line, size_t begin, size_t end) {
  for (size_t i = begin; i < end; ++i) {
    if (line.tokens[i].kind == TokenKind::kCode || line.ShapeAt(i) == Shape::kNumber) return true;
  }
  return false;
}

bool AnyShape(const Line& line, size_t begin, size_t end, Shape shape) {
  for (size_t i = begin; i < end; ++i) {
    if (line.ShapeAt(i) == shape) return true;
  }
  return false;
}

bool AfterCue(const Scan& scan, size_t i, Kinds cue) {
  if (i == 0 || scan.line.sentence_start[i]) return false;
  return scan.At(i - 1, cue).length == 1;
}

bool BeforeActorCue(const Scan& scan, size_t end) {
  return scan.line.Continues(end) && scan.At(end, kActorCue).length > 0;
}

// A lone foreign word is as often a thing as a person: it counts where it acts or is listed.
EntityType GuessLoneWord(const Scan& scan, size_t i) {
  const Line& line = scan.line;
  if (AfterCue(scan, i, kSourceCue)) return EntityType::kOrganization;
  if (BeforeActorCue(scan, i + 1) || AfterCue(scan, i, kNameCue)) return EntityType::kPerson;
  if (i > 0 && !line.sentence_start[i] && (line.IsMark(i - 1, ",") || line.IsMark(i - 1, ";"))) {
    return EntityType::kPerson;
  }
  return EntityType::kUnspecified;
}

// "UBCK": a body where it acts or is a source; else more often a term.
EntityType GuessAcronym(const Scan& scan, size_t i) {
  const Line& line = scan.line;
  const bool told = line.sentence_start[i] || line.IsMark(i - 1, "(") || line.IsMark(i - 1, ":") ||
                    AfterCue(scan, i, kSourceCue | kNameCue) || BeforeActorCue(scan, i + 1);
  return told ? EntityType::kOrganization : EntityType::kUnspecified;
}

// "ở X và Y": the type of the name that `i` is joined to.
EntityType JoinedType(const Scan& scan, size_t i) {
  const Line& line = scan.line;
  if (i < 2 || line.sentence_start[i]) return EntityType::kUnspecified;
  if (line.Text(i - 1) != "và" && !line.IsMark(i - 1, ",")) return EntityType::kUnspecified;
  const auto& found = scan.result->found;
  const auto& unknown = scan.result->unknown;
  if (!unknown.empty() && unknown.back().end == i - 1) return unknown.back().guess;
  if (!found.empty() && found.back().end == i - 1 && found.back().type != EntityType::kDate &&
      found.back().type != EntityType::kPosition) {
    return found.back().type;
  }
  return EntityType::kUnspecified;
}

// ", những vùng", ", thành phố": what comes after says that a place stood before.
bool BeforePlaceWord(const Scan& scan, size_t end) {
  const Line& line = scan.line;
  if (!line.IsMark(end, ",")) return false;
  size_t i = end + 1;
  if (line.Continues(i) && (line.Text(i) == "những" || line.Text(i) == "các")) ++i;
  return line.Continues(i) && !line.Capital(i) && scan.At(i, kPlaceAdmin).length > 0 &&
         !(line.Continues(i + 1) && line.Capital(i + 1));
}

// "Hội" in "tại Hội trường": the beginning of an ordinary word, or one letter.
bool IsLoneSyllable(const Line& line, size_t begin, size_t end) {
  if (end - begin != 1) return false;
  return line.tokens[begin].end - line.tokens[begin].begin <= 2 ||
         (line.ShapeAt(begin) == Shape::kCapital && text::IsVietnameseSyllable(line.Text(begin)));
}

EntityType GuessByShape(const Scan& scan, size_t begin, size_t end) {
  const Line& line = scan.line;
  if (HasCode(line, begin, end)) return EntityType::kMisc;
  if (end - begin == 1 && line.ShapeAt(begin) == Shape::kUpper) return GuessAcronym(scan, begin);
  if (AnyShape(line, begin, end, Shape::kUpper) || AnyShape(line, begin, end, Shape::kMixed)) {
    return EntityType::kOrganization;
  }
  if (end - begin == 1) return GuessLoneWord(scan, begin);
  if (end - begin > 4) return EntityType::kUnspecified;
  return EntityType::kPerson;
}

EntityType Guess(const Scan& scan, size_t begin, size_t end) {
  if (BeforePlaceWord(scan, end)) return EntityType::kLocation;
  if (IsLoneSyllable(scan.line, begin, end)) return EntityType::kUnspecified;
  const EntityType shape = GuessByShape(scan, begin, end);
  const EntityType joined = JoinedType(scan, begin);
  if (joined != EntityType::kUnspecified) return joined;
  const bool place = AfterCue(scan, begin, kPlaceCue) && shape != EntityType::kOrganization;
  return place ? EntityType::kLocation : shape;
}

}  // namespace

size_t UnknownRule(const Scan& scan, size_t i) {
  const Line& line = scan.line;
  if (!line.Capital(i)) return i;
  if (scan.At(i, kNotName).length > 0) return i + 1;
  const Match word = scan.At(i, kAnyTitle | kHonorific | kProfession | kOrgHead | kPlaceHead |
                                    kTitleModifier | kDocumentHead | kEventHead);
  if (word.length > 0) return i + word.length;
  const size_t end = RunEnd(scan, i);
  const bool first = line.sentence_start[i] != 0;
  const bool plain_first = first && text::IsVietnameseSyllable(line.Text(i));
  if (plain_first && (end == i + 1 || (line.starts[i] & kSurname) == 0)) {
    if (end == i + 1) {
      scan.result->unknown.push_back(
          Unknown{static_cast<uint32_t>(i), static_cast<uint32_t>(end), EntityType::kUnspecified});
      return end;
    }
    const Kinds other = kAnyName | kAnyTitle | kOrgHead | kPlaceHead | kHonorific | kSurname;
    if ((line.starts[i + 1] & other) != 0) return i + 1;
  }
  scan.result->unknown.push_back(
      Unknown{static_cast<uint32_t>(i), static_cast<uint32_t>(end), Guess(scan, i, end)});
  return end;
}

}  // namespace khotin::entity::rules

#include "text/abbreviation.h"
#include "text/token_rules.h"

namespace khotin::text {
namespace {

constexpr int kMaxParts = 16;
constexpr absl::string_view kApostrophe = "\xE2\x80\x99";  // ’

// The length of the apostrophe at `pos`, 0 if there is none.
size_t ApostropheAt(absl::string_view text, size_t pos) {
  if (ByteAt(text, pos) == '\'') return 1;
  return text.size() > pos && text.substr(pos, kApostrophe.size()) == kApostrophe
             ? kApostrophe.size()
             : 0;
}

bool IsLetterAt(absl::string_view text, size_t pos) {
  return CharAt(text, pos).cls == CharClass::kLetter;
}

TokenEnd PlainEnd(const Run& run) {
  return {run.end, run.IsMixed() ? TokenKind::kCode : TokenKind::kSyllable};
}

// True when something else stands on the same line after `pos`.
bool LineGoesOn(absl::string_view text, size_t pos) {
  while (ByteAt(text, pos) == ' ') ++pos;
  const char c = ByteAt(text, pos);
  return c != '\0' && c != '\n' && c != '\r';
}

// Whether the dot at `dot` belongs to the abbreviation before it, whose last part is `last`;
// `initials` when all its parts are single capitals.
bool OwnsDot(absl::string_view text, const Run& last, bool initials, size_t dot) {
  const char next = ByteAt(text, dot + 1);
  if (ByteAt(text, dot) != '.' || next == '.' || next == '/') return false;
  const bool short_form = IsDottedShortForm(last.In(text));
  const Char after = CharAt(text, dot + 1);
  if (after.cls == CharClass::kLetter) return initials || short_form;
  if (after.cls == CharClass::kDigit) return false;
  // An initial that ends a paragraph is followed by a full stop; "TP." keeps its dot anywhere.
  if (short_form && !IsInitial(last)) return true;
  if (!initials) return false;
  return next == ',' || next == ';' || next == ')' || (next == ' ' && LineGoesOn(text, dot + 1));
}

// Q.2, P.12A
bool IsPlaceNumber(const Run& name, const Run& number) {
  return name.letters <= 3 && number.digits > 0 && number.digits <= 3 && number.letters <= 1 &&
         !IsInitial(number) && number.size() <= 4;
}

// TP.HCM, TP., PGS.TS., H.K.A.; `run` is followed by a dot.
TokenEnd DottedToken(absl::string_view text, const Run& run) {
  Run last = run;
  Run next = RunAt(text, run.end + 1);
  if (next.size() > 0 && IsInnerDottedForm(text.substr(run.begin, next.end - run.begin))) {
    return {next.end, TokenKind::kAbbreviation};
  }
  if (!IsAbbreviationPart(text, run)) return PlainEnd(run);
  bool initials = IsInitial(run);
  int parts = 1;
  while (ByteAt(text, last.end) == '.' && parts < kMaxParts) {
    next = RunAt(text, last.end + 1);
    if (IsPlaceNumber(last, next) && IsAsciiDigit(text[next.begin])) {
      return {next.end, TokenKind::kAbbreviation};
    }
    if (!IsAbbreviationPart(text, next)) break;
    initials = initials && IsInitial(next);
    last = next;
    ++parts;
  }
  if (OwnsDot(text, last, initials, last.end)) return {last.end + 1, TokenKind::kAbbreviation};
  return parts > 1 ? TokenEnd{last.end, TokenKind::kAbbreviation} : PlainEnd(run);
}

// O'Brien, H’Mông; `run` is followed by an apostrophe.
TokenEnd ApostropheToken(absl::string_view text, const Run& run) {
  TokenEnd found = PlainEnd(run);
  for (;;) {
    const size_t mark = ApostropheAt(text, found.end);
    if (mark == 0 || !IsLetterAt(text, found.end + mark)) return found;
    const Run next = RunAt(text, found.end + mark);
    found.end = next.end;
    if (next.IsMixed()) found.kind = TokenKind::kCode;
  }
}

// True for the part after the hyphen of U-20, F-35, Su-30MK2, DVB-T2, not of Nam-2017.
bool ContinuesCode(absl::string_view text, const Run& name, const Run& next) {
  if (next.digits == 0 || !next.ascii) return false;
  if (IsAsciiDigit(text[next.begin])) return !IsYear(next.In(text));
  return name.AllUpper() && next.IsMixed() && next.starts_upper;
}

TokenEnd HyphenToken(absl::string_view text, const Run& run) {
  TokenEnd found = PlainEnd(run);
  if (!run.ascii || !run.starts_upper) return found;
  for (int parts = 1; parts < 4 && ByteAt(text, found.end) == '-'; ++parts) {
    const Run next = RunAt(text, found.end + 1);
    if (next.size() == 0 || !ContinuesCode(text, run, next)) break;
    found = {next.end, TokenKind::kCode};
  }
  return found;
}

// M&A, AT&T
TokenEnd AmpersandToken(absl::string_view text, const Run& run) {
  const Run next = RunAt(text, run.end + 1);
  const bool joined = run.AllUpper() && next.AllUpper() && run.letters <= 3 && next.letters <= 3;
  return joined ? TokenEnd{next.end, TokenKind::kAbbreviation} : PlainEnd(run);
}

}  // namespace

TokenEnd LetterLedToken(absl::string_view text, const Run& run) {
  const size_t url_end = UrlEnd(text, run.begin);
  if (url_end > run.begin) return {url_end, TokenKind::kUrl};
  if (ApostropheAt(text, run.end) > 0) return ApostropheToken(text, run);
  switch (ByteAt(text, run.end)) {
    case '.':
      return DottedToken(text, run);
    case '-':
      return HyphenToken(text, run);
    case '&':
      return AmpersandToken(text, run);
    default:
      return PlainEnd(run);
  }
}

}  // namespace khotin::text

#include "text/tokenize.h"

#include "text/abbreviation.h"
#include "text/scan.h"
#include "text/token_rules.h"

namespace khotin::text {
namespace {

// True when a token can go on after `c`, a character next to a run of letters.
bool MayJoin(char c) {
  switch (c) {
    case '.':
    case '-':
    case '\'':
    case '@':
    case '&':
    case '_':
    case '+':
    case ':':
    case static_cast<char>(0xE2):  // first byte of ’ and –
      return true;
    default:
      return false;
  }
}

class Tokenizer {
 public:
  explicit Tokenizer(absl::string_view text) : text_(text) {}

  std::vector<Token> Split() {
    tokens_.reserve(text_.size() / 5 + 1);
    size_t pos = 0;
    while (pos < text_.size()) {
      const Char c = CharAt(text_, pos);
      switch (c.cls) {
        case CharClass::kSpace:
        case CharClass::kInvisible:
          pos += c.length;
          break;
        case CharClass::kLetter:
          pos = LetterToken(pos);
          break;
        case CharClass::kDigit:
          pos = Add(pos, DigitToken(text_, pos));
          break;
        case CharClass::kMark:
        case CharClass::kOther:
          pos = Add(pos, {MarkRunEnd(text_, pos, c.length), TokenKind::kPunctuation});
          break;
      }
    }
    return std::move(tokens_);
  }

 private:
  size_t LetterToken(size_t pos) {
    const Run run = RunAt(text_, pos);
    const char next = ByteAt(text_, run.end);
    if (!run.IsMixed() && !MayJoin(next)) return Add(pos, {run.end, TokenKind::kSyllable});
    return Add(pos, LetterLedToken(text_, run));
  }

  size_t Add(size_t begin, const TokenEnd& found) {
    tokens_.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(found.end), found.kind});
    return found.end;
  }

  const absl::string_view text_;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> Tokenize(absl::string_view text) { return Tokenizer(text).Split(); }

std::vector<absl::string_view> TokenParts(absl::string_view token) {
  std::vector<absl::string_view> parts;
  size_t pos = 0;
  while (pos < token.size()) {
    const Run run = RunAt(token, pos);
    if (run.size() == 0) {
      pos += CharAt(token, pos).length;
      continue;
    }
    parts.push_back(run.In(token));
    pos = run.end;
  }
  if (parts.size() < 2 || IsPlainNumber(token)) parts.clear();
  return parts;
}

}  // namespace khotin::text

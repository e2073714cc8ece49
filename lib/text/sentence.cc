#include "text/sentence.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "text/scan.h"
#include "text/syllable.h"

namespace khotin::text {
namespace {

// Words that begin a sentence after initials more often than they are the rest of a name, as exact
// keys in byte order.
constexpr absl::string_view kStarters[] = {
    "bà",   "bên",   "bởi",    "chiều", "cho", "các", "còn",   "có",    "cũng", "cơ",    "dù",
    "hiện", "khi",   "khoảng", "lúc",   "mặc", "một", "ngay",  "ngoài", "ngày", "người", "nhiều",
    "như",  "nhưng", "những",  "năm",   "nếu", "qua", "riêng", "sau",   "sáng", "theo",  "trong",
    "trên", "trước", "tuy",    "tại",   "tối", "từ",  "và",    "vào",   "vì",   "với",   "ông",
    "đây",  "đã",    "đó",     "được",  "đến", "để",  "đối",
};

constexpr absl::string_view kClosers[] = {"\"", "'", ")", "]", "}", "»", "’", "”"};

bool IsTerminator(absl::string_view mark) {
  const char first = mark[0];
  return first == '.' || first == '!' || first == '?' || mark.substr(0, 3) == "…" || mark == "./.";
}

bool IsCloser(absl::string_view mark) {
  return std::any_of(std::begin(kClosers), std::end(kClosers), [mark](absl::string_view closer) {
    return mark.substr(0, closer.size()) == closer;
  });
}

// II, IV, XII
bool IsRoman(absl::string_view word) {
  return word.size() <= 5 && word.find_first_not_of("IVX") == absl::string_view::npos;
}

class Splitter {
 public:
  Splitter(absl::string_view text, const std::vector<Token>& tokens)
      : text_(text), tokens_(tokens) {}

  std::vector<Sentence> Split() {
    size_t i = 0;
    while (i < tokens_.size()) {
      const Candidate candidate = At(i);
      if (candidate.ends) {
        sentences_.push_back({tokens_[first_].begin, tokens_[candidate.last].end});
        first_ = candidate.last + 1;
      }
      i = candidate.last + 1;
    }
    return std::move(sentences_);
  }

 private:
  // Tokens up to `last` belong to the current sentence, which ends there or goes on.
  struct Candidate {
    size_t last;
    bool ends;
  };

  Candidate At(size_t i) const {
    if (LineEndsAfter(i)) return {i, true};
    const Token& token = tokens_[i];
    if (token.kind == TokenKind::kAbbreviation) return {i, IsInitialsBeforeStarter(i)};
    if (token.IsWord() || !IsTerminator(token.In(text_))) return {i, false};
    const size_t last = WithClosers(i);
    if (LineEndsAfter(last)) return {last, true};
    return {last, !IsListNumber(i) && SentenceStartsAt(last + 1, i)};
  }

  bool Touches(size_t i) const { return tokens_[i].end == tokens_[i + 1].begin; }

  bool LineEndsAfter(size_t i) const {
    if (i + 1 == tokens_.size()) return true;
    const absl::string_view gap =
        text_.substr(tokens_[i].end, tokens_[i + 1].begin - tokens_[i].end);
    return gap.find_first_of("\n\r\v\f") != absl::string_view::npos ||
           gap.find("\u2028") != absl::string_view::npos ||
           gap.find("\u2029") != absl::string_view::npos;
  }

  // The last of the marks that close what the terminator at `i` ends. A mark that touches the next
  // word opens something.
  size_t WithClosers(size_t i) const {
    size_t last = i;
    while (last + 1 < tokens_.size() && Touches(last) && !tokens_[last + 1].IsWord()) {
      const absl::string_view mark = tokens_[last + 1].In(text_);
      if (!IsTerminator(mark) && !IsCloser(mark)) break;
      const bool straight_quote = mark[0] == '"' || mark[0] == '\'';
      if (straight_quote && last + 2 < tokens_.size() && Touches(last + 1) &&
          tokens_[last + 2].IsWord()) {
        break;
      }
      ++last;
    }
    return last;
  }

  // "1. ", "II. ", "a. " at the head of a sentence number it.
  bool IsListNumber(size_t i) const {
    if (i != first_ + 1 || tokens_[i].In(text_) != ".") return false;
    const absl::string_view head = tokens_[first_].In(text_);
    switch (tokens_[first_].kind) {
      case TokenKind::kNumber:
        return head.size() <= 3;
      case TokenKind::kSyllable:
        return head.size() == 1 || IsRoman(head);
      default:
        return false;
    }
  }

  // Whether the token `next`, on the same line as the terminator at `terminator`, can begin a
  // sentence.
  bool SentenceStartsAt(size_t next, size_t terminator) const {
    if (Touches(next - 1) && !IsMissingSpace(next, terminator)) return false;
    // What a bracket, quote or dash opens counts by its first word.
    for (size_t i = next; i < tokens_.size() && i < next + 3; ++i) {
      if (tokens_[i].IsWord()) return !CharAt(text_, tokens_[i].begin).lower;
      if (LineEndsAfter(i)) break;
    }
    return true;
  }

  // "về nhà.Hôm nay"
  bool IsMissingSpace(size_t next, size_t terminator) const {
    if (terminator == 0) return false;
    const TokenKind before = tokens_[terminator - 1].kind;
    if (!tokens_[next].IsWord()) return before != TokenKind::kPunctuation;
    return CharAt(text_, tokens_[next].begin).upper &&
           (before != TokenKind::kPunctuation || next > terminator + 1);
  }

  // "… cháu H.K.A. Theo công an …"
  bool IsInitialsBeforeStarter(size_t i) const {
    const absl::string_view initials = tokens_[i].In(text_);
    if (initials.back() != '.' || !tokens_[i + 1].IsWord()) return false;
    size_t pos = 0;
    while (pos < initials.size()) {
      const Run run = RunAt(initials, pos);
      if (run.letters != 1) return false;
      pos = run.end + 1;
    }
    const absl::string_view word = tokens_[i + 1].In(text_);
    return CharAt(word, 0).upper && std::binary_search(std::begin(kStarters), std::end(kStarters),
                                                       absl::string_view(ExactKey(word)));
  }

  const absl::string_view text_;
  const std::vector<Token>& tokens_;
  std::vector<Sentence> sentences_;
  size_t first_ = 0;
};

}  // namespace

std::vector<Sentence> SplitSentences(absl::string_view text, const std::vector<Token>& tokens) {
  return Splitter(text, tokens).Split();
}

}  // namespace khotin::text

#include "query/query.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/limits.h"
#include "base/status.h"
#include "index/term.h"
#include "text/normalize.h"
#include "text/utf8.h"

namespace khotin::query {
namespace {

// The column of the character at byte `offset` of `text`, which is valid UTF-8 up to there.
int ColumnAt(absl::string_view text, size_t offset) {
  const auto is_lead = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
  const absl::string_view before = text.substr(0, offset);
  return 1 + static_cast<int>(std::count_if(before.begin(), before.end(), is_lead));
}

absl::Status Refuse(int column, absl::string_view reason) {
  return absl::InvalidArgumentError(absl::StrCat("column ", column, ": ", reason));
}

bool IsSpace(char32_t c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool IsQuote(char32_t c) { return c == '"' || (c >= 0x201C && c <= 0x201F) || c == 0xFF02; }

bool IsMinus(char32_t c) { return c == '-' || c == 0x2212; }

absl::Status CheckInput(absl::string_view text) {
  if (text.size() > base::kMaxQueryBytes) {
    const absl::string_view kept = text::TruncateUtf8(text, base::kMaxQueryBytes);
    return Refuse(ColumnAt(text, kept.size()),
                  absl::StrCat("the query is longer than ", base::kMaxQueryBytes, " bytes"));
  }
  if (text::ValidateUtf8(text).ok()) return absl::OkStatus();
  size_t good = 0;
  for (size_t pos = 0; pos < text.size(); good = pos) {
    text::DecodeUtf8(text, &pos);
    if (!text::ValidateUtf8(text.substr(good, pos - good)).ok()) break;
  }
  return Refuse(ColumnAt(text, good), "invalid UTF-8");
}

class Parser {
 public:
  explicit Parser(absl::string_view original)
      : original_(original), normalized_(text::Normalize(original)), text_(normalized_.text) {}

  absl::StatusOr<Query> Parse() {
    while (pos_ < text_.size()) KHOTIN_RETURN_IF_ERROR(ParseNext());
    if (query_.clauses.empty()) return Refuse(1, "there is no word to look for");
    const bool all_excluded = std::all_of(query_.clauses.begin(), query_.clauses.end(),
                                          [](const Clause& clause) { return clause.excluded; });
    if (all_excluded) {
      return Refuse(query_.clauses[0].column, "only exclusions: there is no word to look for");
    }
    return std::move(query_);
  }

 private:
  int Column(size_t offset) const {
    return ColumnAt(original_, normalized_.offsets.ToOriginal(offset));
  }

  char32_t Peek(size_t* next) const {
    *next = pos_;
    return *next < text_.size() ? text::DecodeUtf8(text_, next) : ' ';
  }

  // Takes spaces, or one quoted or unquoted stretch.
  absl::Status ParseNext() {
    const size_t begin = pos_;
    size_t next = 0;
    char32_t c = Peek(&next);
    if (IsSpace(c)) {
      pos_ = next;
      return absl::OkStatus();
    }
    bool excluded = false;
    if (IsMinus(c)) {
      pos_ = next;
      c = Peek(&next);
      excluded = !IsSpace(c);
    }
    if (IsQuote(c)) {
      pos_ = next;
      return ParseQuoted(begin, excluded);
    }
    return ParseBare(begin, excluded);
  }

  absl::Status ParseQuoted(size_t begin, bool excluded) {
    const size_t inside = pos_;
    while (pos_ < text_.size()) {
      size_t next = 0;
      const size_t end = pos_;
      const char32_t c = Peek(&next);
      pos_ = next;
      if (IsQuote(c)) {
        return AddClause(begin, inside, index::SplitUnits(text_.substr(inside, end - inside)),
                         /*quoted=*/true, excluded);
      }
    }
    return Refuse(Column(begin) + (excluded ? 1 : 0), "the quote is not closed");
  }

  // Up to the next space or quote. What is excluded is excluded as one: "-covid-19" does not
  // exclude every 19.
  absl::Status ParseBare(size_t begin, bool excluded) {
    const size_t inside = pos_;
    size_t next = 0;
    for (char32_t c = Peek(&next); pos_ < text_.size() && !IsSpace(c) && !IsQuote(c);
         c = Peek(&next)) {
      pos_ = next;
    }
    const std::vector<index::Unit> units = index::SplitUnits(text_.substr(inside, pos_ - inside));
    if (excluded) return AddClause(begin, inside, units, /*quoted=*/false, true);
    for (auto first = units.begin(); first != units.end();) {
      const auto last = std::find_if(first, units.end(), [&](const index::Unit& unit) {
        return unit.token_begin != first->token_begin;
      });
      KHOTIN_RETURN_IF_ERROR(AddClause(inside + first->begin, inside,
                                       std::vector<index::Unit>(first, last), false, false));
      first = last;
    }
    return absl::OkStatus();
  }

  // A clause of `units`, whose offsets count from `inside`; nothing when there are none.
  absl::Status AddClause(size_t begin, size_t inside, const std::vector<index::Unit>& units,
                         bool quoted, bool excluded) {
    if (units.empty()) return absl::OkStatus();
    Clause clause;
    clause.quoted = quoted;
    clause.excluded = excluded;
    clause.column = Column(begin);
    for (const index::Unit& unit : units) {
      if (++terms_ > base::kMaxQueryTerms) {
        return Refuse(Column(inside + unit.begin),
                      absl::StrCat("the query has more than ", base::kMaxQueryTerms, " words"));
      }
      index::UnitKeys keys =
          index::MakeUnitKeys(text_.substr(inside + unit.begin, unit.end - unit.begin));
      const bool has_diacritics = keys.exact != keys.folded;
      clause.words.push_back({std::move(keys.exact), std::move(keys.folded), has_diacritics});
    }
    query_.clauses.push_back(std::move(clause));
    return absl::OkStatus();
  }

  const absl::string_view original_;
  const text::Normalized normalized_;
  const absl::string_view text_;
  size_t pos_ = 0;
  size_t terms_ = 0;
  Query query_;
};

}  // namespace

absl::StatusOr<Query> ParseQuery(absl::string_view text) {
  KHOTIN_RETURN_IF_ERROR(CheckInput(text));
  return Parser(text).Parse();
}

}  // namespace khotin::query

#include "query/query_lexer.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "base/limits.h"
#include "base/status.h"
#include "query/operand.h"
#include "query/query_field.h"
#include "query/query_input.h"
#include "query/query_parser.h"
#include "text/utf8.h"

namespace khotin::query {
namespace {

bool IsOperator(absl::string_view stretch) {
  return stretch == "OR" || stretch == "AND" || stretch == "NOT" || stretch == "NEAR" ||
         absl::StartsWith(stretch, "NEAR/");
}

class Lexer {
 public:
  explicit Lexer(absl::string_view original) : input_(original), text_(input_.text()) {}

  absl::StatusOr<std::vector<Item>> Lex() {
    while (pos_ < text_.size()) KHOTIN_RETURN_IF_ERROR(LexNext());
    return std::move(items_);
  }

 private:
  // What stands in front of an operand.
  struct Front {
    size_t begin = 0;  // of the sign or field or, without, of the operand
    Occur sign = Occur::kOptional;
    const QueryField* field = nullptr;  // typed here
    bool bare() const { return sign == Occur::kOptional && field == nullptr; }
  };

  int Column(size_t offset) const { return input_.Column(offset); }

  // The character at the place; a space at the end.
  char32_t Peek(size_t* next) const {
    *next = pos_;
    return *next < text_.size() ? text::DecodeUtf8(text_, next) : ' ';
  }
  char32_t Peek() const {
    size_t next = 0;
    return Peek(&next);
  }

  const QueryField* Context() const { return brackets_.empty() ? nullptr : brackets_.back(); }

  // Takes one space, mark, operator or operand with all that stands in front of it.
  absl::Status LexNext() {
    Front front;
    front.begin = pos_;
    size_t next = 0;
    const char32_t c = Peek(&next);
    if (IsSpace(c)) {
      pos_ = next;
      return absl::OkStatus();
    }
    if (c == ')' || c == '|') {
      TakeMark(c);
      return absl::OkStatus();
    }
    front.sign = TakeSign();
    KHOTIN_RETURN_IF_ERROR(TakeField(&front));
    if (Peek() == '(') {
      Open(front);
      return absl::OkStatus();
    }
    return IsQuote(Peek()) ? LexQuoted(front) : LexBare(front);
  }

  void TakeMark(char32_t c) {
    Item item;
    item.kind = c == ')' ? ItemKind::kClose : ItemKind::kOr;
    item.column = Column(pos_);
    items_.push_back(std::move(item));
    ++pos_;
    if (c == '|') pos_ = std::min(text_.find_first_not_of('|', pos_), text_.size());
    if (c == ')' && !brackets_.empty()) brackets_.pop_back();
  }

  // Of several signs the first counts; one with a space behind is a dash and means nothing.
  Occur TakeSign() {
    size_t next = 0;
    const char32_t sign = Peek(&next);
    if (!IsSign(sign)) return Occur::kOptional;
    while (pos_ < text_.size() && IsSign(Peek(&next))) pos_ = next;
    if (IsSpace(Peek())) return Occur::kOptional;
    return sign == '+' ? Occur::kRequired : Occur::kExcluded;
  }

  absl::Status TakeField(Front* front) {
    front->field = FieldAt(text_.substr(pos_));
    if (front->field == nullptr) return absl::OkStatus();
    if (Context() != nullptr) {
      return RefuseAt(Column(pos_),
                      absl::StrCat("expected no other field inside ", Context()->name, ":(…)"));
    }
    pos_ += front->field->name.size() + 1;
    const char32_t c = Peek();
    if (IsSpace(c) || c == ')' || c == '|') return RefuseAt(Column(pos_), front->field->expected);
    return absl::OkStatus();
  }

  void Open(const Front& front) {
    Item item;
    item.kind = ItemKind::kOpen;
    item.column = Column(front.begin);
    item.node.occur = front.sign;
    if (front.field != nullptr) {
      item.expected = front.field->expected;
      if (front.sign == Occur::kOptional) item.node.occur = Occur::kRequired;
    }
    items_.push_back(std::move(item));
    brackets_.push_back(front.field != nullptr ? front.field : Context());
    ++pos_;
  }

  absl::Status LexQuoted(const Front& front) {
    const size_t quote = pos_;
    size_t next = 0;
    Peek(&next);
    const size_t inside = next;
    for (pos_ = next; pos_ < text_.size(); pos_ = next) {
      if (!IsQuote(Peek(&next))) continue;
      const size_t end = pos_;
      pos_ = next;
      if (IsValue(front)) return AddValue(front, inside, end);
      return AddWords(front, inside, index::SplitUnits(text_.substr(inside, end - inside)),
                      /*quoted=*/true);
    }
    return RefuseAt(Column(quote), "the quote is not closed");
  }

  size_t StretchEnd(size_t begin) const {
    for (size_t pos = begin; pos < text_.size();) {
      const size_t here = pos;
      if (IsBorder(text::DecodeUtf8(text_, &pos))) return here;
    }
    return text_.size();
  }

  absl::Status LexBare(const Front& front) {
    const size_t begin = pos_;
    pos_ = StretchEnd(begin);
    const absl::string_view stretch = text_.substr(begin, pos_ - begin);
    if (front.bare() && begin == front.begin && IsOperator(stretch)) return AddOperator(begin);
    if (!IsValue(front)) return LexWords(front, begin, stretch);
    if (front.field == nullptr) {
      ExtendValue();
    } else if (front.field->kind == FieldKind::kDate) {
      ExtendRange();
    }
    return AddValue(front, begin, pos_);
  }

  absl::Status AddOperator(size_t begin) {
    const absl::string_view name = text_.substr(begin, pos_ - begin);
    Item item;
    item.column = Column(begin);
    item.kind = name == "OR"    ? ItemKind::kOr
                : name == "AND" ? ItemKind::kAnd
                : name == "NOT" ? ItemKind::kNot
                                : ItemKind::kNear;
    const size_t slash = name.find('/');
    if (slash != name.npos) {
      const absl::string_view digits = name.substr(slash + 1);
      const bool number = !digits.empty() && digits.size() <= 9 &&
                          std::all_of(digits.begin(), digits.end(), absl::ascii_isdigit) &&
                          absl::SimpleAtoi(digits, &item.distance);
      if (!number || item.distance > kMaxNearDistance) {
        return RefuseAt(item.column, absl::StrCat("expected NEAR/ and a number of words from 0 to ",
                                                  kMaxNearDistance, ", such as NEAR/5"));
      }
    }
    items_.push_back(std::move(item));
    return absl::OkStatus();
  }

  bool IsValue(const Front& front) const {
    const QueryField* const field = front.field != nullptr ? front.field : Context();
    return field != nullptr && field->kind != FieldKind::kTitle;
  }

  size_t SkipSpaces(size_t pos) const {
    while (pos < text_.size() && IsSpace(static_cast<unsigned char>(text_[pos]))) ++pos;
    return pos;
  }

  // Inside source:(…) stretches side by side are one value.
  void ExtendValue() {
    for (;;) {
      size_t first = SkipSpaces(pos_);
      const size_t begin = first;
      const size_t end = StretchEnd(begin);
      const absl::string_view stretch = text_.substr(begin, end - begin);
      if (stretch.empty() || IsOperator(stretch) || IsSign(text::DecodeUtf8(text_, &first)) ||
          FieldAt(stretch) != nullptr) {
        return;
      }
      pos_ = end;
    }
  }

  // Takes the rest of "date:2023-08 .. 2023-09", with spaces on either side of the dots.
  void ExtendRange() {
    const size_t dots = SkipSpaces(pos_);
    const absl::string_view rest = text_.substr(dots);
    if (!absl::StartsWith(rest, "..") || absl::StartsWith(rest, "...")) return;
    pos_ = StretchEnd(dots);
    if (pos_ - dots > 2) return;
    const size_t last = SkipSpaces(pos_);
    if (last < text_.size() && absl::ascii_isdigit(static_cast<unsigned char>(text_[last]))) {
      pos_ = StretchEnd(last);
    }
  }

  // [begin, end) of the text is the value of the field in front, or of the brackets around.
  absl::Status AddValue(const Front& front, size_t begin, size_t end) {
    const QueryField& field = front.field != nullptr ? *front.field : *Context();
    const absl::string_view value = text_.substr(begin, end - begin);
    absl::StatusOr<Node> node = MakeValueNode(field, value);
    if (!node.ok()) return RefuseAt(Column(begin), node.status().message());
    KHOTIN_RETURN_IF_ERROR(CountTerm(begin));
    return AddOperand(front, *std::move(node));
  }

  // Up to the next border. What is excluded is excluded as one: "-covid-19" does not exclude every
  // 19.
  absl::Status LexWords(const Front& front, size_t begin, absl::string_view stretch) {
    const std::vector<index::Unit> units = index::SplitUnits(stretch);
    KHOTIN_ASSIGN_OR_RETURN(const std::vector<bool> starred, FindStars(begin, stretch, units));
    if (front.sign == Occur::kExcluded && starred.empty()) {
      return AddWords(front, begin, units, /*quoted=*/false);
    }
    for (auto first = units.begin(); first != units.end();) {
      Front own = front;
      if (front.bare() || first != units.begin()) own.begin = begin + first->begin;
      const auto last = std::find_if(first, units.end(), [&](const index::Unit& unit) {
        return unit.token_begin != first->token_begin;
      });
      const bool star = !starred.empty() && starred[static_cast<size_t>(first - units.begin())];
      KHOTIN_RETURN_IF_ERROR(
          star ? AddPrefix(own, begin, *first)
               : AddWords(own, begin, std::vector<index::Unit>(first, last), /*quoted=*/false));
      first = last;
    }
    return absl::OkStatus();
  }

  // Which of `units` end in a star; empty when none does.
  absl::StatusOr<std::vector<bool>> FindStars(size_t begin, absl::string_view stretch,
                                              const std::vector<index::Unit>& units) const {
    std::vector<bool> starred;
    for (size_t star = stretch.find('*'); star != stretch.npos;) {
      const size_t after = std::min(stretch.find_first_not_of('*', star), stretch.size());
      const StarPlace place = FindStarPlace(units, star, after);
      if (!place.error.empty()) return RefuseAt(Column(begin + star), place.error);
      if (place.ends_word) {
        starred.resize(units.size());
        starred[place.unit] = true;
      }
      star = stretch.find('*', after);
    }
    return starred;
  }

  absl::Status AddPrefix(const Front& front, size_t inside, const index::Unit& unit) {
    absl::StatusOr<Node> node =
        MakePrefixNode(text_.substr(inside + unit.begin, unit.end - unit.begin));
    if (!node.ok()) return RefuseAt(Column(inside + unit.begin), node.status().message());
    KHOTIN_RETURN_IF_ERROR(CountTerm(inside + unit.begin));
    return AddOperand(front, *std::move(node));
  }

  // A word or phrase of `units`, whose offsets count from `inside`; nothing when there are none.
  absl::Status AddWords(const Front& front, size_t inside, const std::vector<index::Unit>& units,
                        bool quoted) {
    if (units.empty()) return absl::OkStatus();
    Node node;
    node.kind = units.size() == 1 ? NodeKind::kWord : NodeKind::kPhrase;
    node.quoted = quoted;
    if (quoted) node.occur = Occur::kRequired;
    for (const index::Unit& unit : units) {
      KHOTIN_RETURN_IF_ERROR(CountTerm(inside + unit.begin));
      node.terms.push_back(TypedTerm(inside + unit.begin, inside + unit.end));
    }
    return AddOperand(front, std::move(node));
  }

  Term TypedTerm(size_t begin, size_t end) const {
    Term term = MakeQueryTerm(text_.substr(begin, end - begin));
    term.begin = static_cast<uint32_t>(input_.Original(begin));
    term.end = static_cast<uint32_t>(input_.Original(end));
    return term;
  }

  absl::Status CountTerm(size_t offset) {
    if (++terms_ <= base::kMaxQueryTerms) return absl::OkStatus();
    return RefuseAt(Column(offset),
                    absl::StrCat("the query has more than ", base::kMaxQueryTerms, " words"));
  }

  absl::Status AddOperand(const Front& front, Node node) {
    Item item;
    item.column = Column(front.begin);
    const bool excluded = front.sign == Occur::kExcluded;
    if (excluded || front.field != nullptr || front.sign == Occur::kRequired) {
      node.occur = excluded ? Occur::kExcluded : Occur::kRequired;
    }
    const QueryField* const field = front.field != nullptr ? front.field : Context();
    if (field != nullptr && field->kind == FieldKind::kTitle) SetInTitle(&node);
    SetColumn(item.column, &node);
    if (front.field != nullptr) item.expected = front.field->expected;
    item.node = std::move(node);
    items_.push_back(std::move(item));
    return absl::OkStatus();
  }

  const QueryInput input_;
  const absl::string_view text_;
  size_t pos_ = 0;
  size_t terms_ = 0;
  std::vector<const QueryField*> brackets_;  // open ones, each with the field that holds inside it
  std::vector<Item> items_;
};

}  // namespace

absl::StatusOr<std::vector<Item>> LexQuery(absl::string_view text) {
  KHOTIN_RETURN_IF_ERROR(CheckQueryInput(text));
  return Lexer(text).Lex();
}

}  // namespace khotin::query

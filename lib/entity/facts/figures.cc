#include "entity/facts/figures.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/types/optional.h"
#include "entity/facts/number.h"
#include "entity/facts/phrases.h"
#include "text/syllable.h"
#include "text/word_segment.h"

namespace khotin::entity::facts {
namespace {

constexpr size_t kMaxNumberWords = 16;
constexpr size_t kMaxUnitTokens = 8;

// A number behind these is a name or an ordinal.
const PhraseSet& OrdinalWords() {
  static const auto& words =
      *new PhraseSet({"số",         "thứ",   "điều",  "khoản",   "hạng",    "quận",  "phường",
                      "ngày",       "tháng", "năm",   "quý",     "kỳ",      "khóa",  "lớp",
                      "đường",      "tổ",    "ấp",    "thôn",    "khu phố", "tập",   "chương",
                      "bài",        "mục",   "lúc",   "quốc lộ", "vòng",    "bảng",  "phút",
                      "tầng",       "tuần",  "hàng",  "mùng",    "loại",    "nhóm",  "sinh năm",
                      "đại hội",    "cấp",   "phòng", "lô",      "km",      "áo số", "từng",
                      "vị trí thứ", "là",    "như",   "ngõ",     "ngách",   "hẻm",   "cột mốc"});
  return words;
}

// What may follow a number without being counted by it.
const PhraseSet& NoUnits() {
  static const auto& words = *new PhraseSet(
      {"số",       "cách", "trong", "và",       "của",      "là",    "có",      "đã",   "ở",
       "tại",      "với",  "cho",   "từ",       "đến",      "để",    "mà",      "thì",  "khi",
       "nếu",      "vì",   "do",    "bị",       "được",     "vào",   "ra",      "lên",  "xuống",
       "nữa",      "thôi", "chút",  "ít",       "vài",      "mình",  "tôi",     "bạn",  "theo",
       "trên",     "dưới", "tới",   "hay",      "hoặc",     "nhưng", "thứ",     "mẹ",   "cũng",
       "sẽ",       "đang", "bởi",   "qua",      "về",       "này",   "đó",      "kia",  "ấy",
       "nhà",      "phần", "nửa",   "bên",      "không",    "rất",   "như",     "lại",  "còn",
       "trong số", "một",  "hai",   "ba",       "tuyên bố", "lúc",   "chia sẻ", "bằng", "sau",
       "trước",    "giữa", "nhất",  "thời gian"});
  return words;
}

// Words of one syllable before which "một" is a number rather than an article.
const PhraseSet& OneUnits() {
  static const auto& words =
      *new PhraseSet({"người", "năm", "tháng", "ngày", "giờ", "tuần", "tấn", "lít", "mét", "đồng",
                      "tuổi", "lần", "km", "kg", "ha", "xe", "tàu", "nước"});
  return words;
}

// What is counted stands behind these: "hai chiếc xe".
const PhraseSet& ItemWords() {
  static const auto& words = *new PhraseSet({"chiếc", "cái", "con", "khẩu", "quả", "gói"});
  return words;
}

double ScaleOf(absl::string_view word) {
  if (word == "trăm") return 1e2;
  if (word == "nghìn" || word == "ngàn") return 1e3;
  if (word == "triệu") return 1e6;
  if (word == "tỷ" || word == "tỉ") return 1e9;
  return 0;
}

struct Number {
  double value = 0;
  size_t end = 0;
};

class FigureReader {
 public:
  explicit FigureReader(const Page& page) : page_(page), line_(page.line) {}

  std::vector<Figure> Read() {
    for (size_t i = 0; i < page_.size();) {
      const absl::optional<Number> number =
          page_.MarkAt(i) == nullptr ? NumberAt(i) : absl::nullopt;
      i = number.has_value() ? AddUnit(i, *number) : i + 1;
    }
    return std::move(figures_);
  }

 private:
  absl::optional<Number> NumberAt(size_t i) const {
    if (i > 0 && line_.Continues(i) && OrdinalWords().Before(line_, i) > 0) return absl::nullopt;
    const bool is_range = i > 1 && line_.Tight(i - 1) && line_.IsMark(i - 1, "-");
    if (is_range) return absl::nullopt;
    if (line_.tokens[i].kind == text::TokenKind::kNumber) return Digits(i);
    if (line_.tokens[i].kind != text::TokenKind::kSyllable) return absl::nullopt;
    return Words(i);
  }

  absl::optional<Number> Digits(size_t i) const {
    const auto value = ParseDigits(line_.Text(i));
    if (!value.has_value()) return absl::nullopt;
    Number number{*value, i + 1};
    for (int scales = 0; scales < 2 && line_.Continues(number.end); ++scales) {
      const double scale = ScaleOf(text::ToLower(line_.Text(number.end)));
      if (scale == 0) break;
      number.value *= scale;
      ++number.end;
    }
    return number;
  }

  absl::optional<Number> Words(size_t i) const {
    std::vector<std::string> lower;
    for (size_t at = i; at < i + kMaxNumberWords && (at == i || line_.Continues(at)); ++at) {
      if (line_.tokens[at].kind != text::TokenKind::kSyllable || page_.MarkAt(at) != nullptr) break;
      lower.push_back(text::ToLower(line_.Text(at)));
      const bool is_first = lower.size() == 1;
      const absl::string_view word = lower.back();
      if (is_first && word != "mười" && !ReadWrittenNumber({word}).has_value()) break;
    }
    std::vector<absl::string_view> words(lower.begin(), lower.end());
    const auto written = ReadWrittenNumber(words);
    if (!written.has_value()) return absl::nullopt;
    return Number{written->value, i + written->words};
  }

  size_t AddUnit(size_t begin, const Number& number) {
    const size_t end = UnitEnd(number.end);
    if (end == number.end) return number.end;
    Figure figure;
    figure.value = number.value;
    const absl::string_view unit = line_.Text(number.end, end);
    const bool is_plain =
        page_.MarkAt(number.end) == nullptr && line_.ShapeAt(number.end) == rules::Shape::kCapital;
    figure.unit = is_plain ? text::ToLower(unit) : std::string(unit);
    figure.span = page_.SpanOf(begin, end);
    figures_.push_back(std::move(figure));
    return end;
  }

  // The end of the unit at token i; i when there is none.
  size_t UnitEnd(size_t i) const {
    if (i < line_.size() && line_.IsMark(i, "%")) return i + 1;
    if (!line_.Continues(i) || !line_.tokens[i].IsWord()) return i;
    if (const Mark* mark = page_.MarkAt(i); mark != nullptr) {
      const bool is_counted = mark->begin == i && (mark->type == EntityType::kMisc ||
                                                   mark->type == EntityType::kPosition ||
                                                   mark->type == EntityType::kOrganization);
      return is_counted ? mark->end : i;
    }
    const rules::Shape shape = line_.ShapeAt(i);
    const bool is_symbol = shape == rules::Shape::kUpper || shape == rules::Shape::kMixed;
    if (is_symbol) return i + 1;
    if (shape == rules::Shape::kCapital) {
      return rules::IsCapitalised(line_.Continues(i + 1) ? line_.ShapeAt(i + 1) : shape) ? i
                                                                                         : i + 1;
    }
    if (shape != rules::Shape::kLower) return i;
    size_t end = i + FirstWord(i);
    const bool is_classifier = end == i + 1 && ItemWords().At(line_, i) == 1 &&
                               line_.Continues(end) && page_.MarkAt(end) == nullptr &&
                               line_.ShapeAt(end) == rules::Shape::kLower;
    if (is_classifier) end += FirstWord(end);
    const bool is_article = end == i + 1 && text::ToLower(line_.Text(i - 1)) == "một";
    if (is_article && OneUnits().At(line_, i) == 0) return i;
    if (NoUnits().At(line_, i) >= end - i) return i;
    return OverFraction(end);
  }

  // "km/h", "đồng/lít".
  size_t OverFraction(size_t end) const {
    const bool is_fraction = line_.IsMark(end, "/") && line_.Tight(end - 1) && line_.Tight(end) &&
                             end + 1 < line_.size() && line_.tokens[end + 1].IsWord();
    return is_fraction ? end + 2 : end;
  }

  // Tokens of the word at token i.
  size_t FirstWord(size_t i) const {
    std::vector<text::Token> tokens;
    for (size_t at = i; at < i + kMaxUnitTokens && (at == i || line_.Continues(at)); ++at) {
      if (page_.MarkAt(at) != nullptr || !line_.tokens[at].IsWord()) break;
      tokens.push_back(line_.tokens[at]);
    }
    const std::vector<text::Word> words =
        text::WordSegmenter::BuiltIn().Segment(line_.norm.text, tokens);
    return words.empty() ? 1 : words.front().end_token;
  }

  const Page& page_;
  const rules::Line& line_;
  std::vector<Figure> figures_;
};

}  // namespace

std::vector<Figure> FindFigures(const Page& page) { return FigureReader(page).Read(); }

}  // namespace khotin::entity::facts

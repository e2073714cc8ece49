#include <algorithm>

#include "entity/facts/number.h"

namespace khotin::entity::facts {
namespace {

constexpr size_t kMaxWords = 32;

struct Row {
  absl::string_view word;
  int value;
};
constexpr Row kDigits[] = {{"một", 1}, {"hai", 2}, {"ba", 3},  {"bốn", 4}, {"năm", 5},
                           {"sáu", 6}, {"bảy", 7}, {"bẩy", 7}, {"tám", 8}, {"chín", 9}};
constexpr Row kAfterTens[] = {{"mốt", 1}, {"tư", 4}, {"lăm", 5}, {"nhăm", 5}};
constexpr Row kScales[] = {
    {"nghìn", 1000}, {"ngàn", 1000}, {"triệu", 1000000}, {"tỷ", 1000000000}, {"tỉ", 1000000000}};

template <size_t kSize>
int ValueIn(const Row (&rows)[kSize], absl::string_view word) {
  for (const Row& row : rows) {
    if (row.word == word) return row.value;
  }
  return 0;
}

class Reader {
 public:
  explicit Reader(absl::Span<const absl::string_view> words) : words_(words) {}

  std::optional<WrittenNumber> Read() {
    double total = 0;
    int last_scale = 0;
    while (true) {
      const size_t start = at_;
      const int group = Group();
      const int scale = group > 0 ? ValueIn(kScales, Word(at_)) : 0;
      if (scale == 0 || (last_scale != 0 && scale >= last_scale)) {
        if (start > 0 && group < 10) at_ = start;
        if (at_ > start) total += group;
        break;
      }
      total += static_cast<double>(group) * scale;
      last_scale = scale;
      ++at_;
      if (const int larger = ValueIn(kScales, Word(at_)); larger > scale) {
        total *= larger;
        ++at_;
        break;
      }
    }
    const bool bare_year = at_ == 1 && Word(0) == "năm";
    const bool approximate = at_ == 1 && ValueIn(kDigits, Word(1)) > 0 && Word(1) != "năm";
    if (at_ == 0 || bare_year || approximate) return std::nullopt;
    return WrittenNumber{total, at_};
  }

 private:
  absl::string_view Word(size_t i) const { return i < words_.size() ? words_[i] : ""; }

  // Takes a number below 1000; 0 when there is none.
  int Group() {
    int value = 0;
    if (const int digit = ValueIn(kDigits, Word(at_)); digit > 0 && Word(at_ + 1) == "trăm") {
      value = digit * 100;
      at_ += 2;
      const int single = ValueIn(kDigits, Word(at_ + 1));
      if ((Word(at_) == "linh" || Word(at_) == "lẻ") && single > 0) {
        at_ += 2;
        return value + single;
      }
    }
    if (const int tens = Tens(); tens > 0) return value + tens + Single();
    if (value > 0) return value;
    const int digit = ValueIn(kDigits, Word(at_));
    if (digit > 0) ++at_;
    return digit;
  }

  int Tens() {
    if (Word(at_) == "mười") {
      ++at_;
      return 10;
    }
    const int digit = ValueIn(kDigits, Word(at_));
    if (digit < 2 || Word(at_ + 1) != "mươi") return 0;
    at_ += 2;
    return digit * 10;
  }

  int Single() {
    const absl::string_view word = Word(at_);
    const int digit = word == "năm" ? 0 : ValueIn(kDigits, word);
    const int single = std::max(digit, ValueIn(kAfterTens, word));
    if (single > 0) ++at_;
    return single;
  }

  absl::Span<const absl::string_view> words_;
  size_t at_ = 0;
};

}  // namespace

std::optional<WrittenNumber> ReadWrittenNumber(absl::Span<const absl::string_view> words) {
  return Reader(words.subspan(0, kMaxWords)).Read();
}

}  // namespace khotin::entity::facts

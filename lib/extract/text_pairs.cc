#include "extract/text_pairs.h"

#include "base/hash.h"

namespace khotin::extract {
namespace {

constexpr size_t kMaxBytes = size_t{64} << 10;
constexpr int32_t kTextWords = 20;

// Calls `use` with each pair of neighbouring words.
template <typename Use>
void ForEachPair(absl::string_view key, Use use) {
  size_t first = 0;
  size_t second = key.find(' ');
  while (second != absl::string_view::npos) {
    const size_t end = key.find(' ', second + 1);
    const size_t length = (end == absl::string_view::npos ? key.size() : end) - first;
    use(base::Hash64(key.substr(first, length)));
    first = second + 1;
    second = end;
  }
}

}  // namespace

bool IsRunningText(const Line& line) {
  if (line.removed()) return false;
  if (line.key.empty() || line.role == LineRole::kConsumed) return true;
  return line.words >= kTextWords && line.EndsSentence();
}

TextPairs::TextPairs(const LineTable& table) {
  size_t bytes = 0;
  for (const Line& line : table.lines()) {
    if (!IsRunningText(line)) continue;
    bytes += line.text.size();
    if (bytes > kMaxBytes) break;
    if (line.key.empty()) {
      Add(LineKey(line.text));
    } else {
      Add(line.key);
    }
  }
}

void TextPairs::Add(absl::string_view key) {
  ForEachPair(key, [&](uint64_t pair) { ++counts_[pair]; });
}

double TextPairs::Share(absl::string_view key, bool in_text) const {
  int pairs = 0;
  int shared = 0;
  const int needed = in_text ? 2 : 1;
  ForEachPair(key, [&](uint64_t pair) {
    ++pairs;
    const auto found = counts_.find(pair);
    if (found != counts_.end() && found->second >= needed) ++shared;
  });
  return pairs == 0 ? 1 : static_cast<double>(shared) / pairs;
}

double LazyTextPairs::Share(const Line& line) {
  if (!pairs_.has_value()) pairs_.emplace(table_);
  return pairs_->Share(line.key, IsRunningText(line));
}

double LazyTextPairs::ShareOfKey(absl::string_view key) {
  if (!pairs_.has_value()) pairs_.emplace(table_);
  return pairs_->Share(key, false);
}

}  // namespace khotin::extract

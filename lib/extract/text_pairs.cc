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

double TextPairs::Share(absl::string_view key, const TextPairs& apart) const {
  int pairs = 0;
  int shared = 0;
  ForEachPair(key, [&](uint64_t pair) {
    ++pairs;
    const auto found = counts_.find(pair);
    if (found == counts_.end()) return;
    const auto own = apart.counts_.find(pair);
    if (found->second > (own == apart.counts_.end() ? 0 : own->second)) ++shared;
  });
  return pairs == 0 ? 1 : static_cast<double>(shared) / pairs;
}

double LazyTextPairs::Share(size_t i, bool below) {
  if (!pairs_.has_value()) pairs_.emplace(table_);
  TextPairs apart;
  if (IsRunningText(table_[i])) apart.Add(table_[i].key);
  if (below && i + 1 < table_.size() && IsRunningText(table_[i + 1])) apart.Add(table_[i + 1].key);
  return pairs_->Share(table_[i].key, apart);
}

double LazyTextPairs::ShareOfKey(absl::string_view key) {
  if (!pairs_.has_value()) pairs_.emplace(table_);
  return pairs_->Share(key);
}

}  // namespace khotin::extract

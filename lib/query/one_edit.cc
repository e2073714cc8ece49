#include "query/one_edit.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"

namespace khotin::query {
namespace {

constexpr size_t kMinLetters = 3;
constexpr size_t kMaxLetters = 24;

}  // namespace

std::vector<std::string> OneEditVariants(absl::string_view folded_word) {
  std::vector<std::string> variants;
  const std::string word(folded_word);
  if (word.size() < kMinLetters || word.size() > kMaxLetters ||
      !std::all_of(word.begin(), word.end(), absl::ascii_islower)) {
    return variants;
  }
  for (size_t i = 1; i <= word.size(); ++i) {
    for (char letter = 'a'; letter <= 'z'; ++letter) {
      variants.push_back(word.substr(0, i) + letter + word.substr(i));
      if (i < word.size()) variants.push_back(word.substr(0, i) + letter + word.substr(i + 1));
    }
    if (i < word.size()) variants.push_back(word.substr(0, i) + word.substr(i + 1));
    if (i + 1 < word.size()) {
      std::string swapped = word;
      std::swap(swapped[i], swapped[i + 1]);
      variants.push_back(std::move(swapped));
    }
  }
  std::sort(variants.begin(), variants.end());
  variants.erase(std::unique(variants.begin(), variants.end()), variants.end());
  variants.erase(std::remove(variants.begin(), variants.end(), word), variants.end());
  return variants;
}

}  // namespace khotin::query

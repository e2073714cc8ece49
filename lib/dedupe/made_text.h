// Texts for tests: sentences of made-up news, different for each seed.
#ifndef KHOTIN_DEDUPE_MADE_TEXT_H_
#define KHOTIN_DEDUPE_MADE_TEXT_H_

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "dedupe/signature.h"
#include "text/passage.h"

namespace khotin::dedupe {

// `count` words in lower case, from a list long enough that 5-grams hardly meet by chance.
inline std::vector<std::string> MadeWords(uint32_t seed, int count) {
  static constexpr const char* kSyllables[] = {
      "làng",  "sông", "chợ",   "thuyền", "lúa",  "mưa",  "nắng", "đường", "cầu",  "trường",
      "nhà",   "vườn", "cây",   "quả",    "đồng", "biển", "núi",  "rừng",  "hội",  "mùa",
      "người", "trẻ",  "già",   "bán",    "mua",  "xây",  "sửa",  "trồng", "hái",  "đi",
      "về",    "sáng", "chiều", "tối",    "đêm",  "xuân", "hạ",   "thu",   "đông", "gió"};
  std::mt19937 random(seed);
  std::vector<std::string> words;
  for (int i = 0; i < count; ++i) words.push_back(kSyllables[random() % std::size(kSyllables)]);
  return words;
}

// Sentences of twelve words.
inline std::string MadeText(const std::vector<std::string>& words) {
  std::string text;
  for (size_t i = 0; i < words.size(); ++i) {
    absl::StrAppend(&text, i == 0 ? "" : i % 12 == 0 ? ". " : " ", words[i]);
  }
  return text;
}

inline Signature SignatureOf(const std::string& body) {
  const text::Passage passages[] = {{text::Field::kBody, 0, body}};
  return MakeSignature(passages);
}

}  // namespace khotin::dedupe

#endif  // KHOTIN_DEDUPE_MADE_TEXT_H_

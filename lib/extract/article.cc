#include "extract/article.h"

#include <cstddef>

namespace khotin::extract {

std::vector<text::Passage> Passages(const Article& article) {
  std::vector<text::Passage> passages;
  passages.reserve(article.body.size() + 2);
  const auto add = [&](text::Field field, size_t block, absl::string_view text) {
    if (!text.empty()) passages.push_back({field, static_cast<int32_t>(block), text});
  };
  add(text::Field::kTitle, 0, article.title);
  add(text::Field::kLead, 0, article.lead);
  for (size_t i = 0; i < article.body.size(); ++i) add(text::Field::kBody, i, article.body[i].text);
  return passages;
}

absl::string_view PassageText(const Article& article, text::Field field, int32_t block) {
  switch (field) {
    case text::Field::kTitle:
      return article.title;
    case text::Field::kLead:
      return article.lead;
    case text::Field::kBody:
      break;
  }
  const auto index = static_cast<size_t>(block);
  if (field != text::Field::kBody || block < 0 || index >= article.body.size()) return "";
  return article.body[index].text;
}

}  // namespace khotin::extract

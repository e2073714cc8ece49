#include <string>

#include "absl/strings/ascii.h"
#include "entity/linker.h"
#include "text/syllable.h"

namespace khotin::entity {

std::string Slug(absl::string_view name) {
  constexpr size_t kMaxBytes = 80;
  std::string slug;
  bool gap = false;
  for (const char c : text::FoldedPhraseKey(name)) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c)) && !(c >= 'a' && c <= 'z')) {
      gap = !slug.empty();
      continue;
    }
    if (gap) slug.push_back('-');
    gap = false;
    slug.push_back(c);
    if (slug.size() >= kMaxBytes) break;
  }
  slug.resize(slug.size() < kMaxBytes ? slug.size() : kMaxBytes);
  while (!slug.empty() && slug.back() == '-') slug.pop_back();
  return slug.empty() ? "x" : slug;
}

}  // namespace khotin::entity

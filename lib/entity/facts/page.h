// A document with its mentions laid over its tokens, as the fact rules read it.
#ifndef KHOTIN_ENTITY_FACTS_PAGE_H_
#define KHOTIN_ENTITY_FACTS_PAGE_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "entity/linker.h"
#include "entity/mention.h"
#include "entity/rules/document.h"
#include "entity/rules/lexicon.h"
#include "text/passage.h"

namespace khotin::entity::facts {

inline constexpr int32_t kNone = -1;

// A mention by the tokens [begin, end) of its line.
struct Mark {
  EntityType type = EntityType::kUnspecified;
  uint32_t begin = 0;
  uint32_t end = 0;
  int32_t entity = kNone;
  uint32_t mention = 0;  // index
};

// One passage.
struct Page {
  rules::Line line;
  std::vector<Mark> marks;        // without those inside others, in order
  std::vector<Mark> inner;        // those inside a POSITION, in order
  std::vector<int32_t> mark_at;   // of each token: index into marks, or kNone
  std::vector<int32_t> inner_at;  // of each token: index into inner, or kNone

  size_t size() const { return line.size(); }
  text::Span SpanOf(size_t begin, size_t end) const;
  // The mark that covers token i; null when none does.
  const Mark* MarkAt(size_t i) const {
    return i < size() && mark_at[i] != kNone ? &marks[static_cast<size_t>(mark_at[i])] : nullptr;
  }
  // The mark that ends right before token i.
  const Mark* MarkBefore(size_t i) const { return i == 0 ? nullptr : MarkAt(i - 1); }
  // The first ORGANIZATION or LOCATION inside `position`; null when there is none.
  const Mark* FirstInside(const Mark& position) const;
};

std::vector<Page> MakePages(const rules::Lexicon& names, absl::Span<const text::Passage> document,
                            absl::Span<const Mention> mentions,
                            absl::Span<const DocumentEntity> entities);

}  // namespace khotin::entity::facts

#endif  // KHOTIN_ENTITY_FACTS_PAGE_H_

// Who stands as the subject of a verb of speech.
#ifndef KHOTIN_ENTITY_FACTS_SUBJECTS_H_
#define KHOTIN_ENTITY_FACTS_SUBJECTS_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "entity/facts/page.h"
#include "entity/facts/references.h"

namespace khotin::entity::facts {

// Tokens [begin, end), titles and honorifics included; empty when there is nobody.
struct Subject {
  uint32_t begin = 0;
  uint32_t end = 0;
  int32_t entity = kNone;
  EntityType type = EntityType::kUnspecified;

  bool empty() const { return begin == end; }
};

class Subjects {
 public:
  // `page`, `holders` (of its marks) and `pointers` must outlive this.
  Subjects(const Page& page, absl::Span<const int32_t> holders, absl::Span<const Pointer> pointers);

  // The subject of a verb at token `verb`: right before it but for adverbs, an apposition between
  // commas and a bracket.
  Subject Before(size_t verb) const;

  // The person or body that token i opens.
  Subject At(size_t i) const;

 private:
  Subject EndingAt(size_t end) const;
  const Mark* TitleOf(const Mark& body) const;
  size_t OverBracket(size_t i) const;
  size_t OverApposition(size_t i) const;
  Subject Widen(const Mark& mark) const;
  int32_t EntityOf(const Mark& mark) const;

  const Page& page_;
  const absl::Span<const int32_t> holders_;
  const absl::Span<const Pointer> pointers_;
  std::vector<int32_t> pointer_at_;
};

}  // namespace khotin::entity::facts

#endif  // KHOTIN_ENTITY_FACTS_SUBJECTS_H_

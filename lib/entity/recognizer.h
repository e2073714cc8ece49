// Finds the mentions of a document.
#ifndef KHOTIN_ENTITY_RECOGNIZER_H_
#define KHOTIN_ENTITY_RECOGNIZER_H_

#include <memory>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "entity/mention.h"
#include "entity/name_lists.h"
#include "text/passage.h"

namespace khotin::entity {

// Implementations are immutable after construction and thread-safe.
class Recognizer {
 public:
  virtual ~Recognizer() = default;

  // Mentions of the whole document, ordered by passage, then by offset, an outer mention before
  // those inside it; offsets are bytes of the passages' original text. Pure: the same passages give
  // the same mentions.
  virtual std::vector<Mention> Recognize(absl::Span<const text::Passage> document) const = 0;

  // Changes whenever the same text may give other mentions.
  virtual absl::string_view Version() const = 0;
};

// A sequence model over the words of each line, trained on labelled news, that knows the name
// lists; then rules for what a document says itself: abbreviations it defines, short forms of names
// that it gives in full. docs/entities.md has how well it does and what it misses. `names` must not
// be null.
std::unique_ptr<Recognizer> NewRecognizer(
    std::shared_ptr<const rules::Lexicon> names = BuiltInNames());

}  // namespace khotin::entity

#endif  // KHOTIN_ENTITY_RECOGNIZER_H_

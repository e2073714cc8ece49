// The interface that the rules of today and a trained model of tomorrow fill alike.
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

// Recognition by rules and name lists alone: names after titles and honorifics,
// organisation head words, known places and bodies, "Full Name (ABBR)", dates, and a document pass
// that finds a known name's later mentions. Its known limits are listed in docs/entities.md.
std::unique_ptr<Recognizer> NewRuleRecognizer(
    std::shared_ptr<const rules::Lexicon> names = BuiltInNames());

}  // namespace khotin::entity

#endif  // KHOTIN_ENTITY_RECOGNIZER_H_

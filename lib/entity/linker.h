// From the mentions of one document to the entities it speaks of.
#ifndef KHOTIN_ENTITY_LINKER_H_
#define KHOTIN_ENTITY_LINKER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "entity/mention.h"
#include "entity/name_lists.h"
#include "text/passage.h"

namespace khotin::entity {

// One entity of one document: a PERSON, ORGANIZATION, LOCATION or MISC with all its mentions.
struct DocumentEntity {
  EntityType type = EntityType::kUnspecified;
  // The fullest or list-given name, in the spelling to show ("Công an nhân dân", "Tô Lâm").
  std::string name;
  // text::ExactPhraseKey(name): two documents' entities of one type are the same when this is.
  std::string key;
  // Other spellings that this document or the name lists tie to the name ("CAND", "LHQ"),
  // sorted, without the name itself.
  std::vector<std::string> aliases;
  std::vector<uint32_t> mentions;  // indices into the mentions given, rising
};

// Groups mentions by key, resolves abbreviations by the document's own "Full Name (ABBR)"
// definitions and then by the name lists, and ties a person's short form ("Trump", "ông Lâm")
// to the one longer name of the document that ends with it, and the bare head of a body ("Phái bộ")
// to the one longer name that begins with it. Ordered by first mention. Pure.
std::vector<DocumentEntity> LinkMentions(absl::Span<const text::Passage> document,
                                         absl::Span<const Mention> mentions,
                                         const rules::Lexicon& names = *BuiltInNames());

// The readable part of an entity's id: folded, lower case, words joined by '-', only [a-z0-9-],
// at most 80 bytes ("to-lam"); "x" when nothing is left.
std::string Slug(absl::string_view name);

}  // namespace khotin::entity

#endif  // KHOTIN_ENTITY_LINKER_H_

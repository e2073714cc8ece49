// "Full Name (ABBR)": what a document itself says its abbreviations stand for.
#ifndef KHOTIN_ENTITY_RULES_ABBREVIATION_H_
#define KHOTIN_ENTITY_RULES_ABBREVIATION_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"

namespace khotin::entity::rules {

// Byte offsets into the text given to FindDefinitions.
struct Definition {
  uint32_t full_begin = 0;
  uint32_t full_end = 0;
  uint32_t abbreviation_begin = 0;
  uint32_t abbreviation_end = 0;
};

// Every "( ABBR )" whose letters are the initials of the words right before the bracket, in order;
// marks and "và", "của", "các" between the words may be passed over. Case of the words does not
// matter: in "lực lượng đối ngoại Công an nhân dân (CAND)" the full name is "Công an nhân dân".
// `text` is NFC. Linear.
std::vector<Definition> FindDefinitions(absl::string_view text);

}  // namespace khotin::entity::rules

#endif  // KHOTIN_ENTITY_RULES_ABBREVIATION_H_

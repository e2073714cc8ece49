// Which of the persons of one name a document speaks of.
#ifndef KHOTIN_ENTITY_IDENTITY_H_
#define KHOTIN_ENTITY_IDENTITY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "entity/facts/facts.h"
#include "entity/linker.h"

namespace khotin::entity {

// Stored: values never change.
enum class ClueKind : uint8_t {
  kOffice = 1,  // OfficeFact::position_key: "bộ trưởng"
  kBody = 2,    // exact key of the organization that an office is of: "bộ công an"
  kPlace = 3,  // exact key of the country, province or district that an office, or its body's name,
               // is of
};

struct Clue {
  ClueKind kind = ClueKind::kOffice;
  std::string key;
};

// What one document says of a person by which persons of one name are told apart.
struct PersonContext {
  std::vector<Clue> clues;  // sorted by kind, then key; each once
  int year = 0;             // of publication; 0 when it is not known
};

// What the documents so far said of a person. Counts can be taken back one by one.
struct CountedClue {
  Clue clue;
  int year = 0;       // of publication; 0 when it is not known
  int64_t count = 0;  // documents
};
struct PersonProfile {
  std::vector<CountedClue> clues;  // sorted by kind, key and year
  int64_t documents = 0;           // all that are taken to speak of the person
};

struct IdentityChoice {
  absl::optional<size_t> profile;  // nullopt: none of them, a person not met before
  double certainty = 1;            // (0, 1]: how sure the choice is
};

// The clues of entity number `person`, a PERSON, of a document. Former offices, those of sport and
// seats of deputies tell no place, for they say nothing of where the person works. Pure.
PersonContext ContextOf(uint32_t person, absl::Span<const DocumentEntity> entities,
                        const DocumentFacts& facts, int year,
                        const rules::Lexicon& names = *BuiltInNames());

// The person of `profiles`, all of the name with exact key `key`, that `context` speaks of. Without
// any profile: a new one, surely. A document that tells nothing of the person goes to the one with
// the most documents. Persons are taken to be the same unless provinces, fields of work or ranks
// disagree at one time: one disagreement parts persons of a common name, two those of any other
// Vietnamese name, and none those of a rare or foreign one. Pure; linear in the number of clues.
IdentityChoice ChooseIdentity(absl::string_view key, const PersonContext& context,
                              absl::Span<const PersonProfile> profiles);

}  // namespace khotin::entity

#endif  // KHOTIN_ENTITY_IDENTITY_H_

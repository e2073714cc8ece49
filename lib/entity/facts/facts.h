// What one document says of its entities: who holds which office, who said what, how much of what.
// Every fact carries the places of the text that it was read from.
//
//   const std::vector<Mention> mentions = recognizer->Recognize(document);
//   const std::vector<DocumentEntity> entities = LinkMentions(document, mentions);
//   const DocumentFacts facts = FindFacts(document, mentions, entities);
#ifndef KHOTIN_ENTITY_FACTS_FACTS_H_
#define KHOTIN_ENTITY_FACTS_FACTS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "entity/linker.h"
#include "entity/mention.h"
#include "entity/name_lists.h"
#include "text/passage.h"

namespace khotin::entity {

// Changes whenever the same mentions may give other facts.
inline constexpr char kFactsVersion[] = "facts-2";

// Stored and sent: values of these enumerations never change.
enum class PositionKind : uint8_t {
  kOffice = 1,  // an office, a function or a profession ("Bộ trưởng", "huấn luyện viên")
  kRank = 2,    // of the army or the police ("Đại tướng")
};

enum class Tenure : uint8_t {
  kCurrent = 1,  // nothing says otherwise
  kFormer = 2,   // "nguyên", "cựu"
  kActing = 3,   // "quyền"
};

enum class Certainty : uint8_t {
  kStated = 1,       // title and name stand together
  kContext = 2,      // a part, such as the body, is told by what stands around or elsewhere
  kCoreference = 3,  // the person stands there by a pronoun or a title
};

// One place that states an office.
struct OfficeEvidence {
  text::Span position;
  text::Span person;
  // The body or place of the office; where it is inside the position as well as beside it.
  absl::optional<text::Span> of;
  Certainty certainty = Certainty::kStated;
};

// A calendar date, or a range of them, in the sentence of an office that the text ties to it ("từ
// tháng 8/2016").
struct OfficeDate {
  std::string value;  // Mention::value, not empty
  text::Span span;
};

// Entities are told by their index in the list of entities.
struct OfficeFact {
  uint32_t person = 0;
  std::string position;      // as written at the first place, with its body
  std::string position_key;  // exact key without modifier and body: "thứ trưởng thường trực",
                             // "trưởng phòng"
  PositionKind kind = PositionKind::kOffice;
  Tenure tenure = Tenure::kCurrent;
  absl::optional<uint32_t> of;           // ORGANIZATION or LOCATION
  std::vector<OfficeEvidence> evidence;  // never empty, in the order of the text
  std::vector<OfficeDate> dates;
};

// A place that means an entity without naming it: "Bộ trưởng", "ông", "Phái bộ".
struct Reference {
  uint32_t entity = 0;
  text::Span span;
};

struct Quote {
  absl::optional<uint32_t> speaker;  // a PERSON or an ORGANIZATION
  text::Span speaker_span;           // as written, titles included; empty when nobody is named
  text::Span verb;                   // "cho biết", "theo", or the colon that stands for one
  std::vector<text::Span> words;     // what was said, without its marks; never empty
  bool direct = false;               // word for word, in quotation marks or after a dash
};

struct Figure {
  double value = 0;  // "1,2 tỷ" is 1.2e9
  std::string unit;  // NFC, as written but for a capital in front: "đồng", "%", "USD", "sỹ quan"
  text::Span span;  // of the number and its unit
};

// Each list in the order of the text.
struct DocumentFacts {
  std::vector<OfficeFact> offices;
  std::vector<Reference> references;
  std::vector<Quote> quotes;
  std::vector<Figure> figures;
};

// Reads the facts of a document. `mentions` are those of a Recognizer and `entities` those of
// LinkMentions for the same document; mentions that do not lie in it are passed over. Pure,
// thread-safe; time is linear in the length of the text whatever it holds.
DocumentFacts FindFacts(absl::Span<const text::Passage> document,
                        absl::Span<const Mention> mentions,
                        absl::Span<const DocumentEntity> entities,
                        const rules::Lexicon& names = *BuiltInNames());

}  // namespace khotin::entity

#endif  // KHOTIN_ENTITY_FACTS_FACTS_H_

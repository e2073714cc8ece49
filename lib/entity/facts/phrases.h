// Small closed lists of words that the fact rules lean on.
#ifndef KHOTIN_ENTITY_FACTS_PHRASES_H_
#define KHOTIN_ENTITY_FACTS_PHRASES_H_

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "entity/rules/document.h"

namespace khotin::entity::facts {

// Phrases by the exact keys of their words: case and spelling variants of a syllable meet.
class PhraseSet {
 public:
  explicit PhraseSet(std::initializer_list<absl::string_view> phrases);

  // Tokens of the longest phrase that stands at token i within its sentence; 0 when none does.
  size_t At(const rules::Line& line, size_t i) const;
  // The same for a phrase that ends right before token i.
  size_t Before(const rules::Line& line, size_t i) const;

 private:
  absl::flat_hash_map<uint64_t, std::vector<std::vector<uint64_t>>> by_first_;
  size_t longest_ = 0;
};

const PhraseSet& SpeechVerbs();     // a clause may follow: "cho biết", "nhấn mạnh"
const PhraseSet& AddressVerbs();    // an act of speech with its object: "chúc mừng", "cảm ơn"
const PhraseSet& ReportingVerbs();  // those of SpeechVerbs that bodies do as well
const PhraseSet& SpeechNouns();     // "chỉ đạo của", "theo lời": the speaker follows
const PhraseSet& Adverbs();         // between a subject and its verb: "cũng", "đã"
const PhraseSet& Honorifics();      // before a name or title: "ông", "đồng chí"
const PhraseSet& Plurals();         // "các", "những": no single person follows
const PhraseSet& HoldsOffice();     // between a person and an office: "là", "giữ chức"
const PhraseSet& Classifiers();     // before a verb they make it a noun: "bản báo cáo"
const PhraseSet& Relations();       // before a name, another is meant: "mẹ của", "vợ"
const PhraseSet& FormerWords();
const PhraseSet& ActingWords();
const PhraseSet& MalePronouns();
const PhraseSet& FemalePronouns();

}  // namespace khotin::entity::facts

#endif  // KHOTIN_ENTITY_FACTS_PHRASES_H_

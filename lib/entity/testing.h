// Short forms for tests of this module.
#ifndef KHOTIN_ENTITY_TESTING_H_
#define KHOTIN_ENTITY_TESTING_H_

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "entity/recognizer.h"

namespace khotin::entity {

// One body block for each line.
inline std::vector<text::Passage> Document(const std::vector<absl::string_view>& lines) {
  std::vector<text::Passage> document;
  for (absl::string_view line : lines) {
    document.push_back({text::Field::kBody, static_cast<int32_t>(document.size()), line});
  }
  return document;
}

inline std::vector<Mention> RecognizeIn(const std::vector<text::Passage>& document) {
  static const std::unique_ptr<Recognizer> recognizer = NewRecognizer();
  return recognizer->Recognize(document);
}

// "PERSON=Tô Lâm" for each mention of a document, in order.
inline std::vector<std::string> Told(const std::vector<absl::string_view>& lines) {
  std::vector<std::string> told;
  for (const Mention& mention : RecognizeIn(Document(lines))) {
    told.push_back(absl::StrCat(EntityTypeName(mention.type), "=", mention.text));
  }
  return told;
}

inline std::vector<std::string> Told(absl::string_view line) {
  return Told(std::vector<absl::string_view>{line});
}

}  // namespace khotin::entity

#endif  // KHOTIN_ENTITY_TESTING_H_

// Facts of an article: their records, and the labels that the index has of them. All functions are
// pure and thread-safe.
#ifndef KHOTIN_STORE_FACT_RECORDS_H_
#define KHOTIN_STORE_FACT_RECORDS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "entity/facts/facts.h"
#include "khotin/storage/v1/records.pb.h"

namespace khotin::store {

// Fills in the facts of `record`, which has its mentions. `entities` are those that the facts speak
// of; each has a mention.
void FillFacts(const entity::DocumentFacts& facts,
               absl::Span<const entity::DocumentEntity> entities, storage::v1::Article* record);

// One person in one office, as a label of index::ValueField::kOffice has it.
struct OfficeLabel {
  std::string person;        // entity id
  std::string position_key;  // entity::OfficeFact::position_key
  std::string of;            // entity id of the body or place; empty when it is not said
  entity::PositionKind kind = entity::PositionKind::kOffice;
  entity::Tenure tenure = entity::Tenure::kCurrent;
};
std::string ToLabel(const OfficeLabel& office);
// nullopt for a label of another form.
absl::optional<OfficeLabel> ParseOfficeLabel(absl::string_view label);
// Of an office of `record`, whose entities have their ids; without a person where it has none.
OfficeLabel OfficeLabelOf(const storage::v1::Article& record, const storage::v1::Office& office);
// What the labels of all offices of a person begin with.
std::string OfficesOfPersonPrefix(absl::string_view person);
// A label of the same field, by which the articles are found that state who holds such an office.
std::string PositionLabel(absl::string_view position_key);
// As well, of one person.
std::string PersonPositionLabel(absl::string_view person, absl::string_view position_key);

// Labels of index::ValueField::kQuote, by which articles are found that hold something said by the
// entity, or about it.
std::string SpeakerLabel(absl::string_view entity);
std::string AboutLabel(absl::string_view entity);

// The id of the entity that a fact of `record` tells by a mention; empty when it has none yet.
std::string EntityIdAt(const storage::v1::Article& record, uint32_t mention);

// The labels of all facts of `record`, whose entities have their ids; some come twice.
std::vector<std::string> OfficeLabelsOf(const storage::v1::Article& record);
std::vector<std::string> QuoteLabelsOf(const storage::v1::Article& record);

}  // namespace khotin::store

#endif  // KHOTIN_STORE_FACT_RECORDS_H_

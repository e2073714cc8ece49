#include "store/fact_records.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace khotin::store {
namespace {

// In no entity id and no key.
constexpr char kSeparator[] = "\t";

void FillSpan(const text::Span& span, storage::v1::Span* record) {
  record->set_field(static_cast<int32_t>(span.field));
  record->set_block(span.block);
  record->set_begin(span.begin);
  record->set_end(span.end);
}

using Entities = absl::Span<const entity::DocumentEntity>;

// The mention by which a fact tells an entity.
uint32_t MentionOf(Entities entities, uint32_t entity) { return entities[entity].mentions.front(); }

void FillOffice(const entity::OfficeFact& office, Entities entities, storage::v1::Office* record) {
  record->set_person(MentionOf(entities, office.person));
  record->set_position(office.position);
  record->set_position_key(office.position_key);
  record->set_kind(static_cast<int32_t>(office.kind));
  record->set_tenure(static_cast<int32_t>(office.tenure));
  if (office.of.has_value()) record->set_of(MentionOf(entities, *office.of));
  for (const entity::OfficeEvidence& evidence : office.evidence) {
    storage::v1::Office::Evidence* const out = record->add_evidence();
    FillSpan(evidence.position, out->mutable_position());
    FillSpan(evidence.person, out->mutable_person());
    if (evidence.of.has_value()) FillSpan(*evidence.of, out->mutable_of());
    out->set_certainty(static_cast<int32_t>(evidence.certainty));
  }
  for (const entity::OfficeDate& date : office.dates) {
    storage::v1::Office::Date* const out = record->add_dates();
    out->set_value(date.value);
    FillSpan(date.span, out->mutable_span());
  }
}

bool Holds(const text::Span& outer, const storage::v1::Span& inner) {
  return static_cast<int32_t>(outer.field) == inner.field() && outer.block == inner.block() &&
         outer.begin <= inner.begin() && inner.end() <= outer.end;
}

// The entities whose mentions or references lie in the words of a quote.
class QuoteSubjects {
 public:
  QuoteSubjects(Entities entities, absl::Span<const entity::Reference> references,
                const storage::v1::Article& record) {
    for (uint32_t i = 0; i < entities.size(); ++i) {
      for (const uint32_t mention : entities[i].mentions) {
        places_.push_back({&record.mentions(static_cast<int>(mention)).span(), i});
      }
    }
    for (size_t i = 0; i < references.size(); ++i) {
      places_.push_back({&record.references(static_cast<int>(i)).span(), references[i].entity});
    }
    std::sort(places_.begin(), places_.end(), IsBefore);
  }

  std::set<uint32_t> Of(const entity::Quote& quote) const {
    std::set<uint32_t> subjects;
    for (const text::Span& words : quote.words) {
      storage::v1::Span begin;
      FillSpan({words.field, words.block, words.begin, words.begin}, &begin);
      auto place = std::lower_bound(places_.begin(), places_.end(), Place{&begin, 0}, IsBefore);
      for (; place != places_.end() && IsIn(words, *place->span); ++place) {
        if (Holds(words, *place->span) && quote.speaker != place->entity) {
          subjects.insert(place->entity);
        }
      }
    }
    return subjects;
  }

 private:
  struct Place {
    const storage::v1::Span* span;
    uint32_t entity;
  };

  static bool IsBefore(const Place& a, const Place& b) {
    const auto key = [](const storage::v1::Span& span) {
      return std::make_tuple(span.field(), span.block(), span.begin());
    };
    return key(*a.span) < key(*b.span);
  }
  static bool IsIn(const text::Span& words, const storage::v1::Span& span) {
    return static_cast<int32_t>(words.field) == span.field() && words.block == span.block() &&
           span.begin() < words.end;
  }

  std::vector<Place> places_;
};

void FillQuote(const entity::Quote& quote, const std::set<uint32_t>& about, Entities entities,
               storage::v1::Quote* record) {
  if (quote.speaker.has_value()) record->set_speaker(MentionOf(entities, *quote.speaker));
  if (quote.speaker_span.begin < quote.speaker_span.end) {
    FillSpan(quote.speaker_span, record->mutable_speaker_span());
  }
  FillSpan(quote.verb, record->mutable_verb());
  for (const text::Span& words : quote.words) FillSpan(words, record->add_words());
  record->set_direct(quote.direct);
  for (const uint32_t entity : about) record->add_about(MentionOf(entities, entity));
}

}  // namespace

void FillFacts(const entity::DocumentFacts& facts,
               absl::Span<const entity::DocumentEntity> entities, storage::v1::Article* record) {
  for (const entity::OfficeFact& office : facts.offices) {
    FillOffice(office, entities, record->add_offices());
  }
  for (const entity::Reference& reference : facts.references) {
    storage::v1::Reference* const out = record->add_references();
    out->set_entity(MentionOf(entities, reference.entity));
    FillSpan(reference.span, out->mutable_span());
  }
  const QuoteSubjects subjects(entities, facts.references, *record);
  for (const entity::Quote& quote : facts.quotes) {
    FillQuote(quote, subjects.Of(quote), entities, record->add_quotes());
  }
  for (const entity::Figure& figure : facts.figures) {
    storage::v1::Figure* const out = record->add_figures();
    out->set_value(figure.value);
    out->set_unit(figure.unit);
    FillSpan(figure.span, out->mutable_span());
  }
}

std::string ToLabel(const OfficeLabel& office) {
  return absl::StrCat(office.person, kSeparator, office.position_key, kSeparator, office.of,
                      kSeparator, static_cast<int>(office.kind), static_cast<int>(office.tenure));
}

absl::optional<OfficeLabel> ParseOfficeLabel(absl::string_view label) {
  const std::vector<absl::string_view> parts = absl::StrSplit(label, kSeparator);
  constexpr size_t kParts = 4;
  if (parts.size() != kParts || parts[3].size() != 2) return absl::nullopt;
  OfficeLabel office;
  office.person = std::string(parts[0]);
  office.position_key = std::string(parts[1]);
  office.of = std::string(parts[2]);
  office.kind = static_cast<entity::PositionKind>(parts[3][0] - '0');
  office.tenure = static_cast<entity::Tenure>(parts[3][1] - '0');
  return office;
}

std::string OfficesOfPersonPrefix(absl::string_view person) {
  return absl::StrCat(person, kSeparator);
}

std::string PositionLabel(absl::string_view position_key) { return std::string(position_key); }

std::string PersonPositionLabel(absl::string_view person, absl::string_view position_key) {
  return absl::StrCat(person, kSeparator, position_key);
}

std::string SpeakerLabel(absl::string_view entity) {
  return absl::StrCat("by", kSeparator, entity);
}
std::string AboutLabel(absl::string_view entity) {
  return absl::StrCat("about", kSeparator, entity);
}

std::string EntityIdAt(const storage::v1::Article& record, uint32_t mention) {
  if (mention >= static_cast<uint32_t>(record.mentions_size())) return std::string();
  return record.mentions(static_cast<int>(mention)).entity();
}

OfficeLabel OfficeLabelOf(const storage::v1::Article& record, const storage::v1::Office& office) {
  OfficeLabel label;
  label.person = EntityIdAt(record, office.person());
  label.position_key = office.position_key();
  if (office.has_of()) label.of = EntityIdAt(record, office.of());
  label.kind = static_cast<entity::PositionKind>(office.kind());
  label.tenure = static_cast<entity::Tenure>(office.tenure());
  return label;
}

std::vector<std::string> OfficeLabelsOf(const storage::v1::Article& record) {
  std::vector<std::string> labels;
  for (const storage::v1::Office& office : record.offices()) {
    const OfficeLabel label = OfficeLabelOf(record, office);
    if (label.person.empty()) continue;
    labels.push_back(PositionLabel(label.position_key));
    labels.push_back(PersonPositionLabel(label.person, label.position_key));
    labels.push_back(ToLabel(label));
  }
  return labels;
}

std::vector<std::string> QuoteLabelsOf(const storage::v1::Article& record) {
  std::vector<std::string> labels;
  for (const storage::v1::Quote& quote : record.quotes()) {
    const std::string speaker =
        quote.has_speaker() ? EntityIdAt(record, quote.speaker()) : std::string();
    if (!speaker.empty()) labels.push_back(SpeakerLabel(speaker));
    for (const uint32_t entity : quote.about()) {
      const std::string about = EntityIdAt(record, entity);
      if (!about.empty()) labels.push_back(AboutLabel(about));
    }
  }
  return labels;
}

}  // namespace khotin::store

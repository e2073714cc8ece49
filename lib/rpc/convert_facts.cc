// Facts of articles as clients are shown them.
#include "rpc/convert.h"
#include "store/fact_records.h"

namespace khotin::rpc {
namespace {

// Of the entity that a fact tells by a mention.
std::string EntityNameAt(const storage::v1::Article& record, uint32_t mention) {
  const std::string id = store::EntityIdAt(record, mention);
  return id.empty() ? std::string() : EntityName(id);
}

}  // namespace

v1::TextSpan SpanMessage(const storage::v1::Span& span) {
  v1::TextSpan message;
  message.set_field(static_cast<v1::TextField>(span.field()));
  message.set_block(span.block());
  message.set_begin(static_cast<int32_t>(span.begin()));
  message.set_end(static_cast<int32_t>(span.end()));
  return message;
}

v1::OfficeStatement OfficeStatementMessage(const storage::v1::Article& record,
                                           const storage::v1::Office& office) {
  v1::OfficeStatement message;
  message.set_person(EntityNameAt(record, office.person()));
  message.set_position(office.position());
  message.set_position_key(office.position_key());
  message.set_kind(static_cast<v1::PositionKind>(office.kind()));
  message.set_tenure(static_cast<v1::Tenure>(office.tenure()));
  if (office.has_of()) message.set_of(EntityNameAt(record, office.of()));
  for (const storage::v1::Office::Evidence& evidence : office.evidence()) {
    v1::OfficeEvidence* const out = message.add_evidence();
    *out->mutable_position() = SpanMessage(evidence.position());
    *out->mutable_person() = SpanMessage(evidence.person());
    if (evidence.has_of()) *out->mutable_of() = SpanMessage(evidence.of());
    out->set_certainty(static_cast<v1::FactCertainty>(evidence.certainty()));
  }
  for (const storage::v1::Office::Date& date : office.dates()) {
    v1::OfficeDate* const out = message.add_dates();
    out->set_value(date.value());
    *out->mutable_span() = SpanMessage(date.span());
  }
  return message;
}

v1::Quote QuoteMessage(const storage::v1::Article& record, const storage::v1::Quote& quote) {
  v1::Quote message;
  if (quote.has_speaker()) message.set_speaker(EntityNameAt(record, quote.speaker()));
  if (quote.has_speaker_span()) *message.mutable_speaker_span() = SpanMessage(quote.speaker_span());
  *message.mutable_verb() = SpanMessage(quote.verb());
  for (const storage::v1::Span& words : quote.words()) *message.add_words() = SpanMessage(words);
  message.set_direct(quote.direct());
  for (const uint32_t entity : quote.about()) message.add_about(EntityNameAt(record, entity));
  return message;
}

void FillFacts(const storage::v1::Article& record, v1::Article* message) {
  for (const storage::v1::Office& office : record.offices()) {
    *message->add_offices() = OfficeStatementMessage(record, office);
  }
  for (const storage::v1::Quote& quote : record.quotes()) {
    *message->add_quotes() = QuoteMessage(record, quote);
  }
  for (const storage::v1::Reference& reference : record.references()) {
    v1::Reference* const out = message->add_references();
    out->set_entity(EntityNameAt(record, reference.entity()));
    *out->mutable_span() = SpanMessage(reference.span());
  }
  for (const storage::v1::Figure& figure : record.figures()) {
    v1::Figure* const out = message->add_figures();
    out->set_value(figure.value());
    out->set_unit(figure.unit());
    *out->mutable_span() = SpanMessage(figure.span());
  }
}

}  // namespace khotin::rpc

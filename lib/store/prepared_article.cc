#include "store/prepared_article.h"

#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "analysis/url_key.h"
#include "base/hash.h"
#include "base/status.h"
#include "dedupe/signature.h"
#include "extract/site_chrome.h"
#include "store/database.h"
#include "store/fact_records.h"
#include "store/raw_input.h"
#include "store/record_convert.h"
#include "text/utf8.h"

namespace khotin::store {
namespace {

// 80 bits: one chance in two millions that any two of a billion articles meet.
constexpr int kIdDigits = 16;

// Length-prefixed, so that moving text from one field to the next changes the bytes.
void AppendPart(absl::string_view part, std::string* out) {
  absl::StrAppend(out, part.size(), ":", part);
}

// Everything a reader sees. Line numbers, what was removed and the analyzer's version do not count.
std::string ContentBytes(const storage::v1::Article& record) {
  std::string bytes;
  AppendPart(record.title(), &bytes);
  AppendPart(record.lead(), &bytes);
  for (const storage::v1::Block& block : record.body()) {
    AppendPart(absl::StrCat(block.kind()), &bytes);
    AppendPart(block.text(), &bytes);
  }
  for (const std::string& author : record.authors()) AppendPart(author, &bytes);
  AppendPart(record.agency(), &bytes);
  AppendPart(FromRecord(record.published().date()).ToString(), &bytes);
  return bytes;
}

absl::Status CheckMentions(const storage::v1::Article& record) {
  std::map<std::pair<int, int>, absl::string_view> texts;
  for (const text::Passage& passage : PassagesOf(record)) {
    texts[{static_cast<int>(passage.field), passage.block}] = passage.text;
  }
  for (const storage::v1::Mention& mention : record.mentions()) {
    const auto it = texts.find({mention.span().field(), mention.span().block()});
    if (it == texts.end() || mention.span().begin() >= mention.span().end() ||
        mention.span().end() > it->second.size()) {
      return absl::InvalidArgumentError(
          absl::StrCat("mention \"", mention.text(), "\" lies outside the article"));
    }
  }
  return absl::OkStatus();
}

std::vector<entity::PersonContext> ContextsOf(const PreparedArticle& prepared,
                                              const entity::rules::Lexicon& names) {
  const int year = prepared.record.published().date().year();
  std::vector<entity::PersonContext> contexts(prepared.entities.size());
  for (size_t i = 0; i < contexts.size(); ++i) {
    if (prepared.entities[i].type != entity::EntityType::kPerson) continue;
    contexts[i] =
        entity::ContextOf(static_cast<uint32_t>(i), prepared.entities, prepared.facts, year, names);
  }
  return contexts;
}

}  // namespace

absl::StatusOr<PreparedArticle> Prepare(const analysis::AnalyzedArticle& analyzed) {
  PreparedArticle prepared;
  prepared.record = ToRecord(analyzed);
  const absl::Status valid = CheckMentions(prepared.record);
  if (!valid.ok()) return base::Annotate(valid, analyzed.raw.input);

  const std::string content = ContentBytes(prepared.record);
  prepared.record.set_content_hash(base::HashBytes(content).ToBytes());
  std::string identity = absl::StrCat("text\n", content);
  if (!analyzed.article.url.empty()) {
    absl::StatusOr<std::string> key = analysis::UrlKey(analyzed.article.url);
    if (!key.ok()) return base::Annotate(key.status(), analyzed.raw.input);
    prepared.url_key = *std::move(key);
    identity = absl::StrCat("url\n", prepared.url_key);
  }
  prepared.id = base::HashBytes(identity).ToBase32(kIdDigits);

  const std::vector<text::Passage> passages = PassagesOf(prepared.record);
  prepared.signature = dedupe::MakeSignature(ComparedPassagesOf(prepared.record));
  prepared.record.set_body_fingerprint(prepared.signature.fingerprint.ToBytes());
  prepared.story_features = story::ExtractFeatures(passages);
  prepared.entities = entity::LinkMentions(passages, analyzed.mentions, *analyzed.names);
  prepared.facts =
      entity::FindFacts(passages, analyzed.mentions, prepared.entities, *analyzed.names);
  FillFacts(prepared.facts, prepared.entities, &prepared.record);
  prepared.contexts = ContextsOf(prepared, *analyzed.names);
  const base::Hash128 raw_hash = RawHash(analyzed.raw);
  prepared.raw_hash = raw_hash.ToBytes();
  prepared.quarantine_id = QuarantineId(raw_hash);
  prepared.raw_record = SerializeRecord(RawRecord(analyzed.raw));
  prepared.source_key = extract::SourceKey(analyzed.article.url, analyzed.article.source);
  prepared.evidence = analyzed.evidence;
  prepared.terms = TermsOf(prepared.id, prepared.record);
  return prepared;
}

int64_t PublishSeconds(const storage::v1::Article& record) {
  const text::PartialDate date = FromRecord(record.published().date());
  if (date.year == 0) return 0;
  constexpr int kVietNamOffsetMinutes = 7 * 60;
  const absl::CivilSecond civil(date.year, std::max(1, date.month), std::max(1, date.day),
                                std::max(0, date.hour), std::max(0, date.minute),
                                std::max(0, date.second));
  const int offset = date.utc_offset_minutes.value_or(kVietNamOffsetMinutes);
  return absl::ToUnixSeconds(absl::FromCivil(civil, absl::UTCTimeZone())) - offset * 60;
}

namespace {

void AddLabel(absl::string_view label, index::Labels* labels) {
  if (!label.empty()) {
    labels->emplace_back(text::TruncateUtf8(label, index::kMaxLabelBytes));
  }
}

}  // namespace

void SetValues(const storage::v1::Article& record, index::DocumentTerms* terms) {
  terms->values.publish_seconds = PublishSeconds(record);
  terms->values.cluster = base::Hash64(record.cluster());
  terms->values.revision = record.revision();
  const auto labels = [&](index::ValueField field) -> index::Labels* {
    index::Labels& of_field = terms->labels[static_cast<size_t>(field)];
    of_field.clear();
    return &of_field;
  };
  AddLabel(extract::SourceKey(record.url(), record.source()), labels(index::ValueField::kSource));
  AddLabel(record.section(), labels(index::ValueField::kSection));
  AddLabel(record.language(), labels(index::ValueField::kLanguage));
  index::Labels* const authors = labels(index::ValueField::kAuthor);
  for (const std::string& author : record.authors()) AddLabel(author, authors);
  index::Labels* const entities = labels(index::ValueField::kEntity);
  for (const storage::v1::EntityUse& use : record.entities()) AddLabel(use.entity(), entities);
  index::Labels* const offices = labels(index::ValueField::kOffice);
  for (const std::string& label : OfficeLabelsOf(record)) AddLabel(label, offices);
  index::Labels* const quotes = labels(index::ValueField::kQuote);
  for (const std::string& label : QuoteLabelsOf(record)) AddLabel(label, quotes);
}

namespace {

index::DocumentTerms WithValues(index::DocumentTerms terms, absl::string_view id,
                                const storage::v1::Article& record) {
  terms.values.article_id = std::string(id);
  SetValues(record, &terms);
  return terms;
}

}  // namespace

index::DocumentTerms TermsOf(absl::string_view id, const storage::v1::Article& record) {
  return WithValues(index::BuildDocumentTerms(PassagesOf(record)), id, record);
}

index::DocumentTerms UnitsOf(absl::string_view id, const storage::v1::Article& record) {
  return WithValues(index::CutIntoUnits(PassagesOf(record)), id, record);
}

}  // namespace khotin::store

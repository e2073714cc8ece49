#include "store/record_convert.h"

#include <algorithm>

namespace khotin::store {
namespace {

void FillDate(const text::PartialDate& date, storage::v1::PartialDate* record) {
  record->set_year(date.year);
  record->set_quarter(date.quarter);
  record->set_month(date.month);
  record->set_day(date.day);
  record->set_hour_plus_one(date.hour + 1);
  record->set_minute_plus_one(date.minute + 1);
  record->set_second_plus_one(date.second + 1);
  if (date.utc_offset_minutes.has_value()) {
    record->set_utc_offset_minutes(*date.utc_offset_minutes);
  }
}

void FillReading(const extract::DateReading& reading, storage::v1::DateReading* record) {
  FillDate(reading.date, record->mutable_date());
  record->set_raw(reading.raw);
  record->set_origin(static_cast<int32_t>(reading.origin));
  record->set_line(reading.line);
}

void FillArticle(const extract::Article& article, storage::v1::Article* record) {
  record->set_url(article.url);
  record->set_title(article.title);
  record->set_lead(article.lead);
  for (const extract::Block& block : article.body) {
    storage::v1::Block* const out = record->add_body();
    out->set_kind(static_cast<int32_t>(block.kind));
    out->set_text(block.text);
    out->set_credit(block.credit);
    out->set_line(block.line);
  }
  for (const std::string& author : article.authors) record->add_authors(author);
  record->set_agency(article.agency);
  if (!article.published.empty()) FillReading(article.published, record->mutable_published());
  if (!article.modified.empty()) FillReading(article.modified, record->mutable_modified());
  if (!article.date_hint.empty()) FillReading(article.date_hint, record->mutable_date_hint());
  record->set_source_hint(article.source_hint);
  record->set_source(article.source);
  record->set_section(article.section);
  for (const std::string& tag : article.tags) record->add_tags(tag);
  record->set_language(article.language);
  record->set_image_url(article.image_url);
}

text::Passage PassageOf(text::Field field, int32_t block, const std::string& text) {
  text::Passage passage;
  passage.field = field;
  passage.block = block;
  passage.text = text;
  return passage;
}

}  // namespace

storage::v1::Article ToRecord(const analysis::AnalyzedArticle& analyzed) {
  storage::v1::Article record;
  FillArticle(analyzed.article, &record);
  for (const entity::Mention& mention : analyzed.mentions) {
    storage::v1::Mention* const out = record.add_mentions();
    out->set_type(static_cast<int32_t>(mention.type));
    out->mutable_span()->set_field(static_cast<int32_t>(mention.span.field));
    out->mutable_span()->set_block(mention.span.block);
    out->mutable_span()->set_begin(mention.span.begin);
    out->mutable_span()->set_end(mention.span.end);
    out->set_text(mention.text);
    out->set_value(mention.value);
  }
  for (const extract::RemovedSpan& removed : analyzed.removed) {
    storage::v1::RemovedSpan* const out = record.add_removed();
    out->set_line(removed.line);
    out->set_kind(removed.kind);
    out->set_reason(removed.reason);
    out->set_text(removed.text);
    out->set_inline_(removed.inline_span);
  }
  record.set_input(analyzed.raw.input);
  record.set_analyzer_version(analyzed.analyzer_version);
  record.set_chrome_snapshot(analyzed.chrome_snapshot);
  return record;
}

std::vector<text::Passage> PassagesOf(const storage::v1::Article& record) {
  std::vector<text::Passage> passages;
  if (!record.title().empty()) {
    passages.push_back(PassageOf(text::Field::kTitle, 0, record.title()));
  }
  if (!record.lead().empty()) passages.push_back(PassageOf(text::Field::kLead, 0, record.lead()));
  for (int i = 0; i < record.body_size(); ++i) {
    passages.push_back(PassageOf(text::Field::kBody, i, record.body(i).text()));
  }
  return passages;
}

std::vector<text::Passage> ComparedPassagesOf(const storage::v1::Article& record) {
  const auto is_caption = [&](const text::Passage& passage) {
    return passage.field == text::Field::kBody &&
           record.body(passage.block).kind() == static_cast<int32_t>(extract::BlockKind::kCaption);
  };
  std::vector<text::Passage> passages = PassagesOf(record);
  size_t captions = 0;
  size_t others = 0;
  for (const text::Passage& passage : passages) {
    if (passage.field != text::Field::kTitle) {
      (is_caption(passage) ? captions : others) += passage.text.size();
    }
  }
  if (captions <= others) {
    passages.erase(std::remove_if(passages.begin(), passages.end(), is_caption), passages.end());
  }
  return passages;
}

text::PartialDate FromRecord(const storage::v1::PartialDate& record) {
  text::PartialDate date;
  date.year = record.year();
  date.quarter = record.quarter();
  date.month = record.month();
  date.day = record.day();
  date.hour = record.hour_plus_one() - 1;
  date.minute = record.minute_plus_one() - 1;
  date.second = record.second_plus_one() - 1;
  if (record.has_utc_offset_minutes()) date.utc_offset_minutes = record.utc_offset_minutes();
  return date;
}

}  // namespace khotin::store

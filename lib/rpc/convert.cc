#include "rpc/convert.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "google/protobuf/util/json_util.h"
#include "store/record_convert.h"

namespace khotin::rpc {
namespace {

constexpr absl::string_view kArticlePrefix = "articles/";
constexpr absl::string_view kClusterPrefix = "clusters/";
constexpr absl::string_view kStoryPrefix = "stories/";
constexpr absl::string_view kEntityPrefix = "entities/";
constexpr absl::string_view kQuarantinePrefix = "quarantine/";
constexpr absl::string_view kSavedQueryPrefix = "savedQueries/";
constexpr absl::string_view kEntityDecisionPrefix = "entityDecisions/";

absl::StatusOr<std::string> ParseName(absl::string_view name, absl::string_view prefix,
                                      absl::string_view form) {
  const absl::string_view id = absl::StripPrefix(name, prefix);
  if (!absl::StartsWith(name, prefix) || id.empty() || absl::StrContains(id, '\0')) {
    return absl::InvalidArgumentError(absl::StrCat("\"", name, "\" is not of the form ", form));
  }
  return std::string(id);
}

v1::DatePrecision PrecisionMessage(text::DatePrecision precision) {
  return static_cast<v1::DatePrecision>(precision);
}

void FillPublishTime(const storage::v1::DateReading& reading, v1::PublishTime* message) {
  const text::PartialDate date = store::FromRecord(reading.date());
  message->set_value(date.ToString());
  message->set_precision(PrecisionMessage(date.Precision()));
  message->set_raw(reading.raw());
  message->set_origin(static_cast<v1::DateOrigin>(reading.origin()));
  message->set_line(reading.line());
}

void FillText(const storage::v1::Article& record, v1::Article* message) {
  message->set_url(record.url());
  message->set_title(record.title());
  message->set_lead(record.lead());
  *message->mutable_authors() = record.authors();
  message->set_agency(record.agency());
  if (record.has_published()) FillPublishTime(record.published(), message->mutable_publish_time());
  if (record.has_modified()) FillPublishTime(record.modified(), message->mutable_modify_time());
  if (record.has_date_hint()) FillPublishTime(record.date_hint(), message->mutable_date_hint());
  message->set_source_hint(record.source_hint());
  message->set_source(record.source());
  message->set_section(record.section());
  *message->mutable_tags() = record.tags();
  message->set_language(record.language());
  message->set_image_url(record.image_url());
  message->set_analyzer_version(record.analyzer_version());
  message->set_input(record.input());
  message->set_chrome_snapshot(record.chrome_snapshot());
}

void FillBody(const storage::v1::Article& record, v1::Article* message) {
  for (const storage::v1::Block& block : record.body()) {
    v1::Block* const out = message->add_body();
    out->set_kind(static_cast<v1::BlockKind>(block.kind()));
    out->set_text(block.text());
    out->set_credit(block.credit());
    out->set_line(block.line());
  }
  for (const storage::v1::Mention& mention : record.mentions()) {
    *message->add_mentions() = MentionMessage(mention);
  }
  for (const storage::v1::RemovedSpan& removed : record.removed()) {
    v1::RemovedSpan* const out = message->add_removed();
    out->set_line(removed.line());
    out->set_kind(removed.kind());
    out->set_reason(removed.reason());
    out->set_text(removed.text());
    out->set_inline_(removed.inline_());
  }
}

}  // namespace

std::string ArticleName(absl::string_view id) { return absl::StrCat(kArticlePrefix, id); }
std::string ClusterName(absl::string_view id) { return absl::StrCat(kClusterPrefix, id); }
std::string EntityName(absl::string_view id) { return absl::StrCat(kEntityPrefix, id); }

absl::StatusOr<std::string> ParseArticleName(absl::string_view name) {
  return ParseName(name, kArticlePrefix, "articles/{id}");
}

absl::StatusOr<std::string> ParseClusterName(absl::string_view name) {
  return ParseName(name, kClusterPrefix, "clusters/{id}");
}

std::string StoryName(absl::string_view id) { return absl::StrCat(kStoryPrefix, id); }

absl::StatusOr<std::string> ParseStoryName(absl::string_view name) {
  return ParseName(name, kStoryPrefix, "stories/{id}");
}

std::string SavedQueryName(absl::string_view id) { return absl::StrCat(kSavedQueryPrefix, id); }

absl::StatusOr<std::string> ParseSavedQueryName(absl::string_view name) {
  return ParseName(name, kSavedQueryPrefix, "savedQueries/{id}");
}

std::string EntityDecisionName(int64_t id) { return absl::StrCat(kEntityDecisionPrefix, id); }

absl::StatusOr<int64_t> ParseEntityDecisionName(absl::string_view name) {
  constexpr absl::string_view kForm = "entityDecisions/{number}";
  int64_t number = 0;
  if (absl::StatusOr<std::string> id = ParseName(name, kEntityDecisionPrefix, kForm); !id.ok()) {
    return id.status();
  } else if (!absl::SimpleAtoi(*id, &number) || number < 1) {
    return absl::InvalidArgumentError(absl::StrCat("\"", name, "\" is not of the form ", kForm));
  }
  return number;
}

std::string QuarantineName(absl::string_view id) { return absl::StrCat(kQuarantinePrefix, id); }

absl::StatusOr<std::string> ParseQuarantineName(absl::string_view name) {
  return ParseName(name, kQuarantinePrefix, "quarantine/{id}");
}

absl::StatusOr<std::string> ParseEntityName(absl::string_view name) {
  return ParseName(name, kEntityPrefix, "entities/{type}/{id}");
}

void FillTime(int64_t micros, google::protobuf::Timestamp* message) {
  constexpr int64_t kMicros = 1000000;
  message->set_seconds(micros / kMicros);
  message->set_nanos(static_cast<int32_t>(micros % kMicros * 1000));
}

v1::Article ArticleMessage(absl::string_view id, const storage::v1::Article& record,
                           v1::ArticleView view) {
  v1::Article message;
  message.set_name(ArticleName(id));
  FillText(record, &message);
  message.set_cluster(ClusterName(record.cluster()));
  if (!record.story().empty()) message.set_story(StoryName(record.story()));
  message.set_version(record.version());
  message.set_revision(record.revision());
  FillTime(record.ingest_time(), message.mutable_ingest_time());
  if (view == v1::ARTICLE_VIEW_FULL) {
    FillBody(record, &message);
    FillFacts(record, &message);
  }
  return message;
}

v1::Article ArticleMessage(const analysis::AnalyzedArticle& analyzed) {
  const storage::v1::Article record = store::ToRecord(analyzed);
  v1::Article message;
  FillText(record, &message);
  FillBody(record, &message);
  return message;
}

v1::Entity BriefEntityMessage(absl::string_view id, const storage::v1::Entity& record) {
  v1::Entity message;
  message.set_name(EntityName(id));
  message.set_type(static_cast<v1::EntityType>(record.type()));
  message.set_display_name(store::DisplayName(record));
  message.set_article_count(record.article_count());
  return message;
}

v1::Entity EntityMessage(absl::string_view id, const storage::v1::Entity& record) {
  v1::Entity message = BriefEntityMessage(id, record);
  for (std::string& alias : store::Aliases(record)) message.add_aliases(std::move(alias));
  return message;
}

v1::TextSpan SpanMessage(const text::Span& span) {
  v1::TextSpan message;
  message.set_field(static_cast<v1::TextField>(span.field));
  message.set_block(span.block);
  message.set_begin(static_cast<int32_t>(span.begin));
  message.set_end(static_cast<int32_t>(span.end));
  return message;
}

v1::Mention MentionMessage(const storage::v1::Mention& mention) {
  v1::Mention message;
  message.set_type(static_cast<v1::EntityType>(mention.type()));
  *message.mutable_span() = SpanMessage(mention.span());
  message.set_text(mention.text());
  message.set_value(mention.value());
  if (!mention.entity().empty()) message.set_entity(EntityName(mention.entity()));
  if (mention.certainty() > 0) message.set_certainty(mention.certainty());
  return message;
}

std::string ToJson(const google::protobuf::Message& message) {
  std::string json;
  const auto status = google::protobuf::util::MessageToJsonString(message, &json);
  return status.ok() ? json : std::string("{}");
}

}  // namespace khotin::rpc

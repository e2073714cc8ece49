// The part of convert.h that deals with documents on their way in.
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "base/limits.h"
#include "base/status.h"
#include "extract/refusal.h"
#include "rpc/convert.h"
#include "rpc/convert_cluster.h"
#include "text/date.h"

namespace khotin::rpc {
namespace {

absl::StatusOr<extract::Format> FormatFromMessage(v1::DocumentFormat format) {
  switch (format) {
    case v1::DOCUMENT_FORMAT_UNSPECIFIED:
      return extract::Format::kAuto;
    case v1::DOCUMENT_FORMAT_TEXT:
      return extract::Format::kText;
    case v1::DOCUMENT_FORMAT_HTML:
      return extract::Format::kHtml;
    case v1::DOCUMENT_FORMAT_JSON:
      return extract::Format::kJsonLines;
    default:
      return absl::InvalidArgumentError(
          absl::StrCat("format ", static_cast<int>(format), " does not exist"));
  }
}

v1::DocumentFormat FormatMessage(extract::Format format) {
  switch (format) {
    case extract::Format::kHtml:
      return v1::DOCUMENT_FORMAT_HTML;
    case extract::Format::kJsonLines:
      return v1::DOCUMENT_FORMAT_JSON;
    case extract::Format::kText:
      return v1::DOCUMENT_FORMAT_TEXT;
    default:
      return v1::DOCUMENT_FORMAT_UNSPECIFIED;
  }
}

absl::StatusOr<extract::DateReading> ReadingFromMessage(const v1::PublishTime& message) {
  extract::DateReading reading;
  const absl::optional<text::PartialDate> date = text::ParsePartialDate(message.value());
  if (!date.has_value()) {
    return absl::InvalidArgumentError(
        absl::StrCat("\"", message.value(), "\" is no date in the form of PublishTime.value"));
  }
  reading.date = *date;
  // The value is written with seconds either way.
  if (message.precision() == v1::DATE_PRECISION_MINUTE) reading.date.second = -1;
  reading.raw = message.raw();
  reading.origin = static_cast<extract::DateOrigin>(message.origin());
  reading.line = message.line();
  return reading;
}

absl::Status FillDates(const v1::Article& message, extract::Article* article) {
  if (message.has_publish_time()) {
    KHOTIN_ASSIGN_OR_RETURN(article->published, ReadingFromMessage(message.publish_time()));
  }
  if (message.has_modify_time()) {
    KHOTIN_ASSIGN_OR_RETURN(article->modified, ReadingFromMessage(message.modify_time()));
  }
  if (message.has_date_hint()) {
    KHOTIN_ASSIGN_OR_RETURN(article->date_hint, ReadingFromMessage(message.date_hint()));
  }
  return absl::OkStatus();
}

absl::StatusOr<extract::Article> ArticleFromMessage(const v1::Article& message) {
  extract::Article article;
  article.url = message.url();
  article.title = message.title();
  article.lead = message.lead();
  for (const v1::Block& block : message.body()) {
    if (!v1::BlockKind_IsValid(block.kind()) || block.kind() == v1::BLOCK_KIND_UNSPECIFIED) {
      return absl::InvalidArgumentError("a block of no known kind");
    }
    article.body.push_back({static_cast<extract::BlockKind>(block.kind()), block.text(),
                            block.credit(), block.line()});
  }
  if (article.body.empty()) return absl::InvalidArgumentError("no body");
  article.authors.assign(message.authors().begin(), message.authors().end());
  article.agency = message.agency();
  KHOTIN_RETURN_IF_ERROR(FillDates(message, &article));
  article.source_hint = message.source_hint();
  article.source = message.source();
  article.section = message.section();
  article.tags.assign(message.tags().begin(), message.tags().end());
  article.language = message.language();
  article.image_url = message.image_url();
  return article;
}

absl::StatusOr<entity::Mention> MentionFromMessage(const v1::Mention& message,
                                                   const extract::Article& article) {
  entity::Mention mention;
  const v1::TextSpan& span = message.span();
  mention.span.field = static_cast<text::Field>(span.field());
  mention.span.block = span.block();
  const absl::string_view text =
      extract::PassageText(article, mention.span.field, mention.span.block);
  if (span.begin() < 0 || span.begin() >= span.end() ||
      static_cast<size_t>(span.end()) > text.size() || !v1::EntityType_IsValid(message.type()) ||
      message.type() == v1::ENTITY_TYPE_UNSPECIFIED) {
    return absl::InvalidArgumentError(
        absl::StrCat("mention \"", message.text(), "\" lies outside the article"));
  }
  mention.type = static_cast<entity::EntityType>(message.type());
  mention.span.begin = static_cast<uint32_t>(span.begin());
  mention.span.end = static_cast<uint32_t>(span.end());
  mention.text = message.text();
  mention.value = message.value();
  return mention;
}

absl::StatusOr<analysis::AnalyzedArticle> AnalyzedParts(const v1::Article& message,
                                                        extract::RawDocument raw) {
  analysis::AnalyzedArticle analyzed;
  analyzed.raw = std::move(raw);
  KHOTIN_ASSIGN_OR_RETURN(analyzed.article, ArticleFromMessage(message));
  for (const v1::Mention& mention : message.mentions()) {
    KHOTIN_ASSIGN_OR_RETURN(entity::Mention found, MentionFromMessage(mention, analyzed.article));
    analyzed.mentions.push_back(std::move(found));
  }
  for (const v1::RemovedSpan& removed : message.removed()) {
    analyzed.removed.push_back(
        {removed.line(), removed.kind(), removed.reason(), removed.text(), removed.inline_()});
  }
  analyzed.analyzer_version = message.analyzer_version();
  analyzed.chrome_snapshot = message.chrome_snapshot();
  return analyzed;
}

absl::Status ReadEvidence(const v1::ChromeEvidence& message, analysis::ChromeEvidence* evidence) {
  const int lines = message.short_lines_size();
  const auto is_place = [lines](int32_t place) { return place >= 0 && place <= lines; };
  if (static_cast<size_t>(lines) > base::kMaxBlocks || !is_place(message.own_begin()) ||
      !is_place(message.own_end()) || !is_place(message.short_lines_above())) {
    return absl::InvalidArgumentError("evidence of chrome beyond its lines");
  }
  evidence->short_lines.assign(message.short_lines().begin(), message.short_lines().end());
  if (message.has_short_lines_above()) evidence->short_lines_above = message.short_lines_above();
  evidence->own_begin = message.own_begin();
  evidence->own_end = message.own_end();
  evidence->title = message.title();
  evidence->story = message.story();
  evidence->series = message.series();
  return absl::OkStatus();
}

v1::ChromeEvidence EvidenceMessage(const analysis::ChromeEvidence& evidence) {
  v1::ChromeEvidence message;
  message.mutable_short_lines()->Add(evidence.short_lines.begin(), evidence.short_lines.end());
  if (evidence.short_lines_above >= 0) message.set_short_lines_above(evidence.short_lines_above);
  message.set_own_begin(evidence.own_begin);
  message.set_own_end(evidence.own_end);
  message.set_title(evidence.title);
  message.set_story(evidence.story);
  message.set_series(evidence.series);
  return message;
}

}  // namespace

absl::StatusOr<extract::RawDocument> RawFromMessage(v1::RawDocument message) {
  if (message.content().size() > base::kMaxDocumentBytes) {
    return base::Annotate(
        absl::InvalidArgumentError(absl::StrCat(message.content().size(), " bytes, at most ",
                                                base::kMaxDocumentBytes, " are taken")),
        message.input());
  }
  const absl::StatusOr<extract::Format> format = FormatFromMessage(message.format());
  if (!format.ok()) return base::Annotate(format.status(), message.input());
  extract::RawDocument raw;
  raw.format = *format;
  raw.input = std::move(*message.mutable_input());
  raw.url = std::move(*message.mutable_url());
  raw.source = std::move(*message.mutable_source());
  raw.content = std::move(*message.mutable_content());
  return raw;
}

absl::StatusOr<analysis::AnalyzedArticle> AnalyzedFromMessage(v1::AnalyzedDocument message) {
  KHOTIN_ASSIGN_OR_RETURN(extract::RawDocument raw,
                          RawFromMessage(std::move(*message.mutable_raw())));
  const std::string input = raw.input;
  absl::StatusOr<analysis::AnalyzedArticle> analyzed =
      AnalyzedParts(message.article(), std::move(raw));
  if (!analyzed.ok()) return base::Annotate(analyzed.status(), input);
  const absl::Status read = ReadEvidence(message.evidence(), &analyzed->evidence);
  if (!read.ok()) return base::Annotate(read, input);
  return analyzed;
}

v1::AnalyzedDocument AnalyzedMessage(analysis::AnalyzedArticle analyzed) {
  v1::AnalyzedDocument message;
  *message.mutable_article() = ArticleMessage(analyzed);
  *message.mutable_evidence() = EvidenceMessage(analyzed.evidence);
  *message.mutable_raw() = RawMessage(std::move(analyzed.raw));
  return message;
}

v1::RawDocument RawMessage(extract::RawDocument raw) {
  v1::RawDocument message;
  message.set_format(FormatMessage(raw.format));
  message.set_input(std::move(raw.input));
  message.set_url(std::move(raw.url));
  message.set_source(std::move(raw.source));
  message.set_content(std::move(raw.content));
  return message;
}

v1::UnreadDocument UnreadMessage(absl::string_view input, const absl::Status& error) {
  v1::UnreadDocument message;
  message.set_input(std::string(input));
  *message.mutable_error() = ErrorMessage(error);
  return message;
}

v1::IngestError ErrorMessage(const absl::Status& status) {
  v1::IngestError message;
  message.set_code(static_cast<int>(status.code()));
  message.set_message(std::string(status.message()));
  message.set_reason(static_cast<v1::RefusalReason>(extract::RefusalOf(status)));
  return message;
}

absl::Status StatusOf(const v1::IngestError& error) {
  if (error.reason() != v1::REFUSAL_REASON_UNSPECIFIED) {
    return extract::Refusal(static_cast<extract::RefusalReason>(error.reason()), error.message());
  }
  return {static_cast<absl::StatusCode>(error.code()), error.message()};
}

v1::IngestResult ResultMessage(const store::CommitResult& result) {
  v1::IngestResult message;
  message.set_verdict(static_cast<v1::Verdict>(result.verdict));
  message.set_revision(result.revision);
  if (result.verdict == store::Verdict::kAlreadyTaken) return message;
  if (result.verdict == store::Verdict::kRefused) {
    if (!result.quarantine_id.empty()) {
      message.set_quarantine(QuarantineName(result.quarantine_id));
    }
    *message.mutable_error() = ErrorMessage(result.refusal);
    return message;
  }
  message.set_article(ArticleName(result.article_id));
  message.set_cluster(ClusterName(result.cluster_id));
  if (result.match.has_value()) *message.mutable_match() = MatchMessage(*result.match);
  return message;
}

std::string VerdictName(v1::Verdict verdict) {
  const std::string name = v1::Verdict_Name(verdict);
  return std::string(absl::StripPrefix(name, "VERDICT_"));
}

v1::QuarantinedDocument QuarantinedMessage(absl::string_view id,
                                           const storage::v1::Quarantined& record,
                                           extract::RawDocument raw) {
  v1::QuarantinedDocument message;
  message.set_name(QuarantineName(id));
  *message.mutable_error() = ErrorMessage(store::RefusalStatus(record));
  *message.mutable_document() = RawMessage(std::move(raw));
  message.set_content_bytes(record.content_bytes());
  message.set_unread(record.unread());
  FillTime(record.first_time(), message.mutable_first_time());
  FillTime(record.last_time(), message.mutable_last_time());
  message.set_attempts(record.attempts());
  message.set_analyzer_version(record.analyzer_version());
  return message;
}

}  // namespace khotin::rpc

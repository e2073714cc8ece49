#include "entity_quotes.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "article_items.h"
#include "article_set.h"
#include "base/status.h"
#include "rpc/convert.h"
#include "rpc/error.h"
#include "store/fact_records.h"

namespace khotin::server {
namespace {

constexpr char kGap[] = " … ";

// Parts that are empty stand for anybody and anything.
struct QuoteFilter {
  std::string speaker;
  std::string about;
  bool direct_only = false;
};

bool Takes(const QuoteFilter& filter, const storage::v1::Article& record,
           const storage::v1::Quote& quote) {
  if (filter.direct_only && !quote.direct()) return false;
  if (!filter.speaker.empty() &&
      (!quote.has_speaker() || store::EntityIdAt(record, quote.speaker()) != filter.speaker)) {
    return false;
  }
  return filter.about.empty() ||
         std::any_of(quote.about().begin(), quote.about().end(), [&](uint32_t entity) {
           return store::EntityIdAt(record, entity) == filter.about;
         });
}

// Empty where the record does not hold the span.
std::string TextOf(const storage::v1::Article& record, const storage::v1::Span& span) {
  const std::string* text = nullptr;
  switch (static_cast<text::Field>(span.field())) {
    case text::Field::kTitle:
      text = &record.title();
      break;
    case text::Field::kLead:
      text = &record.lead();
      break;
    case text::Field::kBody:
      if (span.block() >= 0 && span.block() < record.body_size()) {
        text = &record.body(span.block()).text();
      }
      break;
  }
  if (text == nullptr || span.begin() > span.end() || span.end() > text->size()) {
    return std::string();
  }
  return text->substr(span.begin(), span.end() - span.begin());
}

v1::QuoteInArticle QuoteMessage(const std::string& article_id, const storage::v1::Article& record,
                                const storage::v1::Quote& quote) {
  v1::QuoteInArticle message;
  *message.mutable_article() = rpc::ArticleMessage(article_id, record, v1::ARTICLE_VIEW_BASIC);
  *message.mutable_quote() = rpc::QuoteMessage(record, quote);
  for (const storage::v1::Span& words : quote.words()) {
    absl::StrAppend(message.mutable_text(), message.text().empty() ? "" : kGap,
                    TextOf(record, words));
  }
  if (quote.has_speaker_span()) message.set_speaker_text(TextOf(record, quote.speaker_span()));
  return message;
}

absl::StatusOr<QuoteFilter> ReadFilter(const store::View& view,
                                       const v1::ListQuotesRequest& request) {
  QuoteFilter filter;
  filter.direct_only = request.direct_only();
  if (request.speaker().empty() && request.about().empty()) {
    return rpc::InvalidField("speaker", "expected a speaker, or what was spoken about");
  }
  KHOTIN_ASSIGN_OR_RETURN(filter.speaker, EntityNamedIfAny(view, request.speaker(), "speaker"));
  KHOTIN_ASSIGN_OR_RETURN(filter.about, EntityNamedIfAny(view, request.about(), "about"));
  return filter;
}

}  // namespace

absl::Status ListQuotes(const store::View& view, const v1::ListQuotesRequest& request,
                        const rpc::PageTokens& tokens, const std::function<bool()>& cancelled,
                        v1::ListQuotesResponse* response) {
  KHOTIN_ASSIGN_OR_RETURN(const QuoteFilter filter, ReadFilter(view, request));
  ArticleSet set;
  set.filters = &request.filters();
  set.include_duplicates = request.include_duplicates();
  if (!filter.speaker.empty()) {
    set.values.push_back({index::ValueField::kQuote, {store::SpeakerLabel(filter.speaker)}});
  }
  if (!filter.about.empty()) {
    set.values.push_back({index::ValueField::kQuote, {store::AboutLabel(filter.about)}});
  }
  KHOTIN_ASSIGN_OR_RETURN(*response->mutable_next_page_token(),
                          FillItems<v1::QuoteInArticle>(
                              view, set, request, tokens, cancelled,
                              [&](const std::string& id, const storage::v1::Article& record) {
                                std::vector<v1::QuoteInArticle> quotes;
                                for (const storage::v1::Quote& quote : record.quotes()) {
                                  if (Takes(filter, record, quote))
                                    quotes.push_back(QuoteMessage(id, record, quote));
                                }
                                return quotes;
                              },
                              response->mutable_quotes()));
  return absl::OkStatus();
}

}  // namespace khotin::server

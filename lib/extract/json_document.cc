#include "extract/json_document.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/time.h"
#include "base/status.h"
#include "extract/charset_detection.h"
#include "extract/html_extractor.h"
#include "extract/json_fields.h"
#include "extract/json_value.h"
#include "extract/line.h"
#include "extract/page_url.h"
#include "extract/raw_document.h"
#include "extract/refusal.h"
#include "extract/text_cleaner.h"
#include "text/utf8.h"

namespace khotin::extract {
namespace {

using nlohmann::json;

// The first of `names` that has a value.
const json* Field(const json& object, JsonNames names) {
  for (const char* name : names) {
    if (const json* value = Member(object, name)) return value;
  }
  return nullptr;
}

std::string TextField(const json& object, JsonNames names) {
  for (const char* name : names) {
    std::string text = StringOf(Member(object, name));
    if (!text.empty()) return text;
  }
  return "";
}

// Strings of a list; a single string is split at commas and semicolons.
std::vector<std::string> ListField(const json& object, JsonNames names) {
  const json* value = Field(object, names);
  std::vector<std::string> found = StringsOf(value);
  if (value == nullptr || !value->is_string() || found.empty()) return found;
  const std::string whole = found[0];
  found.clear();
  for (const absl::string_view part : absl::StrSplit(whole, absl::ByAnyChar(",;"))) {
    const absl::string_view text = absl::StripAsciiWhitespace(part);
    if (!text.empty()) found.emplace_back(text);
  }
  return found;
}

text::PartialDate FromUnixTime(int64_t seconds) {
  const absl::CivilSecond civil =
      absl::ToCivilSecond(absl::FromUnixSeconds(seconds), absl::UTCTimeZone());
  text::PartialDate date;
  date.year = static_cast<int>(civil.year());
  date.month = civil.month();
  date.day = civil.day();
  date.hour = civil.hour();
  date.minute = civil.minute();
  date.second = civil.second();
  date.utc_offset_minutes = 0;
  return date;
}

// A number is a Unix time, in milliseconds when seconds would lie beyond the year 5000.
DateReading DateField(const json& object, JsonNames names) {
  DateReading reading;
  const json* value = Field(object, names);
  if (value == nullptr) return reading;
  reading.origin = DateOrigin::kMetadata;
  if (const auto* number = value->get_ptr<const json::number_integer_t*>()) {
    constexpr int64_t kLatestSeconds = 95'617'584'000;
    const int64_t seconds = *number > kLatestSeconds ? *number / 1000 : *number;
    reading.raw = absl::StrCat(*number);
    if (seconds > 0 && seconds <= kLatestSeconds) reading.date = FromUnixTime(seconds);
    return reading;
  }
  reading.raw = StringOf(value);
  reading.date = text::ParseTimestamp(reading.raw).value_or(text::PartialDate());
  return reading;
}

// What the object says about the article apart from its text.
Article ReadFields(const json& object) {
  Article article;
  article.url = TextField(object, kUrlNames);
  article.title = TextField(object, kTitleNames);
  article.lead = TextField(object, kLeadNames);
  article.published = DateField(object, kPublishedNames);
  article.modified = DateField(object, kModifiedNames);
  article.authors = ListField(object, kAuthorsNames);
  article.source = TextField(object, kSourceNames);
  article.section = TextField(object, kSectionNames);
  article.tags = ListField(object, kTagsNames);
  article.language = TextField(object, kLanguageNames);
  article.image_url = TextField(object, kImageNames);
  return article;
}

absl::Status CheckStrings(const Article& article, absl::string_view body) {
  std::string all = absl::StrCat(article.url, article.title, article.lead, article.source,
                                 article.section, article.language, article.image_url);
  for (const std::string& author : article.authors) all += author;
  for (const std::string& tag : article.tags) all += tag;
  absl::StrAppend(&all, article.published.raw, article.modified.raw);
  if (absl::StrContains(all, '\0') || absl::StrContains(body, '\0')) {
    return UnreadableDocument("a JSON string holds a NUL");
  }
  return absl::OkStatus();
}

absl::StatusOr<Extraction> ExtractBody(const json& object, const Article& given,
                                       absl::string_view url, absl::string_view source,
                                       const ChromeSnapshot& chrome) {
  const std::string text = TextField(object, kTextNames);
  const std::string html = TextField(object, kHtmlNames);
  KHOTIN_RETURN_IF_ERROR(CheckStrings(given, text));
  if (text.empty() && html.empty()) {
    return Refusal(RefusalReason::kNoBody, "the object has neither \"text\" nor \"html\"");
  }
  const absl::string_view page_url = given.url.empty() ? url : given.url;
  const bool text_is_page = DetectFormat(text, "") == Format::kHtml;
  if (text.empty() || text_is_page) {
    return ExtractUtf8Html(text.empty() ? html : text, page_url, chrome, source);
  }
  KHOTIN_RETURN_IF_ERROR(CheckLineCount(text));
  TextHints hints;
  hints.title = given.title;
  hints.published_known = !given.published.empty();
  hints.chrome = chrome.Find(SourceKey(page_url, given.source.empty() ? source : given.source));
  return CleanText(text, hints);
}

// The object's lead takes the place of the one found in the text, which goes back to the body when
// it says something else; a first paragraph that says the same leaves the body.
void MergeLead(const std::string& given, Extraction* found) {
  Article& article = found->article;
  if (given.empty()) return;
  const std::string in_text = std::exchange(article.lead, given);
  if (!in_text.empty() && in_text != given && !absl::StrContains(given, in_text)) {
    Block block;
    block.text = in_text;
    article.body.insert(article.body.begin(), std::move(block));
  }
  if (article.body.size() > 1 && article.body[0].text == given) {
    RemovedSpan removed;
    removed.line = article.body[0].line;
    removed.kind = "lead_repeat";
    removed.reason = "the first paragraph is the lead that the object gives";
    removed.text = std::string(text::TruncateUtf8(given, 500));
    found->removed.push_back(std::move(removed));
    article.body.erase(article.body.begin());
  }
}

template <typename T>
void Prefer(T given, T* found) {
  if (!given.empty()) *found = std::move(given);
}

void MergeDate(DateReading given, DateReading* found) {
  // A date that cannot be read is still reported as written, unless the text has a better one.
  if (!given.empty() || (found->empty() && !given.raw.empty())) *found = std::move(given);
}

void Merge(Article given, Extraction* found) {
  Article& article = found->article;
  MergeLead(given.lead, found);
  Prefer(std::move(given.url), &article.url);
  Prefer(std::move(given.title), &article.title);
  Prefer(std::move(given.authors), &article.authors);
  Prefer(std::move(given.source), &article.source);
  Prefer(std::move(given.section), &article.section);
  Prefer(std::move(given.tags), &article.tags);
  Prefer(std::move(given.language), &article.language);
  Prefer(std::move(given.image_url), &article.image_url);
  MergeDate(std::move(given.published), &article.published);
  MergeDate(std::move(given.modified), &article.modified);
}

// Letters that were read in the wrong charset may also stand there as escapes ("\u00e1\u00bb").
absl::StatusOr<json> ParseMended(absl::string_view object) {
  KHOTIN_ASSIGN_OR_RETURN(json value, ParseJson(object));
  if (!absl::StrContains(object, "\\u00")) return value;
  const std::string spelled = value.dump(-1, ' ', false, json::error_handler_t::replace);
  const absl::optional<std::string> mended = MendMojibake(spelled, false);
  return mended.has_value() ? ParseJson(*mended) : value;
}

}  // namespace

absl::StatusOr<Extraction> ExtractJson(absl::string_view object, absl::string_view url,
                                       absl::string_view source, const ChromeSnapshot& chrome) {
  KHOTIN_ASSIGN_OR_RETURN(const json value, ParseMended(object));
  if (!value.is_object()) return UnreadableDocument("not a JSON object");
  Article given = ReadFields(value);
  KHOTIN_ASSIGN_OR_RETURN(Extraction found, ExtractBody(value, given, url, source, chrome));
  if (found.article.url.empty() && given.url.empty()) given.url = std::string(url);
  Merge(std::move(given), &found);
  if (found.article.source.empty()) found.article.source = HostOf(found.article.url);
  return found;
}

}  // namespace khotin::extract

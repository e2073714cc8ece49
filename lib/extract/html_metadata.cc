#include "extract/html_metadata.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "extract/page_url.h"
#include "text/syllable.h"

namespace khotin::extract {
namespace {

constexpr size_t kMaxNameBytes = 100;

std::vector<std::string> SplitList(absl::string_view text, char separator) {
  std::vector<std::string> parts;
  for (const absl::string_view part : absl::StrSplit(text, separator, absl::SkipWhitespace())) {
    parts.push_back(Collapse(part));
  }
  return parts;
}

template <typename T>
void Fill(T value, T* field) {
  if (field->empty()) *field = std::move(value);
}

void FillDate(DateReading value, DateReading* field) {
  if (field->empty() && !(value.empty() && !field->raw.empty())) *field = std::move(value);
}

void Merge(PageData from, PageData* to) {
  Fill(std::move(from.description), &to->description);
  Fill(std::move(from.url), &to->url);
  Fill(std::move(from.source), &to->source);
  Fill(std::move(from.authors), &to->authors);
  FillDate(std::move(from.published), &to->published);
  FillDate(std::move(from.modified), &to->modified);
  Fill(std::move(from.section), &to->section);
  Fill(std::move(from.tags), &to->tags);
  Fill(std::move(from.language), &to->language);
  Fill(std::move(from.image_url), &to->image_url);
}

bool IsAny(const std::string& name, std::initializer_list<absl::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void ReadMetaElement(const std::string& name, const std::string& content, PageData* data) {
  if (IsAny(name, {"og:title", "twitter:title"})) Fill(content, &data->title);
  if (IsAny(name, {"og:description", "description", "twitter:description"})) {
    Fill(content, &data->description);
  }
  if (name == "og:url") Fill(content, &data->url);
  if (name == "og:site_name") Fill(content, &data->source);
  if (IsAny(name, {"author", "article:author", "dc.creator", "dcterms.creator", "sailthru.author",
                   "parsely-author", "byl", "article:author_name"}) &&
      !IsWebUrl(content)) {
    data->authors.push_back(content);
  }
  if (IsAny(name, {"article:published_time", "pubdate", "publishdate", "publish-date", "date",
                   "datepublished", "dc.date", "dc.date.issued", "dcterms.created", "sailthru.date",
                   "parsely-pub-date", "article.published", "og:pubdate", "publication_date",
                   "article:published", "cxenseparse:recs:publishtime"})) {
    FillDate(ReadDate(content, DateOrigin::kMetaTag), &data->published);
  }
  if (IsAny(name, {"article:modified_time", "lastmod", "og:updated_time", "dcterms.modified",
                   "datemodified", "last-modified"})) {
    FillDate(ReadDate(content, DateOrigin::kMetaTag), &data->modified);
  }
  if (name == "article:section") Fill(content, &data->section);
  if (name == "article:tag") {
    for (std::string& tag : SplitList(content, ',')) data->tags.push_back(std::move(tag));
  }
  if (IsAny(name, {"og:image", "og:image:url", "twitter:image"})) Fill(content, &data->image_url);
  if (IsAny(name, {"content-language", "dc.language"})) Fill(content, &data->language);
}

std::string StripNamePrefix(std::string name) {
  for (const absl::string_view prefix :
       {"by ", "written by ", "posted by ", "từ ", "tác giả: ", "tác giả ", "bài: ", "theo "}) {
    if (absl::StartsWithIgnoreCase(name, prefix)) return name.substr(prefix.size());
  }
  return name;
}

// The element's value as microdata defines it.
std::string ItemValue(const HtmlTree& tree, int i) {
  for (const char* attribute : {"content", "datetime"}) {
    const std::string value = Collapse(tree.Attribute(i, attribute));
    if (!value.empty()) return value;
  }
  return tree.TextOf(i);
}

// Inside of an author's or publisher's item the properties are theirs.
bool InItemOf(const HtmlTree& tree, int i, absl::string_view property) {
  for (int p = tree[i].parent; p >= 0; p = tree[p].parent) {
    if (absl::StrContains(tree.Attribute(p, "itemprop"), property)) return true;
  }
  return false;
}

// The first <time datetime> or element named for a date that can be read as one.
DateReading DateInPage(const HtmlTree& tree, const std::vector<NodeNotes>& notes) {
  for (const bool named : {false, true}) {
    for (int i = 0; i < tree.size(); ++i) {
      const bool fits = named ? NamesDate(notes[static_cast<size_t>(i)].words)
                              : tree[i].tag == "time" && tree.HasAttribute(i, "datetime");
      if (!fits || tree[i].end - i > 20) continue;
      DateReading reading = ReadDate(named ? tree.TextOf(i) : tree.Attribute(i, "datetime"),
                                     DateOrigin::kPageElement);
      if (!reading.empty()) return reading;
    }
  }
  return DateReading();
}

std::vector<std::string> AuthorsInPage(const HtmlTree& tree, const std::vector<NodeNotes>& notes,
                                       absl::string_view publisher) {
  for (const bool named : {false, true}) {
    for (int i = 0; i < tree.size(); ++i) {
      const bool fits = named ? NamesAuthor(notes[static_cast<size_t>(i)].words)
                              : absl::StrContains(tree.Attribute(i, "rel"), "author");
      if (!fits || tree[i].end - i > 20) continue;
      std::vector<std::string> names = CleanAuthors({tree.TextOf(i)}, publisher);
      if (!names.empty()) return names;
    }
  }
  return {};
}

std::vector<std::string> TagsInPage(const HtmlTree& tree, const std::vector<NodeNotes>& notes) {
  std::vector<std::string> tags;
  for (int i = 0; i < tree.size() && tags.size() < 50; ++i) {
    if (tree[i].tag != "a") continue;
    bool tagged = absl::EqualsIgnoreCase(tree.Attribute(i, "rel"), "tag");
    for (int p = tree[i].parent; p >= 0 && !tagged; p = tree[p].parent) {
      const ChromeRule* rule = notes[static_cast<size_t>(p)].chrome;
      if (rule == nullptr) continue;
      tagged = rule->kind == "tags";
      break;
    }
    std::string name = tagged ? tree.TextOf(i) : "";
    if (name.empty() || std::find(tags.begin(), tags.end(), name) != tags.end()) continue;
    tags.push_back(std::move(name));
  }
  return tags;
}

std::string CanonicalLink(const HtmlTree& tree) {
  for (int i = 0; i < tree.size(); ++i) {
    if (tree[i].tag == "link" && absl::EqualsIgnoreCase(tree.Attribute(i, "rel"), "canonical")) {
      return Collapse(tree.Attribute(i, "href"));
    }
  }
  return "";
}

}  // namespace

DateReading ReadDate(absl::string_view raw, DateOrigin origin) {
  DateReading reading;
  reading.raw = Collapse(raw);
  if (reading.raw.empty()) return reading;
  reading.origin = origin;
  reading.date = text::ParseTimestamp(reading.raw).value_or(text::PartialDate());
  return reading;
}

std::vector<std::string> CleanAuthors(const std::vector<std::string>& names,
                                      absl::string_view publisher) {
  std::vector<std::string> clean;
  for (const std::string& raw : names) {
    std::string name = StripNamePrefix(Collapse(raw));
    const bool digits = name.find_first_of("0123456789") != std::string::npos;
    if (name.empty() || name.size() > kMaxNameBytes || IsWebUrl(name) || digits) continue;
    if (absl::StrContains(name, '@')) continue;
    if (text::ToLower(name) == text::ToLower(publisher)) continue;
    if (std::find(clean.begin(), clean.end(), name) == clean.end())
      clean.push_back(std::move(name));
  }
  return clean;
}

PageData ReadMetaTags(const HtmlTree& tree) {
  PageData data;
  std::string keywords;
  for (int i = 0; i < tree.size(); ++i) {
    if (tree[i].tag != "meta") continue;
    const std::string content = Collapse(tree.Attribute(i, "content"));
    if (content.empty()) continue;
    for (const char* attribute : {"property", "name", "http-equiv"}) {
      const std::string name = absl::AsciiStrToLower(tree.Attribute(i, attribute));
      if (name.empty()) continue;
      ReadMetaElement(name, content, &data);
      if (name == "keywords" || name == "news_keywords") Fill(content, &keywords);
    }
  }
  if (data.tags.empty()) data.tags = SplitList(keywords, ',');
  return data;
}

PageData ReadMicrodata(const HtmlTree& tree) {
  PageData data;
  for (int i = 0; i < tree.size(); ++i) {
    const absl::string_view property = tree.Attribute(i, "itemprop");
    if (property.empty() || InItemOf(tree, i, "comment")) continue;
    const bool of_person = InItemOf(tree, i, "author") || InItemOf(tree, i, "publisher");
    if (absl::StrContains(property, "headline") && !of_person)
      Fill(ItemValue(tree, i), &data.title);
    if (absl::StrContains(property, "datePublished")) {
      FillDate(ReadDate(ItemValue(tree, i), DateOrigin::kStructuredData), &data.published);
    }
    if (absl::StrContains(property, "dateModified")) {
      FillDate(ReadDate(ItemValue(tree, i), DateOrigin::kStructuredData), &data.modified);
    }
    if (absl::StrContains(property, "author") && tree[i].end - i < 30) {
      data.authors.push_back(ItemValue(tree, i));
    }
    if (absl::StrContains(property, "articleSection")) Fill(ItemValue(tree, i), &data.section);
  }
  return data;
}

namespace {

// Structured data, meta elements, microdata and the page, the first that says something.
PageData Collect(const HtmlTree& tree, const std::vector<NodeNotes>& notes, PageHints* hints) {
  PageData data = ReadJsonLd(tree);
  PageData meta = ReadMetaTags(tree);
  PageData items = ReadMicrodata(tree);
  hints->headline = data.title.empty() ? items.title : data.title;
  hints->shared_title = meta.title;
  const std::string publisher = data.source;
  const std::string site = meta.source.empty() ? publisher : meta.source;
  for (PageData* part : {&data, &meta, &items}) {
    part->authors = CleanAuthors(CleanAuthors(part->authors, publisher), site);
  }
  data.source = site;
  Merge(std::move(meta), &data);
  Merge(std::move(items), &data);
  FillDate(DateInPage(tree, notes), &data.published);
  if (data.authors.empty()) data.authors = AuthorsInPage(tree, notes, site);
  if (data.tags.empty()) data.tags = TagsInPage(tree, notes);
  hints->description = data.description;
  return data;
}

}  // namespace

PageHints FillMetadata(const HtmlTree& tree, const std::vector<NodeNotes>& notes,
                       absl::string_view url, Article* article) {
  PageHints hints;
  PageData data = Collect(tree, notes, &hints);
  const std::string canonical = ResolveUrl(url, CanonicalLink(tree));
  article->url = IsWebUrl(canonical) ? canonical : ResolveUrl(url, data.url);
  if (!IsWebUrl(article->url)) article->url = std::string(url);
  article->source = data.source.empty() ? HostOf(article->url) : data.source;
  article->authors = std::move(data.authors);
  article->published = std::move(data.published);
  article->modified = std::move(data.modified);
  article->section = std::move(data.section);
  article->tags = std::move(data.tags);
  article->language = Collapse(tree.Attribute(0, "lang"));
  if (article->language.empty()) article->language = std::move(data.language);
  article->image_url = ResolveUrl(article->url, data.image_url);
  return hints;
}

}  // namespace khotin::extract

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "extract/html_author_name.h"
#include "extract/html_date.h"
#include "extract/html_entity.h"
#include "extract/html_json_repair.h"
#include "extract/html_metadata.h"
#include "extract/html_title.h"
#include "extract/json_value.h"

namespace khotin::extract {
namespace {

using nlohmann::json;

constexpr size_t kMaxObjects = 500;
constexpr size_t kMaxScripts = 50;

absl::string_view StripWrappers(absl::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  for (const absl::string_view opening : {"<!--", "//<![CDATA[", "<![CDATA[", "/*<![CDATA[*/"}) {
    if (absl::ConsumePrefix(&text, opening)) break;
  }
  for (const absl::string_view closing : {"-->", "//]]>", "]]>", "/*]]>*/"}) {
    if (absl::ConsumeSuffix(&text, closing)) break;
  }
  return absl::StripAsciiWhitespace(text);
}

// Line breaks inside strings are the commonest mistake in the wild; JSON has none outside of
// strings that a space could not stand for.
std::string ReplaceControls(std::string text) {
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  return text;
}

// The document as it stands, else mended.
json ParseLenient(absl::string_view text) {
  text = StripWrappers(text);
  const std::string unescaped =
      absl::StrContains(text.substr(0, 20), "&quot;") ? DecodeEntities(text) : std::string(text);
  auto document = ParseJson(ReplaceControls(unescaped));
  if (!document.ok()) document = ParseJson(RepairJson(unescaped));
  return document.ok() ? *std::move(document) : json();
}

bool HasType(const json& object, bool (*fits)(const std::string&)) {
  const std::vector<std::string> types = StringsOf(Member(object, "@type"));
  return std::any_of(types.begin(), types.end(), fits);
}

bool IsArticleType(const std::string& type) {
  return absl::EndsWith(type, "Article") || absl::EndsWith(type, "Posting") || type == "Report" ||
         type == "Review";
}

// Describe the page or what it is about; they carry dates and authors too.
bool IsPageType(const std::string& type) {
  return absl::EndsWith(type, "Page") || type == "CreativeWork" || type == "Recipe" ||
         type == "HowTo" || type == "Guide";
}

bool IsBreadcrumbType(const std::string& type) { return type == "BreadcrumbList"; }

bool IsGroupType(const std::string& type) {
  return absl::EndsWith(type, "Organization") || type == "Corporation" || type == "WebSite" ||
         absl::EndsWith(type, "Business");
}

// All objects of a document that may describe the article: itself, elements of lists, of @graph,
// main entities and posts of a blog, without recursion.
void AddObjects(const json& document, std::vector<const json*>* found) {
  std::vector<const json*> open = {&document};
  while (!open.empty() && found->size() < kMaxObjects) {
    const json* value = open.back();
    open.pop_back();
    if (value->is_array()) {
      for (auto it = value->rbegin(); it != value->rend(); ++it) open.push_back(&*it);
      continue;
    }
    if (!value->is_object()) continue;
    found->push_back(value);
    for (const char* name : {"blogPost", "mainEntity", "@graph"}) {
      if (const json* inner = Member(*value, name)) open.push_back(inner);
    }
  }
}

std::string TextOf(const json* value) { return DecodeEntities(StringOf(value)); }

std::string FirstString(const json* value) {
  std::vector<std::string> all = StringsOf(value);
  return all.empty() ? "" : DecodeEntities(all[0]);
}

std::string UrlOf(const json* value) {
  if (value == nullptr) return "";
  if (value->is_array()) return value->empty() ? "" : UrlOf(&value->front());
  if (!value->is_object()) return StringOf(value);
  std::string url = StringOf(Member(*value, "url"));
  return url.empty() ? StringOf(Member(*value, "@id")) : url;
}

std::vector<std::string> KeywordsOf(const json* value) {
  std::vector<std::string> found = StringsOf(value);
  if (found.size() != 1) return found;
  std::vector<std::string> parts;
  for (const absl::string_view part : absl::StrSplit(found[0], ',', absl::SkipWhitespace())) {
    parts.emplace_back(absl::StripAsciiWhitespace(part));
  }
  return parts;
}

std::string HeadlineOf(const json& object) {
  std::string headline = TextOf(Member(object, "headline"));
  return headline.empty() ? TextOf(Member(object, "name")) : headline;
}

// Reads the objects of all scripts of a page.
class LinkedData {
 public:
  LinkedData(std::vector<const json*> objects, text::DayMonthOrder order)
      : objects_(std::move(objects)), order_(order) {}

  // The article that `title`, of the page, names, else the first; with what others of the same
  // headline, then the page's own objects, say beyond it.
  PageData Read(absl::string_view title) const {
    const json* article = MainArticle(LettersKey(title));
    PageData data = article == nullptr ? PageData() : FromObject(*article);
    const std::string key = LettersKey(data.title);
    for (const json* object : objects_) {
      if (object == article || !HasType(*object, IsArticleType)) continue;
      const std::string other = LettersKey(HeadlineOf(*object));
      if (!other.empty() && absl::StartsWith(key, other)) FillPersons(FromObject(*object), &data);
    }
    for (const json* object : objects_) {
      if (object != article && HasType(*object, IsPageType))
        FillPersons(FromObject(*object), &data);
    }
    if (data.section.empty()) data.section = SectionOfBreadcrumb(key);
    return data;
  }

 private:
  // The last part of the way from the front page to the article.
  std::string SectionOfBreadcrumb(const std::string& title) const {
    for (const json* object : objects_) {
      const json* way = HasType(*object, IsBreadcrumbType) ? object : Member(*object, "breadcrumb");
      const json* items = way == nullptr ? nullptr : Member(*way, "itemListElement");
      if (items == nullptr || !items->is_array()) continue;
      std::vector<std::string> names;
      for (const json& item : *items) {
        std::string name = TextOf(Member(item, "name"));
        if (name.empty() && Member(item, "item") != nullptr)
          name = FirstString(Member(item, "item"));
        if (!name.empty() && LettersKey(name) != title) names.push_back(std::move(name));
      }
      // The first part is the front page.
      if (names.size() >= 2) return names.back();
    }
    return "";
  }

  const json* MainArticle(const std::string& title) const {
    const json* first = nullptr;
    for (const json* object : objects_) {
      if (!HasType(*object, IsArticleType)) continue;
      const std::string headline = LettersKey(HeadlineOf(*object));
      if (!headline.empty() && absl::StrContains(title, headline)) return object;
      if (first == nullptr) first = object;
    }
    return first;
  }

  // Dates, authors, and what goes with them.
  static void FillPersons(PageData from, PageData* to) {
    if (CleanAuthors(to->authors, to->source).empty()) to->authors = std::move(from.authors);
    if (to->collectives.empty()) to->collectives = std::move(from.collectives);
    if (to->published.empty()) to->published = std::move(from.published);
    if (to->modified.empty()) to->modified = std::move(from.modified);
    if (to->language.empty()) to->language = std::move(from.language);
    if (to->source.empty()) to->source = std::move(from.source);
    if (to->image_url.empty()) to->image_url = std::move(from.image_url);
  }

  // What a bare reference stands for; `value` itself otherwise.
  const json& Resolve(const json& value) const {
    const std::string id = StringOf(Member(value, "@id"));
    if (id.empty() || Member(value, "name") != nullptr) return value;
    for (const json* object : objects_) {
      if (object != &value && StringOf(Member(*object, "@id")) == id) return *object;
    }
    return value;
  }

  // Names of persons; an organisation is an author only in the eyes of its own site.
  void AddAuthor(const json& reference, PageData* data) const {
    const json& author = Resolve(reference);
    const bool group = author.is_object() && HasType(author, IsGroupType);
    std::vector<std::string>& names = group ? data->collectives : data->authors;
    for (const std::string& name : StringsOf(&author)) {
      if (names.size() == kMaxAuthorCandidates) break;
      names.push_back(DecodeEntities(name));
    }
  }

  void AddAuthors(const json* value, PageData* data) const {
    if (value == nullptr) return;
    if (!value->is_array()) return AddAuthor(*value, data);
    size_t read = 0;
    for (const json& author : *value) {
      if (++read > kMaxAuthorCandidates) break;
      AddAuthor(author, data);
    }
  }

  DateReading DateOf(const json& object, const char* name) const {
    return ReadDate(FirstString(Member(object, name)), DateOrigin::kStructuredData, order_);
  }

  PageData FromObject(const json& object) const {
    PageData data;
    data.title = HeadlineOf(object);
    data.description = TextOf(Member(object, "description"));
    data.url = UrlOf(Member(object, "mainEntityOfPage"));
    if (data.url.empty()) data.url = StringOf(Member(object, "url"));
    if (const json* publisher = Member(object, "publisher")) {
      data.source = FirstString(&Resolve(*publisher));
    }
    AddAuthors(Member(object, "author"), &data);
    if (data.authors.empty()) AddAuthors(Member(object, "creator"), &data);
    data.published = DateOf(object, "datePublished");
    if (data.published.raw.empty()) data.published = DateOf(object, "dateCreated");
    data.modified = DateOf(object, "dateModified");
    data.section = FirstString(Member(object, "articleSection"));
    data.tags = KeywordsOf(Member(object, "keywords"));
    data.language = FirstString(Member(object, "inLanguage"));
    if (const json* image = Member(object, "image")) data.image_url = UrlOf(&Resolve(*image));
    return data;
  }

  const std::vector<const json*> objects_;
  const text::DayMonthOrder order_;
};

}  // namespace

PageData ReadJsonLd(const HtmlTree& tree, text::DayMonthOrder order) {
  std::vector<json> documents;
  for (int i = 0; i < tree.size() && documents.size() < kMaxScripts; ++i) {
    if (tree[i].tag != "script") continue;
    const std::string type = absl::AsciiStrToLower(tree.Attribute(i, "type"));
    if (absl::StrContains(type, "ld+json")) documents.push_back(ParseLenient(tree.RawTextOf(i)));
  }
  std::vector<const json*> objects;
  for (const json& document : documents) AddObjects(document, &objects);
  return LinkedData(std::move(objects), order).Read(DocumentTitle(tree));
}

}  // namespace khotin::extract

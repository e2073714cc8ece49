#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "extract/html_metadata.h"
#include "extract/json_value.h"

namespace khotin::extract {
namespace {

using nlohmann::json;

constexpr int kMaxObjects = 500;

// Line breaks inside strings are the commonest mistake in the wild; JSON has none outside of
// strings that a space could not stand for.
std::string ReplaceControls(std::string text) {
  for (char& c : text) {
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  return text;
}

absl::string_view StripWrappers(absl::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  for (const absl::string_view opening : {"<!--", "//<![CDATA[", "<![CDATA[", "/*<![CDATA[*/"}) {
    if (absl::ConsumePrefix(&text, opening)) break;
  }
  for (const absl::string_view closing : {"-->", "//]]>", "]]>", "/*]]>*/"}) {
    if (absl::ConsumeSuffix(&text, closing)) break;
  }
  text = absl::StripAsciiWhitespace(text);
  absl::ConsumeSuffix(&text, ";");
  return text;
}

bool IsArticleType(const json& object) {
  for (const std::string& type : StringsOf(Member(object, "@type"))) {
    if (absl::EndsWith(type, "Article") || absl::EndsWith(type, "Posting") || type == "Report" ||
        type == "Review") {
      return true;
    }
  }
  return false;
}

// All objects of a document that may describe the article: itself, elements of lists, of @graph
// and main entities, without recursion.
std::vector<const json*> Objects(const json& document) {
  std::vector<const json*> found;
  std::vector<const json*> open = {&document};
  while (!open.empty() && found.size() < kMaxObjects) {
    const json* value = open.back();
    open.pop_back();
    if (value->is_array()) {
      for (auto it = value->rbegin(); it != value->rend(); ++it) open.push_back(&*it);
      continue;
    }
    if (!value->is_object()) continue;
    found.push_back(value);
    for (const char* name : {"mainEntity", "@graph"}) {
      if (const json* inner = Member(*value, name)) open.push_back(inner);
    }
  }
  return found;
}

std::string FirstString(const json* value) {
  std::vector<std::string> all = StringsOf(value);
  return all.empty() ? "" : std::move(all[0]);
}

std::string UrlOf(const json* value) {
  if (value == nullptr) return "";
  if (value->is_array()) return value->empty() ? "" : UrlOf(&value->front());
  if (!value->is_object()) return StringOf(value);
  std::string url = StringOf(Member(*value, "url"));
  return url.empty() ? StringOf(Member(*value, "@id")) : url;
}

// Names of persons; an organisation is an author only in the eyes of its own site.
std::vector<std::string> AuthorsOf(const json* value) {
  std::vector<std::string> names;
  if (value == nullptr) return names;
  const auto add = [&names](const json& author) {
    if (author.is_object() && FirstString(Member(author, "@type")) == "Organization") return;
    for (std::string& name : StringsOf(&author)) names.push_back(std::move(name));
  };
  if (value->is_array()) {
    for (const json& author : *value) add(author);
  } else {
    add(*value);
  }
  return names;
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

PageData FromObject(const json& object) {
  PageData data;
  data.title = StringOf(Member(object, "headline"));
  if (data.title.empty()) data.title = StringOf(Member(object, "name"));
  data.description = StringOf(Member(object, "description"));
  data.url = UrlOf(Member(object, "mainEntityOfPage"));
  if (data.url.empty()) data.url = StringOf(Member(object, "url"));
  data.source = FirstString(Member(object, "publisher"));
  data.authors = AuthorsOf(Member(object, "author"));
  if (data.authors.empty()) data.authors = AuthorsOf(Member(object, "creator"));
  data.published = ReadDate(StringOf(Member(object, "datePublished")), DateOrigin::kStructuredData);
  data.modified = ReadDate(StringOf(Member(object, "dateModified")), DateOrigin::kStructuredData);
  data.section = FirstString(Member(object, "articleSection"));
  data.tags = KeywordsOf(Member(object, "keywords"));
  data.language = FirstString(Member(object, "inLanguage"));
  data.image_url = UrlOf(Member(object, "image"));
  return data;
}

}  // namespace

PageData ReadJsonLd(const HtmlTree& tree) {
  for (int i = 0; i < tree.size(); ++i) {
    if (tree[i].tag != "script") continue;
    const std::string type = absl::AsciiStrToLower(tree.Attribute(i, "type"));
    if (!absl::StrContains(type, "ld+json")) continue;
    const std::string text = tree.RawTextOf(i);
    const auto document = ParseJson(ReplaceControls(std::string(StripWrappers(text))));
    if (!document.ok()) continue;
    for (const json* object : Objects(*document)) {
      if (IsArticleType(*object)) return FromObject(*object);
    }
  }
  return PageData();
}

}  // namespace khotin::extract

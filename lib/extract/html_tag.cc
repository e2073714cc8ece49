#include "extract/html_tag.h"

#include "absl/container/flat_hash_map.h"

namespace khotin::extract {
namespace {

constexpr Tag kTags[] = {
    {"address", TagClass::kBlock},
    {"article", TagClass::kBlock},
    {"aside", TagClass::kBlock},
    {"audio", TagClass::kMedia},
    {"blockquote", TagClass::kQuote},
    {"body", TagClass::kBlock},
    {"br", TagClass::kBreak},
    {"button", TagClass::kControl},
    {"canvas", TagClass::kMedia},
    {"caption", TagClass::kCaption},
    {"center", TagClass::kBlock},
    {"dd", TagClass::kListItem},
    {"details", TagClass::kBlock},
    {"dialog", TagClass::kBlock},
    {"dir", TagClass::kBlock},
    {"div", TagClass::kBlock},
    {"dl", TagClass::kBlock},
    {"dt", TagClass::kListItem},
    {"embed", TagClass::kMedia},
    {"fieldset", TagClass::kBlock},
    {"figcaption", TagClass::kCaption},
    {"figure", TagClass::kBlock},
    {"footer", TagClass::kBlock},
    {"form", TagClass::kBlock},
    {"h1", TagClass::kHeading},
    {"h2", TagClass::kHeading},
    {"h3", TagClass::kHeading},
    {"h4", TagClass::kHeading},
    {"h5", TagClass::kHeading},
    {"h6", TagClass::kHeading},
    {"head", TagClass::kSilent},
    {"header", TagClass::kBlock},
    {"hgroup", TagClass::kBlock},
    {"hr", TagClass::kBlock},
    {"html", TagClass::kBlock},
    {"iframe", TagClass::kSilent},
    {"img", TagClass::kMedia},
    {"input", TagClass::kControl},
    {"legend", TagClass::kControl},
    {"li", TagClass::kListItem},
    {"link", TagClass::kSilent},
    {"main", TagClass::kBlock},
    {"menu", TagClass::kBlock},
    {"meta", TagClass::kSilent},
    {"nav", TagClass::kBlock},
    {"noscript", TagClass::kSilent},
    {"object", TagClass::kMedia},
    {"ol", TagClass::kBlock},
    {"option", TagClass::kControl},
    {"p", TagClass::kBlock},
    {"picture", TagClass::kMedia},
    {"pre", TagClass::kBlock},
    {"script", TagClass::kSilent},
    {"section", TagClass::kBlock},
    {"select", TagClass::kControl},
    {"source", TagClass::kSilent},
    {"style", TagClass::kSilent},
    {"summary", TagClass::kBlock},
    {"svg", TagClass::kSilent},
    {"table", TagClass::kBlock},
    {"tbody", TagClass::kBlock},
    {"td", TagClass::kCell},
    {"template", TagClass::kSilent},
    {"textarea", TagClass::kControl},
    {"tfoot", TagClass::kBlock},
    {"th", TagClass::kCell},
    {"thead", TagClass::kBlock},
    {"title", TagClass::kSilent},
    {"tr", TagClass::kRow},
    {"ul", TagClass::kBlock},
    {"video", TagClass::kMedia},
};

using TagIndex = absl::flat_hash_map<absl::string_view, const Tag*>;

TagIndex MakeIndex() {
  TagIndex index;
  for (const Tag& tag : kTags) index.emplace(tag.name, &tag);
  return index;
}

}  // namespace

const Tag* FindTag(absl::string_view name) {
  static const TagIndex& index = *new TagIndex(MakeIndex());
  const auto it = index.find(name);
  return it == index.end() ? nullptr : it->second;
}

}  // namespace khotin::extract

#include "extract/html_tree.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>

#include <algorithm>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/limits.h"

namespace khotin::extract {
namespace {

struct KnownTag {
  absl::string_view name;
  TagClass tag_class;
};

// Sorted by name. Unknown elements run on within a line, as in browsers.
constexpr KnownTag kTags[] = {
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

TagClass ClassOf(absl::string_view tag) {
  const auto* const it = std::lower_bound(
      std::begin(kTags), std::end(kTags), tag,
      [](const KnownTag& known, absl::string_view name) { return known.name < name; });
  return it != std::end(kTags) && it->name == tag ? it->tag_class : TagClass::kInline;
}

absl::string_view View(const xmlChar* text) {
  return text == nullptr ? absl::string_view() : reinterpret_cast<const char*>(text);
}

struct FreeContext {
  void operator()(htmlParserCtxt* context) const { htmlFreeParserCtxt(context); }
};

void InitParserOnce() {
  static const bool done = [] {
    xmlInitParser();
    return true;
  }();
  (void)done;
}

// The bytes of a white-space character at the start of `text`; 0 when there is none.
size_t SpaceAt(absl::string_view text) {
  const char c = text[0];
  if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\v') return 1;
  if (absl::StartsWith(text, "\xc2\xa0")) return 2;  // U+00A0
  if (absl::StartsWith(text, "\xe2\x80") && text.size() > 2) {
    const auto last = static_cast<unsigned char>(text[2]);
    if ((last >= 0x80 && last <= 0x8a) || last == 0xa8 || last == 0xa9 || last == 0xaf) return 3;
  }
  return absl::StartsWith(text, "\xe3\x80\x80") ? 3 : 0;  // U+3000
}

}  // namespace

absl::StatusOr<HtmlTree> HtmlTree::Parse(absl::string_view html) {
  InitParserOnce();
  const std::unique_ptr<htmlParserCtxt, FreeContext> context(htmlNewParserCtxt());
  if (context == nullptr) return absl::ResourceExhaustedError("no memory to parse the page");
  HtmlTree tree;
  tree.doc_.reset(htmlCtxtReadMemory(
      context.get(), html.data(), static_cast<int>(html.size()), nullptr, "UTF-8",
      HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
          HTML_PARSE_COMPACT));
  if (context->lastError.code == XML_ERR_INTERNAL_ERROR) {
    return absl::InvalidArgumentError(
        absl::StrCat("elements nested deeper than ", base::kMaxNesting));
  }
  const xmlNode* root = tree.doc_ == nullptr ? nullptr : xmlDocGetRootElement(tree.doc_.get());
  if (root == nullptr) return absl::InvalidArgumentError("no HTML element found");
  tree.Flatten(root);
  return tree;
}

void HtmlTree::Flatten(const xmlNode* root) {
  const xmlNode* raw = root;
  int parent = -1;
  while (raw != nullptr) {
    const bool text = raw->type == XML_TEXT_NODE || raw->type == XML_CDATA_SECTION_NODE;
    const bool element = raw->type == XML_ELEMENT_NODE;
    if (text || element) {
      HtmlNode node;
      node.raw = raw;
      node.parent = parent;
      if (text) node.text = View(raw->content);
      if (element) node.tag = View(raw->name);
      if (element) node.tag_class = ClassOf(node.tag);
      node.end = size() + 1;
      nodes_.push_back(node);
    }
    if (element && raw->children != nullptr) {
      parent = size() - 1;
      raw = raw->children;
      continue;
    }
    while (raw != root && raw->next == nullptr) {
      raw = raw->parent;
      nodes_[static_cast<size_t>(parent)].end = size();
      parent = (*this)[parent].parent;
    }
    raw = raw == root ? nullptr : raw->next;
  }
  // A button with a block in it keeps the parser from closing it, so that the rest of the page
  // comes to lie inside.
  constexpr int kMaxControlNodes = 200;
  for (int i = 0; i < size(); ++i) {
    HtmlNode& node = nodes_[static_cast<size_t>(i)];
    if (node.tag_class == TagClass::kControl && node.end - i > kMaxControlNodes) {
      node.tag_class = TagClass::kBlock;
    }
  }
}

absl::string_view HtmlTree::Attribute(int index, const char* name) const {
  const xmlNode* raw = (*this)[index].raw;
  if (raw->type != XML_ELEMENT_NODE) return "";
  for (const xmlAttr* attribute = raw->properties; attribute != nullptr;
       attribute = attribute->next) {
    if (View(attribute->name) != name) continue;
    return attribute->children == nullptr ? "" : View(attribute->children->content);
  }
  return "";
}

bool HtmlTree::HasAttribute(int index, const char* name) const {
  const xmlNode* raw = (*this)[index].raw;
  if (raw->type != XML_ELEMENT_NODE) return false;
  for (const xmlAttr* attribute = raw->properties; attribute != nullptr;
       attribute = attribute->next) {
    if (View(attribute->name) == name) return true;
  }
  return false;
}

std::string HtmlTree::TextOf(int index) const {
  std::string out;
  for (int i = index; i < (*this)[index].end; ++i) {
    const HtmlNode& node = (*this)[i];
    if (i != index &&
        (node.tag_class == TagClass::kSilent || node.tag_class == TagClass::kControl)) {
      i = node.end - 1;
    } else if (node.is_text()) {
      AppendCollapsed(node.text, &out);
    } else if (node.tag_class != TagClass::kInline) {
      AppendCollapsed(" ", &out);
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string HtmlTree::RawTextOf(int index) const {
  std::string out;
  for (int i = index; i < (*this)[index].end; ++i) absl::StrAppend(&out, (*this)[i].text);
  return out;
}

void AppendCollapsed(absl::string_view text, std::string* out) {
  while (!text.empty()) {
    const size_t space = SpaceAt(text);
    if (space == 0) {
      out->push_back(text[0]);
    } else if (!out->empty() && out->back() != ' ') {
      out->push_back(' ');
    }
    text.remove_prefix(std::max<size_t>(space, 1));
  }
}

std::string Collapse(absl::string_view text) {
  std::string out;
  AppendCollapsed(text, &out);
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace khotin::extract

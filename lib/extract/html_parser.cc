// HtmlTree::Parse: builds the flat list straight from libxml2's events.
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/limits.h"
#include "extract/html_tree.h"
#include "extract/refusal.h"

namespace khotin::extract {

class HtmlTreeBuilder {
 public:
  bool too_deep() const { return too_deep_; }

  void Start(absl::string_view tag, const xmlChar** attributes) {
    FlushText();
    if (open_.size() >= static_cast<size_t>(base::kMaxNesting)) {
      too_deep_ = true;
      return;
    }
    HtmlNode node;
    const Tag* const known = FindTag(tag);
    node.tag = known != nullptr ? known->name : tree_.texts_.Copy(tag);
    node.tag_class = known != nullptr ? known->tag_class : TagClass::kInline;
    node.first_attribute = static_cast<int>(tree_.attributes_.size());
    AddAttributes(attributes);
    node.attribute_count = static_cast<int>(tree_.attributes_.size()) - node.first_attribute;
    after_inline_ = after_inline_ && node.tag_class == TagClass::kInline;
    open_.push_back(Add(node));
  }

  void End() {
    FlushText();
    if (open_.empty()) return;
    HtmlNode& node = tree_.nodes_[static_cast<size_t>(open_.back())];
    node.end = tree_.size();
    after_inline_ = RunsOn(node.tag_class);
    open_.pop_back();
  }

  void Text(absl::string_view text) { pending_.append(text.data(), text.size()); }

  HtmlTree Finish() {
    while (!open_.empty()) End();
    if (tree_.size() > 0) tree_.nodes_[0].end = tree_.size();
    OpenLongControls();
    return std::move(tree_);
  }

 private:
  static bool RunsOn(TagClass tag_class) {
    return tag_class == TagClass::kInline || tag_class == TagClass::kMedia ||
           tag_class == TagClass::kControl || tag_class == TagClass::kSilent;
  }

  // What comes behind the root element belongs to it all the same.
  int Add(HtmlNode node) {
    const int index = tree_.size();
    node.parent = open_.empty() ? std::min(index, 1) - 1 : open_.back();
    node.end = index + 1;
    tree_.nodes_.push_back(node);
    return index;
  }

  void AddAttributes(const xmlChar** attributes) {
    for (; attributes != nullptr && attributes[0] != nullptr; attributes += 2) {
      tree_.attributes_.push_back({Copy(attributes[0]), Copy(attributes[1])});
    }
  }

  absl::string_view Copy(const xmlChar* text) {
    return text == nullptr ? "" : tree_.texts_.Copy(reinterpret_cast<const char*>(text));
  }

  void FlushText() {
    if (pending_.empty()) return;
    const bool blank = pending_.find_first_not_of(" \t\r\n") == std::string::npos;
    if (tree_.size() > 0 && (!blank || after_inline_)) {
      HtmlNode node;
      node.text = tree_.texts_.Copy(blank ? absl::string_view(" ") : pending_);
      Add(node);
      after_inline_ = true;
    }
    pending_.clear();
  }

  // A button with a block in it keeps the parser from closing it, so that the rest of the page
  // comes to lie inside.
  void OpenLongControls() {
    constexpr int kMaxControlNodes = 200;
    for (int i = 0; i < tree_.size(); ++i) {
      HtmlNode& node = tree_.nodes_[static_cast<size_t>(i)];
      if (node.tag_class == TagClass::kControl && node.end - i > kMaxControlNodes) {
        node.tag_class = TagClass::kBlock;
      }
    }
  }

  HtmlTree tree_;
  std::vector<int> open_;
  std::string pending_;        // text that may go on
  bool after_inline_ = false;  // white space here parts words
  bool too_deep_ = false;
};

namespace {

struct FreeContext {
  void operator()(htmlParserCtxt* context) const { htmlFreeParserCtxt(context); }
};

struct Parse {
  HtmlTreeBuilder builder;
  htmlParserCtxt* context = nullptr;
};

void OnStart(void* data, const xmlChar* name, const xmlChar** attributes) {
  auto* const parse = static_cast<Parse*>(data);
  parse->builder.Start(reinterpret_cast<const char*>(name), attributes);
  if (parse->builder.too_deep()) xmlStopParser(parse->context);
}

void OnEnd(void* data, const xmlChar* /*name*/) { static_cast<Parse*>(data)->builder.End(); }

void OnText(void* data, const xmlChar* text, int size) {
  static_cast<Parse*>(data)->builder.Text(
      {reinterpret_cast<const char*>(text), static_cast<size_t>(size)});
}

htmlSAXHandler MakeHandler() {
  xmlInitParser();
  htmlSAXHandler handler{};
  handler.initialized = 1;
  handler.startElement = OnStart;
  handler.endElement = OnEnd;
  handler.characters = OnText;
  handler.ignorableWhitespace = OnText;
  handler.cdataBlock = OnText;
  return handler;
}

}  // namespace

absl::StatusOr<HtmlTree> HtmlTree::Parse(absl::string_view html) {
  static htmlSAXHandler handler = MakeHandler();
  if (html.empty()) return UnreadableDocument("no HTML element found");
  const std::unique_ptr<htmlParserCtxt, FreeContext> context(
      htmlCreateMemoryParserCtxt(html.data(), static_cast<int>(html.size())));
  if (context == nullptr) return absl::ResourceExhaustedError("no memory to parse the page");
  extract::Parse parse;
  parse.context = context.get();
  htmlCtxtUseOptions(context.get(), HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                        HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
  xmlSwitchEncoding(context.get(), XML_CHAR_ENCODING_UTF8);
  *context->sax = handler;
  context->userData = &parse;
  htmlParseDocument(context.get());
  if (parse.builder.too_deep()) {
    return OverLimit(absl::StrCat("elements nested deeper than ", base::kMaxNesting));
  }
  HtmlTree tree = parse.builder.Finish();
  if (tree.size() == 0) return UnreadableDocument("no HTML element found");
  return tree;
}

}  // namespace khotin::extract

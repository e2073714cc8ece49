#include "pull/listing.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/limits.h"
#include "base/status.h"
#include "extract/content_coding.h"
#include "extract/gzip_source.h"
#include "pull/listing_builder.h"

namespace khotin::pull {
namespace {

struct FreeContext {
  void operator()(xmlParserCtxt* context) const {
    // A parser that is stopped leaves the declarations of a document type behind.
    if (context->myDoc != nullptr) xmlFreeDoc(context->myDoc);
    xmlFreeParserCtxt(context);
  }
};

struct Parse {
  ListingBuilder builder;
  xmlParserCtxt* context = nullptr;
  int depth = 0;
  bool too_deep = false;
  bool error_before_element = false;  // what is wrong may be in the attributes
  std::string first_error;            // with its line
};

absl::string_view View(const xmlChar* text) {
  return text == nullptr ? "" : reinterpret_cast<const char*>(text);
}

// Of each attribute there are five pointers: local name, prefix, namespace, begin and end of the
// value.
ListingAttributes ReadAttributes(int count, const xmlChar** attributes) {
  ListingAttributes out;
  for (int i = 0; i < count; ++i, attributes += 5) {
    const absl::string_view name = View(attributes[0]);
    const absl::string_view value(reinterpret_cast<const char*>(attributes[3]),
                                  static_cast<size_t>(attributes[4] - attributes[3]));
    if (name == "href") out.href = value;
    if (name == "rel") out.rel = value;
    if (name == "isPermaLink") out.is_permalink = value;
  }
  return out;
}

void OnStart(void* data, const xmlChar* name, const xmlChar* /*prefix*/, const xmlChar* space,
             int /*namespaces*/, const xmlChar** /*namespace_list*/, int attribute_count,
             int /*defaulted*/, const xmlChar** attributes) {
  auto* const parse = static_cast<Parse*>(data);
  parse->too_deep = parse->too_deep || ++parse->depth > base::kMaxNesting;
  ListingAttributes read = ReadAttributes(attribute_count, attributes);
  read.damaged = std::exchange(parse->error_before_element, false);
  const bool more = parse->builder.Start(View(name), View(space), read);
  if (!more || parse->too_deep) xmlStopParser(parse->context);
}

void OnEnd(void* data, const xmlChar* /*name*/, const xmlChar* /*prefix*/,
           const xmlChar* /*space*/) {
  auto* const parse = static_cast<Parse*>(data);
  --parse->depth;
  parse->error_before_element = false;
  parse->builder.End();
}

void OnText(void* data, const xmlChar* text, int size) {
  auto* const parse = static_cast<Parse*>(data);
  parse->error_before_element = false;
  parse->builder.Text({reinterpret_cast<const char*>(text), static_cast<size_t>(size)});
}

void OnError(void* data, xmlErrorPtr error) {
  if (error == nullptr || error->level < XML_ERR_ERROR) return;
  auto* const parse = static_cast<Parse*>(data);
  parse->error_before_element = true;
  parse->builder.Damage();
  if (parse->first_error.empty() && error->message != nullptr) {
    parse->first_error =
        absl::StrCat("line ", error->line, ": ", absl::StripAsciiWhitespace(error->message));
  }
}

xmlSAXHandler MakeHandler() {
  xmlInitParser();
  xmlSAXHandler handler{};
  handler.initialized = XML_SAX2_MAGIC;
  handler.startElementNs = OnStart;
  handler.endElementNs = OnEnd;
  handler.characters = OnText;
  handler.cdataBlock = OnText;
  handler.serror = OnError;
  return handler;
}

absl::Status DamageOf(const Parse& parse) {
  const std::string where = parse.first_error.empty() ? "" : absl::StrCat(": ", parse.first_error);
  if (parse.too_deep) {
    return absl::InvalidArgumentError(
        absl::StrCat("elements nested deeper than ", base::kMaxNesting));
  }
  if (parse.builder.full()) {
    return absl::ResourceExhaustedError(
        absl::StrCat("more than ", Listing::kMaxEntries, " entries"));
  }
  if (!parse.builder.complete()) {
    return absl::InvalidArgumentError(absl::StrCat("broken XML", where));
  }
  if (parse.builder.damaged_entries() > 0) {
    return absl::InvalidArgumentError(
        absl::StrCat(parse.builder.damaged_entries(), " entries with a damaged address", where));
  }
  return absl::OkStatus();
}

absl::StatusOr<Listing> ParseXml(absl::string_view xml) {
  static xmlSAXHandler handler = MakeHandler();
  const std::unique_ptr<xmlParserCtxt, FreeContext> context(
      xmlCreateMemoryParserCtxt(xml.data(), static_cast<int>(xml.size())));
  if (context == nullptr) return absl::ResourceExhaustedError("no memory to parse it");
  Parse parse;
  parse.context = context.get();
  // NOENT is for &amp; in attributes, which are else passed on as &#38;. Entities of the document
  // are unknown all the same: the handler takes no declarations.
  xmlCtxtUseOptions(context.get(), XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOENT);
  *context->sax = handler;
  context->userData = &parse;
  xmlParseDocument(context.get());
  if (!parse.builder.known()) {
    const std::string root = parse.builder.root();
    return absl::InvalidArgumentError(
        root.empty() ? absl::StrCat("no feed or sitemap", parse.first_error.empty() ? "" : ": ",
                                    parse.first_error)
                     : absl::StrCat("no feed or sitemap: its root element is <", root, ">"));
  }
  Listing listing = parse.builder.Take();
  listing.damage = DamageOf(parse);
  listing.broken_off = !parse.builder.complete() && !parse.builder.full();
  return listing;
}

}  // namespace

absl::StatusOr<Listing> ParseListing(absl::string_view bytes, size_t limit) {
  limit = std::min(limit, base::kMaxListingBytes);
  std::string inflated;
  if (extract::HasGzipMagic(bytes)) {
    KHOTIN_ASSIGN_OR_RETURN(inflated, extract::DecodeContent("gzip", bytes, limit));
    bytes = inflated;
  }
  if (bytes.size() > limit)
    return absl::InvalidArgumentError(absl::StrCat("over ", limit, " bytes"));
  // Many feeds begin with an empty line, which XML forbids in front of its declaration.
  bytes = absl::StripLeadingAsciiWhitespace(bytes);
  if (bytes.empty()) return absl::InvalidArgumentError("no feed or sitemap: it is empty");
  return ParseXml(bytes);
}

}  // namespace khotin::pull

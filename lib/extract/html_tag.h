// What an element is to a reader of the page.
#ifndef KHOTIN_EXTRACT_HTML_TAG_H_
#define KHOTIN_EXTRACT_HTML_TAG_H_

#include <cstdint>

#include "absl/strings/string_view.h"

namespace khotin::extract {

enum class TagClass : uint8_t {
  kText,     // a text node
  kInline,   // runs on within a line: a, b, span, and what is not known
  kBreak,    // br
  kBlock,    // starts and ends a paragraph: div, p, section, …
  kHeading,  // h1 … h6
  kListItem,
  kQuote,
  kCaption,
  kRow,      // tr
  kCell,     // td, th
  kMedia,    // pictures, video: no text of their own
  kControl,  // buttons, fields: text that is not read
  kSilent,   // script, style, template, head's metadata: no text at all
};

struct Tag {
  absl::string_view name;
  TagClass tag_class;
};

// The element of that name, in lower case; nullptr for one that is not known. Unknown elements run
// on within a line, as in browsers.
const Tag* FindTag(absl::string_view name);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_HTML_TAG_H_

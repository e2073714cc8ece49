#include "extract/html_tree.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "text/utf8.h"

namespace khotin::extract {
namespace {

bool MayBeSpace(char c) {
  return static_cast<unsigned char>(c) <= ' ' || c == '\xc2' || c == '\xe2' || c == '\xe3';
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

const HtmlAttribute* HtmlTree::FindAttribute(int index, absl::string_view name) const {
  const HtmlNode& node = (*this)[index];
  const HtmlAttribute* const begin = attributes_.data() + node.first_attribute;
  const HtmlAttribute* const end = begin + node.attribute_count;
  const HtmlAttribute* const it = std::find_if(
      begin, end, [name](const HtmlAttribute& attribute) { return attribute.name == name; });
  return it == end ? nullptr : it;
}

absl::string_view HtmlTree::Attribute(int index, absl::string_view name) const {
  const HtmlAttribute* const found = FindAttribute(index, name);
  return found == nullptr ? absl::string_view() : found->value;
}

bool HtmlTree::HasAttribute(int index, absl::string_view name) const {
  return FindAttribute(index, name) != nullptr;
}

std::string HtmlTree::TextOf(int index, size_t enough) const {
  std::string out;
  for (int i = index; i < (*this)[index].end && out.size() < enough; ++i) {
    const HtmlNode& node = (*this)[i];
    if (i != index &&
        (node.tag_class == TagClass::kSilent || node.tag_class == TagClass::kControl)) {
      i = node.end - 1;
    } else if (node.is_text()) {
      AppendCollapsed(text::TruncateUtf8(node.text, enough), &out);
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
    const auto* const run = std::find_if(text.begin(), text.end(), MayBeSpace);
    out->append(text.begin(), run);
    text.remove_prefix(static_cast<size_t>(run - text.begin()));
    if (text.empty()) return;
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

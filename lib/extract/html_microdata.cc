#include "absl/strings/match.h"
#include "extract/html_author_name.h"
#include "extract/html_date.h"
#include "extract/html_metadata.h"

namespace khotin::extract {
namespace {

constexpr int kMaxNameNodes = 30;

void Fill(std::string value, std::string* field) {
  if (field->empty()) *field = std::move(value);
}

// The element's value as microdata and RDFa define it.
std::string ItemValue(const HtmlTree& tree, int i) {
  for (const char* attribute : {"content", "datetime"}) {
    const std::string value = Collapse(tree.Attribute(i, attribute));
    if (!value.empty()) return value;
  }
  return tree.TextOf(i);
}

absl::string_view PropertyOf(const HtmlTree& tree, int i) {
  const absl::string_view property = tree.Attribute(i, "itemprop");
  if (!property.empty() || tree[i].tag == "meta") return property;
  const absl::string_view rdfa = tree.Attribute(i, "property");
  return absl::StrContains(rdfa, "og:") ? "" : rdfa;
}

// Inside of an author's or publisher's item the properties are theirs.
bool InItemOf(const HtmlTree& tree, int i, absl::string_view property) {
  for (int p = tree[i].parent; p >= 0; p = tree[p].parent) {
    if (absl::StrContains(PropertyOf(tree, p), property)) return true;
  }
  return false;
}

// The name in the item of an author, else all of it.
std::string NameIn(const HtmlTree& tree, int item) {
  for (int i = item + 1; i < tree[item].end; ++i) {
    if (PropertyOf(tree, i) == "name") return ItemValue(tree, i);
  }
  return ItemValue(tree, item);
}

}  // namespace

PageData ReadMicrodata(const HtmlTree& tree, text::DayMonthOrder order) {
  PageData data;
  const auto read_date = [&](int i, DateReading* field) {
    if (field->empty()) *field = ReadDate(ItemValue(tree, i), DateOrigin::kStructuredData, order);
  };
  for (int i = 0; i < tree.size(); ++i) {
    if (tree[i].is_text()) continue;
    const absl::string_view property = PropertyOf(tree, i);
    if (property.empty() || InItemOf(tree, i, "comment")) continue;
    const bool of_person = InItemOf(tree, i, "author") || InItemOf(tree, i, "publisher");
    if (absl::StrContains(property, "headline") && !of_person) {
      Fill(ItemValue(tree, i), &data.title);
    }
    if (absl::StrContains(property, "datePublished")) read_date(i, &data.published);
    if (absl::StrContains(property, "dateModified")) read_date(i, &data.modified);
    const bool open = data.authors.size() < kMaxAuthorCandidates;
    const bool names = open && absl::StrContains(property, "author") && !of_person;
    if (names && tree[i].end - i < kMaxNameNodes) {
      data.authors.push_back(NameIn(tree, i));
    }
    if (absl::StrContains(property, "articleSection")) Fill(ItemValue(tree, i), &data.section);
  }
  return data;
}

}  // namespace khotin::extract

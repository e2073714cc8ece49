// The names under which an article's fields stand in a JSON object; docs/formats/input.md.
#ifndef KHOTIN_EXTRACT_JSON_FIELDS_H_
#define KHOTIN_EXTRACT_JSON_FIELDS_H_

#include <initializer_list>

namespace khotin::extract {

// The first name is the field's own; the first that has a value counts.
using JsonNames = std::initializer_list<const char*>;

inline constexpr JsonNames kUrlNames = {"url", "link"};
inline constexpr JsonNames kTitleNames = {"title", "headline"};
inline constexpr JsonNames kTextNames = {"text", "body", "content"};
inline constexpr JsonNames kHtmlNames = {"html"};
inline constexpr JsonNames kLeadNames = {"lead", "sapo", "description"};
inline constexpr JsonNames kPublishedNames = {"published", "published_at", "publish_time", "date"};
inline constexpr JsonNames kModifiedNames = {"modified"};
inline constexpr JsonNames kAuthorsNames = {"authors", "author"};
inline constexpr JsonNames kSourceNames = {"source", "site"};
inline constexpr JsonNames kSectionNames = {"section", "category"};
inline constexpr JsonNames kTagsNames = {"tags", "keywords"};
inline constexpr JsonNames kLanguageNames = {"language", "lang"};
inline constexpr JsonNames kImageNames = {"image"};

inline constexpr JsonNames kJsonFields[] = {
    kUrlNames,       kTitleNames,    kTextNames,    kHtmlNames,   kLeadNames,
    kPublishedNames, kModifiedNames, kAuthorsNames, kSourceNames, kSectionNames,
    kTagsNames,      kLanguageNames, kImageNames};

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_JSON_FIELDS_H_

// What people type for resources, and what they are shown.
#ifndef KHOTIN_TOOLS_KHOTIN_NAMES_H_
#define KHOTIN_TOOLS_KHOTIN_NAMES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/timestamp.pb.h"
#include "khotin/v1/article.pb.h"

namespace khotin::cli {

// What names an article on the command line: a resource name ("articles/x"), its id alone ("x"), or
// a URL, with or without its scheme ("https://bao.vn/x", "bao.vn/x").
struct ArticleRef {
  bool is_url = false;
  std::string value;  // a full resource name or a full URL
};
ArticleRef ParseArticleRef(absl::string_view typed);

// "savedQueries/x" for that name or its id alone.
std::string SavedQueryName(absl::string_view typed);

// "entities/person/x" for that name or the id alone.
std::string EntityName(absl::string_view typed);
// "entityDecisions/17" for that name or its number alone.
std::string EntityDecisionName(absl::string_view typed);

// "person" for ENTITY_TYPE_PERSON; "unknown" for what has no name.
std::string EntityTypeLabel(v1::EntityType type);
// The other way; INVALID_ARGUMENT lists the names.
absl::StatusOr<v1::EntityType> ParseEntityType(const std::string& label);
// Types that entities can have.
const std::vector<std::string>& EntityTypeLabels();

// "2026-11-27 03:39:01 UTC".
std::string TimeText(const google::protobuf::Timestamp& time);

}  // namespace khotin::cli

#endif  // KHOTIN_TOOLS_KHOTIN_NAMES_H_

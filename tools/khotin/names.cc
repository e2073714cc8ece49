#include "tools/khotin/names.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"

namespace khotin::cli {
namespace {
constexpr absl::string_view kTypePrefix = "ENTITY_TYPE_";
}  // namespace

ArticleRef ParseArticleRef(absl::string_view typed) {
  if (absl::StartsWith(typed, "articles/")) return {false, std::string(typed)};
  if (absl::StrContains(typed, "://")) return {true, std::string(typed)};
  if (absl::StrContains(typed, '/') || absl::StrContains(typed, '.')) {
    return {true, absl::StrCat("https://", typed)};
  }
  return {false, absl::StrCat("articles/", typed)};
}

std::string SavedQueryName(absl::string_view typed) {
  return absl::StrCat("savedQueries/", absl::StripPrefix(typed, "savedQueries/"));
}

std::string EntityName(absl::string_view typed) {
  return absl::StrCat("entities/", absl::StripPrefix(typed, "entities/"));
}

std::string EntityDecisionName(absl::string_view typed) {
  return absl::StrCat("entityDecisions/", absl::StripPrefix(typed, "entityDecisions/"));
}

std::string EntityTypeLabel(v1::EntityType type) {
  absl::string_view name = v1::EntityType_Name(type);
  if (type == v1::ENTITY_TYPE_UNSPECIFIED || !absl::ConsumePrefix(&name, kTypePrefix)) {
    return "unknown";
  }
  return absl::AsciiStrToLower(name);
}

absl::StatusOr<v1::EntityType> ParseEntityType(const std::string& label) {
  for (const std::string& known : EntityTypeLabels()) {
    v1::EntityType type;
    if (label == known &&
        v1::EntityType_Parse(absl::StrCat(kTypePrefix, absl::AsciiStrToUpper(label)), &type)) {
      return type;
    }
  }
  return absl::InvalidArgumentError(
      absl::StrCat(label, ": no entity type; there are ", absl::StrJoin(EntityTypeLabels(), ", ")));
}

const std::vector<std::string>& EntityTypeLabels() {
  static const auto* labels =
      new std::vector<std::string>{"person", "organization", "location", "misc"};
  return *labels;
}

std::string TimeText(const google::protobuf::Timestamp& time) {
  return absl::FormatTime("%Y-%m-%d %H:%M:%S UTC", absl::FromUnixSeconds(time.seconds()),
                          absl::UTCTimeZone());
}

}  // namespace khotin::cli

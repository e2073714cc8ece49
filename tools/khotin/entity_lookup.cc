#include "tools/khotin/entity_lookup.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "base/status.h"
#include "tools/khotin/names.h"

namespace khotin::cli {
namespace {

// Of any type that is wanted; more names than these mean nobody.
constexpr int kCandidates = 20;

absl::StatusOr<v1::Entity> GetByName(Client& client, const std::string& name) {
  v1::GetEntityRequest request;
  request.set_name(name);
  KHOTIN_ASSIGN_OR_RETURN(const v1::GetEntityResponse reply, client.GetEntity(request));
  return reply.entity();
}

}  // namespace

absl::StatusOr<v1::Entity> LookupEntity(Client& client, const std::vector<std::string>& words,
                                        const std::vector<v1::EntityType>& types) {
  const std::string typed = absl::StrJoin(words, " ");
  if (absl::StartsWith(typed, "entities/")) return GetByName(client, typed);
  v1::SearchEntitiesRequest request;
  request.set_query(typed);
  request.set_page_size(kCandidates);
  if (types.size() == 1) request.set_type(types[0]);
  KHOTIN_ASSIGN_OR_RETURN(const v1::SearchEntitiesResponse reply, client.SearchEntities(request));
  for (const v1::EntityMatch& match : reply.matches()) {
    const v1::EntityType type = match.entity().type();
    if (types.empty() || std::find(types.begin(), types.end(), type) != types.end()) {
      return match.entity();
    }
  }
  return absl::NotFoundError(absl::StrCat(
      typed,
      ": no article speaks of such a person, organization or place by this name; `khotin search ",
      typed, "` looks for the words"));
}

std::string ArticleCount(int64_t count) {
  return absl::StrCat(count, count == 1 ? " article" : " articles");
}

std::string EntityLine(const v1::Entity& entity, const Style& style) {
  return absl::StrCat(
      style.Bold(entity.display_name()), "  ",
      style.Dim(absl::StrCat(EntityTypeLabel(entity.type()), " · ",
                             ArticleCount(entity.article_count()), " · ", entity.name())));
}

std::string DayText(const google::protobuf::Timestamp& time) {
  constexpr int kVietNamOffsetSeconds = 7 * 3600;
  return absl::FormatCivilTime(absl::ToCivilDay(absl::FromUnixSeconds(time.seconds()),
                                                absl::FixedTimeZone(kVietNamOffsetSeconds)));
}

}  // namespace khotin::cli

// From what people type for an entity to the entity.
#ifndef KHOTIN_TOOLS_KHOTIN_ENTITY_LOOKUP_H_
#define KHOTIN_TOOLS_KHOTIN_ENTITY_LOOKUP_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "khotin/v1/entity_service.pb.h"
#include "tools/khotin/client.h"
#include "tools/khotin/style.h"

namespace khotin::cli {

// What options that take an entity say of their value.
inline constexpr char kEntityNameHelp[] =
    "A name, its beginning or an abbreviation, diacritics or not; or a resource name "
    "(entities/TYPE/ID)";

// The likeliest entity that `words`, joined by spaces, name: of a type of `types`, if any are
// given, else of any. NOT_FOUND says what else to try.
absl::StatusOr<v1::Entity> LookupEntity(Client& client, const std::vector<std::string>& words,
                                        const std::vector<v1::EntityType>& types = {});

// "1 article", "2 articles".
std::string ArticleCount(int64_t count);

// Name to show, type, number of articles and resource name, on one line.
std::string EntityLine(const v1::Entity& entity, const Style& style);

// "2022-03-11" in Viet Nam's time.
std::string DayText(const google::protobuf::Timestamp& time);

}  // namespace khotin::cli

#endif  // KHOTIN_TOOLS_KHOTIN_ENTITY_LOOKUP_H_

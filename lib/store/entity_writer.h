// Keeps entities, their names and their articles in step with the articles of a commit.
#ifndef KHOTIN_STORE_ENTITY_WRITER_H_
#define KHOTIN_STORE_ENTITY_WRITER_H_

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "entity/identity.h"
#include "entity/linker.h"
#include "khotin/storage/v1/records.pb.h"
#include "store/database.h"
#include "store/entity_table.h"
#include "store/entity_use.h"
#include "store/prepared_article.h"

namespace khotin::store {

// For one commit. Not thread-safe.
class EntityWriter {
 public:
  EntityWriter(WriteContext* context, EntityTable* table) : context_(context), table_(table) {}

  // Counts `article`'s entities, notes its uses in `record` and sets its mentions' entity ids.
  absl::Status Add(const PreparedArticle& article, storage::v1::Article* record);

  // Takes back what Add did for an earlier version.
  absl::Status Remove(absl::string_view article_id, const storage::v1::Article& record);

  // Counts the article's own entities for those that decisions now say. False when that changes
  // nothing; `record` is to be stored otherwise.
  absl::StatusOr<bool> Relink(absl::string_view article_id, storage::v1::Article* record);

 private:
  struct Choice {
    std::string entity;
    double certainty = 0;  // as in the records
  };

  absl::StatusOr<Choice> Choose(absl::string_view article_id, const entity::DocumentEntity& found,
                                const entity::PersonContext& context);
  // nullopt unless its earlier version spoke of one of `known`.
  absl::optional<std::string> Earlier(absl::string_view article_id,
                                      const std::vector<std::string>& known) const;
  absl::StatusOr<Choice> ChoosePerson(const std::vector<std::string>& known,
                                      const entity::DocumentEntity& found,
                                      const entity::PersonContext& context);
  absl::StatusOr<PlacedOrigin> Place(absl::string_view article_id,
                                     storage::v1::EntityOrigin origin);
  absl::Status Link(absl::string_view article_id, std::vector<storage::v1::EntityOrigin> origins,
                    storage::v1::Article* record);
  absl::Status Count(absl::string_view article_id, const storage::v1::Article& record,
                     const storage::v1::EntityUse& use, int change);
  // The entity that a decision makes of the name in this very article.
  absl::StatusOr<absl::optional<std::string>> SplitOff(entity::EntityType type,
                                                       absl::string_view key,
                                                       absl::string_view article_id);
  absl::StatusOr<bool> HasSplits();

  WriteContext* const context_;
  EntityTable* const table_;
  // By article, what its earlier version spoke of.
  std::map<std::string, std::set<std::string>, std::less<>> earlier_;
  absl::optional<bool> has_splits_;
};

}  // namespace khotin::store

#endif  // KHOTIN_STORE_ENTITY_WRITER_H_

// The part of the check that is about entities and decisions on them.
#ifndef KHOTIN_STORE_ENTITY_CHECK_H_
#define KHOTIN_STORE_ENTITY_CHECK_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "khotin/storage/v1/records.pb.h"
#include "store/database.h"
#include "store/view.h"

namespace khotin::store {

// Start, then AddArticle of every article, then Finish. Not thread-safe.
class EntityChecker {
 public:
  // Adds to `violations` up to `limit`. Both pointers must outlive the checker.
  EntityChecker(RecordReader* reader, size_t limit, std::vector<std::string>* violations)
      : reader_(reader), limit_(limit), violations_(violations) {}

  absl::Status Start();
  absl::Status AddArticle(absl::string_view id, const storage::v1::Article& record);
  absl::Status Finish(const Counts& counts);

 private:
  template <typename... Parts>
  bool Expect(bool holds, const Parts&... parts) {
    if (!holds && violations_->size() < limit_) violations_->push_back(absl::StrCat(parts...));
    return holds;
  }
  template <typename Visit>
  absl::Status ForEach(Family family, const Visit& visit);

  void AddDecision(int64_t id, const storage::v1::EntityDecision& decision);
  absl::Status CheckSplits();
  absl::Status CheckUse(absl::string_view article, const storage::v1::Article& record,
                        const storage::v1::EntityUse& use);
  absl::StatusOr<std::string> Placed(absl::string_view article, const std::string& own);
  std::string Follow(const std::string& id) const;
  absl::Status CheckEntity(const std::string& id, const storage::v1::Entity& entity);
  void AddOrigins(const storage::v1::Article& record, const storage::v1::EntityUse& use);
  void CheckClues(const std::string& id, const storage::v1::Entity& entity);
  void CheckDecided(const std::string& id, const storage::v1::Entity& entity);
  absl::Status CheckEntityArticles();

  struct Use {
    std::string entity;
    int64_t revision = 0;
    std::string article;
    bool operator<(const Use& other) const {
      return std::tie(entity, revision, article) <
             std::tie(other.entity, other.revision, other.article);
    }
  };
  struct Decided {
    int64_t count = 0;
    std::string redirect;
    int64_t rename = 0;
    std::string display_name;
  };

  RecordReader* const reader_;
  const size_t limit_;
  std::vector<std::string>* const violations_;

  bool pending_ = false;
  int64_t decisions_ = 0;
  std::map<std::string, Decided> decided_;                         // by entity
  std::map<std::string, std::pair<int64_t, std::string>> splits_;  // key -> decision, entity
  std::set<std::string> split_articles_;

  int64_t entities_ = 0;
  std::set<Use> uses_;
  std::map<std::pair<std::string, std::string>, std::pair<int64_t, int64_t>> names_;
  std::map<std::string, int64_t> entity_articles_;
  // Clue and year, by entity.
  std::map<std::string, std::map<std::tuple<int32_t, std::string, int32_t>, int64_t>> clues_;
  std::map<std::string, int64_t> moved_;    // by entity
  std::map<std::string, int64_t> origins_;  // by the document's own entity
};

}  // namespace khotin::store

#endif  // KHOTIN_STORE_ENTITY_CHECK_H_

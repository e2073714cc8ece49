// Writes decisions on entities and says which articles are to be rewritten for them.
#ifndef KHOTIN_STORE_ENTITY_DECISION_WRITER_H_
#define KHOTIN_STORE_ENTITY_DECISION_WRITER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "khotin/storage/v1/records.pb.h"
#include "store/database.h"
#include "store/entity_decision.h"
#include "store/entity_table.h"

namespace khotin::store {

// For one commit: what a decision says of entities is written at once; the articles follow in later
// commits, by NextArticles and Advance, while State names the decision as pending. A decision's id
// is the revision of the commit that made it. Not thread-safe.
class EntityDecisionWriter {
 public:
  EntityDecisionWriter(WriteContext* context, EntityTable* table, storage::v1::State* state,
                       absl::Time now)
      : context_(context), table_(table), state_(state), now_(now) {}

  // As the Store's functions; each gives the id, 0 of a rename that takes an earlier one back or
  // nothing.
  absl::StatusOr<int64_t> Rename(const EntityRef& entity, const std::string& display_name,
                                 const DecisionNote& note);
  absl::StatusOr<int64_t> Merge(const EntityRef& from, const EntityRef& into,
                                const DecisionNote& note);
  absl::StatusOr<int64_t> Split(const EntityRef& entity, std::vector<std::string> articles,
                                const std::string& suffix, const DecisionNote& note);
  absl::Status Revoke(int64_t id);

  // Articles to be looked at next for the pending decision.
  absl::StatusOr<std::vector<std::string>> NextArticles();
  // Says that the first `count` of them are done; behind the last article the decision is settled.
  absl::Status Advance(size_t count);

  // Ids of the decisions that were made, carried on or taken back.
  const std::vector<int64_t>& touched() const { return touched_; }

 private:
  using Decision = storage::v1::EntityDecision;

  absl::StatusOr<std::string> Resolve(const EntityRef& ref);
  Decision Begin(EntityDecisionKind kind, const DecisionNote& note) const;
  absl::Status SetParty(const std::string& id, Decision::Party* party);
  absl::Status Store(int64_t id, const Decision& decision);
  absl::Status Remove(int64_t id, const Decision& decision);
  absl::Status CountParties(const Decision& decision, int change);
  absl::StatusOr<Decision> Get(int64_t id);
  absl::Status AddSplitArticles(std::vector<std::string> articles, bool ahead, Decision* decision);
  absl::Status AddSplitKeys(const std::string& article, bool ahead, Decision* decision);
  absl::Status WriteSplits(int64_t id, const Decision& decision);
  absl::Status DeleteSplits(const Decision& decision);
  absl::Status FindEntityArticles(std::vector<std::string>* articles);
  // Those of a split; of a merge that is taken back, those that may be with what was split off.
  absl::StatusOr<std::vector<std::string>> ListedArticles();

  WriteContext* const context_;
  EntityTable* const table_;
  storage::v1::State* const state_;
  const absl::Time now_;
  std::vector<int64_t> touched_;

  // Of NextArticles.
  Decision pending_;
  std::vector<std::string> keys_;  // of a merge: of the first articles, in "entity_articles"
  size_t found_ = 0;
  bool last_ = false;
};

}  // namespace khotin::store

#endif  // KHOTIN_STORE_ENTITY_DECISION_WRITER_H_

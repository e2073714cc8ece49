// The store as of one revision.
#ifndef KHOTIN_STORE_VIEW_H_
#define KHOTIN_STORE_VIEW_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "entity/mention.h"
#include "extract/raw_document.h"
#include "extract/refusal.h"
#include "extract/site_chrome.h"
#include "index/snapshot.h"
#include "khotin/storage/v1/records.pb.h"
#include "store/entity_decision.h"
#include "store/verdict.h"

namespace khotin::store {

struct StoredArticle {
  std::string id;
  khotin::storage::v1::Article record;
};

struct StoredEntity {
  std::string id;  // "person/to-lam"
  khotin::storage::v1::Entity record;
};

struct StoredSource {
  std::string key;
  khotin::storage::v1::Source record;
};

struct StoredQuarantined {
  std::string id;
  khotin::storage::v1::Quarantined record;  // without the content of raw
};

struct QuarantinedDocument {
  khotin::storage::v1::Quarantined record;  // without the content of raw
  extract::RawDocument raw;
};

struct StoredCluster {
  std::string id;
  khotin::storage::v1::Cluster record;
};

struct StoredClusterMember {
  uint32_t place = 0;
  khotin::storage::v1::ClusterMember record;
};

// By number of articles, or by the commit that changed a cluster last; the largest first. Stored:
// values never change.
enum class ClusterOrder : char { kSize = 's', kTime = 't' };

// A place in a list of clusters: smaller ranks, then larger ids, are further on.
struct ClusterCursor {
  uint64_t rank = 0;
  std::string id;
};
ClusterCursor CursorOf(ClusterOrder order, const StoredCluster& cluster);

// What a commit would say of a document.
struct DuplicateReport {
  Verdict verdict = Verdict::kNew;
  std::string article_id;               // stored under its URL or content; empty when there is none
  std::string cluster_id;               // that it would join; empty when it would found one
  std::vector<DuplicateMatch> matches;  // the best first
};

// Articles about one event.
struct StoredStory {
  std::string id;
  khotin::storage::v1::Story record;
  std::string label;  // the headline of its most central article
};

// A place in a list of stories, the one with the newest article first: smaller revisions, then
// larger ids, are further on.
struct StoryCursor {
  int64_t newest_revision = 0;
  std::string id;
};

// Newest first: a smaller revision, then a larger article id, is further on.
struct StoryArticleCursor {
  int64_t revision = 0;
  std::string article_id;
};

struct StoredSavedQuery {
  std::string id;
  khotin::storage::v1::SavedQuery record;
};

// What one commit changed.
struct StoredCommit {
  int64_t revision = 0;
  khotin::storage::v1::Commit record;
};

struct PreparedArticle;

struct Counts {
  int64_t articles = 0;
  int64_t versions = 0;
  int64_t clusters = 0;
  int64_t stories = 0;
  int64_t entities = 0;
  int64_t quarantined = 0;
  int64_t saved_queries = 0;
  int64_t entity_decisions = 0;
};

// Sent: how a query met a name. A view gives the first three, the surest first; kTitled is a whole
// name behind a title, for those who look for such.
enum class NameMatch { kExact = 1, kFolded = 2, kPrefix = 3, kTitled = 4 };

struct EntityHit {
  StoredEntity entity;  // without its clues
  NameMatch match = NameMatch::kExact;
  std::string matched_name;
};

// Newest first: a smaller revision, then a larger article id, is further on.
struct EntityArticleCursor {
  int64_t revision = 0;
  std::string article_id;
};

// Stories around an entity, and where to go on; `next` is not set behind the last one.
struct EntityStories {
  std::vector<StoredStory> stories;
  absl::optional<EntityArticleCursor> next;
};

// A consistent, immutable picture: every read through one view sees the same commits. Thread-safe.
// Hold it for one request, not longer: it keeps deleted data on disk. Errors: NOT_FOUND where said,
// DATA_LOSS for a damaged record, UNAVAILABLE when the disk does not answer.
class View {
 public:
  virtual ~View() = default;

  virtual int64_t revision() const = 0;
  virtual const Counts& counts() const = 0;
  virtual const index::IndexSnapshot& index() const = 0;

  // NOT_FOUND for an unknown id or version. `version` 0 is the newest.
  virtual absl::StatusOr<khotin::storage::v1::Article> GetArticle(absl::string_view id,
                                                                  int32_t version) const = 0;
  // In the order of `ids`; nullopt for those that are not stored.
  virtual absl::StatusOr<std::vector<absl::optional<khotin::storage::v1::Article>>> GetArticles(
      const std::vector<std::string>& ids) const = 0;
  // NOT_FOUND for an unknown URL, INVALID_ARGUMENT for what is no URL.
  virtual absl::StatusOr<std::string> FindArticleByUrl(absl::string_view url) const = 0;
  // Up to `limit` articles with ids after `after`, in order of ids.
  virtual absl::StatusOr<std::vector<StoredArticle>> ListArticles(absl::string_view after,
                                                                  int limit) const = 0;
  // The raw bytes an article version was made of. NOT_FOUND as GetArticle.
  virtual absl::StatusOr<extract::RawDocument> GetRawInput(absl::string_view id,
                                                           int32_t version) const = 0;

  // The learned chrome of all sources.
  virtual const extract::ChromeSnapshot& chrome() const = 0;
  // The learned chrome as it was at a number that chrome() once had, or that an article records.
  virtual absl::StatusOr<extract::ChromeSnapshot> ChromeAt(int64_t number) const = 0;
  // Up to `limit` sources with keys after `after`, in order of keys; from the first for
  // nullopt. The source of documents that name none has the empty key.
  virtual absl::StatusOr<std::vector<StoredSource>> ListSources(
      const absl::optional<std::string>& after, int limit) const = 0;

  // NOT_FOUND for a source of which nothing is known.
  virtual absl::StatusOr<StoredSource> GetSource(const std::string& key) const = 0;

  // Up to `limit` documents in quarantine with ids after `after`, in order of ids, without their
  // content; kUnspecified takes every reason.
  virtual absl::StatusOr<std::vector<StoredQuarantined>> ListQuarantined(
      absl::string_view after, extract::RefusalReason reason, int limit) const = 0;
  // NOT_FOUND for an id that is not (or no longer) in quarantine.
  virtual absl::StatusOr<QuarantinedDocument> GetQuarantined(absl::string_view id) const = 0;

  // The cluster, or the one it was united with. NOT_FOUND.
  virtual absl::StatusOr<StoredCluster> GetCluster(absl::string_view id) const = 0;
  // Up to `limit` clusters of at least two articles behind `after`.
  virtual absl::StatusOr<std::vector<StoredCluster>> ListClusters(
      ClusterOrder order, const absl::optional<ClusterCursor>& after, int limit) const = 0;
  // Up to `limit` members from `first_place` on, in the order they came. `id` is that of a stored
  // cluster, not of one that was united with another.
  virtual absl::StatusOr<std::vector<StoredClusterMember>> ListClusterMembers(absl::string_view id,
                                                                              uint32_t first_place,
                                                                              int limit) const = 0;
  // What a commit would say of the article, with at most `max_matches` matches.
  virtual absl::StatusOr<DuplicateReport> CheckDuplicate(const PreparedArticle& article,
                                                         size_t max_matches) const = 0;

  // NOT_FOUND.
  virtual absl::StatusOr<StoredStory> GetStory(absl::string_view id) const = 0;
  // Up to `limit` stories of at least two clusters behind `after`, the one with the newest article
  // first.
  virtual absl::StatusOr<std::vector<StoredStory>> ListStories(
      const absl::optional<StoryCursor>& after, int limit) const = 0;
  // Up to `limit` articles of a story, the newest commit first, behind `after`. `id` is that of a
  // stored story.
  virtual absl::StatusOr<std::vector<StoryArticleCursor>> ListStoryArticles(
      absl::string_view id, const absl::optional<StoryArticleCursor>& after, int limit) const = 0;
  // Up to `limit` stories of at least two clusters with articles that mention the entity, the one
  // with the newest mention first, behind `after`. Reads a bounded number of articles, so that
  // there can be fewer, or none, and more to come. `entity_id` is as in ListEntityArticles.
  virtual absl::StatusOr<EntityStories> ListEntityStories(
      absl::string_view entity_id, const absl::optional<EntityArticleCursor>& after,
      int limit) const = 0;

  // The entity, or the one that it was merged into. NOT_FOUND.
  virtual absl::StatusOr<StoredEntity> ResolveEntity(absl::string_view id) const = 0;
  // As well, of each index::ValueKey of an id, in the order of `keys`, as an EntityHit has them;
  // nullopt for what is not stored. A key that ends in a hash is looked for among the ids that
  // begin as it does.
  virtual absl::StatusOr<std::vector<absl::optional<StoredEntity>>> ResolveEntityKeys(
      const std::vector<std::string>& keys) const = 0;
  // The record of ResolveEntity.
  virtual absl::StatusOr<khotin::storage::v1::Entity> GetEntity(absl::string_view id) const = 0;
  // Entities of which `name` is a name or alias, diacritics aside: exact before folded matches,
  // then by the number of articles, then by id. At most `limit`. INVALID_ARGUMENT for a name
  // without letters.
  virtual absl::StatusOr<std::vector<EntityHit>> FindNamedEntities(absl::string_view name,
                                                                   int limit) const = 0;
  // As well, those of a name or alias that begins with `begin`, as prefix matches, behind them.
  // nullopt where it is the beginning of more than `max_names` names: reads no more than those.
  virtual absl::StatusOr<absl::optional<std::vector<EntityHit>>> FindEntitiesByPrefix(
      absl::string_view begin, int max_names) const = 0;
  // Up to `limit` articles of an entity, the newest commit first, behind `after`. `id` is that of a
  // stored entity, not of one that was merged into another.
  virtual absl::StatusOr<std::vector<EntityArticleCursor>> ListEntityArticles(
      absl::string_view id, const absl::optional<EntityArticleCursor>& after, int limit) const = 0;

  // NOT_FOUND.
  virtual absl::StatusOr<StoredEntityDecision> GetEntityDecision(int64_t id) const = 0;
  // Up to `limit` decisions with ids after `after`, in order of ids: the oldest first.
  virtual absl::StatusOr<std::vector<StoredEntityDecision>> ListEntityDecisions(
      int64_t after, int limit) const = 0;

  // Up to `limit` commits behind revision `after`, in their order.
  virtual absl::StatusOr<std::vector<StoredCommit>> ReadFeed(int64_t after, int limit) const = 0;

  // NOT_FOUND.
  virtual absl::StatusOr<StoredSavedQuery> GetSavedQuery(absl::string_view id) const = 0;
  // Up to `limit` saved queries with ids after `after`, in order of ids.
  virtual absl::StatusOr<std::vector<StoredSavedQuery>> ListSavedQueries(absl::string_view after,
                                                                         int limit) const = 0;
  // The commit that changed saved queries last; 0 for none.
  virtual int64_t saved_query_revision() const = 0;
};

// The name to show of an entity and its other names.
std::string DisplayName(const khotin::storage::v1::Entity& entity);
std::vector<std::string> Aliases(const khotin::storage::v1::Entity& entity);
// What articles call it, under whatever name it is shown.
std::string ArticlesName(const khotin::storage::v1::Entity& entity);

}  // namespace khotin::store

#endif  // KHOTIN_STORE_VIEW_H_

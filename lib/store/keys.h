// Column families and keys. docs/formats/store.md has the same table in words.
#ifndef KHOTIN_STORE_KEYS_H_
#define KHOTIN_STORE_KEYS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "entity/mention.h"
#include "store/view.h"

namespace khotin::store {

enum class Family : int {
  kMeta = 0,         // RocksDB's "default": schema, state, manifest, deleted documents
  kArticles,         // article id -> Article (newest version)
  kVersions,         // article id, version -> Article (older ones)
  kRaw,              // article id, version -> RawInput
  kUrls,             // URL key -> article id
  kFingerprints,     // body fingerprint -> body number
  kClusters,         // cluster id -> Cluster
  kEntities,         // entity id -> Entity
  kEntityKeys,       // type, exact name key -> entity ids
  kEntityNames,      // folded name, entity id, name -> nothing
  kEntityArticles,   // entity id, newest revision first, article id -> nothing
  kSegments,         // segment id, block key -> block
  kFeed,             // revision -> Commit
  kRawHashes,        // hash of a raw document -> article id
  kQuarantine,       // quarantine id -> Quarantined
  kSources,          // source key -> Source
  kChrome,           // source key, revision -> ChromeChange
  kBodies,           // body number -> Body
  kSketches,         // sketch key -> numbers of the first bodies that have it
  kClusterMembers,   // cluster id, place -> ClusterMember
  kClusterOrder,     // order, rank, cluster id of clusters of several articles -> nothing
  kStories,          // story key -> Story
  kStoryTerms,       // term -> the last stories that posted it
  kStoryMembers,     // story key, place -> cluster id
  kClusterStories,   // cluster id -> story key, place
  kStoryArticles,    // story key, newest revision first, article id -> time of publication
  kStoryOrder,       // newest revision first, story key of stories of several clusters -> nothing
  kSavedQueries,     // saved query id -> SavedQuery
  kEntityDecisions,  // decision id -> EntityDecision
  kEntitySplits,     // type, exact name key, article id -> decision id, entity id
  kIngestedFiles,    // hash and size of a file's content, hash of its reading -> IngestedFile
  kIndexLog,         // revision -> IndexLogEntry, one zstd frame
  kCount,
};

inline constexpr int kFamilyCount = static_cast<int>(Family::kCount);

const char* FamilyName(Family family);

inline constexpr char kSchemaKey[] = "schema";
inline constexpr char kStateKey[] = "state";
inline constexpr char kManifestKey[] = "manifest";

// Numbers are big-endian, so that keys sort by them.
std::string BigEndian32(uint32_t value);
std::string BigEndian64(uint64_t value);
// REQUIRES: at least 4 or 8 bytes.
uint32_t ReadBigEndian32(absl::string_view bytes);
uint64_t ReadBigEndian64(absl::string_view bytes);

std::string VersionKey(absl::string_view article_id, int32_t version);
std::string EntityKeyKey(entity::EntityType type, absl::string_view exact_key);

// The value of an entity key: the ids that have it, in the order they were made.
std::string JoinEntityIds(const std::vector<std::string>& ids);
std::vector<std::string> SplitEntityIds(absl::string_view value);

std::string EntitySplitKey(entity::EntityType type, absl::string_view exact_key,
                           absl::string_view article_id);
struct EntitySplit {
  int64_t decision = 0;
  std::string entity_id;
};
std::string EncodeEntitySplit(const EntitySplit& split);
absl::optional<EntitySplit> DecodeEntitySplit(absl::string_view value);

std::string EntityNameKey(absl::string_view folded, absl::string_view entity_id,
                          absl::string_view name);
// Of the keys of one folded name.
std::string EntityNamePrefix(absl::string_view folded);
struct EntityNameParts {
  absl::string_view folded;
  absl::string_view entity_id;
  absl::string_view name;
};
// Views into `key`; nullopt for a key of another form.
absl::optional<EntityNameParts> ParseEntityNameKey(absl::string_view key);

std::string EntityArticlePrefix(absl::string_view entity_id);
std::string EntityArticleKey(absl::string_view entity_id, int64_t revision,
                             absl::string_view article_id);
struct EntityArticleParts {
  absl::string_view entity_id;
  int64_t revision = 0;
  absl::string_view article_id;
};
absl::optional<EntityArticleParts> ParseEntityArticleKey(absl::string_view key);

std::string ChromeKey(absl::string_view source_key, int64_t revision);
struct ChromeKeyParts {
  absl::string_view source_key;
  int64_t revision = 0;
};
absl::optional<ChromeKeyParts> ParseChromeKey(absl::string_view key);

std::string DeletedDocsKey(uint64_t segment_id);

// 5 bytes. REQUIRES: key < 2^40.
std::string SketchKey(uint64_t key);

std::string ClusterMemberKey(absl::string_view cluster_id, uint32_t place);

// Larger ranks come first.
std::string ClusterOrderKey(ClusterOrder order, uint64_t rank, absl::string_view cluster_id);
struct ClusterOrderParts {
  uint64_t rank = 0;
  absl::string_view cluster_id;
};
absl::optional<ClusterOrderParts> ParseClusterOrderKey(absl::string_view key);

}  // namespace khotin::store

#endif  // KHOTIN_STORE_KEYS_H_

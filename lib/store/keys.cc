#include "store/keys.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace khotin::store {
namespace {

constexpr absl::string_view kSeparator("\0", 1);

}  // namespace

const char* FamilyName(Family family) {
  static constexpr const char* kNames[kFamilyCount] = {"default",
                                                       "articles",
                                                       "versions",
                                                       "raw",
                                                       "urls",
                                                       "fingerprints",
                                                       "clusters",
                                                       "entities",
                                                       "entity_keys",
                                                       "entity_names",
                                                       "entity_articles",
                                                       "segments",
                                                       "feed",
                                                       "raw_hashes",
                                                       "quarantine",
                                                       "sources",
                                                       "chrome",
                                                       "bodies",
                                                       "sketches",
                                                       "cluster_members",
                                                       "cluster_order",
                                                       "stories",
                                                       "story_terms",
                                                       "story_members",
                                                       "cluster_stories",
                                                       "story_articles",
                                                       "story_order",
                                                       "saved_queries",
                                                       "entity_decisions",
                                                       "entity_splits",
                                                       "ingested_files",
                                                       "index_log"};
  return kNames[static_cast<int>(family)];
}

std::string BigEndian32(uint32_t value) {
  std::string out(4, '\0');
  for (size_t i = 0; i < 4; ++i) out[i] = static_cast<char>(value >> (24 - 8 * i));
  return out;
}

std::string BigEndian64(uint64_t value) {
  std::string out(8, '\0');
  for (size_t i = 0; i < 8; ++i) out[i] = static_cast<char>(value >> (56 - 8 * i));
  return out;
}

uint32_t ReadBigEndian32(absl::string_view bytes) {
  uint32_t value = 0;
  for (size_t i = 0; i < 4; ++i) value = (value << 8) | static_cast<unsigned char>(bytes[i]);
  return value;
}

uint64_t ReadBigEndian64(absl::string_view bytes) {
  uint64_t value = 0;
  for (size_t i = 0; i < 8; ++i) value = (value << 8) | static_cast<unsigned char>(bytes[i]);
  return value;
}

std::string VersionKey(absl::string_view article_id, int32_t version) {
  return absl::StrCat(article_id, kSeparator, BigEndian32(static_cast<uint32_t>(version)));
}

std::string EntityKeyKey(entity::EntityType type, absl::string_view exact_key) {
  return absl::StrCat(std::string(1, static_cast<char>(type)), exact_key);
}

std::string JoinEntityIds(const std::vector<std::string>& ids) {
  return absl::StrJoin(ids, kSeparator);
}

std::vector<std::string> SplitEntityIds(absl::string_view value) {
  return absl::StrSplit(value, '\0', absl::SkipEmpty());
}

std::string EntitySplitKey(entity::EntityType type, absl::string_view exact_key,
                           absl::string_view article_id) {
  return absl::StrCat(EntityKeyKey(type, exact_key), kSeparator, article_id);
}

std::string EncodeEntitySplit(const EntitySplit& split) {
  return absl::StrCat(BigEndian64(static_cast<uint64_t>(split.decision)), split.entity_id);
}

absl::optional<EntitySplit> DecodeEntitySplit(absl::string_view value) {
  constexpr size_t kIdBytes = 8;
  if (value.size() <= kIdBytes) return absl::nullopt;
  return EntitySplit{static_cast<int64_t>(ReadBigEndian64(value)),
                     std::string(value.substr(kIdBytes))};
}

std::string EntityNameKey(absl::string_view folded, absl::string_view entity_id,
                          absl::string_view name) {
  return absl::StrCat(folded, kSeparator, entity_id, kSeparator, name);
}

std::string EntityNamePrefix(absl::string_view folded) { return absl::StrCat(folded, kSeparator); }

absl::optional<EntityNameParts> ParseEntityNameKey(absl::string_view key) {
  const std::vector<absl::string_view> parts = absl::StrSplit(key, absl::MaxSplits('\0', 2));
  if (parts.size() != 3) return absl::nullopt;
  return EntityNameParts{parts[0], parts[1], parts[2]};
}

std::string EntityArticlePrefix(absl::string_view entity_id) {
  return absl::StrCat(entity_id, kSeparator);
}

std::string EntityArticleKey(absl::string_view entity_id, int64_t revision,
                             absl::string_view article_id) {
  return absl::StrCat(entity_id, kSeparator, BigEndian64(~static_cast<uint64_t>(revision)),
                      article_id);
}

absl::optional<EntityArticleParts> ParseEntityArticleKey(absl::string_view key) {
  const size_t end = key.find('\0');
  if (end == absl::string_view::npos || key.size() < end + 9) return absl::nullopt;
  return EntityArticleParts{key.substr(0, end),
                            static_cast<int64_t>(~ReadBigEndian64(key.substr(end + 1, 8))),
                            key.substr(end + 9)};
}

std::string ChromeKey(absl::string_view source_key, int64_t revision) {
  return absl::StrCat(source_key, kSeparator, BigEndian64(static_cast<uint64_t>(revision)));
}

absl::optional<ChromeKeyParts> ParseChromeKey(absl::string_view key) {
  constexpr size_t kTail = 9;
  if (key.size() < kTail || key[key.size() - kTail] != '\0') return absl::nullopt;
  return ChromeKeyParts{key.substr(0, key.size() - kTail),
                        static_cast<int64_t>(ReadBigEndian64(key.substr(key.size() - 8)))};
}

std::string DeletedDocsKey(uint64_t segment_id) {
  return absl::StrCat("deleted/", BigEndian64(segment_id));
}

std::string SketchKey(uint64_t key) {
  constexpr size_t kUnusedBytes = 3;
  return BigEndian64(key).substr(kUnusedBytes);
}

std::string ClusterMemberKey(absl::string_view cluster_id, uint32_t place) {
  return absl::StrCat(cluster_id, kSeparator, BigEndian32(place));
}

std::string ClusterOrderKey(ClusterOrder order, uint64_t rank, absl::string_view cluster_id) {
  return absl::StrCat(std::string(1, static_cast<char>(order)), BigEndian64(~rank), cluster_id);
}

absl::optional<ClusterOrderParts> ParseClusterOrderKey(absl::string_view key) {
  constexpr size_t kHead = 9;
  if (key.size() <= kHead) return absl::nullopt;
  return ClusterOrderParts{~ReadBigEndian64(key.substr(1, 8)), key.substr(kHead)};
}

}  // namespace khotin::store

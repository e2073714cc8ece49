#include "store/story_records.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/hash.h"
#include "base/status.h"
#include "store/keys.h"
#include "store/prepared_article.h"
#include "store/record_convert.h"

namespace khotin::store {
namespace {

constexpr size_t kNumberBytes = 8;
constexpr size_t kPostingBytes = 10;

int64_t FromInverted(absl::string_view bytes) {
  return static_cast<int64_t>(~ReadBigEndian64(bytes));
}

std::string Inverted(int64_t revision) { return BigEndian64(~static_cast<uint64_t>(revision)); }

}  // namespace

std::string StoryKey(story::StoryId id) { return base::Hash128{id, 0}.ToBase32(kStoryKeyBytes); }

std::string StoryTermKey(uint32_t term) { return BigEndian32(term); }

std::string StoryMemberKey(absl::string_view story_key, uint32_t place) {
  return absl::StrCat(story_key, BigEndian32(place));
}

std::string StoryArticleKey(absl::string_view story_key, int64_t revision,
                            absl::string_view article_id) {
  return absl::StrCat(story_key, Inverted(revision), article_id);
}

absl::optional<StoryArticleParts> ParseStoryArticleKey(absl::string_view key) {
  if (key.size() <= kStoryKeyBytes + kNumberBytes) return absl::nullopt;
  return StoryArticleParts{key.substr(0, kStoryKeyBytes),
                           FromInverted(key.substr(kStoryKeyBytes, kNumberBytes)),
                           key.substr(kStoryKeyBytes + kNumberBytes)};
}

std::string StoryOrderKey(int64_t revision, absl::string_view story_key) {
  return absl::StrCat(Inverted(revision), story_key);
}

absl::optional<StoryOrderParts> ParseStoryOrderKey(absl::string_view key) {
  if (key.size() != kNumberBytes + kStoryKeyBytes) return absl::nullopt;
  return StoryOrderParts{FromInverted(key), key.substr(kNumberBytes)};
}

std::string EncodeStoryPlace(const StoryPlace& place) {
  return StoryMemberKey(place.story_key, place.place);
}

absl::StatusOr<StoryPlace> DecodeStoryPlace(absl::string_view bytes) {
  if (bytes.size() != kStoryKeyBytes + sizeof(uint32_t)) {
    return absl::DataLossError("a cluster's place in its story: damaged record");
  }
  return StoryPlace{std::string(bytes.substr(0, kStoryKeyBytes)),
                    ReadBigEndian32(bytes.substr(kStoryKeyBytes))};
}

std::string EncodeStoryTime(story::PublishTime time) {
  return time.has_value() ? BigEndian64(static_cast<uint64_t>(*time)) : std::string();
}

story::PublishTime DecodeStoryTime(absl::string_view bytes) {
  if (bytes.size() != kNumberBytes) return absl::nullopt;
  return static_cast<int64_t>(ReadBigEndian64(bytes));
}

void StoryTermList::Put(const story::Posting& posting) {
  Erase(posting.story);
  postings.insert(postings.begin(), posting);
  if (postings.size() <= story::kMaxPostings) return;
  postings.resize(story::kMaxPostings);
  dropped = true;
}

void StoryTermList::Erase(story::StoryId story) {
  postings.erase(std::remove_if(postings.begin(), postings.end(),
                                [&](const story::Posting& p) { return p.story == story; }),
                 postings.end());
}

std::string EncodeStoryTermList(const StoryTermList& list) {
  std::string bytes(1, list.dropped ? '\1' : '\0');
  for (const story::Posting& posting : list.postings) {
    absl::StrAppend(&bytes, BigEndian64(posting.story));
    bytes.push_back(static_cast<char>(posting.weight >> 8));
    bytes.push_back(static_cast<char>(posting.weight & 0xff));
  }
  return bytes;
}

absl::StatusOr<StoryTermList> DecodeStoryTermList(absl::string_view bytes) {
  if (bytes.size() % kPostingBytes != 1) {
    return absl::DataLossError("a term's stories: damaged record");
  }
  StoryTermList list;
  list.dropped = bytes[0] != '\0';
  for (size_t at = 1; at < bytes.size(); at += kPostingBytes) {
    const auto high = static_cast<unsigned char>(bytes[at + kNumberBytes]);
    const auto low = static_cast<unsigned char>(bytes[at + kNumberBytes + 1]);
    list.postings.push_back(
        {ReadBigEndian64(bytes.substr(at, kNumberBytes)), static_cast<uint16_t>(high << 8 | low)});
  }
  return list;
}

story::PublishTime StoryTimeOf(const storage::v1::Article& record) {
  if (record.published().date().day() == 0) return absl::nullopt;
  return PublishSeconds(record);
}

story::Features StoryFeaturesOf(const storage::v1::Article& record) {
  return story::ExtractFeatures(PassagesOf(record));
}

storage::v1::StoryMember ToStoryMember(const std::string& cluster_id, uint32_t place,
                                       const story::Member& member) {
  storage::v1::StoryMember record;
  record.set_cluster(cluster_id);
  record.set_place(place);
  record.set_article(member.article);
  if (member.time.has_value()) record.set_time(*member.time);
  for (const story::Feature& feature : member.features) {
    record.add_keys(feature.key);
    record.add_weights(feature.weight);
  }
  return record;
}

story::Core CoreOf(const storage::v1::Story& record) {
  std::vector<story::Member> members;
  for (const storage::v1::StoryMember& stored : record.core()) {
    story::Member member;
    member.article = stored.article();
    if (stored.has_time()) member.time = stored.time();
    const int count = std::min(stored.keys_size(), stored.weights_size());
    member.features.reserve(static_cast<size_t>(count));
    for (int i = 0; i < count; ++i) {
      member.features.push_back({stored.keys(i), static_cast<uint16_t>(stored.weights(i))});
    }
    members.push_back(std::move(member));
  }
  return story::Core(std::move(members));
}

absl::StatusOr<std::vector<std::vector<story::Posting>>> StoredStories::ReadPostings(
    absl::Span<const uint32_t> terms) {
  std::vector<uint32_t> sorted(terms.begin(), terms.end());
  std::sort(sorted.begin(), sorted.end());
  std::vector<std::string> keys;
  keys.reserve(sorted.size());
  for (uint32_t term : sorted) keys.push_back(StoryTermKey(term));
  KHOTIN_ASSIGN_OR_RETURN(const auto values, reader_->GetMany(Family::kStoryTerms, keys));
  std::vector<std::vector<story::Posting>> lists(terms.size());
  for (size_t i = 0; i < terms.size(); ++i) {
    const auto at = std::lower_bound(sorted.begin(), sorted.end(), terms[i]) - sorted.begin();
    const absl::optional<std::string>& value = values[static_cast<size_t>(at)];
    if (!value.has_value()) continue;
    KHOTIN_ASSIGN_OR_RETURN(StoryTermList list, DecodeStoryTermList(*value));
    lists[i] = std::move(list.postings);
  }
  return lists;
}

absl::StatusOr<std::vector<const story::Core*>> StoredStories::ReadCores(
    absl::Span<const story::StoryId> stories) {
  cores_.clear();
  cores_.reserve(stories.size());
  std::vector<const story::Core*> cores;
  cores.reserve(stories.size());
  for (story::StoryId id : stories) {
    KHOTIN_ASSIGN_OR_RETURN(const auto record, reader_->MustGetRecord<storage::v1::Story>(
                                                   Family::kStories, StoryKey(id), "story"));
    cores_.push_back(CoreOf(record));
    cores.push_back(&cores_.back());
  }
  return cores;
}

}  // namespace khotin::store

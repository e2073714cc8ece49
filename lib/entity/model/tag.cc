#include "entity/model/tag.h"

namespace khotin::entity::model {
namespace {

using rules::Found;

Tag FirstTag(EntityType type) {
  switch (type) {
    case EntityType::kPerson:
      return Tag::kPersonFirst;
    case EntityType::kOrganization:
      return Tag::kOrganizationFirst;
    case EntityType::kLocation:
      return Tag::kLocationFirst;
    case EntityType::kPosition:
      return Tag::kPositionFirst;
    case EntityType::kDate:
      return Tag::kDateFirst;
    case EntityType::kMisc:
      return Tag::kMiscFirst;
    default:
      return Tag::kOutside;
  }
}

// kUnspecified for a tag that opens nothing.
EntityType TypeOfFirst(Tag tag) {
  switch (tag) {
    case Tag::kPersonFirst:
      return EntityType::kPerson;
    case Tag::kOrganizationFirst:
      return EntityType::kOrganization;
    case Tag::kLocationFirst:
      return EntityType::kLocation;
    case Tag::kDateFirst:
      return EntityType::kDate;
    case Tag::kMiscFirst:
      return EntityType::kMisc;
    case Tag::kPositionFirst:
      return EntityType::kPosition;
    default:
      return EntityType::kUnspecified;
  }
}

Tag RestOf(Tag first) { return static_cast<Tag>(static_cast<int>(first) + 1); }

bool IsInner(Tag tag) {
  return tag == Tag::kOrganizationInPosition || tag == Tag::kLocationInPosition;
}
bool IsInPosition(Tag tag) {
  return tag == Tag::kPositionFirst || tag == Tag::kPositionRest || IsInner(tag);
}

void AddInner(absl::Span<const Tag> tags, size_t begin, size_t end, std::vector<Found>* found) {
  for (size_t i = begin; i < end;) {
    size_t after = i + 1;
    while (after < end && tags[after] == tags[i]) ++after;
    if (IsInner(tags[i])) {
      found->push_back({tags[i] == Tag::kOrganizationInPosition ? EntityType::kOrganization
                                                                : EntityType::kLocation,
                        static_cast<uint32_t>(i),
                        static_cast<uint32_t>(after),
                        {}});
    }
    i = after;
  }
}

}  // namespace

bool MayStart(Tag tag) {
  return tag == Tag::kOutside || TypeOfFirst(tag) != EntityType::kUnspecified;
}

bool MayFollow(Tag before, Tag tag) {
  if (MayStart(tag)) return true;
  if (IsInPosition(tag)) return IsInPosition(before);
  return before == tag || RestOf(before) == tag;
}

std::vector<Tag> ToTags(absl::Span<const Found> found, size_t size) {
  std::vector<Tag> tags(size, Tag::kOutside);
  size_t taken = 0;     // tokens before are tagged
  size_t position = 0;  // the end of the POSITION around
  for (const Found& mention : found) {
    if (mention.begin >= taken && mention.end <= size) {
      const Tag first = FirstTag(mention.type);
      tags[mention.begin] = first;
      for (size_t i = mention.begin + 1; i < mention.end; ++i) tags[i] = RestOf(first);
      taken = mention.end;
      position = mention.type == EntityType::kPosition ? mention.end : 0;
      continue;
    }
    const bool organization = mention.type == EntityType::kOrganization;
    const bool nests = organization || mention.type == EntityType::kLocation;
    if (!nests || mention.end > position) continue;
    for (size_t i = mention.begin; i < mention.end; ++i) {
      if (tags[i] != Tag::kPositionRest) continue;
      tags[i] = organization ? Tag::kOrganizationInPosition : Tag::kLocationInPosition;
    }
  }
  return tags;
}

std::vector<Found> FromTags(absl::Span<const Tag> tags) {
  std::vector<Found> found;
  for (size_t i = 0; i < tags.size();) {
    const EntityType type = TypeOfFirst(tags[i]);
    size_t end = i + 1;
    if (type == EntityType::kUnspecified) {
      i = end;
      continue;
    }
    const bool is_position = type == EntityType::kPosition;
    while (end < tags.size() && tags[end] != Tag::kOutside && !MayStart(tags[end]) &&
           (is_position || tags[end] == RestOf(tags[i]))) {
      ++end;
    }
    found.push_back({type, static_cast<uint32_t>(i), static_cast<uint32_t>(end), {}});
    if (is_position) AddInner(tags, i + 1, end, &found);
    i = end;
  }
  return found;
}

}  // namespace khotin::entity::model

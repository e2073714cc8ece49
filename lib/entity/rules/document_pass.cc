#include "entity/rules/document_pass.h"

#include <algorithm>
#include <array>

#include "absl/container/flat_hash_map.h"
#include "entity/rules/abbreviation.h"

namespace khotin::entity::rules {
namespace {

using NameKey = uint64_t;

NameKey KeyOf(const Line& line, size_t begin, size_t end) {
  NameKey key = 0x9e3779b97f4a7c15u;
  for (size_t i = begin; i < end; ++i) key = (key ^ line.terms[i].key) * 0x100000001b3u + 1;
  return key;
}

bool IsName(EntityType type) {
  return type == EntityType::kPerson || type == EntityType::kOrganization ||
         type == EntityType::kLocation || type == EntityType::kMisc;
}

// Names known from evidence in this document, and the parts of its persons' names.
class KnownNames {
 public:
  void Learn(const Line& line, const Found& found) {
    if (!found.evident || !IsName(found.type)) return;
    Vote(KeyOf(line, found.begin, found.end), found.type);
    if (found.type != EntityType::kPerson || found.end - found.begin < 2) return;
    Vote(KeyOf(line, found.end - 1, found.end), EntityType::kPerson);
    if (found.end - found.begin > 2) {
      Vote(KeyOf(line, found.end - 2, found.end), EntityType::kPerson);
    }
  }

  void Vote(NameKey key, EntityType type) { ++votes_[key][static_cast<size_t>(type)]; }

  EntityType TypeOf(NameKey key) const {
    const auto it = votes_.find(key);
    if (it == votes_.end()) return EntityType::kUnspecified;
    const auto best = std::max_element(it->second.begin(), it->second.end());
    return static_cast<EntityType>(best - it->second.begin());
  }

 private:
  absl::flat_hash_map<NameKey, std::array<uint32_t, 7>> votes_;
};

size_t TokenAt(const Line& line, uint32_t offset) {
  const auto it = std::lower_bound(
      line.tokens.begin(), line.tokens.end(), offset,
      [](const text::Token& token, uint32_t begin) { return token.begin < begin; });
  return static_cast<size_t>(it - line.tokens.begin());
}

EntityType TypeInside(const LineResult& result, size_t begin, size_t end) {
  for (const Found& found : result.found) {
    if (IsName(found.type) && found.begin <= begin && found.end >= end) return found.type;
    if (IsName(found.type) && found.begin >= begin && found.end == end) return found.type;
  }
  return EntityType::kOrganization;
}

void LearnDefinitions(const Line& line, const LineResult& result, KnownNames* names) {
  for (const Definition& definition : FindDefinitions(line.norm.text)) {
    const size_t full = TokenAt(line, definition.full_begin);
    const size_t full_end = TokenAt(line, definition.full_end);
    const size_t begin = TokenAt(line, definition.abbreviation_begin);
    const size_t end = TokenAt(line, definition.abbreviation_end);
    if (begin < end) names->Vote(KeyOf(line, begin, end), TypeInside(result, full, full_end));
  }
}

void Resolve(const Line& line, const KnownNames& names, LineResult* result) {
  for (const Unknown& unknown : result->unknown) {
    EntityType type = names.TypeOf(KeyOf(line, unknown.begin, unknown.end));
    if (type == EntityType::kUnspecified) type = unknown.guess;
    if (type == EntityType::kUnspecified) continue;
    result->found.push_back(Found{type, unknown.begin, unknown.end, false, {}});
  }
  result->unknown.clear();
  std::stable_sort(result->found.begin(), result->found.end(), [](const Found& a, const Found& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
}

}  // namespace

void ResolveUnknown(absl::Span<const Line> lines, std::vector<LineResult>* results) {
  KnownNames names;
  for (size_t i = 0; i < lines.size(); ++i) {
    for (const Found& found : (*results)[i].found) names.Learn(lines[i], found);
    LearnDefinitions(lines[i], (*results)[i], &names);
  }
  for (size_t i = 0; i < lines.size(); ++i) Resolve(lines[i], names, &(*results)[i]);
}

}  // namespace khotin::entity::rules

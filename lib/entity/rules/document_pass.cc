#include "entity/rules/document_pass.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

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

// Names known in this document, and the parts of its persons' names.
class KnownNames {
 public:
  void Learn(const Line& line, const Found& found) {
    if (!IsName(found.type)) return;
    Vote(KeyOf(line, found.begin, found.end), found.type);
    if (found.type == EntityType::kLocation) LearnPlace(line, found);
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
  // "thị trấn Velmora" tells what "Velmora" is.
  void LearnPlace(const Line& line, const Found& found) {
    size_t name = found.begin;
    while (name < found.end && !line.Capital(name)) ++name;
    if (name > found.begin && name < found.end) {
      Vote(KeyOf(line, name, found.end), EntityType::kLocation);
    }
  }

  absl::flat_hash_map<NameKey, std::array<uint32_t, 7>> votes_;
};

size_t TokenAt(const Line& line, uint32_t offset) {
  const auto it = std::lower_bound(
      line.tokens.begin(), line.tokens.end(), offset,
      [](const text::Token& token, uint32_t begin) { return token.begin < begin; });
  return static_cast<size_t>(it - line.tokens.begin());
}

// The type of the name that ends where a defined full name does.
EntityType TypeEndingAt(const LineResult& result, size_t end) {
  auto it = std::upper_bound(result.found.begin(), result.found.end(), end,
                             [](size_t token, const Found& found) { return token < found.end; });
  while (it != result.found.begin()) {
    --it;
    if (it->end != end) break;
    if (IsName(it->type)) return it->type;
  }
  return EntityType::kOrganization;
}

// A defined name stands as a whole where it opens like a name and no rule saw all of it.
void AddDefined(const Lexicon& lexicon, const Line& line, size_t begin, size_t end,
                LineResult* result) {
  if (begin + 2 > end || !line.Capital(begin)) return;
  if (MatchAt(lexicon, line, begin, kOrgHead).length == 0) return;
  result->defined.push_back(Found{
      EntityType::kOrganization, static_cast<uint32_t>(begin), static_cast<uint32_t>(end), {}});
}

void LearnDefinitions(const Lexicon& lexicon, const Line& line, LineResult* result,
                      KnownNames* names) {
  for (const Definition& definition : FindDefinitions(line.norm.text)) {
    const size_t full = TokenAt(line, definition.full_begin);
    const size_t full_end = TokenAt(line, definition.full_end);
    const size_t begin = TokenAt(line, definition.abbreviation_begin);
    const size_t end = TokenAt(line, definition.abbreviation_end);
    if (begin >= end) continue;
    AddDefined(lexicon, line, full, full_end, result);
    const bool whole = !result->defined.empty() && result->defined.back().end == full_end;
    const EntityType type = whole ? EntityType::kOrganization : TypeEndingAt(*result, full_end);
    names->Vote(KeyOf(line, begin, end), type);
  }
}

bool Before(const Found& a, const Found& b) {
  return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
}

// Puts the defined names in the place of the pieces of them that rules found. A defined name that
// cuts through another mention, or lies in one, is dropped.
void PlaceDefined(LineResult* result) {
  std::vector<Found> kept;
  size_t next = 0;
  for (const Found& whole : result->defined) {
    while (next < result->found.size() && result->found[next].end <= whole.begin) {
      kept.push_back(std::move(result->found[next++]));
    }
    size_t after = next;
    bool apart = next < result->found.size() && result->found[next].begin < whole.begin;
    while (after < result->found.size() && result->found[after].begin < whole.end) {
      apart = apart || result->found[after].end > whole.end;
      ++after;
    }
    if (apart) continue;
    kept.push_back(whole);
    next = after;
  }
  std::move(result->found.begin() + static_cast<std::ptrdiff_t>(next), result->found.end(),
            std::back_inserter(kept));
  result->found = std::move(kept);
  result->defined.clear();
}

void Resolve(const Line& line, const KnownNames& names, LineResult* result) {
  for (const Unknown& unknown : result->unknown) {
    const EntityType type = names.TypeOf(KeyOf(line, unknown.begin, unknown.end));
    if (type == EntityType::kUnspecified) continue;
    result->found.push_back(Found{type, unknown.begin, unknown.end, {}});
  }
  result->unknown.clear();
  std::stable_sort(result->found.begin(), result->found.end(), Before);
  PlaceDefined(result);
}

}  // namespace

void ResolveUnknown(const Lexicon& lexicon, absl::Span<const Line> lines,
                    std::vector<LineResult>* results) {
  KnownNames names;
  for (size_t i = 0; i < lines.size(); ++i) {
    for (const Found& found : (*results)[i].found) names.Learn(lines[i], found);
    LearnDefinitions(lexicon, lines[i], &(*results)[i], &names);
  }
  for (size_t i = 0; i < lines.size(); ++i) Resolve(lines[i], names, &(*results)[i]);
}

}  // namespace khotin::entity::rules

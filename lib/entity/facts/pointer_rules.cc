#include "entity/facts/pointer_rules.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "entity/facts/phrases.h"

namespace khotin::entity::facts {
namespace {

constexpr uint32_t kSentencesBack = 2;
constexpr size_t kMaxSeen = 64;
constexpr size_t kMaxHolders = 8;
constexpr size_t kMaxHeadWords = 3;
constexpr size_t kMaxTitleWords = 8;

// The first `words` words of a key that go on; empty when the key has no more than those.
absl::string_view Head(absl::string_view key, size_t words) {
  size_t end = 0;
  for (; words > 0; --words) {
    end = key.find(' ', end == 0 ? 0 : end + 1);
    if (end == absl::string_view::npos) return "";
  }
  return key.substr(0, end);
}

}  // namespace

RecentPersons::RecentPersons(absl::Span<const Page> pages,
                             absl::Span<const DocumentEntity> entities)
    : genders_(entities.size(), Gender::kUnknown) {
  for (size_t i = 0; i < entities.size(); ++i) {
    if (absl::StrContains(entities[i].key, " thị ")) genders_[i] = Gender::kFemale;
    if (absl::StrContains(entities[i].key, " văn ")) genders_[i] = Gender::kMale;
  }
  for (const Page& page : pages) {
    for (const Mark& mark : page.marks) {
      if (mark.type != EntityType::kPerson || mark.entity == kNone) continue;
      if (page.MarkBefore(mark.begin) != nullptr) continue;  // "Anh" may be the country
      Gender& gender = genders_[static_cast<size_t>(mark.entity)];
      if (MalePronouns().Before(page.line, mark.begin) > 0) gender = Gender::kMale;
      if (FemalePronouns().Before(page.line, mark.begin) > 0) gender = Gender::kFemale;
    }
  }
}

void RecentPersons::Saw(int32_t person) {
  while (!seen_.empty() && seen_.front().first + kSentencesBack < sentence_) seen_.pop_front();
  if (seen_.size() == kMaxSeen) seen_.pop_front();
  seen_.emplace_back(sentence_, person);
}

bool RecentPersons::Fits(int32_t person, Gender gender) const {
  const Gender known = genders_[static_cast<size_t>(person)];
  return known == Gender::kUnknown || known == gender;
}

int32_t RecentPersons::Clear(Gender gender) const {
  int32_t clear = kNone;
  uint32_t sentence = 0;
  for (auto it = seen_.rbegin(); it != seen_.rend(); ++it) {
    if (it->first + kSentencesBack < sentence_) break;
    if (!Fits(it->second, gender)) continue;
    if (clear == kNone) {
      clear = it->second;
      sentence = it->first;
    }
    if (it->first != sentence) break;
    if (it->second != clear) return kNone;
  }
  return clear;
}

int32_t RecentPersons::Last(absl::Span<const uint32_t> persons) const {
  for (auto it = seen_.rbegin(); it != seen_.rend(); ++it) {
    if (it->first + kSentencesBack < sentence_) break;
    if (std::find(persons.begin(), persons.end(), static_cast<uint32_t>(it->second)) !=
        persons.end()) {
      return it->second;
    }
  }
  return kNone;
}

void RecentBodies::Saw(int32_t entity) {
  while (!seen_.empty() && seen_.front().first + kSentencesBack < sentence_) seen_.pop_front();
  if (seen_.size() == kMaxSeen) seen_.pop_front();
  seen_.emplace_back(sentence_, entity);
}

std::vector<int32_t> RecentBodies::Counted(absl::string_view head, size_t count) const {
  const std::string opening = absl::StrCat(head, " ");
  std::vector<int32_t> bodies;
  for (auto it = seen_.rbegin(); it != seen_.rend(); ++it) {
    if (it->first + kSentencesBack < sentence_) break;
    if (it->first != sentence_ && bodies.size() == count) break;
    if (!absl::StartsWith(entities_[static_cast<size_t>(it->second)].key, opening)) continue;
    if (std::find(bodies.begin(), bodies.end(), it->second) == bodies.end()) {
      bodies.push_back(it->second);
    }
  }
  if (bodies.size() != count) bodies.clear();
  std::sort(bodies.begin(), bodies.end());
  return bodies;
}

OfficeIndex::OfficeIndex(absl::Span<const OfficeFact> facts) {
  for (const OfficeFact& fact : facts) {
    const Row row{fact.person, fact.of.has_value() ? static_cast<int32_t>(*fact.of) : kNone,
                  fact.tenure};
    const absl::string_view key = fact.position_key;
    size_t end = key.find(' ');
    for (size_t words = 0; words < kMaxTitleWords; ++words, end = key.find(' ', end + 1)) {
      std::vector<Row>& rows = rows_[std::string(key.substr(0, end))];
      if (rows.size() < kMaxHolders) rows.push_back(row);
      if (end == absl::string_view::npos) break;
    }
  }
}

template <typename Agrees>
std::vector<uint32_t> OfficeIndex::Select(const Title& title, const Agrees& agrees) const {
  std::vector<uint32_t> persons;
  const auto found = rows_.find(title.key);
  if (found == rows_.end()) return persons;
  for (const Row& row : found->second) {
    if (row.tenure != title.tenure || !agrees(row)) continue;
    if (std::find(persons.begin(), persons.end(), row.person) == persons.end()) {
      persons.push_back(row.person);
    }
  }
  return persons;
}

std::vector<uint32_t> OfficeIndex::Holders(const Title& title) const {
  return Select(title, [&](const Row& row) { return title.of == kNone || row.of == title.of; });
}

std::vector<uint32_t> OfficeIndex::BareHolders(const Title& title) const {
  return Select(title, [](const Row& row) { return row.of == kNone; });
}

HeadIndex::HeadIndex(absl::Span<const DocumentEntity> entities) {
  for (size_t i = 0; i < entities.size(); ++i) {
    if (entities[i].type == EntityType::kPerson) continue;
    for (size_t words = 1; words <= kMaxHeadWords; ++words) {
      const absl::string_view head = Head(entities[i].key, words);
      if (head.empty()) break;
      const auto [it, fresh] = entities_.emplace(std::string(head), static_cast<int32_t>(i));
      if (!fresh) it->second = kNone;
    }
  }
}

int32_t HeadIndex::Only(absl::string_view head) const {
  const auto found = entities_.find(head);
  return found == entities_.end() ? kNone : found->second;
}

}  // namespace khotin::entity::facts

// What a title, a pronoun or the head of a name means, in the order of the text.
#ifndef KHOTIN_ENTITY_FACTS_POINTER_RULES_H_
#define KHOTIN_ENTITY_FACTS_POINTER_RULES_H_

#include <cstdint>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "entity/facts/offices.h"
#include "entity/facts/page.h"

namespace khotin::entity::facts {

// The persons that the sentences at hand name.
class RecentPersons {
 public:
  enum class Gender : uint8_t { kUnknown, kMale, kFemale };

  explicit RecentPersons(absl::Span<const Page> pages, absl::Span<const DocumentEntity> entities);

  void Sentence() { ++sentence_; }
  void Saw(int32_t person);
  // The one person of fitting gender that this sentence names or, when it names none, the nearest
  // of the two before; kNone when there are several.
  int32_t Clear(Gender gender) const;
  // The last named of `persons` that those sentences name; kNone when none is.
  int32_t Last(absl::Span<const uint32_t> persons) const;

 private:
  bool Fits(int32_t person, Gender gender) const;

  std::vector<Gender> genders_;
  std::deque<std::pair<uint32_t, int32_t>> seen_;  // sentence, person
  uint32_t sentence_ = 0;
};

// The bodies that the sentences at hand name.
class RecentBodies {
 public:
  explicit RecentBodies(absl::Span<const DocumentEntity> entities) : entities_(entities) {}

  void Sentence() { ++sentence_; }
  void Saw(int32_t entity);
  // Those of this sentence, or with the ones of the two before it, whose names go on after `head`,
  // an exact phrase key; none unless they are just `count`.
  std::vector<int32_t> Counted(absl::string_view head, size_t count) const;

 private:
  const absl::Span<const DocumentEntity> entities_;
  std::deque<std::pair<uint32_t, int32_t>> seen_;  // sentence, entity
  uint32_t sentence_ = 0;
};

// Persons by the beginnings of their offices' keys.
class OfficeIndex {
 public:
  explicit OfficeIndex(absl::Span<const OfficeFact> facts);

  // Those who hold the office, of the body when the title tells it; at most a few.
  std::vector<uint32_t> Holders(const Title& title) const;
  // Those who hold the office without a body being told of it.
  std::vector<uint32_t> BareHolders(const Title& title) const;

 private:
  struct Row {
    uint32_t person;
    int32_t of;
    Tenure tenure;
  };

  template <typename Agrees>
  std::vector<uint32_t> Select(const Title& title, const Agrees& agrees) const;

  absl::flat_hash_map<std::string, std::vector<Row>> rows_;
};

// Bodies and events by the first words of their names.
class HeadIndex {
 public:
  explicit HeadIndex(absl::Span<const DocumentEntity> entities);

  // The only entity whose name goes on after `head`, an exact phrase key; kNone for none and many.
  int32_t Only(absl::string_view head) const;

 private:
  absl::flat_hash_map<std::string, int32_t> entities_;  // kNone: several
};

}  // namespace khotin::entity::facts

#endif  // KHOTIN_ENTITY_FACTS_POINTER_RULES_H_

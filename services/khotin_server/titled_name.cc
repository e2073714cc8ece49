#include "titled_name.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "base/status.h"
#include "entity/linker.h"
#include "index/term.h"
#include "store/fact_records.h"
#include "text/syllable.h"

namespace khotin::server {
namespace {

using Words = std::vector<std::string>;

// Longer ones are no name behind a title.
constexpr size_t kMaxWords = 24;

// Folded.
constexpr absl::string_view kFormsOfAddress[] = {"anh", "ba",  "bac",  "be",    "cau", "chau",
                                                 "chi", "chu", "co",   "cu",    "di",  "em",
                                                 "mr",  "mrs", "ngai", "nguoi", "ong", "thay"};

absl::StatusOr<bool> IsIndexed(const store::View& view, const std::string& label) {
  const std::string term = index::MakeValueTerm(index::ValueField::kOffice, index::ValueKey(label));
  for (const index::SegmentView& segment : view.index().segments) {
    KHOTIN_ASSIGN_OR_RETURN(const uint32_t documents, segment.segment->DocumentFrequency(term));
    if (documents > 0) return true;
  }
  return false;
}

std::string Join(const Words& words, size_t begin, size_t end) {
  return absl::StrJoin(words.begin() + static_cast<ptrdiff_t>(begin),
                       words.begin() + static_cast<ptrdiff_t>(end), " ");
}

// The longest position that the first `end` words begin with; empty for none.
absl::StatusOr<std::string> LeadingPosition(const store::View& view, const Words& words,
                                            size_t end) {
  for (size_t length = end; length > 0; --length) {
    const std::string position = Join(words, 0, length);
    KHOTIN_ASSIGN_OR_RETURN(const bool known, IsIndexed(view, store::PositionLabel(position)));
    if (known) return position;
  }
  return std::string();
}

bool IsFormOfAddress(absl::string_view word) {
  return std::find(std::begin(kFormsOfAddress), std::end(kFormsOfAddress), word) !=
         std::end(kFormsOfAddress);
}

absl::StatusOr<std::vector<store::EntityHit>> PersonsNamed(const store::View& view,
                                                           const std::string& name, int limit) {
  absl::StatusOr<std::vector<store::EntityHit>> hits = view.FindNamedEntities(name, limit);
  if (absl::IsInvalidArgument(hits.status())) return std::vector<store::EntityHit>();
  KHOTIN_RETURN_IF_ERROR(hits.status());
  std::vector<store::EntityHit> persons;
  for (store::EntityHit& hit : *hits) {
    if (hit.entity.record.type() != static_cast<int>(entity::EntityType::kPerson)) continue;
    hit.match = store::NameMatch::kTitled;
    persons.push_back(std::move(hit));
  }
  return persons;
}

// Stable: puts those first that hold the office.
absl::Status PreferHolders(const store::View& view, const std::string& position,
                           std::vector<store::EntityHit>* persons) {
  std::vector<store::EntityHit> holders;
  std::vector<store::EntityHit> others;
  for (store::EntityHit& person : *persons) {
    KHOTIN_ASSIGN_OR_RETURN(
        const bool holds, IsIndexed(view, store::PersonPositionLabel(person.entity.id, position)));
    (holds ? holders : others).push_back(std::move(person));
  }
  *persons = std::move(holders);
  std::move(others.begin(), others.end(), std::back_inserter(*persons));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<store::EntityHit>> FindTitledPersons(const store::View& view,
                                                                absl::string_view query,
                                                                int limit) {
  const Words words = absl::StrSplit(query, absl::ByAnyChar(" \t\n"), absl::SkipEmpty());
  if (words.size() < 2 || words.size() > kMaxWords) return std::vector<store::EntityHit>();
  const bool is_addressed = IsFormOfAddress(text::FoldedPhraseKey(words[0]));
  KHOTIN_ASSIGN_OR_RETURN(const std::string position,
                          LeadingPosition(view, words, words.size() - 1));
  if (!is_addressed && position.empty()) return std::vector<store::EntityHit>();
  for (size_t begin = 1; begin < words.size(); ++begin) {
    KHOTIN_ASSIGN_OR_RETURN(std::vector<store::EntityHit> persons,
                            PersonsNamed(view, Join(words, begin, words.size()), limit));
    if (persons.empty()) continue;
    if (!position.empty()) KHOTIN_RETURN_IF_ERROR(PreferHolders(view, position, &persons));
    return persons;
  }
  return std::vector<store::EntityHit>();
}

}  // namespace khotin::server

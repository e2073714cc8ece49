#include "index/inversion.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "index/document_terms.h"

namespace khotin::index {
namespace {

size_t LongestField(const UnitTable& units) {
  size_t longest = 0;
  for (size_t field = 0; field < kFieldCount; ++field) {
    longest = std::max(longest, units.TextSize(field));
  }
  return longest;
}

// The occurrences at the front of `rest` that are alike in a member, taken off it.
absl::Span<const Occurrence> TakeAlike(uint32_t Occurrence::*member,
                                       absl::Span<const Occurrence>* rest) {
  const uint32_t wanted = rest->front().*member;
  size_t count = 1;
  while (count < rest->size() && (*rest)[count].*member == wanted) ++count;
  const auto taken = rest->subspan(0, count);
  rest->remove_prefix(count);
  return taken;
}

}  // namespace

Inversion::Inversion(const UnitTable* units, OccurrenceList* memory, SegmentBuilder* builder)
    : units_(*units), builder_(*builder), occurrences_(*memory) {
  occurrences_.Reset(LongestField(units_));
}

// As MakeTerm, into the memory of the term before.
void Inversion::SetTerm(TermKind kind, size_t field, absl::string_view key) {
  term_ = {static_cast<char>(kind), static_cast<char>('0' + field)};
  term_.append(key.data(), key.size());
}

// Terms are exact ranks, values frequencies.
void Inversion::CollectExact(size_t field) {
  occurrences_.Clear();
  // Of each exact term: the document it was last seen in, and its occurrence there.
  struct Seen {
    uint32_t doc = UnitTable::kNone;
    uint32_t place = 0;
  };
  std::vector<Seen> seen(units_.by_exact().size());
  for (uint32_t doc = 0; doc < units_.documents(); ++doc) {
    for (const uint32_t unit : units_.Text(field, doc)) {
      const uint32_t rank = unit == kPassageBreak ? UnitTable::kNone : units_.exact_rank(unit);
      if (rank == UnitTable::kNone) continue;
      Seen& last = seen[rank];
      if (last.doc != doc) {
        last = {doc, static_cast<uint32_t>(occurrences_.size())};
        occurrences_.Add({rank, 0, doc, 0});
      }
      ++occurrences_[last.place].value;
    }
  }
}

absl::Status Inversion::WriteExact() {
  for (size_t field = 0; field < kFieldCount; ++field) {
    CollectExact(field);
    occurrences_.Sort(&Occurrence::term, static_cast<uint32_t>(units_.by_exact().size()));
    for (auto rest = occurrences_.items(); !rest.empty();) {
      const auto here = TakeAlike(&Occurrence::term, &rest);
      SetTerm(TermKind::kExact, field, units_.exact_key(units_.by_exact()[here[0].term]));
      builder_.StartTerm(term_, {});
      for (const Occurrence& occurrence : here) {
        KHOTIN_RETURN_IF_ERROR(builder_.AddPosting(occurrence.doc, occurrence.value, {}, {}));
      }
      KHOTIN_RETURN_IF_ERROR(builder_.FinishTerm());
    }
  }
  return absl::OkStatus();
}

// Terms are folded keys, details units, values positions.
void Inversion::CollectFolded(size_t field) {
  occurrences_.Clear();
  for (uint32_t doc = 0; doc < units_.documents(); ++doc) {
    const auto add = [&](uint32_t position, uint32_t unit) {
      occurrences_.Add({units_.folded(unit), unit, doc, position});
    };
    ForEachUnit(units_.Text(field, doc), add, [] {});
  }
}

absl::Status Inversion::WriteFolded() {
  code_of_.resize(units_.size());
  for (size_t field = 0; field < kFieldCount; ++field) {
    CollectFolded(field);
    occurrences_.Sort(&Occurrence::term, static_cast<uint32_t>(units_.folded_size()));
    for (auto rest = occurrences_.items(); !rest.empty();) {
      const auto here = TakeAlike(&Occurrence::term, &rest);
      StartFolded(field, here[0].term);
      KHOTIN_RETURN_IF_ERROR(AddWithPositions(here));
    }
  }
  return absl::OkStatus();
}

void Inversion::StartFolded(size_t field, uint32_t folded) {
  const absl::Span<const uint32_t> members = units_.WithDiacritics(folded);
  spellings_.clear();
  for (const uint32_t unit : members) spellings_.push_back(units_.exact_key(unit));
  SetTerm(TermKind::kFolded, field, units_.folded_key(folded));
  const std::vector<uint32_t> codes = builder_.StartTerm(term_, spellings_);
  for (size_t i = 0; i < members.size(); ++i) code_of_[members[i]] = codes[i];
}

absl::Status Inversion::AddWithPositions(absl::Span<const Occurrence> of_term) {
  while (!of_term.empty()) {
    const auto here = TakeAlike(&Occurrence::doc, &of_term);
    positions_.clear();
    codes_.clear();
    for (const Occurrence& occurrence : here) {
      positions_.push_back(occurrence.value);
      codes_.push_back(code_of_[occurrence.detail]);
    }
    KHOTIN_RETURN_IF_ERROR(builder_.AddPosting(
        here[0].doc, static_cast<uint32_t>(positions_.size()), positions_, codes_));
  }
  return builder_.FinishTerm();
}

// Terms are the first keys, details the second ones.
void Inversion::CollectPairs(size_t field) {
  occurrences_.Clear();
  for (uint32_t doc = 0; doc < units_.documents(); ++doc) {
    uint32_t before = UnitTable::kNone;
    for (const uint32_t unit : units_.Text(field, doc)) {
      if (unit == kPassageBreak) {
        before = UnitTable::kNone;
        continue;
      }
      const uint32_t folded = units_.folded(unit);
      if (before != UnitTable::kNone) occurrences_.Add({before, folded, doc, 0});
      before = folded;
    }
  }
}

// A space sorts before every character of a key, so pairs sort as the numbers of their keys do.
absl::Status Inversion::WritePairs() {
  const auto keys = static_cast<uint32_t>(units_.folded_size());
  for (size_t field = 0; field < kFieldCount; ++field) {
    CollectPairs(field);
    occurrences_.Sort(&Occurrence::detail, keys);
    occurrences_.Sort(&Occurrence::term, keys);
    for (auto rest = occurrences_.items(); !rest.empty();) {
      auto of_first = TakeAlike(&Occurrence::term, &rest);
      while (!of_first.empty()) {
        const auto here = TakeAlike(&Occurrence::detail, &of_first);
        SetTerm(TermKind::kPair, field, units_.folded_key(here[0].term));
        absl::StrAppend(&term_, " ", units_.folded_key(here[0].detail));  // as PairKey
        builder_.StartTerm(term_, {});
        KHOTIN_RETURN_IF_ERROR(AddCounted(here));
      }
    }
  }
  return absl::OkStatus();
}

absl::Status Inversion::AddCounted(absl::Span<const Occurrence> of_term) {
  while (!of_term.empty()) {
    const auto here = TakeAlike(&Occurrence::doc, &of_term);
    KHOTIN_RETURN_IF_ERROR(
        builder_.AddPosting(here[0].doc, static_cast<uint32_t>(here.size()), {}, {}));
  }
  return builder_.FinishTerm();
}

}  // namespace khotin::index

#include "index/inversion.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "index/document_terms.h"

namespace khotin::index {
namespace {

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

Inversion::Inversion(const UnitTable* units, size_t sorted_at_once, OccurrenceList* memory,
                     SegmentBuilder* builder)
    : units_(*units), sorted_at_once_(sorted_at_once), builder_(*builder), occurrences_(*memory) {
  for (size_t field = 0; field < kFieldCount; ++field) folded_ranges_[field] = FoldedRanges(field);
}

std::vector<Inversion::Range> Inversion::RangesOf(const std::vector<size_t>& counts) {
  std::vector<Range> ranges;
  size_t here = 0;
  for (uint32_t term = 0; term < counts.size(); ++term) {
    if (ranges.empty() || here + counts[term] > sorted_at_once_) {
      ranges.push_back({term, term});
      here = 0;
    }
    ranges.back().end = term + 1;
    here += counts[term];
    room_ = std::max(room_, here);
  }
  return ranges;
}

std::vector<Inversion::Range> Inversion::ExactRanges(size_t field) {
  std::vector<size_t> counts(units_.by_exact().size());
  std::vector<uint32_t> last_docs(counts.size(), UnitTable::kNone);
  for (uint32_t doc = 0; doc < units_.documents(); ++doc) {
    for (const uint32_t unit : units_.Text(field, doc)) {
      const uint32_t rank = unit == kPassageBreak ? UnitTable::kNone : units_.exact_rank(unit);
      if (rank == UnitTable::kNone || last_docs[rank] == doc) continue;
      last_docs[rank] = doc;
      ++counts[rank];
    }
  }
  return RangesOf(counts);
}

std::vector<Inversion::Range> Inversion::FoldedRanges(size_t field) {
  std::vector<size_t> counts(units_.folded_size());
  for (uint32_t doc = 0; doc < units_.documents(); ++doc) {
    for (const uint32_t unit : units_.Text(field, doc)) {
      if (unit != kPassageBreak) ++counts[units_.folded(unit)];
    }
  }
  return RangesOf(counts);
}

Inversion::Range Inversion::UnitsOf(Range folded) const {
  return {units_.first_unit(folded.begin), units_.first_unit(folded.end)};
}

// As MakeTerm, into the memory of the term before.
void Inversion::SetTerm(TermKind kind, size_t field, absl::string_view key) {
  term_ = {static_cast<char>(kind), static_cast<char>('0' + field)};
  term_.append(key.data(), key.size());
}

// Terms are exact ranks, values frequencies.
void Inversion::CollectExact(size_t field, Range range) {
  occurrences_.Reset(room_);
  // Of each exact term: the document it was last seen in, and its occurrence there.
  struct Seen {
    uint32_t doc = UnitTable::kNone;
    uint32_t place = 0;
  };
  std::vector<Seen> seen(range.end - range.begin);
  for (uint32_t doc = 0; doc < units_.documents(); ++doc) {
    for (const uint32_t unit : units_.Text(field, doc)) {
      const uint32_t rank = unit == kPassageBreak ? UnitTable::kNone : units_.exact_rank(unit);
      if (!range.Contains(rank)) continue;
      Seen& last = seen[rank - range.begin];
      if (last.doc != doc) {
        last = {doc, static_cast<uint32_t>(occurrences_.size())};
        occurrences_.Add({rank, 0, doc, 0});
      }
      ++occurrences_[last.place].value;
    }
  }
}

absl::Status Inversion::WriteExact() {
  const size_t terms = units_.by_exact().size();
  for (size_t field = 0; field < kFieldCount; ++field) {
    for (const Range range : ExactRanges(field)) {
      CollectExact(field, range);
      occurrences_.Sort(&Occurrence::term, static_cast<uint32_t>(terms));
      for (auto rest = occurrences_.items(); !rest.empty();) {
        KHOTIN_RETURN_IF_ERROR(WriteExactTerm(field, TakeAlike(&Occurrence::term, &rest)));
      }
    }
  }
  return absl::OkStatus();
}

absl::Status Inversion::WriteExactTerm(size_t field, absl::Span<const Occurrence> of_term) {
  SetTerm(TermKind::kExact, field, units_.exact_key(units_.by_exact()[of_term[0].term]));
  builder_.StartTerm(term_, {});
  for (const Occurrence& occurrence : of_term) {
    KHOTIN_RETURN_IF_ERROR(builder_.AddPosting(occurrence.doc, occurrence.value, {}, {}));
  }
  return builder_.FinishTerm();
}

// Terms are folded keys, details units, values positions.
void Inversion::CollectFolded(size_t field, Range range) {
  occurrences_.Reset(room_);
  const Range units = UnitsOf(range);
  for (uint32_t doc = 0; doc < units_.documents(); ++doc) {
    const auto add = [&](uint32_t position, uint32_t unit) {
      if (units.Contains(unit)) occurrences_.Add({units_.folded(unit), unit, doc, position});
    };
    ForEachUnit(units_.Text(field, doc), add, [] {});
  }
}

absl::Status Inversion::WriteFolded() {
  code_of_.resize(units_.size());
  for (size_t field = 0; field < kFieldCount; ++field) {
    for (const Range range : folded_ranges_[field]) {
      CollectFolded(field, range);
      occurrences_.Sort(&Occurrence::term, static_cast<uint32_t>(units_.folded_size()));
      for (auto rest = occurrences_.items(); !rest.empty();) {
        const auto here = TakeAlike(&Occurrence::term, &rest);
        StartFolded(field, here[0].term);
        KHOTIN_RETURN_IF_ERROR(AddWithPositions(here));
      }
    }
  }
  return absl::OkStatus();
}

void Inversion::StartFolded(size_t field, uint32_t folded) {
  std::vector<uint32_t> spelled;
  spellings_.clear();
  for (uint32_t unit = units_.first_unit(folded); unit < units_.first_unit(folded + 1); ++unit) {
    if (units_.exact_rank(unit) == UnitTable::kNone) continue;
    spelled.push_back(unit);
    spellings_.push_back(units_.exact_key(unit));
  }
  SetTerm(TermKind::kFolded, field, units_.folded_key(folded));
  const std::vector<uint32_t> codes = builder_.StartTerm(term_, spellings_);
  for (size_t i = 0; i < spelled.size(); ++i) code_of_[spelled[i]] = codes[i];
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
void Inversion::CollectPairs(size_t field, Range range) {
  occurrences_.Reset(room_);
  const Range units = UnitsOf(range);
  for (uint32_t doc = 0; doc < units_.documents(); ++doc) {
    uint32_t before = kPassageBreak;
    for (const uint32_t unit : units_.Text(field, doc)) {
      if (units.Contains(before) && unit != kPassageBreak) {
        occurrences_.Add({units_.folded(before), units_.folded(unit), doc, 0});
      }
      before = unit;
    }
  }
}

absl::Status Inversion::WritePairs() {
  const auto keys = static_cast<uint32_t>(units_.folded_size());
  for (size_t field = 0; field < kFieldCount; ++field) {
    for (const Range range : folded_ranges_[field]) {
      CollectPairs(field, range);
      occurrences_.Sort(&Occurrence::detail, keys);
      occurrences_.Sort(&Occurrence::term, keys);
      for (auto rest = occurrences_.items(); !rest.empty();) {
        KHOTIN_RETURN_IF_ERROR(WritePairsOf(field, TakeAlike(&Occurrence::term, &rest)));
      }
    }
  }
  return absl::OkStatus();
}

// A space sorts before every character of a key, so pairs sort as the numbers of their keys do.
absl::Status Inversion::WritePairsOf(size_t field, absl::Span<const Occurrence> of_first) {
  while (!of_first.empty()) {
    const auto here = TakeAlike(&Occurrence::detail, &of_first);
    SetTerm(TermKind::kPair, field, units_.folded_key(here[0].term));
    absl::StrAppend(&term_, " ", units_.folded_key(here[0].detail));  // as PairKey
    builder_.StartTerm(term_, {});
    KHOTIN_RETURN_IF_ERROR(AddCounted(here));
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

#include "index/inversion.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "index/document_terms.h"

namespace khotin::index {

Inversion::Inversion(const UnitTable* units, size_t sorted_at_once, ScratchMemory* memory,
                     SegmentBuilder* builder)
    : units_(*units), sorted_at_once_(sorted_at_once), builder_(*builder), memory_(*memory) {
  for (size_t field = 0; field < kFieldCount; ++field) folded_counts_[field] = CountFolded(field);
}

std::vector<Inversion::Range> Inversion::RangesOf(absl::Span<const uint32_t> counts) const {
  std::vector<Range> ranges;
  size_t here = 0;
  for (uint32_t term = 0; term < counts.size(); ++term) {
    if (ranges.empty() || here + counts[term] > sorted_at_once_) {
      ranges.push_back({term, term});
      here = 0;
    }
    ranges.back().end = term + 1;
    here += counts[term];
  }
  return ranges;
}

std::vector<uint32_t> Inversion::CountExact(size_t field) const {
  std::vector<uint32_t> counts(units_.by_exact().size());
  for (uint32_t doc = 0; doc < units_.documents(); ++doc) {
    for (const auto& exact : units_.ExactCounts(field, doc)) ++counts[exact.rank];
  }
  return counts;
}

std::vector<uint32_t> Inversion::CountFolded(size_t field) const {
  std::vector<uint32_t> counts(units_.folded_size());
  for (uint32_t doc = 0; doc < units_.documents(); ++doc) {
    for (const uint32_t unit : units_.Text(field, doc)) {
      if (unit != kPassageBreak) ++counts[units_.folded(unit)];
    }
  }
  return counts;
}

Inversion::Range Inversion::UnitsOf(Range folded) const {
  return {units_.first_unit(folded.begin), units_.first_unit(folded.end)};
}

// As MakeTerm, into the memory of the term before.
void Inversion::SetTerm(TermKind kind, size_t field, absl::string_view key) {
  term_ = {static_cast<char>(kind), static_cast<char>('0' + field)};
  term_.append(key.data(), key.size());
}

OccurrenceBuckets<Inversion::Counted> Inversion::CollectExact(size_t field, Range range,
                                                              absl::Span<const uint32_t> counts) {
  OccurrenceBuckets<Counted> buckets(range.Of(counts), &memory_);
  for (uint32_t doc = 0; doc < units_.documents(); ++doc) {
    for (const auto& exact : units_.ExactCounts(field, doc)) {
      if (range.Contains(exact.rank)) buckets.Add(exact.rank - range.begin, {doc, exact.count});
    }
  }
  return buckets;
}

absl::Status Inversion::WriteExact() {
  for (size_t field = 0; field < kFieldCount; ++field) {
    const std::vector<uint32_t> counts = CountExact(field);
    for (const Range range : RangesOf(counts)) {
      auto terms = CollectExact(field, range, counts);
      for (uint32_t i = 0; i < terms.size(); ++i) {
        KHOTIN_RETURN_IF_ERROR(WriteExactTerm(field, range.begin + i, terms[i]));
      }
    }
  }
  return absl::OkStatus();
}

absl::Status Inversion::WriteExactTerm(size_t field, uint32_t rank,
                                       absl::Span<const Counted> of_term) {
  if (of_term.empty()) return absl::OkStatus();
  SetTerm(TermKind::kExact, field, units_.exact_key(units_.by_exact()[rank]));
  builder_.StartTerm(term_, {});
  for (const Counted& counted : of_term) {
    KHOTIN_RETURN_IF_ERROR(builder_.AddPosting(counted.doc, counted.count, {}, {}));
  }
  return builder_.FinishTerm();
}

OccurrenceBuckets<Inversion::Placed> Inversion::CollectFolded(size_t field, Range range) {
  OccurrenceBuckets<Placed> buckets(range.Of(folded_counts_[field]), &memory_);
  const Range units = UnitsOf(range);
  for (uint32_t doc = 0; doc < units_.documents(); ++doc) {
    const auto add = [&](uint32_t position, uint32_t unit) {
      if (!units.Contains(unit)) return;
      buckets.Add(units_.folded(unit) - range.begin, {doc, position, unit});
    };
    ForEachUnit(units_.Text(field, doc), add, [] {});
  }
  return buckets;
}

absl::Status Inversion::WriteFolded() {
  code_of_.resize(units_.size());
  for (size_t field = 0; field < kFieldCount; ++field) {
    for (const Range range : RangesOf(folded_counts_[field])) {
      auto terms = CollectFolded(field, range);
      for (uint32_t i = 0; i < terms.size(); ++i) {
        KHOTIN_RETURN_IF_ERROR(WriteFoldedTerm(field, range.begin + i, terms[i]));
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

absl::Status Inversion::WriteFoldedTerm(size_t field, uint32_t folded,
                                        absl::Span<const Placed> of_term) {
  if (of_term.empty()) return absl::OkStatus();
  StartFolded(field, folded);
  for (size_t i = 0; i < of_term.size();) {
    const uint32_t doc = of_term[i].doc;
    positions_.clear();
    codes_.clear();
    for (; i < of_term.size() && of_term[i].doc == doc; ++i) {
      positions_.push_back(of_term[i].position);
      codes_.push_back(code_of_[of_term[i].unit]);
    }
    const auto frequency = static_cast<uint32_t>(positions_.size());
    KHOTIN_RETURN_IF_ERROR(builder_.AddPosting(doc, frequency, positions_, codes_));
  }
  return builder_.FinishTerm();
}

OccurrenceBuckets<Inversion::Follower> Inversion::CollectPairs(size_t field, Range range) {
  OccurrenceBuckets<Follower> buckets(range.Of(folded_counts_[field]), &memory_);
  const Range units = UnitsOf(range);
  for (uint32_t doc = 0; doc < units_.documents(); ++doc) {
    uint32_t before = kPassageBreak;
    for (const uint32_t unit : units_.Text(field, doc)) {
      if (units.Contains(before) && unit != kPassageBreak) {
        buckets.Add(units_.folded(before) - range.begin, Follower{units_.folded(unit)} << 32 | doc);
      }
      before = unit;
    }
  }
  return buckets;
}

absl::Status Inversion::WritePairs() {
  for (size_t field = 0; field < kFieldCount; ++field) {
    for (const Range range : RangesOf(folded_counts_[field])) {
      auto firsts = CollectPairs(field, range);
      for (uint32_t i = 0; i < firsts.size(); ++i) {
        KHOTIN_RETURN_IF_ERROR(WritePairsOf(field, range.begin + i, firsts[i]));
      }
    }
  }
  return absl::OkStatus();
}

// A space sorts before every character of a key, so pairs sort as the numbers of their keys do.
absl::Status Inversion::WritePairsOf(size_t field, uint32_t first, absl::Span<Follower> of_first) {
  if (of_first.empty()) return absl::OkStatus();
  SortByUpperHalf(static_cast<uint32_t>(units_.folded_size()), of_first, &followers_);
  SetTerm(TermKind::kPair, field, units_.folded_key(first));
  term_ += ' ';  // as PairKey
  const size_t prefix = term_.size();
  for (size_t i = 0; i < of_first.size();) {
    const auto second = static_cast<uint32_t>(of_first[i] >> 32);
    term_.resize(prefix);
    absl::StrAppend(&term_, units_.folded_key(second));
    builder_.StartTerm(term_, {});
    while (i < of_first.size() && of_first[i] >> 32 == second) {
      const Follower here = of_first[i];
      const size_t begin = i;
      while (i < of_first.size() && of_first[i] == here) ++i;
      KHOTIN_RETURN_IF_ERROR(builder_.AddPosting(static_cast<uint32_t>(here),
                                                 static_cast<uint32_t>(i - begin), {}, {}));
    }
    KHOTIN_RETURN_IF_ERROR(builder_.FinishTerm());
  }
  return absl::OkStatus();
}

}  // namespace khotin::index

#include "entity/rules/own_names.h"

#include <algorithm>
#include <utility>

#include "text/syllable.h"

namespace khotin::entity::rules {
namespace {

bool Holds(const Found& outer, const Found& inner) {
  return outer.begin <= inner.begin && inner.end <= outer.end;
}

bool SameSpan(const Found& a, const Found& b) { return a.begin == b.begin && a.end == b.end; }

bool MayLieInPosition(EntityType type) {
  return type == EntityType::kOrganization || type == EntityType::kLocation;
}

// True where `own` is the body or place inside an office, which both stay.
bool IsBody(const Found& position, const Found& own) {
  return position.type == EntityType::kPosition && Holds(position, own) &&
         !SameSpan(position, own) && MayLieInPosition(own.type);
}

bool OpensSentence(const Line& line, const Found& own) {
  return own.end == own.begin + 1 && line.sentence_start[own.begin] != 0 &&
         text::IsVietnameseSyllable(line.Text(own.begin));
}

// The user's names and non-names of a line, longest first at each place, without overlaps.
std::vector<Found> FindOwn(const Lexicon& lexicon, const Line& line) {
  std::vector<Found> own;
  for (size_t i = 0; i < line.size();) {
    const Match match = MatchAt(lexicon, line, i, kOwnName | kOwnNotName);
    if (match.length == 0 || MatchAt(lexicon, line, i, kAnyName).length > match.length) {
      ++i;
      continue;
    }
    const EntityType type =
        (match.kinds & kOwnName) ? NameType(match.kinds) : EntityType::kUnspecified;
    own.push_back(
        Found{type, static_cast<uint32_t>(i), static_cast<uint32_t>(i + match.length), {}});
    i += match.length;
  }
  return own;
}

// Which mentions lie on each token: at most one, and one inside it.
class Cover {
 public:
  Cover(const Line& line, const std::vector<Found>& found)
      : outer_(line.size(), -1), inner_(line.size(), -1) {
    for (size_t k = 0; k < found.size(); ++k) {
      for (uint32_t t = found[k].begin; t < found[k].end; ++t) {
        (outer_[t] < 0 ? outer_ : inner_)[t] = static_cast<int32_t>(k);
      }
    }
  }

  // Indices of the mentions that share a token with `own`; some more than once.
  std::vector<size_t> Under(const Found& own) const {
    std::vector<size_t> under;
    for (uint32_t t = own.begin; t < own.end; ++t) {
      for (const int32_t k : {outer_[t], inner_[t]}) {
        if (k >= 0) under.push_back(static_cast<size_t>(k));
      }
    }
    return under;
  }

 private:
  std::vector<int32_t> outer_;
  std::vector<int32_t> inner_;
};

bool GivesWay(const Found& own, const std::vector<Found>& found, const std::vector<size_t>& under) {
  return std::any_of(under.begin(), under.end(), [&](size_t k) {
    return Holds(found[k], own) && !SameSpan(found[k], own) && !IsBody(found[k], own);
  });
}

bool Before(const Found& a, const Found& b) {
  return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
}

}  // namespace

void ApplyOwnNames(const Lexicon& lexicon, const Line& line, std::vector<Found>* found) {
  if (!lexicon.has_own_rows()) return;
  const Cover cover(line, *found);
  std::vector<Found> kept;
  std::vector<bool> dropped(found->size(), false);
  for (const Found& own : FindOwn(lexicon, line)) {
    const bool is_name = own.type != EntityType::kUnspecified;
    if (is_name && OpensSentence(line, own)) continue;
    const std::vector<size_t> under = cover.Under(own);
    if (is_name && GivesWay(own, *found, under)) continue;
    for (const size_t k : under) {
      if (is_name ? !IsBody((*found)[k], own) : SameSpan((*found)[k], own)) dropped[k] = true;
    }
    if (is_name) kept.push_back(own);
  }
  for (size_t k = 0; k < found->size(); ++k) {
    if (!dropped[k]) kept.push_back(std::move((*found)[k]));
  }
  std::stable_sort(kept.begin(), kept.end(), Before);
  *found = std::move(kept);
}

}  // namespace khotin::entity::rules

#include "query/completion.h"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "text/syllable.h"

namespace khotin::query {
namespace {

using Accept = std::function<bool(absl::string_view)>;

// How many more than asked for are looked at in each segment, so that one that is frequent in some
// of them alone is seen.
constexpr size_t kSpare = 10;

// Terms to complete: those of `prefix` that `accept` takes.
struct Beginning {
  std::string prefix;
  Accept accept;
};

struct Counted {
  uint64_t documents = 0;
  std::vector<bool> in_segment;  // whose documents are counted
};

// The most frequent terms of each segment.
struct CountedTerms {
  absl::flat_hash_map<std::string, Counted> terms;
  // By segment: no term that is not counted there has more documents in it, as far as
  // index::kMaxFrequentBlocks let it be seen.
  std::vector<uint64_t> most_uncounted;
};

bool MoreFrequent(const index::TermCount& a, const index::TermCount& b) {
  return a.documents != b.documents ? a.documents > b.documents : a.term < b.term;
}

absl::StatusOr<CountedTerms> CountWhereFrequent(const index::IndexSnapshot& snapshot,
                                                absl::Span<const Beginning> beginnings,
                                                size_t limit) {
  CountedTerms counted;
  counted.most_uncounted.resize(snapshot.segments.size());
  for (size_t i = 0; i < snapshot.segments.size(); ++i) {
    uint64_t& most_uncounted = counted.most_uncounted[i];
    for (const Beginning& beginning : beginnings) {
      KHOTIN_ASSIGN_OR_RETURN(
          const std::vector<index::TermCount> terms,
          snapshot.segments[i].segment->FrequentTerms(beginning.prefix, limit, beginning.accept));
      for (const index::TermCount& term : terms) {
        Counted& sum = counted.terms[term.term];
        sum.in_segment.resize(snapshot.segments.size());
        sum.in_segment[i] = true;
        sum.documents += term.documents;
      }
      if (terms.size() < limit) continue;
      most_uncounted = std::max(most_uncounted, uint64_t{terms.back().documents});
    }
  }
  return counted;
}

// The terms that may be among the first `wanted`: at most twice as many, since all may be rare.
std::vector<index::TermCount> MayBeFirst(const CountedTerms& counted, size_t wanted) {
  std::vector<index::TermCount> terms;
  terms.reserve(counted.terms.size());
  for (const auto& [term, count] : counted.terms) {
    terms.push_back({term, static_cast<uint32_t>(count.documents)});
  }
  std::sort(terms.begin(), terms.end(), MoreFrequent);
  if (terms.size() <= wanted) return terms;
  if (terms.size() > 2 * wanted) terms.resize(2 * wanted);
  const uint64_t least = terms[wanted - 1].documents;
  const auto cannot = [&](const index::TermCount& term) {
    const std::vector<bool>& in_segment = counted.terms.at(term.term).in_segment;
    uint64_t most = term.documents;
    for (size_t i = 0; i < in_segment.size(); ++i) {
      if (!in_segment[i]) most += counted.most_uncounted[i];
    }
    return most < least;
  };
  terms.erase(std::remove_if(terms.begin(), terms.end(), cannot), terms.end());
  return terms;
}

// The terms of the most documents over all segments, at least `limit` where there are so many.
absl::StatusOr<std::vector<index::TermCount>> MostFrequent(const index::IndexSnapshot& snapshot,
                                                           absl::Span<const Beginning> beginnings,
                                                           size_t limit) {
  const size_t wanted = limit + kSpare;
  KHOTIN_ASSIGN_OR_RETURN(const CountedTerms counted,
                          CountWhereFrequent(snapshot, beginnings, wanted));
  std::vector<index::TermCount> terms = MayBeFirst(counted, wanted);
  for (index::TermCount& term : terms) {
    const std::vector<bool>& in_segment = counted.terms.at(term.term).in_segment;
    for (size_t i = 0; i < in_segment.size(); ++i) {
      if (in_segment[i]) continue;
      KHOTIN_ASSIGN_OR_RETURN(const uint32_t more,
                              snapshot.segments[i].segment->DocumentFrequency(term.term));
      term.documents += more;
    }
  }
  std::sort(terms.begin(), terms.end(), MoreFrequent);
  return terms;
}

// True for a key of words that goes on from `typed` at a place where it may.
bool GoesOn(absl::string_view key, size_t typed_bytes, const TypedText& typed) {
  if (typed.last_is_prefix || key.size() == typed_bytes) return true;
  return key[typed_bytes] == ' ' || key[typed_bytes] == '\0';
}

// As well, for a key of which only the beginning may be known.
bool MayGoOn(absl::string_view key, absl::string_view typed_key, const TypedText& typed) {
  const absl::string_view known = index::KnownBeginning(key);
  if (known.size() < key.size() && known.size() <= typed_key.size()) {
    return absl::StartsWith(typed_key, known);
  }
  return absl::StartsWith(known, typed_key) && GoesOn(known, typed_key.size(), typed);
}

std::vector<PhraseCompletion> MergeCapitals(const std::vector<index::TermCount>& terms,
                                            const TypedText& typed) {
  std::map<std::string, PhraseCompletion> phrases;  // by exact key
  for (const index::TermCount& term : terms) {
    const absl::string_view text = index::PhraseOf(term.term);
    PhraseCompletion& phrase = phrases[text::ExactPhraseKey(text)];
    if (phrase.text.empty()) {
      phrase.text = std::string(text);
      phrase.as_typed = MatchBeginning(text, typed).as_typed;
    }
    phrase.articles += term.documents;
  }
  std::vector<PhraseCompletion> merged;
  for (auto& [key, phrase] : phrases) {
    if (phrase.articles >= kMinPhraseArticles) merged.push_back(std::move(phrase));
  }
  return merged;
}

}  // namespace

absl::StatusOr<std::vector<PhraseCompletion>> CompletePhrases(const index::IndexSnapshot& snapshot,
                                                              const TypedText& typed,
                                                              size_t limit) {
  const std::string prefix = index::PhraseTermPrefix(typed.FoldedKey());
  const auto goes_on = [&](absl::string_view term) { return GoesOn(term, prefix.size(), typed); };
  std::vector<index::TermCount> terms;
  if (typed.HasDiacritics()) {
    const auto as_typed = [&](absl::string_view term) {
      return goes_on(term) && MatchBeginning(index::PhraseOf(term), typed).as_typed;
    };
    KHOTIN_ASSIGN_OR_RETURN(terms, MostFrequent(snapshot, {{prefix, as_typed}}, limit));
  }
  if (terms.size() < limit) {
    KHOTIN_ASSIGN_OR_RETURN(terms, MostFrequent(snapshot, {{prefix, goes_on}}, limit));
  }
  std::vector<PhraseCompletion> phrases = MergeCapitals(terms, typed);
  std::sort(phrases.begin(), phrases.end(),
            [](const PhraseCompletion& a, const PhraseCompletion& b) {
              if (a.as_typed != b.as_typed) return a.as_typed;
              return a.articles != b.articles ? a.articles > b.articles : a.text < b.text;
            });
  if (phrases.size() > limit) phrases.resize(limit);
  return phrases;
}

absl::StatusOr<std::vector<EntityCompletion>> CompleteEntities(
    const index::IndexSnapshot& snapshot, absl::Span<const absl::string_view> types,
    const TypedText& typed, size_t limit) {
  const std::string before_key = index::MakeValueTerm(index::ValueField::kEntity, "");
  std::vector<Beginning> beginnings;
  for (const absl::string_view type : types) {
    const std::string key = absl::StrCat(type, " ", typed.FoldedKey());
    const auto goes_on = [&typed, key, key_begin = before_key.size()](absl::string_view term) {
      return MayGoOn(term.substr(key_begin), key, typed);
    };
    beginnings.push_back(
        {absl::StrCat(before_key, key.substr(0, index::kMaxBeginningBytes)), goes_on});
  }
  KHOTIN_ASSIGN_OR_RETURN(const std::vector<index::TermCount> terms,
                          MostFrequent(snapshot, beginnings, limit));
  std::vector<EntityCompletion> entities;
  for (const index::TermCount& term : terms) {
    if (entities.size() == limit) break;
    entities.push_back({term.term.substr(before_key.size()), term.documents});
  }
  return entities;
}

}  // namespace khotin::query

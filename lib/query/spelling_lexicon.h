// What an archive knows of words: how many of its articles hold one, and how they spell it.
// Internal to spelling.h.
#ifndef KHOTIN_QUERY_SPELLING_LEXICON_H_
#define KHOTIN_QUERY_SPELLING_LEXICON_H_

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "index/snapshot.h"

namespace khotin::query {

// Counts are of documents over all segments, title and text apart added up. Keeps what it has read.
// After an error, or when a query has asked too much (kMaxLookups), everything is unknown. Not
// thread-safe; must not outlive the snapshot.
class SpellingLexicon {
 public:
  static constexpr int kMaxLookups = 20000;

  explicit SpellingLexicon(const index::IndexSnapshot& snapshot);

  double documents() const { return documents_; }
  uint64_t Count(index::TermKind kind, absl::string_view key);
  uint64_t Word(absl::string_view folded) { return Count(index::TermKind::kFolded, folded); }
  uint64_t Pair(absl::string_view first, absl::string_view second);
  // False when few articles hold the word: looks only where most of the text is.
  bool MayKnow(absl::string_view folded);
  // Exact keys of a folded one, the frequent first, from the largest segment; its own is not among
  // them.
  std::vector<std::string> Spellings(absl::string_view folded);
  // How often the pair of folded keys is spelled in each way in a sample of articles.
  using PairSpellings = std::map<std::pair<std::string, std::string>, int>;
  PairSpellings SamplePair(const std::string& first, const std::string& second);
  // Folded keys that begin with `prefix`, at most `limit`, from the largest segment.
  std::vector<std::string> Beginning(absl::string_view prefix, size_t limit);

  // DATA_LOSS when a block of the index is damaged.
  const absl::Status& status() const { return status_; }

 private:
  bool MayLook();
  uint64_t Look(const index::Segment& segment, const std::string& term);

  const double documents_;
  std::vector<const index::Segment*> segments_;  // the largest first
  size_t screens_ = 0;                           // of segments_, which hold most documents
  absl::flat_hash_map<std::string, uint64_t> counts_;
  int lookups_ = 0;
  absl::Status status_;
};

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_SPELLING_LEXICON_H_

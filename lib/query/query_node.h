// A query as a tree: what ParseQueryTree makes of a text, what a plan is made of.
#ifndef KHOTIN_QUERY_QUERY_NODE_H_
#define KHOTIN_QUERY_QUERY_NODE_H_

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "index/term.h"

namespace khotin::query {

// One word as typed, under the keys of index/term.h. With diacritics it asks for that spelling
// first; without, for every spelling alike.
struct Term {
  std::string exact_key;
  std::string folded_key;
  bool has_diacritics = false;
  // [begin, end) in bytes of the text it was typed in; both 0 for a term that was not typed.
  uint32_t begin = 0;
  uint32_t end = 0;
};

// Of publication, [begin, end) in seconds since 1970. An article without a time is in no range.
struct TimeRange {
  int64_t begin = std::numeric_limits<int64_t>::min();
  int64_t end = std::numeric_limits<int64_t>::max();
};

enum class NodeKind : uint8_t {
  kWord,    // `terms` has one
  kPhrase,  // `terms` follow one another; a token with inner marks (TP.HCM) is one too
  kPrefix,  // `terms` has one, the beginning of a word
  kNear,    // `children`, words and phrases, stand within `distance` words, in any order
  kGroup,   // children side by side: all required ones, none excluded, enough of the rest
  kOr,      // at least one of `children`
  kFilter,  // `field` has `value`
  kTime,    // published within `time`
};

// What a group asks of its child. Children of kOr and kNear are all kOptional.
enum class Occur : uint8_t {
  kOptional,  // counts, and most of them must be there (docs/search.md)
  kRequired,
  kExcluded,
};

struct Node {
  NodeKind kind = NodeKind::kGroup;
  Occur occur = Occur::kOptional;
  int column = 1;  // 1-based, in code points of the text, of the node's first character
  // Only the title counts. Of words, phrases and prefixes.
  bool in_title = false;
  bool quoted = false;  // of a phrase or word: typed in quotes
  int distance = 0;     // of kNear: words that may stand between, in all
  index::ValueField field = index::ValueField::kSource;
  std::string value;  // of a filter: index::ValueKey of `raw`
  std::string raw;    // of a filter: what was typed, such as person/to-lam or Tô Lâm
  TimeRange time;
  std::vector<Term> terms;
  std::vector<Node> children;
};

// The root is a group. Default copy is deep.
struct QueryTree {
  Node root;
  bool empty() const { return root.children.empty(); }
};

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_QUERY_NODE_H_

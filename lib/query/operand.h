// The leaves of a query tree: from a stretch of text to a node. Internal to the parser.
#ifndef KHOTIN_QUERY_OPERAND_H_
#define KHOTIN_QUERY_OPERAND_H_

#include <cstddef>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "index/term.h"
#include "query/query_field.h"
#include "query/query_node.h"

namespace khotin::query {

// Of one unit of normalized text.
Term MakeQueryTerm(absl::string_view unit);

// A filter or a time. INVALID_ARGUMENT says what was expected.
absl::StatusOr<Node> MakeValueNode(const QueryField& field, absl::string_view value);

// A required filter; its `value` is empty when `raw` has no letter or digit.
Node MakeFilterNode(index::ValueField field, absl::string_view raw);

// Words that begin with `unit`: a kPrefix or, when the keys of the index spell longer words in
// another way than the beginning alone (hoà and hoàn, ky and kyoto), a kOr of two.
// INVALID_ARGUMENT for less than kMinPrefixLetters and for more than a key holds.
absl::StatusOr<Node> MakePrefixNode(absl::string_view unit);

// What the stars in [begin, end) of a stretch mean.
struct StarPlace {
  absl::string_view error;  // empty when they are fine
  bool ends_word = false;   // or else they mean nothing
  size_t unit = 0;          // the word that they end
};
StarPlace FindStarPlace(const std::vector<index::Unit>& units, size_t begin, size_t end);

// For the node and all below it.
void SetInTitle(Node* node);
void SetColumn(int column, Node* node);

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_OPERAND_H_

// Cuts the text of a query into operands, operators and brackets. Internal to the parser.
#ifndef KHOTIN_QUERY_QUERY_LEXER_H_
#define KHOTIN_QUERY_QUERY_LEXER_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "query/query_node.h"

namespace khotin::query {

enum class ItemKind : uint8_t { kOperand, kOpen, kClose, kOr, kAnd, kNot, kNear };

struct Item {
  ItemKind kind = ItemKind::kOperand;
  int column = 1;
  // Of an operand: the node as it stands in a group. Of an opening bracket: `occur` alone counts.
  Node node;
  // What was expected after the field in front of an operand or bracket; empty without a field.
  absl::string_view expected;
  int distance = -1;  // of NEAR/5: 5
};

// Items of `text` in order. A stretch without a word in it gives none. INVALID_ARGUMENT as of
// ParseQueryTree.
absl::StatusOr<std::vector<Item>> LexQuery(absl::string_view text);

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_QUERY_LEXER_H_

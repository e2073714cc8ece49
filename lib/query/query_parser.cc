#include "query/query_parser.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "base/limits.h"
#include "base/status.h"
#include "query/operand.h"
#include "query/query_field.h"
#include "query/query_input.h"
#include "query/query_lexer.h"

namespace khotin::query {
namespace {

constexpr absl::string_view kOperandExpected = "expected a word, a \"phrase\" or a ( ";

absl::string_view OperatorName(ItemKind kind) {
  switch (kind) {
    case ItemKind::kOr:
      return "OR";
    case ItemKind::kAnd:
      return "AND";
    case ItemKind::kNot:
      return "NOT";
    default:
      return "NEAR";
  }
}

absl::Status MissingOperand(const Item& op, absl::string_view where) {
  return RefuseAt(op.column, absl::StrCat(kOperandExpected, where, " ", OperatorName(op.kind)));
}

bool IsExcluded(const Node& node) { return node.occur == Occur::kExcluded; }

// The field of a filter, or of alternatives that are all filters of one field.
absl::optional<index::ValueField> FilterField(const Node& node) {
  if (node.kind == NodeKind::kFilter) return node.field;
  if (node.kind != NodeKind::kOr) return absl::nullopt;
  const absl::optional<index::ValueField> first = FilterField(node.children[0]);
  const bool same = std::all_of(node.children.begin(), node.children.end(),
                                [&](const Node& child) { return FilterField(child) == first; });
  return same ? first : absl::nullopt;
}

bool IsFilter(const Node& node) { return FilterField(node).has_value(); }

bool HasOneValue(index::ValueField field) {
  return field != index::ValueField::kEntity && field != index::ValueField::kAuthor;
}

void AddAlternative(Node node, Node* either) {
  node.occur = Occur::kOptional;
  if (node.kind == NodeKind::kOr) {
    for (Node& child : node.children) either->children.push_back(std::move(child));
  } else {
    either->children.push_back(std::move(node));
  }
}

Node MakeEither(Node first) {
  Node either;
  either.kind = NodeKind::kOr;
  either.occur = Occur::kRequired;
  either.column = first.column;
  AddAlternative(std::move(first), &either);
  return either;
}

// A part of a group; with `by_and` one that AND joins to its neighbour.
struct Part {
  Node node;
  bool by_and = false;
};

// Makes alternatives of filters side by side of which an article can meet only one.
std::vector<Node> UniteFilters(std::vector<Part> parts) {
  std::vector<Node> nodes;
  std::vector<absl::optional<index::ValueField>> fields;  // of nodes that others may join
  for (Part& part : parts) {
    absl::optional<index::ValueField> field;
    if (!part.by_and && !IsExcluded(part.node)) field = FilterField(part.node);
    if (field.has_value() && !HasOneValue(*field)) field.reset();
    const auto same = std::find(fields.begin(), fields.end(), field);
    if (!field.has_value() || same == fields.end()) {
      nodes.push_back(std::move(part.node));
      fields.push_back(field);
      continue;
    }
    Node& known = nodes[static_cast<size_t>(same - fields.begin())];
    if (known.kind != NodeKind::kOr) known = MakeEither(std::move(known));
    AddAlternative(std::move(part.node), &known);
  }
  return nodes;
}

class Parser {
 public:
  explicit Parser(std::vector<Item> items) : items_(std::move(items)) {}

  absl::StatusOr<QueryTree> Parse(const ParseOptions& options) {
    QueryTree tree;
    KHOTIN_ASSIGN_OR_RETURN(tree.root.children, ParseGroup());
    if (!AtEnd()) return RefuseAt(items_[pos_].column, "expected a ( before this )");
    const std::vector<Node>& children = tree.root.children;
    if (!options.has_filters) {
      if (children.empty()) return RefuseAt(1, "there is no word to look for");
      if (std::all_of(children.begin(), children.end(), IsExcluded)) {
        return RefuseAt(children[0].column, "only exclusions: there is no word to look for");
      }
    }
    if (children.size() == 1 && children[0].kind == NodeKind::kGroup && !IsExcluded(children[0])) {
      Node group = std::move(tree.root.children[0]);
      group.occur = Occur::kOptional;
      tree.root = std::move(group);
    }
    return tree;
  }

 private:
  using MaybeNode = absl::optional<Node>;  // none of brackets without a word

  bool AtEnd() const { return pos_ == items_.size(); }
  bool At(ItemKind kind) const { return !AtEnd() && items_[pos_].kind == kind; }

  // The nodes up to the closing bracket or the end.
  absl::StatusOr<std::vector<Node>> ParseGroup() {
    std::vector<Part> parts;
    const Item* pending_and = nullptr;
    while (!AtEnd() && !At(ItemKind::kClose)) {
      if (At(ItemKind::kAnd)) {
        const Item& item = items_[pos_++];
        if (parts.empty() || pending_and != nullptr) return MissingOperand(item, "before");
        Join(&parts.back());
        pending_and = &item;
        continue;
      }
      KHOTIN_ASSIGN_OR_RETURN(MaybeNode node, ParseEither());
      if (!node.has_value()) continue;
      const bool by_and = pending_and != nullptr || At(ItemKind::kAnd);
      pending_and = nullptr;
      AddPart(*std::move(node), by_and, &parts);
    }
    if (pending_and != nullptr) return MissingOperand(*pending_and, "after");
    return UniteFilters(std::move(parts));
  }

  static void Join(Part* part) {
    part->by_and = true;
    if (!IsExcluded(part->node)) part->node.occur = Occur::kRequired;
  }

  // Brackets that stand side by side with others change nothing, as in "Huế (video)": what they
  // hold goes on by itself.
  static void AddPart(Node node, bool by_and, std::vector<Part>* parts) {
    const bool brackets = node.kind == NodeKind::kGroup && node.occur == Occur::kOptional;
    if (brackets && !by_and && std::none_of(node.children.begin(), node.children.end(), IsFilter)) {
      for (Node& child : node.children) parts->push_back({std::move(child), false});
      return;
    }
    if (brackets) node.occur = Occur::kRequired;
    parts->push_back({std::move(node), false});
    if (by_and) Join(&parts->back());
  }

  absl::StatusOr<MaybeNode> ParseEither() {
    KHOTIN_ASSIGN_OR_RETURN(MaybeNode first, ParseNot());
    if (!At(ItemKind::kOr)) return first;
    if (!first.has_value()) return MissingOperand(items_[pos_], "before");
    KHOTIN_RETURN_IF_ERROR(CheckAlternative(*first));
    Node either = MakeEither(*std::move(first));
    while (At(ItemKind::kOr)) {
      const Item& op = items_[pos_++];
      if (AtEnd() || IsOperator()) return MissingOperand(op, "after");
      KHOTIN_ASSIGN_OR_RETURN(MaybeNode node, ParseNot());
      if (!node.has_value()) return MissingOperand(op, "after");
      KHOTIN_RETURN_IF_ERROR(CheckAlternative(*node));
      AddAlternative(*std::move(node), &either);
    }
    return MaybeNode(std::move(either));
  }

  static absl::Status CheckAlternative(const Node& node) {
    if (!IsExcluded(node)) return absl::OkStatus();
    return RefuseAt(node.column, "expected no exclusion beside OR; -(a OR b) excludes both");
  }

  // At an operator that cannot begin an operand.
  bool IsOperator() const { return At(ItemKind::kOr) || At(ItemKind::kAnd) || At(ItemKind::kNear); }

  absl::StatusOr<MaybeNode> ParseNot() {
    if (!At(ItemKind::kNot)) return ParseNear();
    const Item& op = items_[pos_++];
    if (AtEnd() || IsOperator() || At(ItemKind::kNot)) return MissingOperand(op, "after");
    KHOTIN_ASSIGN_OR_RETURN(MaybeNode node, ParseNear());
    if (!node.has_value()) return MissingOperand(op, "after");
    if (IsExcluded(*node)) return RefuseAt(node->column, "expected no second exclusion after NOT");
    node->occur = Occur::kExcluded;
    node->column = op.column;
    return node;
  }

  absl::StatusOr<MaybeNode> ParseNear() {
    const Item* const first_item = AtEnd() ? nullptr : &items_[pos_];
    KHOTIN_ASSIGN_OR_RETURN(MaybeNode first, ParseOperand());
    if (!At(ItemKind::kNear)) return first;
    if (!first.has_value()) return MissingOperand(items_[pos_], "before");
    Node near;
    near.kind = NodeKind::kNear;
    near.occur = Occur::kRequired;
    near.column = first->column;
    near.distance = -1;
    KHOTIN_RETURN_IF_ERROR(AddNeighbour(*first_item, *std::move(first), &near));
    while (At(ItemKind::kNear)) {
      const Item& op = items_[pos_++];
      if (AtEnd() || IsOperator()) return MissingOperand(op, "after");
      if (near.distance >= 0 && op.distance >= 0 && op.distance != near.distance) {
        return RefuseAt(op.column,
                        absl::StrCat("expected NEAR/", near.distance, " as before in this chain"));
      }
      near.distance = std::max(near.distance, op.distance);
      const Item& item = items_[pos_];
      KHOTIN_ASSIGN_OR_RETURN(MaybeNode node, ParseOperand());
      if (!node.has_value()) return MissingOperand(op, "after");
      KHOTIN_RETURN_IF_ERROR(AddNeighbour(item, *std::move(node), &near));
    }
    if (near.distance < 0) near.distance = kDefaultNearDistance;
    return MaybeNode(std::move(near));
  }

  static absl::Status AddNeighbour(const Item& item, Node node, Node* near) {
    const bool words = node.kind == NodeKind::kWord || node.kind == NodeKind::kPhrase;
    if (!words || IsExcluded(node) || !item.expected.empty()) {
      const absl::string_view hint =
          item.expected.empty() ? "" : "; to look in titles write title:(a NEAR b)";
      return RefuseAt(item.column,
                      absl::StrCat("expected a word or a \"phrase\" beside NEAR", hint));
    }
    node.occur = Occur::kOptional;
    near->children.push_back(std::move(node));
    return absl::OkStatus();
  }

  absl::StatusOr<MaybeNode> ParseOperand() {
    if (AtEnd() || At(ItemKind::kClose)) return MaybeNode();
    Item& item = items_[pos_];
    if (IsOperator()) return MissingOperand(item, "before");
    if (At(ItemKind::kNot)) return RefuseAt(item.column, absl::StrCat(kOperandExpected, "here"));
    ++pos_;
    if (item.kind == ItemKind::kOperand) return MaybeNode(std::move(item.node));
    return ParseBrackets(item);
  }

  absl::StatusOr<MaybeNode> ParseBrackets(const Item& open) {
    if (++depth_ > kMaxQueryNesting) {
      return RefuseAt(open.column,
                      absl::StrCat("brackets are nested more than ", kMaxQueryNesting, " deep"));
    }
    KHOTIN_ASSIGN_OR_RETURN(std::vector<Node> nodes, ParseGroup());
    --depth_;
    if (AtEnd()) return RefuseAt(open.column, "the bracket is not closed");
    ++pos_;
    if (nodes.empty()) {
      if (!open.expected.empty()) return RefuseAt(open.column, open.expected);
      return MaybeNode();
    }
    if (std::all_of(nodes.begin(), nodes.end(), IsExcluded)) {
      return RefuseAt(nodes[0].column,
                      "only exclusions in the brackets: there is no word to look for");
    }
    const bool plain = open.node.occur == Occur::kOptional;
    if (plain && nodes.size() == 1) return MaybeNode(std::move(nodes[0]));
    Node group;
    if (nodes.size() == 1) {
      group = std::move(nodes[0]);
    } else {
      group.children = std::move(nodes);
    }
    group.column = open.column;
    group.occur = open.node.occur;
    return MaybeNode(std::move(group));
  }

  std::vector<Item> items_;
  size_t pos_ = 0;
  int depth_ = 0;
};

}  // namespace

absl::StatusOr<QueryTree> ParseQueryTree(absl::string_view text, const ParseOptions& options) {
  KHOTIN_ASSIGN_OR_RETURN(std::vector<Item> items, LexQuery(text));
  return Parser(std::move(items)).Parse(options);
}

absl::Status AddFilter(index::ValueField field, absl::Span<const std::string> values,
                       QueryTree* tree) {
  if (values.empty() || values.size() > base::kMaxQueryTerms) {
    return absl::InvalidArgumentError(absl::StrCat(FieldName(field), ": expected 1 to ",
                                                   base::kMaxQueryTerms, " values, not ",
                                                   values.size()));
  }
  Node either;
  either.kind = NodeKind::kOr;
  either.occur = Occur::kRequired;
  either.column = 0;
  for (const std::string& value : values) {
    Node node = MakeFilterNode(field, value);
    if (node.value.empty()) {
      return absl::InvalidArgumentError(
          absl::StrCat(FieldName(field), ": expected a value with letters or digits"));
    }
    node.column = 0;
    AddAlternative(std::move(node), &either);
  }
  if (either.children.size() == 1) {
    Node only = std::move(either.children[0]);
    only.occur = Occur::kRequired;
    either = std::move(only);
  }
  tree->root.children.push_back(std::move(either));
  return absl::OkStatus();
}

absl::Status AddTimeRange(const TimeRange& range, QueryTree* tree) {
  if (range.begin >= range.end) {
    return absl::InvalidArgumentError("expected a time range that begins before it ends");
  }
  Node node;
  node.kind = NodeKind::kTime;
  node.occur = Occur::kRequired;
  node.column = 0;
  node.time = range;
  tree->root.children.push_back(std::move(node));
  return absl::OkStatus();
}

}  // namespace khotin::query

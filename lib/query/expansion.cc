#include "query/expansion.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace khotin::query {
namespace {

bool IsWordAsTyped(const Node& node) {
  const bool words = node.kind == NodeKind::kWord || node.kind == NodeKind::kPhrase;
  return words && !node.quoted && node.occur != Occur::kExcluded;
}

class Expander {
 public:
  explicit Expander(const AbbreviationTable& table) : table_(table) {}

  void Expand(Node* node) {
    std::vector<Node> children;
    for (size_t i = 0; i < node->children.size();) i = ExpandAt(i, node, &children);
    node->children = std::move(children);
  }

 private:
  using Alternatives = std::vector<absl::Span<const Term>>;

  // Moves the child at `i` of `parent`, or a name that begins there, to `out`; returns where to go
  // on.
  size_t ExpandAt(size_t i, Node* parent, std::vector<Node>* out) {
    Node& child = parent->children[i];
    const bool nested = child.kind == NodeKind::kGroup || child.kind == NodeKind::kOr;
    if (nested && child.occur != Occur::kExcluded) Expand(&child);
    Alternatives alternatives;
    const size_t end = FindLongest(*parent, i, &alternatives);
    if (end == i) {
      out->push_back(std::move(child));
      return i + 1;
    }
    Node either = MakeEither(parent, i, end);
    AddAlternatives(alternatives, &either);
    if (parent->kind == NodeKind::kOr) {
      for (Node& node : either.children) out->push_back(std::move(node));
    } else {
      out->push_back(std::move(either));
    }
    return end;
  }

  // The end of the longest name that begins at child `begin`; `begin` when there is none that the
  // bounds leave room for.
  size_t FindLongest(const Node& parent, size_t begin, Alternatives* alternatives) const {
    const Node& first = parent.children[begin];
    std::vector<Term> terms;
    size_t found = begin;
    for (size_t i = begin; i < parent.children.size(); ++i) {
      const Node& child = parent.children[i];
      if (!IsWordAsTyped(child) || child.in_title != first.in_title) break;
      const bool side_by_side = parent.kind == NodeKind::kGroup && child.occur == Occur::kOptional;
      if (i > begin && !(side_by_side && first.occur == Occur::kOptional)) break;
      terms.insert(terms.end(), child.terms.begin(), child.terms.end());
      if (terms.size() > table_.longest()) break;
      Alternatives known = table_.Find(terms);
      if (known.empty() || known[0].size() > kMaxAddedTerms - added_) continue;
      *alternatives = std::move(known);
      found = i + 1;
    }
    return found;
  }

  static Node MakeEither(Node* parent, size_t begin, size_t end) {
    Node either;
    either.kind = NodeKind::kOr;
    either.occur = parent->children[begin].occur;
    either.column = parent->children[begin].column;
    Node typed;
    if (end - begin == 1) {
      typed = std::move(parent->children[begin]);
      typed.occur = Occur::kOptional;
    } else {
      typed.column = either.column;
      for (size_t i = begin; i < end; ++i) {
        typed.children.push_back(std::move(parent->children[i]));
      }
    }
    either.children.push_back(std::move(typed));
    return either;
  }

  void AddAlternatives(const Alternatives& alternatives, Node* either) {
    const Node& typed = either->children[0];
    const bool in_title = typed.children.empty() ? typed.in_title : typed.children[0].in_title;
    const size_t count = std::min(alternatives.size(), kMaxAlternatives);
    for (size_t i = 0; i < count; ++i) {
      if (alternatives[i].size() > kMaxAddedTerms - added_) break;
      added_ += alternatives[i].size();
      Node node;
      node.kind = alternatives[i].size() == 1 ? NodeKind::kWord : NodeKind::kPhrase;
      node.column = either->column;
      node.in_title = in_title;
      node.terms.assign(alternatives[i].begin(), alternatives[i].end());
      either->children.push_back(std::move(node));
    }
  }

  const AbbreviationTable& table_;
  size_t added_ = 0;
};

}  // namespace

QueryTree ExpandAbbreviations(QueryTree tree, const AbbreviationTable& table) {
  Expander(table).Expand(&tree.root);
  return tree;
}

}  // namespace khotin::query

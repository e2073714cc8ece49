// Queries are parsed, expanded and marked, and run over a small index: any bytes give an answer or
// a clear error.
#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/limits.h"
#include "index/segment.h"
#include "index/snapshot.h"
#include "query/expansion.h"
#include "query/highlight.h"
#include "query/query_parser.h"
#include "query/search.h"
#include "query/spelling.h"
#include "text/normalize.h"

namespace {

using namespace khotin;  // NOLINT(google-build-using-namespace)

void Require(bool holds) {
  if (!holds) __builtin_trap();
}

const std::vector<text::Passage>& Article() {
  static const auto* const passages = new std::vector<text::Passage>{
      {text::Field::kTitle, 0, "Lên đường gìn giữ hòa bình"},
      {text::Field::kBody, 0,
       "Đội công tác rời TP.HCM ngày 6/2/2023, theo Nghị định 46/2016/NĐ-CP."}};
  return *passages;
}

const index::IndexSnapshot& Snapshot() {
  static const index::IndexSnapshot* const snapshot = [] {
    std::vector<index::DocumentTerms> documents(1);
    documents[0] = index::BuildDocumentTerms(Article());
    documents[0].values.article_id = std::string("a");
    auto blocks = std::make_shared<index::MemoryBlocks>();
    auto* const made = new index::IndexSnapshot;
    if (!index::WriteSegment(documents, blocks.get()).ok()) return made;
    auto segment = index::Segment::Open(blocks);
    if (!segment.ok()) return made;
    made->segments.push_back({std::shared_ptr<const index::Segment>(*std::move(segment)), nullptr});
    made->documents = 1;
    return made;
  }();
  return *snapshot;
}

void RunSearch(absl::string_view text) {
  const auto query = query::ParseQueryTree(text);
  if (!query.ok()) return;
  query::SearchOptions options;
  options.limit = 10;
  const auto found = query::Search(Snapshot(), *query, options);
  Require(found.ok());
  Require(query::CorrectQuery(Snapshot(), *query, text).ok());
  options.collapse = true;
  options.total = query::TotalMode::kExact;
  const auto collapsed = query::Search(Snapshot(), *query, options);
  Require(collapsed.ok() && collapsed->total == found->total);
}

// What a tree holds; traps when it is not as query_node.h and query_parser.h say.
struct Census {
  size_t leaves = 0;
  size_t terms = 0;
  size_t columns = 0;  // of the text
  int depth = 0;

  void Count(const query::Node& node, int level) {
    using query::NodeKind;
    depth = std::max(depth, level);
    Require(node.column >= 1 && static_cast<size_t>(node.column) <= columns);
    terms += node.terms.size();
    if (node.children.empty()) ++leaves;
    bool positive = false;
    for (const query::Node& child : node.children) {
      positive |= child.occur != query::Occur::kExcluded;
      if (node.kind == NodeKind::kOr || node.kind == NodeKind::kNear) {
        Require(child.occur == query::Occur::kOptional);
      }
      if (node.kind == NodeKind::kNear) {
        Require(child.kind == NodeKind::kWord || child.kind == NodeKind::kPhrase);
      }
      Count(child, level + 1);
    }
    CheckShape(node, positive);
  }

  static void CheckShape(const query::Node& node, bool positive) {
    using query::NodeKind;
    const size_t words = node.terms.size();
    switch (node.kind) {
      case NodeKind::kWord:
      case NodeKind::kPrefix:
        return Require(words == 1 && node.children.empty());
      case NodeKind::kPhrase:
        return Require(words > 1 && node.children.empty());
      case NodeKind::kGroup:
        return Require(words == 0 && positive);
      case NodeKind::kOr:
        return Require(words == 0 && node.children.size() > 1);
      case NodeKind::kNear:
        return Require(node.children.size() > 1 && node.distance >= 0 &&
                       node.distance <= query::kMaxNearDistance);
      case NodeKind::kFilter:
        return Require(!node.value.empty() && node.children.empty());
      case NodeKind::kTime:
        return Require(node.time.begin < node.time.end && node.children.empty());
    }
  }
};

void CheckMarks(const query::QueryTree& tree) {
  for (const text::Span& span : query::FindHighlights(tree, Article())) {
    Require(span.begin < span.end);
  }
}

void CheckTree(absl::string_view text, const query::QueryTree& tree) {
  Census census;
  census.columns = text.size() + 1;
  census.Count(tree.root, 0);
  Require(census.leaves <= 2 * base::kMaxQueryTerms && census.terms <= 2 * base::kMaxQueryTerms);
  Require(census.depth <= 2 * query::kMaxQueryNesting + 4);
  CheckMarks(tree);

  // The way letters are encoded and brackets around the whole say nothing.
  const std::string shown = query::ToString(tree);
  const auto normal = query::ParseQueryTree(text::Normalize(text).text);
  Require(normal.ok() && query::ToString(*normal) == shown);
  const std::string in_brackets = absl::StrCat("(", text, ")");
  const auto again = query::ParseQueryTree(in_brackets);
  if (again.ok()) Require(query::ToString(*again) == shown);

  const auto expanded = query::ExpandAbbreviations(tree, query::AbbreviationTable::BuiltIn());
  Census after;
  after.columns = census.columns;
  after.Count(expanded.root, 0);
  Require(after.terms <= census.terms + query::kMaxAddedTerms);
  CheckMarks(expanded);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  RunSearch(text);
  const auto tree = query::ParseQueryTree(text);
  if (tree.ok()) {
    CheckTree(text, *tree);
  } else {
    Require(absl::StartsWith(tree.status().message(), "column "));
  }
  return 0;
}

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "query/query_field.h"
#include "query/query_parser.h"

namespace khotin::query {
namespace {

std::string Show(const Node& node);

std::string ShowAll(const std::vector<Node>& nodes) {
  return absl::StrJoin(nodes, " ",
                       [](std::string* out, const Node& node) { out->append(Show(node)); });
}

std::string ShowTerms(const Node& node) {
  return absl::StrJoin(node.terms, " ", [](std::string* out, const Term& term) {
    absl::StrAppend(out, term.exact_key, term.has_diacritics ? "!" : "");
  });
}

std::string ShowTime(const TimeRange& time) {
  constexpr TimeRange kAll;
  return absl::StrCat("date=[", time.begin == kAll.begin ? "" : absl::StrCat(time.begin), ",",
                      time.end == kAll.end ? "" : absl::StrCat(time.end), ")");
}

std::string ShowBare(const Node& node) {
  switch (node.kind) {
    case NodeKind::kWord:
    case NodeKind::kPhrase: {
      const absl::string_view quote = node.quoted                      ? "\""
                                      : node.kind == NodeKind::kPhrase ? "'"
                                                                       : "";
      return absl::StrCat(quote, ShowTerms(node), quote);
    }
    case NodeKind::kPrefix:
      return absl::StrCat(ShowTerms(node), "*");
    case NodeKind::kNear:
      return absl::StrCat("near/", node.distance, "(", ShowAll(node.children), ")");
    case NodeKind::kGroup:
      return absl::StrCat("(", ShowAll(node.children), ")");
    case NodeKind::kOr:
      return absl::StrCat("or(", ShowAll(node.children), ")");
    case NodeKind::kFilter:
      return absl::StrCat(FieldName(node.field), "=<", node.value, ">");
    case NodeKind::kTime:
      return ShowTime(node.time);
  }
  return "";
}

std::string Show(const Node& node) {
  const absl::string_view sign = node.occur == Occur::kExcluded   ? "-"
                                 : node.occur == Occur::kRequired ? "+"
                                                                  : "";
  const bool leaf = !node.terms.empty();
  return absl::StrCat(sign, leaf && node.in_title ? "title:" : "", ShowBare(node));
}

}  // namespace

std::string ToString(const QueryTree& tree) { return ShowAll(tree.root.children); }

}  // namespace khotin::query

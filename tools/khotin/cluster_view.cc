#include "tools/khotin/cluster_view.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "tools/khotin/article_view.h"

namespace khotin::cli {
namespace {

constexpr double kPercent = 100;

const char* RelationText(v1::DuplicateRelation relation) {
  switch (relation) {
    case v1::DUPLICATE_RELATION_EXACT:
      return "same text as";
    case v1::DUPLICATE_RELATION_NEAR:
      return "near duplicate of";
    case v1::DUPLICATE_RELATION_CONTAINS:
      return "contains";
    case v1::DUPLICATE_RELATION_CONTAINED_IN:
      return "contained in";
    case v1::DUPLICATE_RELATION_RELATED:
      return "related to";
    default:
      return "compared with";
  }
}

}  // namespace

std::string ArticleCountText(int64_t count) {
  return absl::StrCat(count, count == 1 ? " article" : " articles");
}

std::string MatchLine(const v1::DuplicateMatch& match, const Style& style) {
  return absl::StrCat(
      RelationText(match.relation()), " ", style.Plain(match.article()),
      style.Dim(absl::StrFormat(" · Jaccard %.3f · %.1f %% of it there, %.1f %% of that here",
                                match.jaccard(), match.containment() * kPercent,
                                match.match_containment() * kPercent)),
      "\n");
}

std::string ClusterLines(const v1::Cluster& cluster, const Style& style) {
  return absl::StrCat(style.Plain(cluster.name()), "  ", ArticleCountText(cluster.article_count()),
                      style.Dim(absl::StrCat(", revision ", cluster.revision())), "\n  ",
                      ArticleLines(cluster.canonical(), style));
}

std::string ClusterArticleLines(const v1::ClusterArticle& member, const Style& style) {
  std::string lines = ArticleLines(member.article(), style);
  if (member.has_match()) absl::StrAppend(&lines, "  ", MatchLine(member.match(), style));
  if (member.canonical()) absl::StrAppend(&lines, "  ", style.Bold("canonical"), "\n");
  return lines;
}

}  // namespace khotin::cli

// Clusters and what joins their articles, as a person reads them.
#ifndef KHOTIN_TOOLS_KHOTIN_CLUSTER_VIEW_H_
#define KHOTIN_TOOLS_KHOTIN_CLUSTER_VIEW_H_

#include <string>

#include "khotin/v1/cluster_service.pb.h"
#include "khotin/v1/duplicate.pb.h"
#include "tools/khotin/style.h"

namespace khotin::cli {

// "1 article", "3 articles".
std::string ArticleCountText(int64_t count);

// "near duplicate of articles/x · Jaccard 0.951 · 97.5 % of it there, 98.0 % of that here".
std::string MatchLine(const v1::DuplicateMatch& match, const Style& style);

// Number of articles and name, then the canonical article, three lines.
std::string ClusterLines(const v1::Cluster& cluster, const Style& style);

// As ArticleLines, then what made it a member and whether it is the canonical article.
std::string ClusterArticleLines(const v1::ClusterArticle& member, const Style& style);

}  // namespace khotin::cli

#endif  // KHOTIN_TOOLS_KHOTIN_CLUSTER_VIEW_H_

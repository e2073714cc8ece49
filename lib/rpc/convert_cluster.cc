#include "rpc/convert_cluster.h"

#include "rpc/convert.h"

namespace khotin::rpc {

v1::DuplicateMatch MatchMessage(const store::DuplicateMatch& match) {
  v1::DuplicateMatch message;
  message.set_article(ArticleName(match.article_id));
  message.set_relation(static_cast<v1::DuplicateRelation>(match.relation));
  message.set_jaccard(match.jaccard);
  message.set_containment(match.containment);
  message.set_match_containment(match.match_containment);
  return message;
}

v1::DuplicateMatch MatchMessage(const storage::v1::DuplicateMatch& match) {
  v1::DuplicateMatch message;
  message.set_article(ArticleName(match.article()));
  message.set_relation(static_cast<v1::DuplicateRelation>(match.relation()));
  message.set_jaccard(match.jaccard());
  message.set_containment(match.containment());
  message.set_match_containment(match.match_containment());
  return message;
}

v1::Cluster ClusterMessage(const store::StoredCluster& cluster,
                           const storage::v1::Article& canonical) {
  v1::Cluster message;
  message.set_name(ClusterName(cluster.id));
  *message.mutable_canonical() =
      ArticleMessage(cluster.record.canonical().article(), canonical, v1::ARTICLE_VIEW_BASIC);
  message.set_article_count(cluster.record.article_count());
  message.set_revision(cluster.record.revision());
  return message;
}

v1::ClusterArticle ClusterArticleMessage(const store::StoredClusterMember& member,
                                         const storage::v1::Article& article, bool canonical) {
  v1::ClusterArticle message;
  *message.mutable_article() =
      ArticleMessage(member.record.article(), article, v1::ARTICLE_VIEW_BASIC);
  if (member.record.has_match()) *message.mutable_match() = MatchMessage(member.record.match());
  message.set_canonical(canonical);
  return message;
}

v1::CheckDuplicateResponse DuplicateMessage(const store::DuplicateReport& report) {
  v1::CheckDuplicateResponse message;
  message.set_verdict(static_cast<v1::Verdict>(report.verdict));
  if (!report.article_id.empty()) message.set_article(ArticleName(report.article_id));
  if (!report.cluster_id.empty()) message.set_cluster(ClusterName(report.cluster_id));
  for (const store::DuplicateMatch& match : report.matches) {
    *message.add_matches() = MatchMessage(match);
  }
  return message;
}

}  // namespace khotin::rpc

// Clusters, their members and how articles meet, as clients are shown them.
#ifndef KHOTIN_RPC_CONVERT_CLUSTER_H_
#define KHOTIN_RPC_CONVERT_CLUSTER_H_

#include "khotin/storage/v1/records.pb.h"
#include "khotin/v1/cluster_service.pb.h"
#include "khotin/v1/duplicate.pb.h"
#include "store/view.h"

namespace khotin::rpc {

v1::DuplicateMatch MatchMessage(const store::DuplicateMatch& match);
v1::DuplicateMatch MatchMessage(const storage::v1::DuplicateMatch& match);

// `canonical` is the record of the cluster's canonical article.
v1::Cluster ClusterMessage(const store::StoredCluster& cluster,
                           const storage::v1::Article& canonical);

// `article` is the record of the member's article.
v1::ClusterArticle ClusterArticleMessage(const store::StoredClusterMember& member,
                                         const storage::v1::Article& article, bool canonical);

// Everything but the revision.
v1::CheckDuplicateResponse DuplicateMessage(const store::DuplicateReport& report);

}  // namespace khotin::rpc

#endif  // KHOTIN_RPC_CONVERT_CLUSTER_H_

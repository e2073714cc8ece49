#include "tools/khotin/cluster_view.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::cli {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

const Style kPlain(/*colours=*/false);

v1::ClusterArticle SomeMember() {
  v1::ClusterArticle member;
  member.mutable_article()->set_name("articles/b");
  member.mutable_article()->set_title("Chợ hoa đêm");
  member.mutable_match()->set_article("articles/a");
  member.mutable_match()->set_relation(v1::DUPLICATE_RELATION_CONTAINED_IN);
  member.mutable_match()->set_jaccard(0.5);
  member.mutable_match()->set_containment(1);
  member.mutable_match()->set_match_containment(0.5);
  return member;
}

TEST(ClusterViewTest, AMemberShowsWhatMadeItOne) {
  const std::string lines = ClusterArticleLines(SomeMember(), kPlain);
  EXPECT_THAT(lines, HasSubstr("contained in articles/a · Jaccard 0.500 · 100.0 % of it there, "
                               "50.0 % of that here\n"));
  EXPECT_THAT(lines, Not(HasSubstr("canonical")));
}

TEST(ClusterViewTest, TheFirstMemberHasNoEvidenceAndTheCanonicalOneIsMarked) {
  v1::ClusterArticle member = SomeMember();
  member.clear_match();
  member.set_canonical(true);
  const std::string lines = ClusterArticleLines(member, kPlain);
  EXPECT_THAT(lines, Not(HasSubstr("Jaccard")));
  EXPECT_THAT(lines, EndsWith("  canonical\n"));
}

TEST(ClusterViewTest, AClusterIsItsSizeAndItsCanonicalArticle) {
  v1::Cluster cluster;
  cluster.set_name("clusters/a");
  cluster.set_article_count(1);
  cluster.set_revision(7);
  *cluster.mutable_canonical() = SomeMember().article();
  const std::string lines = ClusterLines(cluster, kPlain);
  EXPECT_THAT(lines, HasSubstr("clusters/a  1 article, revision 7\n  Chợ hoa đêm\n"));
  EXPECT_EQ(ArticleCountText(3), "3 articles");
}

}  // namespace
}  // namespace khotin::cli

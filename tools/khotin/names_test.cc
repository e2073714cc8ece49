#include "tools/khotin/names.h"

#include "gtest/gtest.h"

namespace khotin::cli {
namespace {

struct RefCase {
  const char* typed;
  bool is_url;
  const char* value;
};

class ArticleRefTest : public testing::TestWithParam<RefCase> {};

TEST_P(ArticleRefTest, IsUnderstood) {
  const ArticleRef ref = ParseArticleRef(GetParam().typed);
  EXPECT_EQ(ref.is_url, GetParam().is_url);
  EXPECT_EQ(ref.value, GetParam().value);
}

INSTANTIATE_TEST_SUITE_P(
    All, ArticleRefTest,
    testing::Values(RefCase{"articles/k3x9", false, "articles/k3x9"},
                    RefCase{"k3x9", false, "articles/k3x9"},
                    RefCase{"https://bao.example/a.html", true, "https://bao.example/a.html"},
                    RefCase{"bao.example/a.html", true, "https://bao.example/a.html"},
                    RefCase{"bao.example", true, "https://bao.example"}));

TEST(ResourceNameTest, AnIdStandsForItsName) {
  EXPECT_EQ(EntityName("person/to-lam"), "entities/person/to-lam");
  EXPECT_EQ(EntityName("entities/person/to-lam"), "entities/person/to-lam");
  EXPECT_EQ(EntityDecisionName("17"), "entityDecisions/17");
  EXPECT_EQ(EntityDecisionName("entityDecisions/17"), "entityDecisions/17");
}

TEST(EntityTypeTest, LabelsGoBothWays) {
  for (const std::string& label : EntityTypeLabels()) {
    const absl::StatusOr<v1::EntityType> type = ParseEntityType(label);
    ASSERT_TRUE(type.ok()) << type.status();
    EXPECT_EQ(EntityTypeLabel(*type), label);
  }
}

TEST(EntityTypeTest, UnknownLabelsAreRefused) {
  EXPECT_EQ(ParseEntityType("planet").status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(EntityTypeLabel(v1::ENTITY_TYPE_UNSPECIFIED), "unknown");
}

}  // namespace
}  // namespace khotin::cli

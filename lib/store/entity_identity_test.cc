// Persons of one name: which articles are about which, and what is kept to tell.
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "store/test_articles.h"

namespace khotin::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr char kFirst[] = "person/nguyen-van-thanh";
constexpr char kDoctor[] = "person/nguyen-van-thanh--so-y-te-kien-giang";

TestArticle Of(int number, const std::string& text) {
  TestArticle article;
  article.url = absl::StrCat("https://bao.example/tin-", number);
  article.title = absl::StrCat("Bản tin số ", number);
  article.paragraphs.push_back(absl::StrCat(text, " Đây là bản tin số ", number, " trong ngày."));
  return article;
}
TestArticle OfTeacher(int number) {
  return Of(number, "Ông Nguyễn Văn Thành, Giám đốc Sở Giáo dục và Đào tạo Hà Giang, đến dự lễ.");
}
TestArticle OfDoctor(int number) {
  return Of(number, "Ông Nguyễn Văn Thành, Giám đốc Sở Y tế Kiên Giang, đến dự lễ.");
}
TestArticle OfNobody(int number) { return Of(number, "Ông Nguyễn Văn Thành đến dự lễ."); }

class EntityIdentityTest : public testing::Test {
 protected:
  std::string Ingest(const TestArticle& article) {
    return CommitForTest(store_.get(), {article})[0].article_id;
  }
  std::shared_ptr<const View> Now() { return store_->CurrentView(); }
  storage::v1::EntityUse Person(const std::string& article) {
    const auto record = Now()->GetArticle(article, 0);
    EXPECT_TRUE(record.ok()) << record.status();
    for (const auto& use : record->entities()) {
      if (use.name() == "Nguyễn Văn Thành") return use;
    }
    ADD_FAILURE() << article << ": no person of that name";
    return {};
  }
  storage::v1::Entity Entity(const std::string& id) {
    const auto entity = Now()->GetEntity(id);
    EXPECT_TRUE(entity.ok()) << entity.status();
    return entity.ok() ? *entity : storage::v1::Entity();
  }
  void ExpectSound() {
    const auto violations = store_->Check(10);
    ASSERT_TRUE(violations.ok()) << violations.status();
    EXPECT_THAT(*violations, IsEmpty());
  }

  TemporaryFolder folder_;
  std::unique_ptr<Store> store_ = OpenForTest(folder_.path());
  const absl::Time now_ = absl::FromUnixSeconds(1700000000);
};

TEST_F(EntityIdentityTest, TwoPersonsOfOneNameAreTwoEntities) {
  const std::string teacher = Ingest(OfTeacher(1));
  const std::string doctor = Ingest(OfDoctor(2));
  EXPECT_EQ(Person(teacher).entity(), kFirst);
  EXPECT_EQ(Person(doctor).entity(), kDoctor);
  EXPECT_EQ(Person(Ingest(OfTeacher(3))).entity(), kFirst);
  EXPECT_EQ(Person(Ingest(OfDoctor(4))).entity(), kDoctor);
  EXPECT_EQ(Entity(kDoctor).article_count(), 2);
  EXPECT_EQ(DisplayName(Entity(kDoctor)), "Nguyễn Văn Thành");
  EXPECT_THAT(*Now()->FindNamedEntities("nguyen van thanh", 5), SizeIs(2));
  ExpectSound();
}

TEST_F(EntityIdentityTest, AnUnsureUseSaysSo) {
  for (int i = 0; i < 3; ++i) Ingest(OfTeacher(i));
  Ingest(OfDoctor(5));
  const std::string article = Ingest(OfNobody(6));
  const storage::v1::EntityUse use = Person(article);
  EXPECT_EQ(use.entity(), kFirst) << "the one with the most articles";
  EXPECT_GT(use.certainty(), 0);
  EXPECT_LT(use.certainty(), 1);
  const auto record = Now()->GetArticle(article, 0);
  for (const auto& mention : record->mentions()) {
    if (mention.entity() == kFirst) {
      EXPECT_EQ(mention.certainty(), use.certainty());
    }
  }
  EXPECT_EQ(Person(Ingest(OfDoctor(7))).certainty(), 0) << "surely";
}

TEST_F(EntityIdentityTest, WhatIsKnownOfAPersonGoesWithItsArticles) {
  const std::string first = Ingest(OfDoctor(1));
  Ingest(OfDoctor(2));
  const storage::v1::Entity both = Entity(kFirst);
  ASSERT_FALSE(both.clues().empty());
  EXPECT_EQ(both.clues(0).article_count(), 2);
  Ingest(OfNobody(1));  // another version of the first
  EXPECT_EQ(Entity(kFirst).clues(0).article_count(), 1);
  EXPECT_EQ(Entity(kFirst).article_count(), 2);
  ExpectSound();
  ASSERT_TRUE(store_->DeleteArticle(first, now_).ok());
  EXPECT_EQ(Entity(kFirst).clues(0).article_count(), 1);
  ExpectSound();
}

TEST_F(EntityIdentityTest, AMergeMakesOnePersonOfTwoAndCanBeTakenBack) {
  Ingest(OfTeacher(1));
  const std::string doctor = Ingest(OfDoctor(2));
  const auto merged = store_->DecideMerge({std::string(kDoctor), std::string()},
                                          {std::string(kFirst), std::string()}, {}, now_);
  ASSERT_TRUE(merged.ok()) << merged.status();
  EXPECT_EQ(Entity(kFirst).article_count(), 2);
  EXPECT_THAT(Aliases(Entity(kFirst)), IsEmpty()) << "it is the same name";
  const std::string later = Ingest(OfDoctor(3));
  EXPECT_EQ(Person(later).entity(), kFirst);
  ExpectSound();
  ASSERT_TRUE(store_->RevokeDecision(merged->id, now_).ok());
  EXPECT_EQ(Person(doctor).entity(), kDoctor);
  EXPECT_EQ(Person(later).entity(), kDoctor) << "though it came after the merge";
  ExpectSound();
}

TEST_F(EntityIdentityTest, ASplitTeachesWhoTheOtherIs) {
  const std::string first = Ingest(OfNobody(1));
  Ingest(OfNobody(2));
  const std::string doctor = Ingest(OfDoctor(3));
  EXPECT_EQ(Person(doctor).entity(), kFirst);
  const auto split =
      store_->DecideSplit({std::string(kFirst), std::string()}, {doctor}, "Kiên Giang", {}, now_);
  ASSERT_TRUE(split.ok()) << split.status();
  EXPECT_EQ(Entity(kFirst).clues_size(), 0);
  EXPECT_FALSE(Entity("person/nguyen-van-thanh--kien-giang").clues().empty());
  ExpectSound();
  ASSERT_TRUE(store_->RevokeDecision(split->id, now_).ok());
  EXPECT_EQ(Person(doctor).entity(), kFirst);
  EXPECT_EQ(Person(first).entity(), kFirst);
  ExpectSound();
}

}  // namespace
}  // namespace khotin::store

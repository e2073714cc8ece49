// A store for tests of decisions on entities, and what a test sees of it.
#ifndef KHOTIN_STORE_ENTITY_DECISION_FIXTURE_H_
#define KHOTIN_STORE_ENTITY_DECISION_FIXTURE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "base/fault_point.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "index/term.h"
#include "store/entity_decision.h"
#include "store/test_articles.h"

namespace khotin::store {

inline constexpr char kBa[] = "person/tran-van-ba";
inline constexpr char kBa2[] = "person/tran-van-ba--2";
inline constexpr char kBon[] = "person/tran-van-bon";
inline constexpr char kNam[] = "person/tran-van-nam";

inline TestArticle Of(int number, const std::string& text) {
  return {absl::StrCat("https://bao.example/tin-", number),
          absl::StrCat("Bản tin số ", number),
          {absl::StrCat(text, " Đây là bản tin số ", number, " trong ngày.")}};
}
inline TestArticle OfBa(int number) { return Of(number, "Ông Trần Văn Ba đến dự lễ."); }
inline TestArticle OfBon(int number) { return Of(number, "Ông Trần Văn Bốn đến dự lễ."); }
inline TestArticle OfNam(int number) { return Of(number, "Ông Trần Văn Nam đến dự lễ."); }
inline TestArticle OfBoth(int number, absl::string_view more = "") {
  return Of(number, absl::StrCat("Ông Trần Văn Ba đến dự lễ. Ông Trần Văn Bốn phát biểu.", more));
}

class EntityDecisionTest : public testing::Test {
 protected:
  ~EntityDecisionTest() override { EXPECT_TRUE(base::SetFaults("").ok()); }

  std::string Ingest(const TestArticle& article) {
    return CommitForTest(store_.get(), {article})[0].article_id;
  }
  std::shared_ptr<const View> Now() { return store_->CurrentView(); }
  storage::v1::Entity Entity(const std::string& id) {
    const auto entity = Now()->GetEntity(id);
    EXPECT_TRUE(entity.ok()) << entity.status();
    return entity.ok() ? *entity : storage::v1::Entity();
  }
  int64_t Articles(const std::string& id) { return Entity(id).article_count(); }
  // Of the article's uses, sorted by their order in it.
  std::vector<std::string> EntitiesOf(const std::string& article) {
    std::vector<std::string> ids;
    const auto record = Now()->GetArticle(article, 0);
    EXPECT_TRUE(record.ok()) << record.status();
    for (const auto& use : record->entities()) ids.push_back(use.entity());
    return ids;
  }
  std::vector<std::string> MentionsOf(const std::string& article) {
    std::vector<std::string> ids;
    const auto record = Now()->GetArticle(article, 0);
    EXPECT_TRUE(record.ok()) << record.status();
    for (const auto& mention : record->mentions()) {
      if (!mention.entity().empty()) ids.push_back(mention.entity());
    }
    return ids;
  }
  // Articles that a search for the entity finds.
  uint64_t Indexed(const std::string& id) {
    uint64_t found = 0;
    for (const index::SegmentView& segment : Now()->index().segments) {
      const auto postings = segment.segment->OpenPostings(
          index::MakeValueTerm(index::ValueField::kEntity, index::ValueKey(id)));
      EXPECT_TRUE(postings.ok()) << postings.status();
      if (*postings == nullptr) continue;
      for (; (*postings)->doc() != index::kNoDoc; (*postings)->Next()) {
        if (!segment.IsDeleted((*postings)->doc())) ++found;
      }
    }
    return found;
  }
  void ExpectSound() {
    const auto violations = store_->Check(10);
    ASSERT_TRUE(violations.ok()) << violations.status();
    EXPECT_THAT(*violations, testing::IsEmpty());
  }
  void Reopen() {
    store_.reset();
    store_ = OpenForTest(folder_.path());
  }
  EntityDecisionResult Merge(const std::string& from, const std::string& into) {
    const auto merged = store_->DecideMerge({from, ""}, {into, ""}, {}, now_);
    EXPECT_TRUE(merged.ok()) << merged.status();
    return merged.ok() ? *merged : EntityDecisionResult();
  }
  EntityDecisionResult Split(const std::string& entity, const std::vector<std::string>& articles) {
    const auto split = store_->DecideSplit({entity, ""}, articles, "", {}, now_);
    EXPECT_TRUE(split.ok()) << split.status();
    return split.ok() ? *split : EntityDecisionResult();
  }

  TemporaryFolder folder_;
  std::unique_ptr<Store> store_ = OpenForTest(folder_.path());
  const absl::Time now_ = absl::FromUnixSeconds(1700000000);
};

}  // namespace khotin::store

#endif  // KHOTIN_STORE_ENTITY_DECISION_FIXTURE_H_

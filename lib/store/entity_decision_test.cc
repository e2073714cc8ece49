// Renames, merges and splits by hand: what they do to articles now and later, and that they can be
// taken back.
#include "store/entity_decision.h"

#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "store/entity_decision_fixture.h"

namespace khotin::store {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST_F(EntityDecisionTest, ARenameIsShownAndFoundAndLeavesTheId) {
  Ingest(OfBa(1));
  const auto renamed =
      store_->DecideRename({kBa, ""}, "Trần Văn Ba (nhà thơ)", {"khác người", "lan"}, now_);
  ASSERT_TRUE(renamed.ok()) << renamed.status();
  EXPECT_EQ(renamed->revision, 2);
  EXPECT_EQ(DisplayName(Entity(kBa)), "Trần Văn Ba (nhà thơ)");
  EXPECT_THAT(Aliases(Entity(kBa)), ElementsAre("Trần Văn Ba"));
  EXPECT_EQ((*Now()->FindNamedEntities("tran van ba nha tho", 5))[0].entity.id, kBa);
  ExpectSound();

  const auto decision = Now()->GetEntityDecision(renamed->id);
  ASSERT_TRUE(decision.ok()) << decision.status();
  EXPECT_EQ(decision->record.entity().name(), "Trần Văn Ba");
  EXPECT_EQ(decision->record.entity().key(), "trần văn ba");
  EXPECT_EQ(decision->record.note(), "khác người");
  EXPECT_EQ(decision->record.author(), "lan");
  EXPECT_EQ(decision->record.time(), absl::ToUnixMicros(now_));
  EXPECT_THAT((*Now()->ReadFeed(1, 1))[0].record.entity_decisions(), ElementsAre(renamed->id));

  Ingest(OfBa(2));
  Reopen();
  EXPECT_EQ(DisplayName(Entity(kBa)), "Trần Văn Ba (nhà thơ)");
}

TEST_F(EntityDecisionTest, ARenameTakesTheEarlierOnesPlaceAndAnEmptyOneTakesItBack) {
  Ingest(OfBa(1));
  ASSERT_TRUE(store_->DecideRename({kBa, ""}, "Ba Một", {}, now_).ok());
  const auto second = store_->DecideRename({kBa, ""}, "Ba Hai", {}, now_);
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_THAT(*Now()->ListEntityDecisions(0, 10), SizeIs(1));
  EXPECT_TRUE(Now()->FindNamedEntities("Ba Một", 5)->empty());
  EXPECT_EQ(store_->DecideRename({kBa, ""}, "Ba Hai", {}, now_)->revision, second->revision)
      << "it is so already";
  ASSERT_TRUE(store_->DecideRename({kBa, ""}, "", {}, now_).ok());
  EXPECT_EQ(DisplayName(Entity(kBa)), "Trần Văn Ba");
  EXPECT_TRUE(Now()->FindNamedEntities("Ba Hai", 5)->empty());
  EXPECT_THAT(*Now()->ListEntityDecisions(0, 10), IsEmpty());
  ExpectSound();
}

TEST_F(EntityDecisionTest, AMergeCountsArticlesOfOldAndOfLaterForTheOther) {
  const std::string ba = Ingest(OfBa(1));
  const std::string bon = Ingest(OfBon(2));
  const std::string both = Ingest(OfBoth(3));
  Merge(kBon, kBa);
  const std::string later = Ingest(OfBon(4));

  EXPECT_EQ(Now()->ResolveEntity(kBon)->id, kBa);
  EXPECT_EQ(Articles(kBon), 4);
  EXPECT_EQ(DisplayName(Entity(kBa)), "Trần Văn Ba");
  EXPECT_THAT(Aliases(Entity(kBa)), Contains("Trần Văn Bốn"));
  for (const std::string& id : {ba, bon, both, later}) {
    EXPECT_THAT(EntitiesOf(id), ElementsAre(kBa));
    EXPECT_THAT(MentionsOf(id), testing::Each(kBa));
  }
  EXPECT_THAT(*Now()->ListEntityArticles(kBa, absl::nullopt, 10), SizeIs(4));
  EXPECT_THAT(*Now()->ListEntityArticles(kBon, absl::nullopt, 10), IsEmpty());
  const auto hits = Now()->FindNamedEntities("tran van bon", 5);
  ASSERT_THAT(*hits, SizeIs(1));
  EXPECT_EQ((*hits)[0].entity.id, kBa);
  EXPECT_EQ(Indexed(kBa), 4U);
  EXPECT_EQ(Indexed(kBon), 0U);
  ExpectSound();
  Reopen();
  EXPECT_EQ(Articles(kBa), 4);
  EXPECT_EQ(Indexed(kBa), 4U);
  ExpectSound();
}

TEST_F(EntityDecisionTest, AMergeTakenBackGivesEachItsOwn) {
  Ingest(OfBa(1));
  const std::string bon = Ingest(OfBon(2));
  const std::string both = Ingest(OfBoth(3));
  const std::vector<std::string> mentions = MentionsOf(both);
  const EntityDecisionResult merged = Merge(kBon, kBa);
  const std::string later = Ingest(OfBon(4));
  const auto revoked = store_->RevokeDecision(merged.id, now_);
  ASSERT_TRUE(revoked.ok()) << revoked.status();
  EXPECT_EQ(Articles(kBa), 2);
  EXPECT_EQ(Articles(kBon), 3);
  EXPECT_THAT(EntitiesOf(bon), ElementsAre(kBon));
  EXPECT_THAT(EntitiesOf(later), ElementsAre(kBon));
  EXPECT_EQ(MentionsOf(both), mentions);
  EXPECT_THAT(Aliases(Entity(kBa)), IsEmpty());
  EXPECT_EQ(Indexed(kBon), 3U);
  EXPECT_EQ(Now()->GetArticle(both, 0)->entities(0).origins_size(), 0);
  EXPECT_EQ(Now()->counts().entity_decisions, 0);
  EXPECT_EQ(store_->RevokeDecision(merged.id, now_).status().code(), absl::StatusCode::kNotFound);
  ExpectSound();
}

TEST_F(EntityDecisionTest, MergesFollowEachOtherAndMakeNoCircle) {
  const std::string article = Ingest(OfBon(1));
  Ingest(OfBa(2));
  Ingest(OfNam(3));
  const EntityDecisionResult first = Merge(kBon, kBa);
  const EntityDecisionResult second = Merge(kBa, kNam);
  EXPECT_EQ(Now()->ResolveEntity(kBon)->id, kNam);
  EXPECT_EQ(Articles(kBon), 3);
  EXPECT_EQ(store_->DecideMerge({kNam, ""}, {kBon, ""}, {}, now_).status().code(),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(store_->DecideMerge({kBon, ""}, {kNam, ""}, {}, now_).status().code(),
            absl::StatusCode::kFailedPrecondition);
  ExpectSound();
  ASSERT_TRUE(store_->RevokeDecision(first.id, now_).ok());
  EXPECT_THAT(EntitiesOf(article), ElementsAre(kBon)) << "though it had gone on to another";
  EXPECT_EQ(Articles(kNam), 2);
  ExpectSound();
  ASSERT_TRUE(store_->RevokeDecision(second.id, now_).ok());
  EXPECT_EQ(Articles(kBa), 1);
  ExpectSound();
}

TEST_F(EntityDecisionTest, ASplitHoldsForLaterVersionsAndAnalyses) {
  Ingest(OfBa(1));
  const std::string article = Ingest(OfBa(2));
  const auto split = store_->DecideSplit({kBa, ""}, {article}, "Kiên Giang", {}, now_);
  ASSERT_TRUE(split.ok()) << split.status();
  const std::string made = Now()->GetEntityDecision(split->id)->record.into().entity();
  EXPECT_EQ(made, "person/tran-van-ba--kien-giang");
  EXPECT_THAT(EntitiesOf(article), ElementsAre(made));
  EXPECT_EQ(Articles(kBa), 1);
  EXPECT_EQ(Articles(made), 1);
  EXPECT_EQ(DisplayName(Entity(made)), "Trần Văn Ba");
  EXPECT_EQ(Indexed(made), 1U);
  EXPECT_THAT(*Now()->FindNamedEntities("Trần Văn Ba", 5), SizeIs(2));
  ExpectSound();

  TestArticle changed = OfBa(2);
  changed.paragraphs.push_back("Lễ kéo dài hai giờ.");
  Ingest(changed);
  EXPECT_EQ(Now()->GetArticle(article, 0)->version(), 2);
  EXPECT_THAT(EntitiesOf(article), ElementsAre(made));

  PreparedArticle again = PrepareForTest(changed);
  again.record.set_analyzer_version("test-2");
  again.replaced_version = 2;
  std::vector<PreparedDocument> batch;
  batch.emplace_back(std::move(again));
  EXPECT_EQ((*store_->Commit(std::move(batch), now_))[0].verdict, Verdict::kReplaced);
  EXPECT_THAT(EntitiesOf(article), ElementsAre(made));
  ExpectSound();

  Ingest(OfBa(3));
  EXPECT_EQ(Articles(kBa), 2) << "others go where they went";
  ASSERT_TRUE(store_->RevokeDecision(split->id, now_).ok());
  EXPECT_EQ(Articles(kBa), 3);
  EXPECT_EQ(Now()->GetEntity(made).status().code(), absl::StatusCode::kNotFound);
  ExpectSound();
}

TEST_F(EntityDecisionTest, ASplitTakesWhatWasMergedInWithIt) {
  Ingest(OfBa(1));
  const std::string both = Ingest(OfBoth(2));
  const EntityDecisionResult merged = Merge(kBon, kBa);
  const auto split = store_->DecideSplit({kBa, ""}, {both}, "", {}, now_);
  ASSERT_TRUE(split.ok()) << split.status();
  EXPECT_THAT(EntitiesOf(both), ElementsAre("person/tran-van-ba--2"));
  ExpectSound();
  ASSERT_TRUE(store_->RevokeDecision(merged.id, now_).ok());
  EXPECT_THAT(EntitiesOf(both), ElementsAre("person/tran-van-ba--2")) << "the split stands";
  ExpectSound();
  ASSERT_TRUE(store_->RevokeDecision(split->id, now_).ok());
  EXPECT_THAT(EntitiesOf(both), ElementsAre(kBa, kBon));
  ExpectSound();
}

TEST_F(EntityDecisionTest, WhatIsMergedIntoASplitEntityIsSplitOffOverAnyNumberOfMerges) {
  Ingest(OfBa(1));
  const std::string both = Ingest(OfBoth(2));
  Ingest(OfNam(3));
  Split(kBa, {both});
  Merge(kBon, kBa);
  EXPECT_THAT(EntitiesOf(both), ElementsAre(kBa2));
  ExpectSound();
  Merge(kBa, kNam);
  EXPECT_THAT(EntitiesOf(both), ElementsAre(kBa2));
  ExpectSound();
  Ingest(OfBoth(2, " Lễ kéo dài hai giờ."));
  EXPECT_THAT(EntitiesOf(both), ElementsAre(kBa2)) << "as for a new version";
  ExpectSound();
}

TEST_F(EntityDecisionTest, AMergeTakenBackGivesWhatWasSplitOffItsOwn) {
  Ingest(OfBa(1));
  const std::string both = Ingest(OfBoth(2));
  Ingest(OfNam(3));
  Split(kBa, {both});
  const EntityDecisionResult first = Merge(kBon, kBa);
  ASSERT_TRUE(store_->RevokeDecision(first.id, now_).ok());
  EXPECT_THAT(EntitiesOf(both), ElementsAre(kBa2, kBon));
  ExpectSound();

  const EntityDecisionResult again = Merge(kBon, kBa);
  Merge(kBa, kNam);
  ASSERT_TRUE(store_->RevokeDecision(again.id, now_).ok());
  EXPECT_THAT(EntitiesOf(both), ElementsAre(kBa2, kBon)) << "though that had gone on to another";
  ExpectSound();
}

TEST_F(EntityDecisionTest, AMergeTakenBackFindsWhatIsSplitOffUnderAnotherName) {
  Ingest(OfBa(1));
  Ingest(OfNam(2));
  const std::string both = Ingest(OfBoth(3));
  const EntityDecisionResult first = Merge(kBa, kNam);
  Split(kNam, {both});
  ASSERT_TRUE(store_->RevokeDecision(first.id, now_).ok());
  const EntityDecisionResult second = Merge(kBon, kBa);
  EXPECT_THAT(EntitiesOf(both), ElementsAre("person/tran-van-nam--2"));
  ExpectSound();
  ASSERT_TRUE(store_->RevokeDecision(second.id, now_).ok());
  EXPECT_THAT(EntitiesOf(both), ElementsAre("person/tran-van-nam--2", kBon));
  ExpectSound();
}

TEST_F(EntityDecisionTest, RefusesWhatCannotBeMeant) {
  const std::string ba = Ingest(OfBa(1));
  const std::string bon = Ingest(OfBon(2));
  Ingest(Of(3, "Hôm nay Bộ Công an họp tại Hà Nội."));
  const auto code = [](const auto& result) { return result.status().code(); };
  EXPECT_EQ(code(store_->DecideRename({"Trần Văn Ba", ""}, "x", {}, now_)),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(code(store_->DecideRename({"person/khong-co", ""}, "x", {}, now_)),
            absl::StatusCode::kNotFound);
  EXPECT_EQ(code(store_->DecideRename({kBa, ""}, "!?", {}, now_)),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(code(store_->DecideMerge({kBa, ""}, {"organization/bo-cong-an", ""}, {}, now_)),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(code(store_->DecideMerge({kBa, ""}, {kBa, ""}, {}, now_)),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(code(store_->DecideSplit({kBa, ""}, {}, "", {}, now_)),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(code(store_->DecideSplit({kBa, ""}, {"0000000000000000"}, "", {}, now_)),
            absl::StatusCode::kNotFound);
  EXPECT_EQ(code(store_->DecideSplit({kBa, ""}, {bon}, "", {}, now_)),
            absl::StatusCode::kFailedPrecondition);
  ASSERT_TRUE(store_->DecideSplit({kBa, ""}, {ba}, "", {}, now_).ok());
  const auto again = store_->DecideSplit({"person/tran-van-ba--2", ""}, {ba}, "", {}, now_);
  EXPECT_EQ(code(again), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(again.status().message()), HasSubstr("take that back first"));
  EXPECT_EQ(code(store_->RevokeDecision(1, now_)), absl::StatusCode::kNotFound);
  EXPECT_EQ(Now()->counts().entity_decisions, 1);
  ExpectSound();
}

TEST_F(EntityDecisionTest, WhatWasDecidedOnStaysWithoutArticles) {
  const std::string ba = Ingest(OfBa(1));
  const std::string bon = Ingest(OfBon(2));
  const EntityDecisionResult merged = Merge(kBon, kBa);
  ASSERT_TRUE(store_->DeleteArticle(ba, now_).ok());
  ASSERT_TRUE(store_->DeleteArticle(bon, now_).ok());
  EXPECT_EQ(Articles(kBa), 0);
  EXPECT_EQ(DisplayName(Entity(kBa)), "Trần Văn Ba");
  ExpectSound();
  Ingest(OfBon(2));
  EXPECT_EQ(Articles(kBa), 1);
  ExpectSound();
  ASSERT_TRUE(store_->RevokeDecision(merged.id, now_).ok());
  EXPECT_EQ(Now()->GetEntity(kBa).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(Articles(kBon), 1);
  ExpectSound();
}

TEST_F(EntityDecisionTest, RefusesAnIdThatIsAnothersByTheNameGiven) {
  const std::string thanh = "person/nguyen-van-thanh";
  Ingest(OfBa(1));
  Ingest(OfBon(2));
  Ingest(Of(3, "Ông Nguyễn Văn Thanh đến dự lễ."));
  Ingest(Of(4, "Ông Nguyễn Văn Thành đến dự lễ."));
  const auto refused = store_->DecideMerge({thanh, "Nguyễn Văn Thành"}, {kBa, ""}, {}, now_);
  EXPECT_EQ(refused.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(refused.status().message()),
              HasSubstr("person/nguyen-van-thanh: is \"Nguyễn Văn Thanh\""));
  EXPECT_EQ(store_->DecideMerge({kBa, ""}, {thanh, "Nguyễn Văn Thành"}, {}, now_).status().code(),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(*Now()->ListEntityDecisions(0, 10), IsEmpty());

  Merge(kBon, kBa);
  for (const char* const name : {"trần văn ba", "Trần Văn Bốn", "Bác Ba"}) {
    EXPECT_TRUE(store_->DecideRename({kBa, name}, "Bác Ba", {}, now_).ok()) << name;
  }
  EXPECT_TRUE(store_->DecideRename({kBon, "Trần Văn Bốn"}, "Chú Ba", {}, now_).ok());
  EXPECT_TRUE(store_->DecideMerge({thanh, "Nguyễn Văn Thanh"}, {kBa, ""}, {}, now_).ok());
  ExpectSound();
}

TEST_F(EntityDecisionTest, NamesAnEntityAsArticlesDoWhateverItIsShownAs) {
  Ingest(OfBa(1));
  ASSERT_TRUE(store_->DecideRename({kBa, ""}, "Bác Ba", {}, now_).ok());
  ASSERT_TRUE(store_->DecideRename({kBa, ""}, "Chú Ba", {}, now_).ok());
  const storage::v1::EntityDecision left = (*Now()->ListEntityDecisions(0, 10))[0].record;
  EXPECT_EQ(left.entity().name(), "Trần Văn Ba");

  TemporaryFolder other_folder;
  const auto other = OpenForTest(other_folder.path());
  ASSERT_TRUE(other->DecideRename({kBa, left.entity().name()}, left.display_name(), {}, now_).ok());
  CommitForTest(other.get(), {OfBa(1)});
  EXPECT_EQ(other->CurrentView()->GetEntity(kBa)->article_count(), 1);
  EXPECT_EQ(DisplayName(*other->CurrentView()->GetEntity(kBa)), "Chú Ba");
}

TEST_F(EntityDecisionTest, TakenAheadOfTheArticlesLeadsToTheSame) {
  const std::vector<TestArticle> inputs = {OfBa(1), OfBon(2), OfBoth(3), OfBa(4), OfBa(5)};
  std::vector<std::string> ids;
  for (const TestArticle& article : inputs) ids.push_back(Ingest(article));
  Merge(kBon, kBa);
  ASSERT_TRUE(store_->DecideSplit({kBa, ""}, {ids[3]}, "hue", {}, now_).ok());
  ASSERT_TRUE(store_->DecideRename({kBa, ""}, "Ba Bốn", {}, now_).ok());

  TemporaryFolder other_folder;
  const auto other = OpenForTest(other_folder.path());
  const auto decisions = Now()->ListEntityDecisions(0, 10);
  for (const StoredEntityDecision& decision : *decisions) {
    const auto ref = [](const auto& party) { return EntityRef{party.entity(), party.name()}; };
    const auto& record = decision.record;
    if (record.kind() == static_cast<int>(EntityDecisionKind::kMerge)) {
      ASSERT_TRUE(other->DecideMerge(ref(record.entity()), ref(record.into()), {}, now_).ok());
    } else if (record.kind() == static_cast<int>(EntityDecisionKind::kRename)) {
      ASSERT_TRUE(other->DecideRename(ref(record.entity()), record.display_name(), {}, now_).ok());
    } else {
      ASSERT_TRUE(other
                      ->DecideSplit(ref(record.entity()),
                                    {record.articles().begin(), record.articles().end()}, "hue", {},
                                    now_)
                      .ok());
    }
  }
  EXPECT_EQ(DisplayName(*other->CurrentView()->GetEntity(kBa)), "Ba Bốn");
  CommitForTest(other.get(), inputs);
  EXPECT_THAT(*other->Check(10), IsEmpty());
  for (const std::string& id : ids) {
    const auto record = other->CurrentView()->GetArticle(id, 0);
    std::vector<std::string> entities;
    for (const auto& use : record->entities()) entities.push_back(use.entity());
    EXPECT_EQ(entities, EntitiesOf(id));
  }
  EXPECT_EQ(other->CurrentView()->GetEntity(kBa)->article_count(), Articles(kBa));
}

}  // namespace
}  // namespace khotin::store

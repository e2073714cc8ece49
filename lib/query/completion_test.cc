#include "query/completion.h"

#include "gmock/gmock.h"
#include "query/search_testing.h"

namespace khotin::query {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// One article for each list of phrases, over segments that end before `borders`.
index::IndexSnapshot Archive(const std::vector<std::vector<std::string>>& phrases,
                             std::vector<size_t> borders = {}) {
  index::IndexSnapshot snapshot;
  borders.push_back(phrases.size());
  size_t begin = 0;
  for (const size_t end : borders) {
    std::vector<index::DocumentTerms> documents;
    for (; begin < end; ++begin) {
      index::DocumentTerms& document = documents.emplace_back();
      document.values.article_id = absl::StrCat("a", begin);
      document.key_phrases = phrases[begin];
      document.labels[static_cast<size_t>(index::ValueField::kEntity)] = {
          begin % 2 == 0 ? "person/to-lam" : "person/to-long"};
    }
    auto blocks = std::make_shared<index::MemoryBlocks>();
    EXPECT_TRUE(index::WriteSegment(documents, blocks.get()).ok());
    snapshot.segments.push_back({*index::Segment::Open(blocks), nullptr});
  }
  return snapshot;
}

std::vector<std::string> Complete(const index::IndexSnapshot& snapshot, absl::string_view typed,
                                  size_t limit = 10) {
  const auto phrases = CompletePhrases(snapshot, ReadTypedText(typed), limit);
  EXPECT_TRUE(phrases.ok()) << phrases.status();
  std::vector<std::string> told;
  for (const PhraseCompletion& phrase : *phrases) {
    told.push_back(absl::StrCat(phrase.text, "=", phrase.articles));
  }
  return told;
}

const std::vector<std::vector<std::string>> kPhrases = {{"giá vàng", "giá xăng dầu", "Bộ Công an"},
                                                        {"giá vàng", "bộ công an"},
                                                        {"gia vị", "giá vàng", "Bộ Công an"},
                                                        {"gia vị", "giá xăng dầu"},
                                                        {"già làng", "Bộ Công an"},
                                                        {"giả mạo", "giả mạo giấy tờ"},
                                                        {"giả mạo", "giả mạo giấy tờ"}};

TEST(CompletionTest, TheMostFrequentFirstWithAnyDiacritics) {
  const auto snapshot = Archive(kPhrases);
  EXPECT_THAT(Complete(snapshot, "gia v"), ElementsAre("giá vàng=3", "gia vị=2"));
  EXPECT_THAT(Complete(snapshot, "gia", 1), ElementsAre("giá vàng=3"));
  EXPECT_THAT(Complete(snapshot, "zz"), IsEmpty());
}

TEST(CompletionTest, SpellingsAsTypedComeFirst) {
  EXPECT_THAT(
      Complete(Archive(kPhrases), "giả"),
      ElementsAre("giả mạo=2", "giả mạo giấy tờ=2", "giá vàng=3", "gia vị=2", "giá xăng dầu=2"));
}

TEST(CompletionTest, ASpaceCompletesTheWord) {
  EXPECT_THAT(Complete(Archive(kPhrases), "giá va "), IsEmpty());
  EXPECT_THAT(Complete(Archive(kPhrases), "giá vàng "), ElementsAre("giá vàng=3"));
  EXPECT_THAT(Complete(Archive(kPhrases), "gia mao "),
              ElementsAre("giả mạo=2", "giả mạo giấy tờ=2"));
}

TEST(CompletionTest, PhrasesOfOneArticleAreLeftOut) {
  EXPECT_THAT(Complete(Archive(kPhrases), "gia la"), IsEmpty());
}

TEST(CompletionTest, CapitalsAloneMakeNoOtherPhrase) {
  EXPECT_THAT(Complete(Archive(kPhrases), "bo cong"), ElementsAre("Bộ Công an=4"));
}

TEST(CompletionTest, SegmentsMakeNoDifference) {
  const auto one = Archive(kPhrases);
  const auto many = Archive(kPhrases, {1, 2, 5});
  for (const absl::string_view typed : {"g", "gia", "giá", "gia v", "b", "bộ công an"}) {
    EXPECT_EQ(Complete(many, typed), Complete(one, typed)) << typed;
  }
}

TEST(CompletionTest, SegmentsMakeNoDifferenceWhereMorePhrasesGoOnThanAreAskedFor) {
  std::vector<std::vector<std::string>> phrases(240);
  for (size_t document = 0; document < phrases.size(); ++document) {
    for (size_t number = 1; number <= 80; ++number) {
      if (document % number == 0) phrases[document].push_back(absl::StrCat("giá ", number));
    }
  }
  EXPECT_THAT(Complete(Archive(phrases), "gia", 3),
              ElementsAre("giá 1=240", "giá 2=120", "giá 3=80"));
  EXPECT_EQ(Complete(Archive(phrases, {40, 90, 200}), "gia", 5),
            Complete(Archive(phrases), "gia", 5));
}

TEST(CompletionTest, OfSeveralTypesTheMostFrequentEntitiesFirst) {
  std::vector<index::DocumentTerms> documents(3);
  for (size_t i = 0; i < documents.size(); ++i) {
    documents[i].values.article_id = absl::StrCat("a", i);
    auto& entities = documents[i].labels[static_cast<size_t>(index::ValueField::kEntity)];
    entities = {"location/ha-noi"};
    if (i > 0) entities.push_back("person/ha-nam");
    if (i > 1) entities.push_back("misc/ha-long");
  }
  auto blocks = std::make_shared<index::MemoryBlocks>();
  ASSERT_TRUE(index::WriteSegment(documents, blocks.get()).ok());
  index::IndexSnapshot snapshot;
  snapshot.segments.push_back({*index::Segment::Open(blocks), nullptr});
  const auto entities =
      CompleteEntities(snapshot, {"person", "location", "misc"}, ReadTypedText("hà"), 2);
  ASSERT_TRUE(entities.ok()) << entities.status();
  ASSERT_EQ(entities->size(), 2U);
  EXPECT_EQ((*entities)[0].key, "location ha noi");
  EXPECT_EQ((*entities)[1].key, "person ha nam");
}

TEST(CompletionTest, EntitiesByTheirIds) {
  const auto entities =
      CompleteEntities(Archive(kPhrases, {3}), {"person"}, ReadTypedText("Tô l"), 10);
  ASSERT_TRUE(entities.ok()) << entities.status();
  ASSERT_EQ(entities->size(), 2U);
  EXPECT_EQ((*entities)[0].key, "person to lam");
  EXPECT_EQ((*entities)[0].articles, 4U);
  EXPECT_EQ((*entities)[1].key, "person to long");
}

TEST(CompletionTest, EntitiesWithLongIds) {
  const std::string front = "organization/uy-ban-mat-tran-to-quoc-viet-nam";
  const std::string city = absl::StrCat(front, "-thanh-pho-ho-chi-minh");
  std::vector<index::DocumentTerms> documents(1);
  documents[0].values.article_id = "a";
  documents[0].labels[static_cast<size_t>(index::ValueField::kEntity)] = {front, city};
  auto blocks = std::make_shared<index::MemoryBlocks>();
  ASSERT_TRUE(index::WriteSegment(documents, blocks.get()).ok());
  index::IndexSnapshot snapshot;
  snapshot.segments.push_back({*index::Segment::Open(blocks), nullptr});
  const auto keys = [&](absl::string_view typed) {
    const auto entities = CompleteEntities(snapshot, {"organization"}, ReadTypedText(typed), 10);
    EXPECT_TRUE(entities.ok()) << entities.status();
    std::vector<std::string> found;
    for (const EntityCompletion& entity : *entities) found.push_back(entity.key);
    return found;
  };
  const std::string front_key = index::ValueKey(front);
  const std::string city_key = index::ValueKey(city);
  ASSERT_EQ(city_key.size(), index::kMaxKeyBytes);
  for (const char* typed : {"Ủy ban mặt", "uy ban mat tran to quoc viet n"}) {
    EXPECT_THAT(keys(typed), testing::UnorderedElementsAre(front_key, city_key)) << typed;
  }
  for (const char* typed :
       {"uy ban mat tran to quoc viet nam t", "Ủy ban mặt trận tổ quốc Việt Nam thành phố Hồ"}) {
    EXPECT_THAT(keys(typed), ElementsAre(city_key)) << typed;
  }
  EXPECT_THAT(keys("uy ban mat tran to quoc viet minh"), IsEmpty());
}

}  // namespace
}  // namespace khotin::query

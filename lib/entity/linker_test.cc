#include "entity/linker.h"

#include <chrono>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "entity/testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::entity {
namespace {

// "PERSON Tô Lâm x2 [aliases]" for each entity.
std::vector<std::string> Linked(const std::vector<absl::string_view>& lines,
                                bool with_aliases = false) {
  const std::vector<text::Passage> document = Document(lines);
  const std::vector<Mention> mentions = RecognizeIn(document);
  std::vector<std::string> linked;
  for (const DocumentEntity& entity : LinkMentions(document, mentions)) {
    std::string line =
        absl::StrCat(EntityTypeName(entity.type), " ", entity.name, " x", entity.mentions.size());
    if (with_aliases) absl::StrAppend(&line, " [", absl::StrJoin(entity.aliases, ", "), "]");
    linked.push_back(line);
  }
  return linked;
}

TEST(LinkerTest, SpellingsOfOneNameMeet) {
  EXPECT_THAT(Linked({"Trụ sở Liên hợp quốc mở cửa.", "Liên Hợp Quốc họp.", "Ông nói LHQ đã rõ.",
                      "Phái đoàn của Hợp Quốc tới."}),
              testing::ElementsAre("ORGANIZATION Liên hợp quốc x4"));
  EXPECT_THAT(Linked({"Ghe ra tới Khánh Hòa.", "Rồi ghe rời Khánh Hoà."}),
              testing::ElementsAre("LOCATION Khánh Hòa x2"));
}

TEST(LinkerTest, AbbreviationsTheDocumentDefines) {
  EXPECT_THAT(
      Linked({"Hội Khuyến học Sông Trăng (HKHST) phát quà.", "Sau lễ, HKHST cảm ơn."}, true),
      testing::ElementsAre("ORGANIZATION Hội Khuyến học Sông Trăng x3 [HKHST]"));
  EXPECT_THAT(
      Linked({"Lễ trao của lực lượng đối ngoại Công an nhân dân (CAND).", "Áo của CAND."}, true),
      testing::ElementsAre(testing::AllOf(testing::StartsWith("ORGANIZATION Công an nhân dân x3"),
                                          testing::HasSubstr("CAND"))));
}

TEST(LinkerTest, ShortFormsOfPersons) {
  EXPECT_THAT(Linked({"Hôm nay Tổng thống Mỹ Donald Trump tới.", "Ông Trump phát biểu ngắn."}),
              testing::ElementsAre("LOCATION Mỹ x1", "PERSON Donald Trump x2"));
  EXPECT_THAT(
      Linked({"Đại tá Lê Minh Khoa và ông Phan Khoa cùng dự.", "Ông Khoa cười."}),
      testing::ElementsAre("PERSON Lê Minh Khoa x1", "PERSON Phan Khoa x1", "PERSON Khoa x1"));
}

TEST(LinkerTest, LongNamesTakeLinearTime) {
  Mention person;
  person.type = EntityType::kPerson;
  while (person.text.size() < (size_t{1} << 21)) absl::StrAppend(&person.text, "Nguyễn ");
  person.text.pop_back();
  const auto begin = std::chrono::steady_clock::now();
  LinkMentions(Document({""}), {person});
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

TEST(LinkerTest, HeadsOfBodies) {
  const std::vector<text::Passage> document = Document({"Phái bộ Sông Trăng; Phái bộ; Ban Sử."});
  const auto mention = [](EntityType type, absl::string_view text) {
    Mention made;
    made.type = type;
    made.text = std::string(text);
    return made;
  };
  const std::vector<DocumentEntity> entities =
      LinkMentions(document, {mention(EntityType::kLocation, "Phái bộ Sông Trăng"),
                              mention(EntityType::kOrganization, "Phái bộ"),
                              mention(EntityType::kOrganization, "Ban Sử")});
  ASSERT_EQ(entities.size(), 2u);
  EXPECT_EQ(entities[0].name, "Phái bộ Sông Trăng");
  EXPECT_EQ(entities[0].type, EntityType::kOrganization);
  EXPECT_EQ(entities[0].mentions.size(), 2u);
}

TEST(LinkerTest, APlaceByItsCompany) {
  const std::vector<text::Passage> document = Document({"Lũ ở Velmora và Zuritan."});
  Mention place;
  place.type = EntityType::kLocation;
  place.span = {text::Field::kBody, 0, 8, 15};
  place.text = "Velmora";
  Mention person = place;
  person.type = EntityType::kPerson;
  person.span = {text::Field::kBody, 0, 20, 27};
  person.text = "Zuritan";
  const std::vector<DocumentEntity> entities = LinkMentions(document, {place, person});
  ASSERT_EQ(entities.size(), 2u);
  EXPECT_EQ(entities[1].name, "Zuritan");
  EXPECT_EQ(entities[1].type, EntityType::kLocation);
}

TEST(LinkerTest, TitlesAreNoPersons) {
  EXPECT_THAT(Linked({"Bộ trưởng cho biết như vậy."}), testing::IsEmpty());
  EXPECT_THAT(Linked({}), testing::IsEmpty());
}

TEST(LinkerTest, KeysAreExactPhraseKeys) {
  const std::vector<text::Passage> document = Document({"Mời ông Tô Hoà Mỹ vào."});
  const std::vector<Mention> mentions = RecognizeIn(document);
  const std::vector<DocumentEntity> entities = LinkMentions(document, mentions);
  ASSERT_EQ(entities.size(), 1u);
  EXPECT_EQ(entities[0].key, "tô hòa mĩ");
  EXPECT_EQ(entities[0].name, "Tô Hoà Mỹ");
}

}  // namespace
}  // namespace khotin::entity

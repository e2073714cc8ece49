#include "entity/name_lists.h"

#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "entity/linker.h"
#include "entity/recognizer.h"
#include "entity/rules/lexicon.h"
#include "entity/testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::entity {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class NameListsTest : public ::testing::Test {
 protected:
  // The path of a list that holds `content`.
  static std::string Write(absl::string_view file, absl::string_view content) {
    std::string path = absl::StrCat(::testing::TempDir(), "/", file);
    std::ofstream(path, std::ios::binary) << content;
    return path;
  }

  static std::shared_ptr<const rules::Lexicon> Load(absl::string_view content) {
    const auto names = LoadNames({Write("names.tsv", content)});
    EXPECT_TRUE(names.ok()) << names.status();
    return names.ok() ? *names : BuiltInNames();
  }

  // "PERSON=Tô Lâm" for each mention of `text` with the rows of `content`.
  static std::vector<std::string> Told(absl::string_view content, absl::string_view text) {
    std::vector<std::string> told;
    for (const Mention& mention : NewRecognizer(Load(content))->Recognize(Document({text}))) {
      told.push_back(absl::StrCat(EntityTypeName(mention.type), "=", mention.text));
    }
    return told;
  }
};

struct Case {
  const char* rows;
  const char* text;
  std::vector<std::string> told;
};

TEST_F(NameListsTest, OwnRowsDecide) {
  const Case cases[] = {
      // A made-up ministry and its abbreviation, alone and in an office.
      {"Bộ Hải dương\tORGANIZATION\tBHD",
       "Sáng nay Bộ Hải dương họp, BHD nêu ba việc.",
       {"ORGANIZATION=Bộ Hải dương", "ORGANIZATION=BHD"}},
      {"Bộ Hải dương\tORGANIZATION",
       "Bộ trưởng Bộ Hải dương Lê Văn Sóng phát biểu.",
       {"POSITION=Bộ trưởng Bộ Hải dương", "ORGANIZATION=Bộ Hải dương", "PERSON=Lê Văn Sóng"}},
      // Another type than the built-in list's.
      {"Nhà Trắng\tLOCATION", "Ông vào Nhà Trắng.", {"LOCATION=Nhà Trắng"}},
      // No name at all, though a built-in list has it.
      {"Nhà Trắng\tNOT_NAME", "Ông vào Nhà Trắng.", {}},
      {"Zalo\tNOT_NAME", "Chị nhắn qua Zalo cho ông Bùi Văn Kha.", {"PERSON=Bùi Văn Kha"}},
      // A longer name holds a shorter one.
      {"Sen Vàng\tORGANIZATION",
       "Bé học ở Trường Mầm non Sen Vàng.",
       {"ORGANIZATION=Trường Mầm non Sen Vàng"}},
      // Capitals of a row are capitals in the text.
      {"Hoa Sim\tORGANIZATION", "Đồi có hoa sim, lớp Hoa Sim có trò.", {"ORGANIZATION=Hoa Sim"}},
      // A name that is an ordinary word too, where it opens a sentence.
      {"Mây\tPERSON\nMây\tAMBIGUOUS", "Mây bay qua núi.", {}},
      {"Mây\tPERSON", "Cô gặp Mây ở nhà.", {"PERSON=Mây"}},
  };
  for (const Case& sample : cases) {
    EXPECT_EQ(Told(sample.rows, sample.text), sample.told) << sample.rows;
  }
}

TEST_F(NameListsTest, AliasesLinkToTheRow) {
  const auto names = Load(
      "Bộ Hải dương\tORGANIZATION\tBHD\n"
      "LHQ\tORGANIZATION\tLiên hợp quốc\n");
  const auto document = Document({"Bộ Hải dương họp. BHD và UN cùng dự."});
  std::vector<std::string> linked;
  for (const DocumentEntity& entity :
       LinkMentions(document, NewRecognizer(names)->Recognize(document), *names)) {
    linked.push_back(absl::StrCat(entity.name, " x", entity.mentions.size()));
  }
  // The built-in aliases of a name stay with it under its own heading.
  EXPECT_THAT(linked, ElementsAre("Bộ Hải dương x2", "LHQ x1"));
}

TEST_F(NameListsTest, TheFirstFileDecides) {
  const auto names = LoadNames({Write("a.tsv", "Sông Mơ\tLOCATION\n"),
                                Write("b.tsv", "Sông Mơ\tORGANIZATION\nSuối Mơ\tNOT_NAME\n")});
  ASSERT_TRUE(names.ok()) << names.status();
  EXPECT_GE((*names)->FindName("Sông Mơ", EntityType::kLocation), 0);
  EXPECT_EQ((*names)->FindName("Sông Mơ", EntityType::kOrganization), -1);
}

TEST_F(NameListsTest, VersionChangesWithTheContent) {
  const std::string built_in = BuiltInNames()->version();
  const std::string one = Load("Bộ Hải dương\tORGANIZATION")->version();
  EXPECT_NE(one, built_in);
  EXPECT_EQ(Load("# a comment\nBộ Hải dương\tORGANIZATION\r\n\n")->version(), one);
  EXPECT_NE(Load("Bộ Hải dương\tORGANIZATION\tBHD")->version(), one);
  EXPECT_THAT(std::string(NewRecognizer(Load("A\tPERSON"))->Version()),
              ::testing::Not(std::string(NewRecognizer()->Version())));
  EXPECT_EQ(*LoadNames({}), BuiltInNames());
}

TEST_F(NameListsTest, BadRowsAreRefusedWithTheirLine) {
  const struct {
    std::string content;
    const char* reason;
  } cases[] = {
      {"# comment\n\nBộ Hải dương", "line 3: not of the form"},
      {"Bộ Hải dương\tORGANISATION", "line 1: unknown type 'ORGANISATION'"},
      {"\tPERSON", "line 1: an empty name"},
      {"A\tPERSON\t", "line 1: an empty name"},
      {"A\tPERSON\nB\tPERSON\xff", "line 2: "},
      {"Sông Mơ\tLOCATION\nsông mơ\tPERSON", "line 2: 'sông mơ' is PERSON here and LOCATION in"},
      {"Sông Mơ\tLOCATION\nSông Mơ\tNOT_NAME", "line 2: "},
      {absl::StrJoin(std::vector<std::string>(40, "a"), " ") + "\tPERSON", "longer than 31 words"},
  };
  for (const auto& sample : cases) {
    const auto rows = ParseNames("mine.tsv", sample.content);
    EXPECT_EQ(rows.status().code(), absl::StatusCode::kInvalidArgument) << sample.content;
    EXPECT_THAT(std::string(rows.status().message()), HasSubstr("mine.tsv: "));
    EXPECT_THAT(std::string(rows.status().message()), HasSubstr(sample.reason));
  }
  for (const std::string& path : {std::string("/nowhere/names.tsv"), ::testing::TempDir()}) {
    const auto unread = LoadNames({path});
    EXPECT_EQ(unread.status().code(), absl::StatusCode::kNotFound);
    EXPECT_THAT(std::string(unread.status().message()), HasSubstr(path));
  }
}

}  // namespace
}  // namespace khotin::entity

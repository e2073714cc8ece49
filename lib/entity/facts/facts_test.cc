#include "entity/facts/facts.h"

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

using testing::ElementsAre;
using testing::IsEmpty;

class Reading {
 public:
  explicit Reading(const std::vector<absl::string_view>& lines)
      : document_(Document(lines)),
        mentions_(RecognizeIn(document_)),
        entities_(LinkMentions(document_, mentions_)),
        facts_(FindFacts(document_, mentions_, entities_)) {}

  const DocumentFacts& facts() const { return facts_; }

  std::string Text(const text::Span& span) const {
    const absl::string_view line = document_[static_cast<size_t>(span.block)].text;
    return std::string(line.substr(span.begin, span.end - span.begin));
  }

  // "Tô Lâm: bộ trưởng @ Bộ Công an" and " former", " acting", " rank".
  std::vector<std::string> Offices() const {
    std::vector<std::string> told;
    for (const OfficeFact& fact : facts_.offices) {
      std::string line = absl::StrCat(entities_[fact.person].name, ": ", fact.position_key);
      if (fact.of.has_value()) absl::StrAppend(&line, " @ ", entities_[*fact.of].name);
      if (fact.tenure == Tenure::kFormer) absl::StrAppend(&line, " former");
      if (fact.tenure == Tenure::kActing) absl::StrAppend(&line, " acting");
      if (fact.kind == PositionKind::kRank) absl::StrAppend(&line, " rank");
      told.push_back(line);
    }
    return told;
  }

  // Dates of all offices.
  std::vector<std::string> Dates() const {
    std::vector<std::string> told;
    for (const OfficeFact& fact : facts_.offices) {
      for (const OfficeDate& date : fact.dates) told.push_back(date.value);
    }
    return told;
  }

  // "ông -> Tô Lâm".
  std::vector<std::string> References() const {
    std::vector<std::string> told;
    for (const Reference& reference : facts_.references) {
      told.push_back(absl::StrCat(Text(reference.span), " -> ", entities_[reference.entity].name));
    }
    return told;
  }

  // "Tô Lâm [Bộ trưởng] nói: words | words", after "direct " where it is.
  std::vector<std::string> Quotes() const {
    std::vector<std::string> told;
    for (const Quote& quote : facts_.quotes) {
      std::vector<std::string> words;
      for (const text::Span& span : quote.words) words.push_back(Text(span));
      const std::string speaker =
          quote.speaker.has_value() ? entities_[*quote.speaker].name : std::string("?");
      told.push_back(absl::StrCat(quote.direct ? "direct " : "", speaker, " [",
                                  Text(quote.speaker_span), "] ", Text(quote.verb), ": ",
                                  absl::StrJoin(words, " | ")));
    }
    return told;
  }

  // "4 sỹ quan = 4 sỹ quan".
  std::vector<std::string> Figures() const {
    std::vector<std::string> told;
    for (const Figure& figure : facts_.figures) {
      told.push_back(absl::StrCat(Text(figure.span), " = ", figure.value, " ", figure.unit));
    }
    return told;
  }

 private:
  std::vector<text::Passage> document_;
  std::vector<Mention> mentions_;
  std::vector<DocumentEntity> entities_;
  DocumentFacts facts_;
};

TEST(OfficesTest, TitlesBeforeTheName) {
  EXPECT_THAT(Reading({"Sáng nay Thiếu tướng Lê Minh Khoa đến dự."}).Offices(),
              ElementsAre("Lê Minh Khoa: thiếu tướng rank"));
  EXPECT_THAT(Reading({"Tổng thống Mỹ Donald Trump phát biểu."}).Offices(),
              ElementsAre("Donald Trump: tổng thống @ Mỹ"));
}

TEST(OfficesTest, TitlesBesideTheName) {
  EXPECT_THAT(Reading({"Ông Trần Văn Hòa, Giám đốc Sở Y tế Hà Nội, dự lễ."}).Offices(),
              ElementsAre("Trần Văn Hòa: giám đốc @ Sở Y tế Hà Nội"));
  EXPECT_THAT(
      Reading({"Đại tá Phan Đình Sơn, Giám đốc Công an tỉnh Lâm Đồng, cho biết như vậy."})
          .Offices(),
      ElementsAre("Phan Đình Sơn: đại tá rank", "Phan Đình Sơn: giám đốc @ Công an tỉnh Lâm Đồng"));
}

TEST(OfficesTest, ATitleBelongsToTheNameItTouches) {
  EXPECT_THAT(
      Reading({"Dự lễ có Bộ trưởng Bộ Y tế Trần Văn Hòa, Thứ trưởng Lê Thị Mai."}).Offices(),
      ElementsAre("Trần Văn Hòa: bộ trưởng @ Bộ Y tế", "Lê Thị Mai: thứ trưởng"));
}

TEST(OfficesTest, TheBodyBeforeTheComma) {
  const Reading reading({"Thay mặt lãnh đạo Bộ Tài chính, Thứ trưởng Lê Thị Mai chúc mừng."});
  EXPECT_THAT(reading.Offices(), ElementsAre("Lê Thị Mai: thứ trưởng @ Bộ Tài chính"));
  EXPECT_EQ(reading.facts().offices[0].evidence[0].certainty, Certainty::kContext);
}

TEST(OfficesTest, ChiefsOfBodies) {
  EXPECT_THAT(Reading({"Ông Trần Văn Hòa, Trưởng Công an huyện Bắc Bình, dự lễ."}).Offices(),
              ElementsAre("Trần Văn Hòa: trưởng công an @ Công an huyện Bắc Bình"));
}

TEST(OfficesTest, FormerHolders) {
  EXPECT_THAT(Reading({"Ông Trần Văn Hòa, nguyên Bộ trưởng Bộ Y tế, dự lễ."}).Offices(),
              ElementsAre("Trần Văn Hòa: bộ trưởng @ Bộ Y tế former"));
}

TEST(OfficesTest, ActingHolders) {
  EXPECT_THAT(Reading({"Quyền Tổng thống Donald Trump tới nơi."}).Offices(),
              ElementsAre("Donald Trump: tổng thống acting"));
  EXPECT_THAT(Reading({"Chính quyền Tổng thống Donald Trump công bố lệnh trừng phạt."}).Offices(),
              ElementsAre("Donald Trump: tổng thống"));
  EXPECT_THAT(Reading({"Theo thẩm quyền Chủ tịch nước Trần Đại Quang ký lệnh."}).Offices(),
              ElementsAre("Trần Đại Quang: chủ tịch nước"));
}

TEST(OfficesTest, TheOfficeOfAnother) {
  EXPECT_THAT(Reading({"Ông Lê Văn Hùng là Phó chủ tịch huyện."}).Offices(),
              ElementsAre("Lê Văn Hùng: phó chủ tịch @ huyện"));
  EXPECT_THAT(Reading({"Vợ ông Lê Văn Hùng là Phó chủ tịch huyện."}).Offices(), IsEmpty());
  EXPECT_THAT(Reading({"Con gái Bí thư Lê Văn Hùng là Phó chủ tịch huyện."}).Offices(),
              ElementsAre("Lê Văn Hùng: bí thư"));
  EXPECT_THAT(Reading({"Ông Võ Văn Thưởng thay ông Nguyễn Xuân Phúc làm Chủ tịch nước."}).Offices(),
              IsEmpty());
  EXPECT_THAT(Reading({"Đảng cử ông Lê Văn Hùng làm Phó chủ tịch huyện."}).Offices(),
              ElementsAre("Lê Văn Hùng: phó chủ tịch @ huyện"));
}

TEST(OfficesTest, TitlesOverAComma) {
  EXPECT_THAT(
      Reading({"Tham dự có Tổng thống Hàn Quốc, Thủ tướng Nhật Bản Kishida Fumio."}).Offices(),
      ElementsAre("Kishida Fumio: thủ tướng @ Nhật Bản"));
  EXPECT_THAT(
      Reading({"Bộ trưởng Bộ Công an, Đại tướng Lương Tam Quang đến dự."}).Offices(),
      ElementsAre("Lương Tam Quang: đại tướng rank", "Lương Tam Quang: bộ trưởng @ Bộ Công an"));
}

TEST(OfficesTest, DatesOfOffices) {
  EXPECT_THAT(Reading({"Ông Trần Văn Hòa, Giám đốc Sở Y tế từ tháng 8/2016."}).Dates(),
              ElementsAre("2016-08"));
  EXPECT_THAT(Reading({"Ông Trần Văn Hòa, Giám đốc Sở Y tế (2016-2021)."}).Dates(),
              ElementsAre("2016/2021"));
  EXPECT_THAT(Reading({"Ông Trần Văn Hòa, Giám đốc Sở Y tế, từ chức ngày 5/8/2023."}).Dates(),
              IsEmpty());
  EXPECT_THAT(Reading({"Ông Trần Văn Hòa, Giám đốc Sở Y tế (sinh năm 1960)."}).Dates(), IsEmpty());
}

TEST(OfficesTest, EqualStatementsAreOneFact) {
  const Reading reading({"Bộ trưởng Bộ Y tế Trần Văn Hòa tới nơi.", "Bộ trưởng Trần Văn Hòa nói."});
  EXPECT_THAT(reading.Offices(), ElementsAre("Trần Văn Hòa: bộ trưởng @ Bộ Y tế"));
  EXPECT_EQ(reading.facts().offices[0].evidence.size(), 2u);
}

TEST(ReferencesTest, TitlesAndPronouns) {
  EXPECT_THAT(
      Reading({"Bộ trưởng Bộ Y tế Trần Văn Hòa tới nơi.", "Sau đó, Bộ trưởng ra về."}).References(),
      ElementsAre("Bộ trưởng -> Trần Văn Hòa"));
  EXPECT_THAT(Reading({"Ông Trần Văn Hòa tới nơi. Ông cho biết đường rất xấu."}).References(),
              ElementsAre("Ông -> Trần Văn Hòa"));
}

TEST(ReferencesTest, TitlesWithABody) {
  EXPECT_THAT(Reading({"Thủ tướng Nhật Bản Kishida Fumio đón Thủ tướng Phạm Minh Chính. Thủ tướng "
                       "Nhật Bản ra về."})
                  .References(),
              ElementsAre("Thủ tướng Nhật Bản -> Kishida Fumio"));
  EXPECT_THAT(
      Reading({"Thủ tướng Phạm Minh Chính tới nơi.", "Thủ tướng Nhật Bản đón đoàn."}).References(),
      IsEmpty());
  EXPECT_THAT(
      Reading({"Thủ tướng Phạm Minh Chính tới nơi.", "Thủ tướng Việt Nam cảm ơn."}).References(),
      ElementsAre("Thủ tướng Việt Nam -> Phạm Minh Chính"));
  EXPECT_THAT(Reading({"Bộ trưởng Trần Văn Hòa tới nơi.", "Bộ trưởng Bộ Y tế ra về."}).References(),
              ElementsAre("Bộ trưởng Bộ Y tế -> Trần Văn Hòa"));
  EXPECT_THAT(
      Reading({"Chủ tịch Trần Văn Hòa tới nơi.", "Chủ tịch tỉnh Lâm Đồng ra về."}).References(),
      ElementsAre("Chủ tịch tỉnh Lâm Đồng -> Trần Văn Hòa"));
}

TEST(ReferencesTest, AForeignHolderWithoutACountry) {
  EXPECT_THAT(
      Reading({"Tổng thống Donald Trump tới nơi.", "Sau đó Tổng thống Mỹ ra về."}).References(),
      ElementsAre("Tổng thống Mỹ -> Donald Trump"));
}

TEST(ReferencesTest, ACountryIsNoPronoun) {
  EXPECT_THAT(Reading({"Tổng thống Donald Trump họp báo. Thủ tướng Anh Theresa May ngồi bên cạnh. "
                       "Bà cho biết hai nước sẽ ký hiệp định."})
                  .References(),
              ElementsAre("Bà -> Theresa May"));
}

TEST(ReferencesTest, NothingUnlessClear) {
  EXPECT_THAT(
      Reading({"Ông Trần Văn Hòa gặp ông Lê Minh Khoa. Ông cho biết đường rất xấu."}).References(),
      IsEmpty());
  EXPECT_THAT(Reading({"Bà Lê Thị Mai tới nơi. Ông cho biết đường rất xấu."}).References(),
              IsEmpty());
}

TEST(QuotesTest, DirectSpeech) {
  EXPECT_THAT(Reading({"Ông Trần Văn Hòa nói: “Đường này xấu quá”."}).Quotes(),
              ElementsAre("direct Trần Văn Hòa [Ông Trần Văn Hòa] nói: Đường này xấu quá"));
  EXPECT_THAT(Reading({"\"Đường này xấu quá\", ông Trần Văn Hòa nói."}).Quotes(),
              ElementsAre("direct Trần Văn Hòa [ông Trần Văn Hòa] nói: Đường này xấu quá"));
  EXPECT_THAT(Reading({"«Đường này xấu quá» - ông Trần Văn Hòa cho biết."}).Quotes(),
              ElementsAre("direct Trần Văn Hòa [ông Trần Văn Hòa] cho biết: Đường này xấu quá"));
}

TEST(QuotesTest, VerbsThatNoListHas) {
  EXPECT_THAT(Reading({"Ông Trần Văn Hòa càu nhàu: “Đường này xấu quá”."}).Quotes(),
              ElementsAre("direct Trần Văn Hòa [Ông Trần Văn Hòa] càu nhàu: Đường này xấu quá"));
  EXPECT_THAT(Reading({"“Đường này xấu quá”, ông Trần Văn Hòa càu nhàu."}).Quotes(),
              ElementsAre("direct Trần Văn Hòa [ông Trần Văn Hòa] càu nhàu: Đường này xấu quá"));
  EXPECT_THAT(Reading({"“Đường này xấu quá”, báo chí dẫn lời ông Trần Văn Hòa."}).Quotes(),
              ElementsAre("direct Trần Văn Hòa [ông Trần Văn Hòa] dẫn lời: Đường này xấu quá"));
  EXPECT_THAT(Reading({"Ông Trần Văn Hòa nói thêm: “Đường này xấu quá”."}).Quotes(),
              ElementsAre("direct Trần Văn Hòa [Ông Trần Văn Hòa] nói thêm: Đường này xấu quá"));
}

TEST(QuotesTest, OverParagraphsAndInterrupted) {
  EXPECT_THAT(
      Reading({"Ông Trần Văn Hòa nói: “Đường này xấu quá.", "“Phải sửa ngay thôi”."}).Quotes(),
      ElementsAre("direct Trần Văn Hòa [Ông Trần Văn Hòa] nói: Đường này xấu quá. | Phải sửa ngay "
                  "thôi"));
  EXPECT_THAT(Reading({"“Đường này xấu quá”, ông Trần Văn Hòa nói. “Chúng tôi phải sửa ngay cho bà "
                       "con đi lại”."})
                  .Quotes(),
              ElementsAre("direct Trần Văn Hòa [ông Trần Văn Hòa] nói: Đường này xấu quá | Chúng "
                          "tôi phải sửa ngay cho bà con đi lại"));
}

TEST(QuotesTest, ASpeakerApartFromTheVerb) {
  EXPECT_THAT(
      Reading({"Ông Trần Văn Hòa mặt hớn hở rời xe cho biết: “Đường này tốt quá”."}).Quotes(),
      ElementsAre("direct Trần Văn Hòa [Trần Văn Hòa] cho biết: Đường này tốt quá"));
  EXPECT_THAT(Reading({"Ông Trần Văn Hòa cho biết:", "“Đường này tốt quá”."}).Quotes(),
              ElementsAre("direct Trần Văn Hòa [Ông Trần Văn Hòa] cho biết: Đường này tốt quá"));
  EXPECT_THAT(Reading({"Thông cáo nhấn mạnh: “Đường này tốt quá”."}).Quotes(),
              ElementsAre("direct ? [] nhấn mạnh: Đường này tốt quá"));
}

TEST(QuotesTest, TheBodyBehindATitleDoesNotSpeak) {
  EXPECT_THAT(
      Reading({"Ông Trần Văn Hòa, Giám đốc - Công an tỉnh Lâm Đồng cho biết đường đã sửa xong."})
          .Quotes(),
      ElementsAre(testing::HasSubstr("Trần Văn Hòa [Ông Trần Văn Hòa, Giám đốc")));
}

TEST(QuotesTest, WordsInMarksThatNobodySaid) {
  EXPECT_THAT(
      Reading({"Ông Trần Văn Hòa phát huy vai trò “đi trước, mở đường” của ngành."}).Quotes(),
      IsEmpty());
  EXPECT_THAT(Reading({"Bài hát “Đường về quê mẹ” rất hay."}).Quotes(), IsEmpty());
}

TEST(QuotesTest, ASourceIsNotTheSpeakerOfWordsInItsClause) {
  EXPECT_THAT(
      Reading({"Theo ông Trần Văn Hòa, con đường là “nỗi lo của rất nhiều người dân xã này”."})
          .Quotes(),
      ElementsAre("Trần Văn Hòa [ông Trần Văn Hòa] Theo: con đường là “nỗi lo của rất nhiều "
                  "người dân xã này”"));
}

TEST(QuotesTest, WordsInAClauseAreNotOfTheNextSpeaker) {
  EXPECT_THAT(Reading({"Ông Trần Văn Hòa gọi con đường là “nỗi khổ chung của làng”, còn bà Lê Thị "
                       "Mai cho rằng cần sửa nó."})
                  .Quotes(),
              ElementsAre("Lê Thị Mai [bà Lê Thị Mai] cho rằng: cần sửa nó"));
  EXPECT_THAT(Reading({"Ông Trần Văn Hòa gọi con đường là “nỗi khổ chung của làng”, bà Lê Thị Mai "
                       "cho rằng cần sửa nó."})
                  .Quotes(),
              ElementsAre("Lê Thị Mai [bà Lê Thị Mai] cho rằng: cần sửa nó"));
  EXPECT_THAT(
      Reading({"Con đường là “nỗi khổ chung của làng”, bà Lê Thị Mai cho biết thêm."}).Quotes(),
      ElementsAre("direct Lê Thị Mai [bà Lê Thị Mai] cho biết thêm: nỗi khổ chung của làng"));
}

TEST(QuotesTest, AWholeSentenceInAClauseIsSpeech) {
  EXPECT_THAT(Reading({"Về con đường, “Chúng tôi phải sửa ngay cho bà con đi lại”, bà Lê Thị Mai "
                       "nói với dân làng."})
                  .Quotes(),
              ElementsAre("direct Lê Thị Mai [bà Lê Thị Mai] nói với: Chúng tôi phải sửa ngay cho "
                          "bà con đi lại"));
}

TEST(QuotesTest, AnOpeningMarkAtTheEndOfTheParagraphBefore) {
  EXPECT_THAT(
      Reading({"Ông Trần Văn Hòa nói: “Chúng tôi đã làm hết sức.”", "Bà Lê Thị Mai khẳng định: “",
               "Tôi không biết gì về việc này.” Sau đó bà ra về."})
          .Quotes(),
      ElementsAre("direct Trần Văn Hòa [Ông Trần Văn Hòa] nói: Chúng tôi đã làm hết sức.",
                  "direct Lê Thị Mai [Bà Lê Thị Mai] khẳng định: Tôi không biết gì về "
                  "việc này."));
}

TEST(QuotesTest, IndirectSpeech) {
  EXPECT_THAT(Reading({"Ông Trần Văn Hòa cho biết đường đã sửa xong."}).Quotes(),
              ElementsAre("Trần Văn Hòa [Ông Trần Văn Hòa] cho biết: đường đã sửa xong"));
  EXPECT_THAT(Reading({"Ông Trần Văn Hòa cho biết nợ chỉ là 52%."}).Quotes(),
              ElementsAre("Trần Văn Hòa [Ông Trần Văn Hòa] cho biết: nợ chỉ là 52%"));
  EXPECT_THAT(
      Reading({"Khẳng định đường đã sửa xong, ông Trần Văn Hòa nhấn mạnh: Phải giữ đường sạch."})
          .Quotes(),
      ElementsAre("Trần Văn Hòa [ông Trần Văn Hòa] Khẳng định: đường đã sửa xong",
                  "Trần Văn Hòa [ông Trần Văn Hòa] nhấn mạnh: Phải giữ đường sạch"));
}

TEST(FiguresTest, NumbersWithUnits) {
  EXPECT_THAT(Reading({"Mua hai chiếc xe giá 2 triệu USD."}).Figures(),
              ElementsAre("hai chiếc xe = 2 chiếc xe", "2 triệu USD = 2e+06 USD"));
  EXPECT_THAT(Reading({"Có 4 sỹ quan nhận 1,2 tỷ đồng, tăng 15%."}).Figures(),
              ElementsAre("4 sỹ quan = 4 sỹ quan", "1,2 tỷ đồng = 1.2e+09 đồng", "15% = 15 %"));
  EXPECT_THAT(Reading({"Cử một sỹ quan và ba sỹ quan khác."}).Figures(),
              ElementsAre("một sỹ quan = 1 sỹ quan", "ba sỹ quan = 3 sỹ quan"));
  EXPECT_THAT(Reading({"Thứ ba, Điều 5 nêu một số việc năm 2016."}).Figures(), IsEmpty());
}

TEST(FactsTest, SpansAreOfTheOriginal) {
  const std::string decomposed =
      "Bo\u0302\u0323 tru\u031bo\u031b\u0309ng  To\u0302 La\u0302m no\u0301i.";
  const Reading reading({decomposed});
  ASSERT_EQ(reading.facts().offices.size(), 1u);
  EXPECT_EQ(reading.Text(reading.facts().offices[0].evidence[0].person), "To\u0302 La\u0302m");
}

TEST(FactsTest, MentionsFromElsewhereArePassedOver) {
  const std::vector<text::Passage> document = Document({"Ông Lâm"});
  Mention mention;
  mention.type = EntityType::kPerson;
  mention.span = {text::Field::kBody, 7, 100, 90};
  const DocumentFacts facts = FindFacts(document, {mention}, {});
  EXPECT_THAT(facts.offices, IsEmpty());
}

TEST(FactsTest, HostileInputTakesLinearTime) {
  for (absl::string_view unit :
       {"“", "\" ", "Ông ", "nói ", "Bộ trưởng ", "Tô Lâm, Bộ trưởng, ", "một ", "1 ", "( ", ", ",
        "“a” nói ", "Bộ ", "khẳng định; ", "“\n", "Theo Tô Lâm, ", "ông Tô Lâm cho biết ",
        "khẳng định Tô Lâm nói, ", "Nguyễn ", "Ông Lâm nói: “a b c d” "}) {
    std::string text;
    while (text.size() < (size_t{1} << 18)) absl::StrAppend(&text, unit);
    const auto begin = std::chrono::steady_clock::now();
    const Reading reading({text});
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20)) << unit;
  }
}

}  // namespace
}  // namespace khotin::entity

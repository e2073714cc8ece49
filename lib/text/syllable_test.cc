#include "text/syllable.h"

#include <string>

#include "gtest/gtest.h"

namespace khotin::text {
namespace {

struct Case {
  const char* in;
  const char* out;
};

TEST(PlaceToneTest, MovesTheMarkToWhereNewsPutsIt) {
  const Case cases[] = {
      {"hoà", "hòa"},     {"hòa", "hòa"},       {"thuý", "thúy"},   {"thúy", "thúy"},
      {"hoàn", "hoàn"},   {"hòan", "hoàn"},     {"huỳnh", "huỳnh"}, {"hùynh", "huỳnh"},
      {"loại", "loại"},   {"lọai", "loại"},     {"khuỷu", "khuỷu"}, {"khủyu", "khuỷu"},
      {"vịêt", "việt"},   {"thuýên", "thuyến"}, {"quý", "quý"},     {"qúy", "quý"},
      {"giá", "giá"},     {"gía", "giá"},       {"gìn", "gìn"},     {"gì", "gì"},
      {"giếng", "giếng"}, {"gíêng", "giếng"},   {"gìơ", "giờ"},     {"giừơng", "giường"},
      {"đừơng", "đường"}, {"ngừơi", "người"},   {"quỳên", "quyền"}, {"qủa", "quả"},
      {"toà", "tòa"},     {"khoẻ", "khỏe"},     {"loè", "lòe"},     {"uỷ", "ủy"},
      {"huỷ", "hủy"},     {"luỹ", "lũy"},       {"thuở", "thuở"},   {"nghĩa", "nghĩa"},
      {"mià", "mìa"},     {"cuả", "của"},       {"cửa", "cửa"},     {"cưả", "cửa"},
      {"ngoài", "ngoài"}, {"xóay", "xoáy"},     {"ngòeo", "ngoèo"}, {"yếu", "yếu"},
      {"ýêu", "yếu"},     {"hoằng", "hoằng"},   {"tuần", "tuần"},   {"thủơ", "thuở"},
      {"oà", "òa"},       {"quỷnh", "quỷnh"},   {"qúôc", "quốc"},   {"tóan", "toán"},
      {"giữa", "giữa"},   {"gịup", "giụp"},     {"khuýp", "khuýp"}, {"nghìêng", "nghiềng"},
  };
  for (const Case& c : cases) EXPECT_EQ(PlaceTone(c.in), c.out) << c.in;
}

TEST(PlaceToneTest, KeepsCase) {
  EXPECT_EQ(PlaceTone("HOÀ"), "HÒA");
  EXPECT_EQ(PlaceTone("Thuý"), "Thúy");
  EXPECT_EQ(PlaceTone("UỶ"), "ỦY");
  EXPECT_EQ(PlaceTone("VỊÊT"), "VIỆT");
}

TEST(PlaceToneTest, LeavesWhatIsNoSyllableAlone) {
  for (const char* word : {"", "Toàfoo", "café", "résumé", "hoà bình", "hóà", "thuý-", "zoá",
                           "naïve", "Ngoàiiii", "б", "3", "Beyoncé"}) {
    EXPECT_EQ(PlaceTone(word), word);
  }
}

TEST(ExactKeyTest, SpellingsOfOneSyllableMeet) {
  const Case cases[] = {
      {"hoà", "Hòa"},        {"thuý", "THÚY"},
      {"kỹ", "kĩ"},          {"sỹ", "sĩ"},
      {"Mỹ", "mĩ"},          {"lý", "lí"},
      {"ty", "ti"},          {"hy", "hi"},
      {"Hi", "HY"},          {"vịêt", "Việt"},
      {"qúy", "quý"},        {"Đ", "đ"},
      {"\u00D0ình", "đình"}, {"\u00F0ình", "Đình"},
      {"\u00D0", "đ"},       {"H’Hen", "H'HEN"},
      {"TP.", "TP"},         {"H.K.A.", "h.k.a"},
      {"km²", "km2"},        {"46/2016/NĐ–CP", "46/2016/nđ-cp"},
  };
  for (const Case& c : cases) EXPECT_EQ(ExactKey(c.in), ExactKey(c.out)) << c.in << ' ' << c.out;
}

TEST(ExactKeyTest, HasOneForm) {
  EXPECT_EQ(ExactKey("HOÀ"), "hòa");
  EXPECT_EQ(ExactKey("Kỹ"), "kĩ");
  EXPECT_EQ(ExactKey("Ð"), "đ");
  EXPECT_EQ(ExactKey("TP.HCM"), "tp.hcm");
  EXPECT_EQ(ExactKey("ÜBER"), "über");
  EXPECT_EQ(ExactKey("Facebook"), "facebook");
  EXPECT_EQ(ExactKey("..."), "...") << "punctuation must not vanish";
  EXPECT_EQ(ExactKey(""), "");
}

TEST(ExactKeyTest, DifferentSyllablesStayApart) {
  const Case cases[] = {
      {"đường", "dương"}, {"đường", "dường"}, {"tai", "tay"}, {"thúi", "thúy"}, {"hai", "hay"},
      {"quí", "quý"},     {"ý", "í"},         {"thi", "thy"}, {"vĩ", "vỹ"},     {"mai", "may"},
      {"hòa", "hóa"},     {"mà", "má"},       {"lùi", "lùy"}, {"khi", "khy"},   {"đ", "d"},
      {"hòan", "hòa"},    {"so", "số"},       {"µg", "mg"},   {"μg", "mg"},
  };
  for (const Case& c : cases) EXPECT_NE(ExactKey(c.in), ExactKey(c.out)) << c.in << ' ' << c.out;
}

TEST(ExactKeyTest, ForeignLettersThatPassForLatinOnesDo) {
  EXPECT_EQ(ExactKey("Hà"), ExactKey("\u041Dà")) << "Cyrillic Н";
  EXPECT_EQ(ExactKey("N\u043Ei"), "noi") << "Cyrillic о";
  EXPECT_EQ(ExactKey("T\u0420.\u041D\u0421\u041C"), "tp.hcm");
  EXPECT_EQ(ExactKey("h\u043Eà"), "hòa") << "the tone is placed after the repair";
  EXPECT_EQ(ExactKey("B\u0391O"), "bao") << "Greek Α";
  EXPECT_EQ(ExactKey("t\u0430\u0301c"), "tác") << "a mark on a Cyrillic letter";
  EXPECT_EQ(ExactKey("\u041C\u043E\u0441\u043A\u0432\u0430"),
            "\u043C\u043E\u0441\u043A\u0432\u0430")
      << "a Russian word stays Russian";
  EXPECT_EQ(ExactKey("V\u0416"), "v\u0436") << "Ж looks like nothing Latin";
}

TEST(FoldedKeyTest, UnaccentedQueriesFindEverySpelling) {
  const Case cases[] = {
      {"Tô", "to"},       {"tỏ", "to"},       {"to", "to"},           {"đường", "duong"},
      {"dương", "duong"}, {"Ðà", "da"},       {"Việt", "viet"},       {"vịêt", "viet"},
      {"kỹ", "ki"},       {"ky", "ki"},       {"Mỹ", "mi"},           {"my", "mi"},
      {"tay", "tay"},     {"thúy", "thuy"},   {"quý", "quy"},         {"Nguyễn", "nguyen"},
      {"ỨNG", "ung"},     {"ỷ", "y"},         {"Müller", "muller"},   {"Łódź", "lodz"},
      {"SØREN", "soren"}, {"NĐ-CP", "nd-cp"}, {"Citroën", "citroen"}, {"TP.", "tp"},
  };
  for (const Case& c : cases) EXPECT_EQ(FoldedKey(c.in), c.out) << c.in;
}

TEST(FoldedKeyTest, TheExactKeyFoldsToTheSame) {
  for (const char* token :
       {"Hoà", "kỹ", "ky", "\u00D0ình", "T\u0420.HCM", "tÿ", "İst", "H’Mông", "46/2016/NĐ-CP",
        "Über", "m²", "\u041Dà", "...", "ủy", "ſ", "ǅ", "北京"}) {
    EXPECT_EQ(FoldedKey(token), FoldedKey(ExactKey(token))) << token;
    EXPECT_EQ(FoldedKey(FoldedKey(token)), FoldedKey(token)) << token;
    EXPECT_EQ(ExactKey(ExactKey(token)), ExactKey(token)) << token;
  }
}

TEST(PhraseKeyTest, NamesMeetWhateverTheirSpacing) {
  EXPECT_EQ(ExactPhraseKey("Bộ  Kỹ thuật,\nHoà Bình"), "bộ kĩ thuật hòa bình");
  EXPECT_EQ(FoldedPhraseKey("Bộ Kỹ thuật"), "bo ki thuat");
  EXPECT_EQ(ExactPhraseKey("TP. Hoà Bình"), ExactPhraseKey("TP Hòa Bình"));
  EXPECT_EQ(ExactPhraseKey("kinh tế-xã hội"), ExactPhraseKey("Kinh tế - xã hội"));
  EXPECT_EQ(ExactPhraseKey(""), "");
}

TEST(ToLowerTest, CoversVietnamese) {
  EXPECT_EQ(ToLower("ĐƯỜNG ỆẮỮỴ ÀÃÊÝ ĂĨŨƠ"), "đường ệắữỵ àãêý ăĩũơ");
  EXPECT_EQ(ToLower("ABCxyz09"), "abcxyz09");
  EXPECT_EQ(ToLower("МОСКВА ÖØ"), "москва öø");
  EXPECT_EQ(ToLower("A\xFF\xC3"), "a\xFF\xC3");
}

TEST(HasDiacriticsTest, SeesTonesQualityAndStroke) {
  for (const char* token : {"tô", "mà", "đi", "Đ", "ư", "Ð", "é", "ö", "H.Đ.K"}) {
    EXPECT_TRUE(HasDiacritics(token)) << token;
  }
  for (const char* token : {"", "to", "TP.HCM", "2016", "H’Hen", "m²", "–"}) {
    EXPECT_FALSE(HasDiacritics(token)) << token;
  }
}

TEST(IsVietnameseSyllableTest, KnowsTheOrthography) {
  for (const char* token :
       {"nghiêng", "Nguyễn", "HUỲNH", "việt",  "viet",  "viêt",  "duong", "đường", "quốc", "quoc",
        "gì",      "gìn",    "giếng", "quý",   "yêu",   "ý",     "a",     "Ủy",    "uỷ",   "khuya",
        "thuở",    "xoong",  "ngoằn", "huých", "kẻng",  "cường", "ghế",   "nghỉ",  "hoà",  "vịêt",
        "pin",     "Sa",     "Pa",    "tuyn",  "khuỷu", "giết",  "quỳnh", "iu",    "êm"}) {
    EXPECT_TRUE(IsVietnameseSyllable(token)) << token;
  }
  for (const char* token :
       {"",       "they", "Facebook", "Trump", "kà",  "cê",  "ngi", "ghà", "fan",
        "zalo",   "hóà",  "hòac",     "việtt", "q",   "qa",  "bb",  "TP",  "UBND",
        "tyêu",   "iên",  "nghiêngg", "ab1",   "HCM", "đ",   "gh",  "aaa", "ee",
        "strong", "byt",  "một hai",  "catch", "ac.", "màch"}) {
    EXPECT_FALSE(IsVietnameseSyllable(token)) << token;
  }
}

}  // namespace
}  // namespace khotin::text

#include "text/tokenize.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::text {
namespace {

// Quadratic work on this much text would take minutes.
constexpr size_t kHostileBytes = size_t{1} << 18;
constexpr auto kPatience = std::chrono::seconds(20);

using testing::ElementsAre;
using testing::IsEmpty;

char Letter(TokenKind kind) {
  switch (kind) {
    case TokenKind::kSyllable:
      return 's';
    case TokenKind::kNumber:
      return 'n';
    case TokenKind::kDate:
      return 'd';
    case TokenKind::kTime:
      return 't';
    case TokenKind::kAbbreviation:
      return 'a';
    case TokenKind::kCode:
      return 'c';
    case TokenKind::kUrl:
      return 'u';
    case TokenKind::kPunctuation:
      return 'p';
  }
  return '?';
}

// "Hà|Nội|." with the kinds "ssp".
std::string Tokens(absl::string_view text) {
  std::vector<std::string> tokens;
  for (const Token& token : Tokenize(text)) tokens.emplace_back(token.In(text));
  return absl::StrJoin(tokens, "|");
}

std::string Kinds(absl::string_view text) {
  std::string kinds;
  for (const Token& token : Tokenize(text)) kinds.push_back(Letter(token.kind));
  return kinds;
}

struct Case {
  const char* text;
  const char* tokens;
  const char* kinds;
};

void Check(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    EXPECT_EQ(Tokens(c.text), c.tokens) << c.text;
    EXPECT_EQ(Kinds(c.text), c.kinds) << c.text;
  }
}

TEST(TokenizeTest, SyllablesAndMarks) {
  Check({
      {"", "", ""},
      {" \t\r\n ", "", ""},
      {"Hà Nội", "Hà|Nội", "ss"},
      {"“Đẹp quá!” – bà nói…", "“|Đẹp|quá|!|”|–|bà|nói|…", "psspppssp"},
      {"kinh tế-xã hội", "kinh|tế|-|xã|hội", "sspss"},
      {"Hà Nội-Huế", "Hà|Nội|-|Huế", "ssps"},
      {"và/hoặc", "và|/|hoặc", "sps"},
      {"O'Brien, H’Hen Niê", "O'Brien|,|H’Hen|Niê", "spss"},
      {"'Mùa lúa'", "'|Mùa|lúa|'", "pssp"},
      {"hết...", "hết|...", "sp"},
      {"xong./.", "xong|./.", "sp"},
      {"xong../.", "xong|.|./.", "spp"},
      {"thật ư?!", "thật|ư|?|!", "sspp"},
      {"-----", "-----", "p"},
      {"5%", "5|%", "np"},
      {"Việt_Nam", "Việt|_|Nam", "sps"},
      {"北京 Москва", "北京|Москва", "ss"},
  });
}

TEST(TokenizeTest, AbbreviationsAreOneToken) {
  Check({
      {"TP.HCM", "TP.HCM", "a"},
      {"Tp.HCM", "Tp.HCM", "a"},
      {"PGS.TS Lê Hà", "PGS.TS|Lê|Hà", "ass"},
      {"PGS.TS. Lê Hà", "PGS.TS.|Lê|Hà", "ass"},
      {"PGS.TS.Lê Hà", "PGS.TS.|Lê|Hà", "ass"},
      {"Th.S Lê", "Th.S|Lê", "as"},
      {"ThS. Lê", "ThS.|Lê", "as"},
      {"ở Q.2, P.12", "ở|Q.2|,|P.12", "sapa"},
      {"Q.Bình Thạnh", "Q.|Bình|Thạnh", "ass"},
      {"TP.Đà Nẵng", "TP.|Đà|Nẵng", "ass"},
      {"TP.HÀ NỘI", "TP.|HÀ|NỘI", "ass"},
      {"TP.HỒ CHÍ MINH", "TP.|HỒ|CHÍ|MINH", "asss"},
      {"T.Ư", "T.Ư", "a"},
      {"cháu H.K.A. bị sốt", "cháu|H.K.A.|bị|sốt", "sass"},
      {"cháu H.K.A bị sốt", "cháu|H.K.A|bị|sốt", "sass"},
      {"Lê Văn T. (32 tuổi)", "Lê|Văn|T.|(|32|tuổi|)", "ssapnsp"},
      {"D.Trump", "D.|Trump", "as"},
      {"gạo, ngô, v.v", "gạo|,|ngô|,|v.v", "spspa"},
      {"Co.opmart", "Co.opmart", "a"},
      {"M&A", "M&A", "a"},
      {"UBND tỉnh", "UBND|tỉnh", "ss"},
  });
}

TEST(TokenizeTest, AFinalDotStaysApart) {
  Check({
      {"ở TP.HCM. Hôm nay", "ở|TP.HCM|.|Hôm|nay", "sapss"},
      {"ở TP.HCM.", "ở|TP.HCM|.", "sap"},
      {"tại TP. Hồ Chí Minh", "tại|TP.|Hồ|Chí|Minh", "sasss"},
      {"về nhà.Hôm nay", "về|nhà|.|Hôm|nay", "sspss"},
      {"VỀ NAM.HÔM NAY", "VỀ|NAM|.|HÔM|NAY", "sspss"},
      {"của UBND. Nay", "của|UBND|.|Nay", "ssps"},
      {"của UBND.Nay", "của|UBND|.|Nay", "ssps"},
      {"năm 2016.Nay", "năm|2016|.|Nay", "snps"},
      {"nhóm máu A.", "nhóm|máu|A|.", "sssp"},
      {"nhóm máu A.\nHôm", "nhóm|máu|A|.|Hôm", "sssps"},
      {"ở TP...", "ở|TP|...", "ssp"},
      {"tp. là", "tp|.|là", "sps"},
      {"ở số 35.", "ở|số|35|.", "ssnp"},
      {"đội U23.", "đội|U23|.", "scp"},
  });
}

TEST(TokenizeTest, NumbersKeepTheirGroups) {
  Check({
      {"35.824 người", "35.824|người", "ns"},
      {"1,5; 150", "1,5|;|150", "npn"},
      {"1.234.567,89 đồng", "1.234.567,89|đồng", "ns"},
      {"1,234.5", "1,234.5", "n"},
      {"năm 2016, 35", "năm|2016|,|35", "snpn"},
      {"150km, 2,5km", "150|km|,|2,5|km", "nspns"},
      {"90m2 đất", "90|m2|đất", "ncs"},
      {"35.000đ", "35.000|đ", "ns"},
      {"xổ số 6/45", "xổ|số|6/45", "ssn"},
      {"2016-2017", "2016|-|2017", "npn"},
      {"thắng 2-1", "thắng|2|-|1", "snpn"},
      {"192.168.1.1", "192.168.1.1", "c"},
  });
}

TEST(TokenizeTest, DatesAndTimesStayWhole) {
  Check({
      {"ngày 6/2/2023", "ngày|6/2/2023", "sd"},
      {"26/2, 8/2023", "26/2|,|8/2023", "dpd"},
      {"16-3-2017.", "16-3-2017|.", "dp"},
      {"16.3.2017", "16.3.2017", "d"},
      {"2023-08-19", "2023-08-19", "d"},
      {"16 - 3", "16|-|3", "npn"},
      {"tháng 3-2017", "tháng|3-2017", "sd"},
      {"09:40", "09:40", "t"},
      {"lúc 9h30, 21g05, 9h", "lúc|9h30|,|21g05|,|9h", "stptpt"},
      {"từ 7h-9h", "từ|7h|-|9h", "stpt"},
      {"40/13/2016", "40/13/2016", "n"},
      {"tỷ số 1:0", "tỷ|số|1|:|0", "ssnpn"},
  });
}

TEST(TokenizeTest, CodesStayWhole) {
  Check({
      {"Nghị định 46/2016/NĐ-CP", "Nghị|định|46/2016/NĐ-CP", "ssc"},
      {"19-2017/NQ-CP.", "19-2017/NQ-CP|.", "cp"},
      {"Luật 100/2015/QH13", "Luật|100/2015/QH13", "sc"},
      {"số 12/QĐ-TTg,", "số|12/QĐ-TTg|,", "scp"},
      {"PC07, A350 và U23", "PC07|,|A350|và|U23", "cpcsc"},
      {"U-20, Su-30MK2, DVB-T2", "U-20|,|Su-30MK2|,|DVB-T2", "cpcpc"},
      {"Covid-19", "Covid-19", "c"},
      {"Nam-2017", "Nam|-|2017", "spn"},
      {"xe 51C-123.45", "xe|51C-123.45", "sc"},
      {"24/24h", "24/24h", "c"},
      {"mạng 5G", "mạng|5G", "sc"},
      {"NĐ-CP", "NĐ|-|CP", "sps"},
  });
}

TEST(TokenizeTest, AddressesStayWhole) {
  Check({
      {"xem https://vidu.vn/tin?id=3&a=b.", "xem|https://vidu.vn/tin?id=3&a=b|.", "sup"},
      {"(www.vidu.com.vn)", "(|www.vidu.com.vn|)", "pup"},
      {"gửi bien.tap-1@vidu.vn nhé", "gửi|bien.tap-1@vidu.vn|nhé", "sus"},
      {"theo Vidu.vn, VIDU.VN", "theo|Vidu.vn|,|VIDU.VN", "supu"},
      {"theo Vidu.vn.Hôm nay", "theo|Vidu.vn|.|Hôm|nay", "supss"},
      {"24h.com.vn", "24h.com.vn", "u"},
      {"vidu.vn/qua-tang", "vidu.vn/qua-tang", "u"},
      {"Vidu.vn/Tuổi trẻ", "Vidu.vn|/|Tuổi|trẻ", "upss"},
      {"“http://vidu.vn”", "“|http://vidu.vn|”", "pup"},
      {"http:// là", "http|:|//|là", "spps"},
      {"@vidu", "@|vidu", "ps"},
  });
}

TEST(TokenizeTest, DecomposedLettersAreNotShredded) {
  const std::string nfd = "Vie\u0323\u0302t Nam, ho\u0300a bi\u0300nh-\u0111e\u0323p";
  EXPECT_EQ(Kinds(nfd), "sspssps");
  EXPECT_EQ(Kinds("\u0301 a"), "ps") << "a mark with no letter before it";
  EXPECT_EQ(Tokens("tin\u00ADtức"), "tin\u00ADtức");
}

TEST(TokenizeTest, OffsetsCoverEverythingButSpaces) {
  const absl::string_view text =
      " “TP.HCM”: 35.824 ca/ngày (tăng 1,5%), xem www.vidu.vn… H’Hen, 46/2016/NĐ-CP!\n6/2. ";
  std::string covered;
  uint32_t last = 0;
  for (const Token& token : Tokenize(text)) {
    ASSERT_LE(last, token.begin);
    ASSERT_LT(token.begin, token.end);
    for (const char c : text.substr(last, token.begin - last)) EXPECT_TRUE(c == ' ' || c == '\n');
    covered.append(token.In(text).data(), token.end - token.begin);
    last = token.end;
  }
  std::string expected(text);
  expected.erase(std::remove_if(expected.begin(), expected.end(),
                                [](char c) { return c == ' ' || c == '\n'; }),
                 expected.end());
  EXPECT_EQ(covered, expected);
}

TEST(TokenizeTest, HostileTextTakesLinearTime) {
  const auto start = std::chrono::steady_clock::now();
  for (const char* unit :
       {".",    "1",      "/",  "a",  "1/",   "1.",  "1-",  "a.",   "A.",      "a-",
        "A1-",  "a'",     "a@", "1,", "./",   "@.",  "a&",  "9:",   "http://", "www.",
        "a.b@", "\u0301", "’",  "ệ",  "\xFF", "1/A", "TP.", "1:00", "-1"}) {
    std::string text;
    while (text.size() < kHostileBytes) text += unit;
    size_t covered = 0;
    for (const Token& token : Tokenize(text)) covered += token.end - token.begin;
    EXPECT_EQ(covered, text.size()) << unit;
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, kPatience);
}

TEST(TokenizeTest, AnyBytesAreAccepted) {
  EXPECT_EQ(Kinds("\xFF\xC3 Vi\xEAt"), "ppsps");
  EXPECT_EQ(Kinds(absl::string_view("a\0b", 3)), "ss");
}

TEST(KnownAbbreviationTest, WithAndWithoutDotInAnyCase) {
  for (const char* token :
       {"TP.", "TP", "tp.", "GS.", "PGS", "PGS.TS.", "Th.S", "ThS.", "Q.", "v.v"}) {
    EXPECT_TRUE(IsKnownAbbreviation(token)) << token;
  }
  for (const char* token : {"", ".", "nhà.", "UBND", "TP.HCM", "TP.HCM.", "Hà", "ông.", ".TS"}) {
    EXPECT_FALSE(IsKnownAbbreviation(token)) << token;
  }
}

TEST(TokenPartsTest, NamesWhatATokenCanAlsoBeFoundBy) {
  EXPECT_THAT(TokenParts("TP.HCM"), ElementsAre("TP", "HCM"));
  EXPECT_THAT(TokenParts("46/2016/NĐ-CP"), ElementsAre("46", "2016", "NĐ", "CP"));
  EXPECT_THAT(TokenParts("6/2/2023"), ElementsAre("6", "2", "2023"));
  EXPECT_THAT(TokenParts("16.3.2017"), ElementsAre("16", "3", "2017"));
  EXPECT_THAT(TokenParts("Covid-19"), ElementsAre("Covid", "19"));
  EXPECT_THAT(TokenParts("H’Hen"), ElementsAre("H", "Hen"));
  EXPECT_THAT(TokenParts("TP."), IsEmpty());
  EXPECT_THAT(TokenParts("A350"), IsEmpty());
  EXPECT_THAT(TokenParts("35.824"), IsEmpty()) << "a number is no list of numbers";
  EXPECT_THAT(TokenParts("1,5"), IsEmpty());
  EXPECT_THAT(TokenParts("Hòa"), IsEmpty());
  EXPECT_THAT(TokenParts(""), IsEmpty());
}

}  // namespace
}  // namespace khotin::text

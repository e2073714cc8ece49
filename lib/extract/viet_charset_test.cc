// Vietnamese text in each charset, written by tables of its own, and the same text read again.
#include "extract/viet_charset.h"

#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "extract/charset.h"
#include "extract/charset_converter.h"
#include "extract/charset_detection.h"
#include "extract/extract.h"
#include "extract/latin_entities.h"
#include "gtest/gtest.h"
#include "text/utf8.h"

namespace khotin::extract {
namespace {

constexpr char kSmall[] = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ";
constexpr char kCapitals[] = "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ";

// Of the small letters; TCVN3 writes the capitals with the same bytes.
constexpr char kTcvn3[] =
    "b5b8b6b7b9a8bbbebcbdc6a9c7cac8c9cbaeccd0cecfd1aad2d5d3d4d6d7ddd8dcdedfe3e1e2e4ab"
    "e5e8e6e7e9aceaedebeceeeff3f1f2f4adf5f8f6f7f9fafdfbfcfe";
// Of the small letters and the capitals.
constexpr char kViscii[] =
    "e0e1e4e3d5e5a2a1c6c7a3e2a5a4a6e7a7f0e8e9eba8a9eaabaaacadaeecedefeeb8f2f3f6f5f7f4"
    "b0afb1b2b5bdb6beb7defef9fafcfbf8dfd7d1d8e6f1cffdd6dbdcc0c1c4c380c58281020583c285"
    "84860687d0c8c9cb8889ca8b8a8c8d8ecccd9bce98d2d399a09ad4908f919293b4969597b394d9da"
    "9c9d9ebfbbbabcffb99fdd14191e";
constexpr char kWindows1258[] =
    "e0 e1 61d2 61de 61f2 e3 e3cc e3ec e3d2 e3de e3f2 e2 e2cc e2ec e2d2 e2de e2f2 f0 e8 "
    "e9 65d2 65de 65f2 ea eacc eaec ead2 eade eaf2 69cc ed 69d2 69de 69f2 6fcc f3 6fd2 "
    "6fde 6ff2 f4 f4cc f4ec f4d2 f4de f4f2 f5 f5cc f5ec f5d2 f5de f5f2 f9 fa 75d2 75de "
    "75f2 fd fdcc fdec fdd2 fdde fdf2 79cc 79ec 79d2 79de 79f2 c0 c1 41d2 41de 41f2 c3 "
    "c3cc c3ec c3d2 c3de c3f2 c2 c2cc c2ec c2d2 c2de c2f2 d0 c8 c9 45d2 45de 45f2 ca "
    "cacc caec cad2 cade caf2 49cc cd 49d2 49de 49f2 4fcc d3 4fd2 4fde 4ff2 d4 d4cc d4ec "
    "d4d2 d4de d4f2 d5 d5cc d5ec d5d2 d5de d5f2 d9 da 55d2 55de 55f2 dd ddcc ddec ddd2 "
    "ddde ddf2 59cc 59ec 59d2 59de 59f2";
// As it looks in windows-1252.
constexpr char kVni[] =
    "aø aù aû aõ aï aê aè aé aú aü aë aâ aà aá aå aã aä ñ eø eù eû eõ eï eâ eà eá eå eã "
    "eä ì í æ ó ò oø où oû oõ oï oâ oà oá oå oã oä ô ôø ôù ôû ôõ ôï uø uù uû uõ uï ö öø "
    "öù öû öõ öï yø yù yû yõ î AØ AÙ AÛ AÕ AÏ AÊ AÈ AÉ AÚ AÜ AË AÂ AÀ AÁ AÅ AÃ AÄ Ñ EØ "
    "EÙ EÛ EÕ EÏ EÂ EÀ EÁ EÅ EÃ EÄ Ì Í Æ Ó Ò OØ OÙ OÛ OÕ OÏ OÂ OÀ OÁ OÅ OÃ OÄ Ô ÔØ ÔÙ ÔÛ "
    "ÔÕ ÔÏ UØ UÙ UÛ UÕ UÏ Ö ÖØ ÖÙ ÖÛ ÖÕ ÖÏ YØ YÙ YÛ YÕ Î";

constexpr char kParagraphs[] =
    "Sáng nay, chợ đầu mối ở phía nam thành phố mở cửa trở lại sau hai tuần sửa chữa.\n"
    "Ông Nguyễn Văn Đạt, trưởng ban quản lý chợ, cho biết các tiểu thương đã được hỗ trợ một phần "
    "tiền thuê sạp, riêng hàng thủy sản được giảm thêm mười lăm phần trăm.\n"
    "Nhiều người dân vẫn kịp mua rau xanh, thịt, cá với giá ổn định trước kỳ nghỉ lễ.\n"
    "Đường dẫn vào chợ đã trải nhựa, kẻ vạch; xe tải chỉ được vào từ nửa đêm tới rạng sáng.\n";

struct Encoder {
  const char* name;
  std::vector<std::pair<std::string, std::string>> letters;
};

std::vector<std::string> Letters(absl::string_view text) {
  std::vector<std::string> letters;
  for (size_t pos = 0; pos < text.size();) {
    const size_t begin = pos;
    text::DecodeUtf8(text, &pos);
    letters.emplace_back(text.substr(begin, pos - begin));
  }
  return letters;
}

// "à" -> "\xe0"; only for letters that windows-1252 has.
std::string Windows1252(absl::string_view text) {
  std::string bytes;
  for (size_t pos = 0; pos < text.size();) {
    bytes.push_back(static_cast<char>(text::DecodeUtf8(text, &pos)));
  }
  return bytes;
}

std::vector<Encoder> Encoders() {
  const std::vector<std::string> small = Letters(kSmall);
  std::vector<std::string> all = small;
  for (std::string& letter : Letters(kCapitals)) all.push_back(std::move(letter));
  const std::string tcvn3 = absl::HexStringToBytes(kTcvn3);
  const std::string viscii = absl::HexStringToBytes(kViscii);
  const std::vector<std::string> windows1258 = absl::StrSplit(kWindows1258, ' ');
  const std::vector<std::string> vni = absl::StrSplit(kVni, ' ');
  std::vector<Encoder> encoders = {
      {"windows-1258", {}}, {"tcvn3", {}}, {"vni", {}}, {"viscii", {}}};
  for (size_t i = 0; i < all.size(); ++i) {
    encoders[0].letters.emplace_back(all[i], absl::HexStringToBytes(windows1258[i]));
    encoders[1].letters.emplace_back(all[i], std::string(1, tcvn3[i % small.size()]));
    encoders[2].letters.emplace_back(all[i], Windows1252(vni[i]));
    encoders[3].letters.emplace_back(all[i], std::string(1, viscii[i]));
  }
  // The capitals without a tone that TCVN3 does have.
  const std::vector<std::string> own = Letters("ĂÂÊÔƠƯĐ");
  for (size_t i = 0; i < own.size(); ++i) {
    for (auto& letter : encoders[1].letters) {
      if (letter.first == own[i]) letter.second = std::string(1, static_cast<char>(0xa1 + i));
    }
  }
  return encoders;
}

std::string Encode(const Encoder& encoder, absl::string_view text) {
  return absl::StrReplaceAll(text, encoder.letters);
}

TEST(VietCharsetTest, EveryLetterComesBack) {
  for (const Encoder& encoder : Encoders()) {
    for (const auto& letter : encoder.letters) {
      const std::string found = *ConvertFrom(encoder.name, absl::StrCat("n", letter.second, " "));
      const bool lost_case =
          absl::string_view(encoder.name) == "tcvn3" && absl::StrContains(kCapitals, letter.first);
      if (lost_case) continue;
      EXPECT_EQ(found, absl::StrCat("n", letter.first, " ")) << encoder.name;
    }
  }
}

TEST(VietCharsetTest, TextIsFoundAndReadExactly) {
  for (const Encoder& encoder : Encoders()) {
    const std::string bytes = Encode(encoder, kParagraphs);
    const auto text = TextToUtf8(bytes);
    ASSERT_TRUE(text.ok()) << encoder.name << ": " << text.status();
    EXPECT_EQ(*text, kParagraphs) << encoder.name;
  }
}

TEST(VietCharsetTest, PagesAreFoundWhateverTheyDeclare) {
  for (const char* declared : {"", "x-user-defined", "iso-8859-1", "windows-1252", "utf-8",
                               "us-ascii", "x-viet-vni", "windows-1258", "klingon"}) {
    const std::string head = absl::StrCat(
        "<html><meta http-equiv=Content-Type content=\"text/html; charset=", declared,
        "\"><script>var caf = '\xe9\xe8';</script><style>.\xfc{}</style><p title='\xff\xfd'>");
    const size_t text_begin = head.size();
    for (const Encoder& encoder : Encoders()) {
      const std::string page = head + Encode(encoder, kParagraphs);
      const std::string utf8 = PageToUtf8(page);
      EXPECT_EQ(
          utf8.substr(utf8.find("Sáng") == std::string::npos ? text_begin : utf8.find("Sáng")),
          kParagraphs)
          << encoder.name << " declared as " << declared;
    }
    EXPECT_EQ(PageToUtf8(absl::StrCat("<meta charset='", declared, "'><p>", kParagraphs)),
              absl::StrCat("<meta charset='", declared, "'><p>", kParagraphs))
        << declared;
  }
}

TEST(VietCharsetTest, TheResponsesCharsetIsNoBetter) {
  for (const Encoder& encoder : Encoders()) {
    const std::string page = absl::StrCat("<p>", Encode(encoder, kParagraphs));
    for (const char* named : {"iso-8859-1", "utf-8", "windows-1258"}) {
      EXPECT_EQ(PageToUtf8(WithDeclaredCharset(page, named)), absl::StrCat("<p>", kParagraphs))
          << encoder.name << " named " << named;
    }
  }
}

std::string Utf16(absl::string_view text, bool big, bool mark) {
  std::string bytes;
  const auto put = [&](char32_t c) {
    const char high = static_cast<char>(c >> 8);
    const char low = static_cast<char>(c & 0xff);
    bytes.push_back(big ? high : low);
    bytes.push_back(big ? low : high);
  };
  if (mark) put(0xfeff);
  for (size_t pos = 0; pos < text.size();) put(text::DecodeUtf8(text, &pos));
  return bytes;
}

TEST(Utf16Test, IsReadWithAndWithoutMark) {
  for (const bool big : {false, true}) {
    for (const bool mark : {false, true}) {
      const auto text = TextToUtf8(Utf16(kParagraphs, big, mark));
      ASSERT_TRUE(text.ok()) << text.status();
      EXPECT_EQ(*text, kParagraphs);
      const std::string page = absl::StrCat("<html><body><p>", kParagraphs);
      EXPECT_EQ(PageToUtf8(Utf16(page, big, mark)), page);
    }
  }
  EXPECT_FALSE(WideToUtf8(std::string(400, '\0')).has_value());
  EXPECT_FALSE(WideToUtf8(kParagraphs).has_value());
  EXPECT_FALSE(WideToUtf8(std::string("a\0\x01\0b\0c\0d\0e\0", 12)).has_value());
  EXPECT_FALSE(TextToUtf8(Utf16(absl::string_view("Tin \0 m", 8), true, true)).ok());
}

TEST(MojibakeTest, VietnameseReadAsWindows1252IsPutRight) {
  for (const Encoder& encoder : Encoders()) {
    const bool subtle = absl::string_view(encoder.name) == "windows-1258";
    const bool has_controls = absl::string_view(encoder.name) == "viscii";
    if (subtle || has_controls) continue;
    const std::string wrong = *ConvertFrom("windows-1252", Encode(encoder, kParagraphs));
    EXPECT_EQ(*TextToUtf8(wrong), kParagraphs) << encoder.name;
    EXPECT_EQ(PageToUtf8(absl::StrCat("<p>", wrong)), absl::StrCat("<p>", kParagraphs));
  }
  // UTF-8 encoded twice, by a reader that keeps the five bytes windows-1252 lacks.
  std::string wrong;
  for (const char c : std::string(kParagraphs)) {
    const auto byte = static_cast<unsigned char>(c);
    const std::string one = *ConvertFrom("windows-1252", std::string(1, c));
    if (one == "\xef\xbf\xbd") {
      text::AppendUtf8(byte, &wrong);
    } else {
      wrong += one;
    }
  }
  EXPECT_EQ(*TextToUtf8(wrong), kParagraphs);
  EXPECT_EQ(*TextToUtf8(kParagraphs), kParagraphs);
}

TEST(MojibakeTest, IsPutRightInJsonToo) {
  std::string text(kParagraphs);
  std::string escaped;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80) {
      absl::StrAppend(&escaped, "\\u00", absl::Hex(byte, absl::kZeroPad2));
    } else {
      absl::StrAppend(&escaped, c == '\n' ? "\\n" : std::string(1, c));
    }
  }
  RawDocument document;
  document.format = Format::kJsonLines;
  document.content =
      absl::StrCat("{\"title\":\"Ch\\u00e1\\u00bb\\u00a3\",\"text\":\"", escaped, "\"}");
  const auto found = ExtractArticle(document);
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->article.title, "Chợ");
  std::string body;
  for (const Block& block : found->article.body) absl::StrAppend(&body, block.text, "\n");
  EXPECT_TRUE(absl::StrContains(body, "Nhiều người dân vẫn kịp mua rau xanh")) << body;
}

TEST(MojibakeTest, LettersSpelledAsReferencesAreReadByTheFontToo) {
  for (const Encoder& encoder : Encoders()) {
    if (absl::string_view(encoder.name) != "tcvn3" && absl::string_view(encoder.name) != "vni") {
      continue;
    }
    const std::string bytes = Encode(encoder, kParagraphs);
    std::string numbers;
    std::string some;
    for (size_t i = 0; i < bytes.size(); ++i) {
      const auto byte = static_cast<unsigned char>(bytes[i]);
      const std::string reference = absl::StrCat("&#", static_cast<int>(byte), ";");
      numbers += byte >= 0x80 ? reference : std::string(1, bytes[i]);
      some += byte >= 0x80 && i % 3 == 0 ? reference : std::string(1, bytes[i]);
    }
    for (const std::string& page : {numbers, some}) {
      EXPECT_EQ(PageToUtf8(absl::StrCat("<p>&lt;&amp;", page)),
                absl::StrCat("<p>&lt;&amp;", kParagraphs))
          << encoder.name;
    }
  }
  EXPECT_EQ(EntitiesToBytes("&Ouml;&#214;&#xD6;&nbsp;&"), "\xd6\xd6\xd6\xa0&");
  for (const char* kept :
       {"&lt;", "&ndash;", "&#8217;", "&#;", "&#x;", "&#-214;", "&unknown;", "&Ouml"}) {
    EXPECT_EQ(EntitiesToBytes(kept), kept);
  }
  const std::string french =
      "<p>Le march&eacute; a rouvert apr&egrave;s l&#39;&eacute;t&eacute;, d&eacute;j&agrave;";
  EXPECT_EQ(PageToUtf8(french), french);
}

TEST(MojibakeTest, FewOrRepeatedSignsProveNothing) {
  // "X™" is "XỎ" in VISCII, and "™" is in every English page.
  const std::string page = "<p>X™ and X™, X™; X™ — X™ © 2020 ™";
  EXPECT_EQ(PageToUtf8(page), page);
  const std::string text = "Née née née née née née, là là là là, thé.";
  EXPECT_EQ(*TextToUtf8(text), text);
  EXPECT_FALSE(TextToUtf8("X\x99 X\x99 X\x99 X\x99 X\x99").ok());
}

TEST(VietCharsetTest, OtherLanguagesAreNotTakenForVietnamese) {
  const struct {
    const char* charset;
    const char* text;
  } cases[] = {
      {"windows-1252",
       "Le marché a rouvert après deux semaines de travaux. À l'entrée, la mairie a prévu des "
       "places "
       "réservées ; les élèves de l'école voisine y étaient déjà. Où garer sa bicyclette ? Là, "
       "près "
       "du thé et du blé, répond Hélène, née à Orléans, où l'été fut très sec.\n"},
      {"windows-1252",
       "Der Markt öffnet früh; für die Händler gelten die üblichen Gebühren. Über die Straße führt "
       "eine schöne Brücke, und später müssen größere Wagen draußen warten, heißt es.\n"},
      {"windows-1252",
       "A resumé, a café and a naïve façade: the jalapeño stall wasn’t open — “not yet”, said "
       "Zoë. Señor Muñoz paid £5 for crème brûlée.\n"},
      {"windows-1250",
       "Trh se po dvou týdnech oprav znovu otevřel. Příští týden začnou úřady měřit hluk; řidiči "
       "musí čekat, až projedou těžší vozy. Žádné další změny nejsou plánovány, řekl mluvčí.\n"},
      {"windows-1250",
       "Targ został otwarty po dwóch tygodniach. Później przyjadą większe ciężarówki, więc "
       "kierowcy "
       "będą musieli poczekać; mieszkańcy są zadowoleni, że ceny się nie zmieniły.\n"},
      {"windows-1252",
       "Så öppnar torget på nytt. Två år tog det; får man gå dit då? Må så vara, säger han, på "
       "håll "
       "ser gården större ut än då, och båda brödernas äpplen såldes på två dagar.\n"},
      {"windows-1252",
       "¿Cuándo abrirá el mercado? Mañana, según el señor Núñez: están los puestos, el café, el "
       "jamón y el pan. Más de cien niños irán después; él sí vendrá, dijo José, ¡qué día!\n"},
      {"windows-1250",
       "A piac két hét után újra kinyitott. Az első nap tömeg volt; az árusok örültek, a vevők is. "
       "Később jön a többi bódé, így nő a kínálat, és már több a friss gyümölcs is.\n"},
      {"windows-1254",
       "Çarşı iki hafta sonra yeniden açıldı. Yağmura rağmen müşteriler geldi; üç gün boyunca "
       "ücret "
       "alınmayacak. Köylüler ürünlerini ağır ağır taşıdı, öğle üzeri çoğu satılmıştı.\n"},
      {"windows-1252",
       "O mercado abriu às seis. A população não está satisfeita: as vagas são poucas, e o pão já "
       "não chega até à praça, disse João, da associação de São Simão.\n"},
  };
  for (const auto& c : cases) {
    std::string bytes;
    for (const std::string& letter : Letters(c.text)) {
      std::string found = letter;
      for (int byte = 0x80; byte < 0x100; ++byte) {
        const std::string one(1, static_cast<char>(byte));
        if (*ConvertFrom(c.charset, one) == letter) found = one;
      }
      bytes += found;
    }
    EXPECT_EQ(DetectVietnamese(SampleWords(bytes, false), ""), absl::nullopt) << c.text;
    EXPECT_FALSE(TextToUtf8(bytes).ok()) << c.text;
    const std::string declared = absl::StrCat("<meta charset=", c.charset, "><p>");
    EXPECT_EQ(PageToUtf8(declared + bytes), declared + c.text);
    EXPECT_EQ(*TextToUtf8(c.text), c.text);
    if (absl::string_view(c.charset) == "windows-1252") {
      EXPECT_EQ(PageToUtf8("<p>" + bytes), absl::StrCat("<p>", c.text));
    }
  }
}

TEST(TextToUtf8Test, AStrayByteIsRefusedAndNamed) {
  const std::string text = absl::StrCat("Chợ mở cửa ", "\xe9", " sáng nay.\n", kParagraphs);
  EXPECT_EQ(TextToUtf8(text).status().message(), "invalid UTF-8 at byte 17");
  EXPECT_EQ(TextToUtf8("\xef\xbb\xbf" + text).status().message(), "invalid UTF-8 at byte 20");
  EXPECT_FALSE(TextToUtf8(absl::string_view("bài\0 viết", 11)).ok());
  EXPECT_FALSE(TextToUtf8("m\xe9t").ok()) << "one word proves nothing";
  // In a page the byte is lost and the rest kept, though nothing is declared.
  EXPECT_EQ(PageToUtf8("<p>" + text),
            absl::StrCat("<p>Chợ mở cửa \xef\xbf\xbd sáng nay.\n", kParagraphs));
}

TEST(Tcvn3Test, CapitalsAreFoundByTheLettersAround) {
  const struct {
    const char* bytes;
    const char* text;
  } cases[] = {
      {"H\xe9I NGH\xde", "HỘI NGHỊ"},
      {"H\xb5 N\xe9i", "Hà Nội"},
      {"\xeb H\xb5 N\xe9I, TR\xcaN", "Ở HÀ NỘI, TRẤN"},
      {"<b>T\xb5U</b> ch\xb9y", "<b>TÀU</b> chạy"},
      {"b\xb8o TU\xe6I TR\xce ra s\xb8ng", "báo TUỔI TRẺ ra sáng"},
      {"\xa7\xb5 N\xbdng", "Đà Nẵng"},
      {"\xeb ", "ở "},
  };
  for (const auto& c : cases) EXPECT_EQ(DecodeTcvn3(c.bytes), c.text);
}

TEST(VietCharsetTest, SurvivesAnyBytes) {
  std::string bytes;
  for (int round = 0; round < 3; ++round) {
    for (int byte = 0; byte < 256; ++byte) bytes.push_back(static_cast<char>((byte * 37) + round));
  }
  for (const char* name : {"windows-1258", "tcvn3", "vni", "viscii", "utf-8"}) {
    const std::string text = *ConvertFrom(name, bytes);
    for (size_t pos = 0; pos < text.size();) {
      const size_t begin = pos;
      const bool bad = text::DecodeUtf8(text, &pos) == 0xfffd && pos - begin == 1;
      EXPECT_FALSE(bad) << name << " at byte " << begin;
    }
  }
}

}  // namespace
}  // namespace khotin::extract

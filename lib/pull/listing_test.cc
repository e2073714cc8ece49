#include "pull/listing.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::pull {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

absl::Time Time(absl::string_view text) {
  absl::Time time;
  std::string error;
  EXPECT_TRUE(absl::ParseTime(absl::RFC3339_full, text, &time, &error)) << error;
  return time;
}

std::vector<std::string> Urls(const absl::StatusOr<Listing>& listing) {
  std::vector<std::string> out;
  EXPECT_TRUE(listing.ok()) << listing.status();
  if (listing.ok()) {
    for (const ListingEntry& entry : listing->entries) out.push_back(entry.url);
  }
  return out;
}

TEST(ListingTest, Rss) {
  const auto listing = ParseListing(R"(
<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Báo</title><link>https://bao.example/</link>
<atom:link href="https://bao.example/rss" rel="self"/>
<item><title>Một</title><link><![CDATA[ https://bao.example/1?a=1&b=2 ]]></link>
  <pubDate>Tue, 07 May 2024 09:00:00 +0700</pubDate><guid isPermaLink="false">x</guid></item>
<item><title>Hai</title><guid>https://bao.example/2</guid><dc:date>2024-05-08T10:00:00Z</dc:date></item>
<item><title>Ba</title><atom:link href="/3"/><pubDate>không rõ</pubDate></item>
<item><title>Không có</title><guid isPermaLink="false">https://bao.example/no</guid></item>
</channel></rss>)");
  EXPECT_THAT(Urls(listing),
              ElementsAre("https://bao.example/1?a=1&b=2", "https://bao.example/2", "/3"));
  EXPECT_TRUE(listing->damage.ok()) << listing->damage;
  EXPECT_FALSE(listing->is_index);
  EXPECT_EQ(listing->entries[0].date, Time("2024-05-07T09:00:00+07:00"));
  EXPECT_EQ(listing->entries[1].date, Time("2024-05-08T10:00:00Z"));
  EXPECT_EQ(listing->entries[2].date, absl::InfinitePast());
}

TEST(ListingTest, RssOne) {
  EXPECT_THAT(Urls(ParseListing(R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns="http://purl.org/rss/1.0/"><channel><link>https://bao.example/</link></channel>
      <item><link>https://bao.example/1</link></item></rdf:RDF>)")),
              ElementsAre("https://bao.example/1"));
}

TEST(ListingTest, Atom) {
  const auto listing = ParseListing(R"(<feed xmlns="http://www.w3.org/2005/Atom">
<link rel="self" href="https://bao.example/atom"/><updated>2024-05-09T00:00:00Z</updated>
<entry><link rel="enclosure" href="x.mp3"/><link href="1.html?a&amp;b"/>
  <published>2024-05-07T09:00:00+07:00</published><updated>2024-05-08T09:00:00+07:00</updated>
  <content type="html">&lt;a href="https://khac.example/"&gt;</content></entry>
<entry><link rel="alternate" href="2.html"/><updated>2024-05-08T09:00:00+07:00</updated>
  <source><link href="https://khac.example/"/></source></entry>
</feed>)");
  EXPECT_THAT(Urls(listing), ElementsAre("1.html?a&b", "2.html"));
  EXPECT_EQ(listing->entries[0].date, Time("2024-05-07T09:00:00+07:00"));
  EXPECT_EQ(listing->entries[1].date, Time("2024-05-08T09:00:00+07:00"));
}

TEST(ListingTest, Sitemap) {
  const auto listing = ParseListing(R"(<?xml version="1.0"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
  xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"
  xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><image:image><image:loc>https://bao.example/a.jpg</image:loc></image:image>
  <loc>https://bao.example/1</loc><lastmod>2024-05-07</lastmod></url>
<url><loc>https://bao.example/2</loc><lastmod>2024-06-01</lastmod><news:news>
  <news:publication_date>2024-05-07T08:00:00+07:00</news:publication_date></news:news></url>
</urlset>)");
  EXPECT_THAT(Urls(listing), ElementsAre("https://bao.example/1", "https://bao.example/2"));
  EXPECT_EQ(listing->entries[0].date, Time("2024-05-07T23:59:59+07:00"));
  EXPECT_EQ(listing->entries[1].date, Time("2024-05-07T08:00:00+07:00"));
}

TEST(ListingTest, SitemapIndex) {
  const auto listing = ParseListing(
      "<sitemapindex><sitemap><loc>https://bao.example/s1.xml.gz</loc>"
      "<lastmod>2024-05-07T00:00:00Z</lastmod></sitemap></sitemapindex>");
  EXPECT_THAT(Urls(listing), ElementsAre("https://bao.example/s1.xml.gz"));
  EXPECT_TRUE(listing->is_index);
}

TEST(ListingTest, KeepsWhatStandsInFrontOfTheDamage) {
  const auto listing = ParseListing(
      "<rss><channel><item><link>https://bao.example/1</link></item>\n"
      "<item><link>https://bao.example/2</link></item><item><link>https://bao.exa");
  EXPECT_THAT(Urls(listing), ElementsAre("https://bao.example/1", "https://bao.example/2"));
  EXPECT_THAT(std::string(listing->damage.message()), HasSubstr("broken XML: line 2"));
  EXPECT_TRUE(listing->broken_off);
}

TEST(ListingTest, AnAddressThatCannotBeReadIsNotGuessed) {
  const auto listing = ParseListing(
      "<rss><channel><item><link>https://bao.example/?a=1&b=2</link></item>"
      "<item><description>Cà&nbsp;phê & bánh</description>"
      "<link>https://bao.example/2</link></item></channel></rss>");
  EXPECT_THAT(Urls(listing), ElementsAre("https://bao.example/2"));
  EXPECT_THAT(std::string(listing->damage.message()),
              HasSubstr("1 entries with a damaged address"));
  EXPECT_FALSE(listing->broken_off);
}

TEST(ListingTest, RefusesWhatIsNone) {
  const auto reason = [](absl::string_view bytes) {
    return std::string(ParseListing(bytes).status().message());
  };
  EXPECT_THAT(reason("<html><body>404</body></html>"), HasSubstr("its root element is <html>"));
  EXPECT_THAT(reason(""), HasSubstr("it is empty"));
  EXPECT_THAT(reason("{\"items\": []}"), HasSubstr("no feed or sitemap"));
  EXPECT_THAT(reason("\x1f\x8b\x08garbage"), HasSubstr("gzip"));
}

TEST(ListingTest, ExpandsNoEntitiesAndReadsNoFiles) {
  const auto listing = ParseListing(R"(<?xml version="1.0"?>
<!DOCTYPE rss [<!ENTITY passwd SYSTEM "file:///etc/passwd"><!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
<rss><channel><item><link>https://bao.example/&passwd;</link></item>
<item><link>https://bao.example/&c;</link></item>
<item><link>https://bao.example/3</link></item></channel></rss>)");
  EXPECT_THAT(Urls(listing), ElementsAre("https://bao.example/3"));
  EXPECT_THAT(Urls(ParseListing(R"(<!DOCTYPE feed [<!ENTITY a SYSTEM "file:///etc/passwd">
<!ENTITY b "bbb">]><feed><entry><link href="https://bao.example/&a;&b;"/></entry></feed>)")),
              IsEmpty());
}

TEST(ListingTest, HasAnEnd) {
  std::string deep = "<rss>";
  for (int i = 0; i < 1000; ++i) deep += "<x>";
  EXPECT_THAT(std::string(ParseListing(deep)->damage.message()), HasSubstr("nested deeper"));
  EXPECT_TRUE(ParseListing(deep)->broken_off);
  std::string many = "<urlset>";
  for (size_t i = 0; i <= Listing::kMaxEntries; ++i) {
    absl::StrAppend(&many, "<url><loc>https://bao.example/", i, "</loc></url>");
  }
  const auto listing = ParseListing(many + "</urlset>");
  ASSERT_TRUE(listing.ok());
  EXPECT_EQ(listing->entries.size(), Listing::kMaxEntries);
  EXPECT_THAT(std::string(listing->damage.message()), HasSubstr("more than 50000 entries"));
  EXPECT_FALSE(listing->broken_off);
  EXPECT_THAT(Urls(ParseListing("<rss><channel/></rss>")), IsEmpty());
  EXPECT_THAT(Urls(ParseListing("<rss><channel/></rss>", 21)), IsEmpty());
  EXPECT_EQ(ParseListing("<rss><channel/></rss>", 20).status().message(), "over 20 bytes");
}

}  // namespace
}  // namespace khotin::pull

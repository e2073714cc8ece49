#include "pull/sources.h"

#include <string>

#include "base/limits.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::pull {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(SourcesTest, ReadsSettingsAndSources) {
  const auto file = ParseSources(R"(# all of it
contact = mailto:desk@bao.example
delay = 5s
max-page-bytes = 512KiB
threads = 2

[source bao-mot]
  # two of one site
feed = https://bao.example/rss#top
sitemap = https://bao.example/sitemap.xml
include = /tin/\d+
exclude = \.pdf$
exclude = /video/
max-age = 7d
since = 2024-05-01
max-articles = 20
[source hai]
delay = 500ms
feed = http://hai.example/atom)");
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_EQ(file->settings.contact, "mailto:desk@bao.example");
  EXPECT_EQ(file->settings.max_page_bytes, size_t{512} << 10);
  EXPECT_EQ(file->settings.max_listing_bytes, base::kMaxListingBytes);
  EXPECT_EQ(file->settings.threads, 2);
  EXPECT_FALSE(file->settings.allow_private_addresses);
  ASSERT_EQ(file->sources.size(), 2);
  const Source& one = file->sources[0];
  EXPECT_EQ(one.name, "bao-mot");
  EXPECT_THAT(one.listings,
              ElementsAre("https://bao.example/rss", "https://bao.example/sitemap.xml"));
  EXPECT_EQ(one.include.size(), 1);
  EXPECT_EQ(one.exclude.size(), 2);
  EXPECT_EQ(one.max_age, absl::Hours(168));
  EXPECT_EQ(one.since, absl::FromCivil(absl::CivilDay(2024, 5, 1), absl::FixedTimeZone(7 * 3600)));
  EXPECT_EQ(one.max_articles, 20);
  EXPECT_EQ(one.delay, absl::Seconds(5));
  EXPECT_EQ(file->sources[1].delay, absl::Milliseconds(500));
  EXPECT_EQ(file->sources[1].max_articles, 100);
}

std::string Mistake(const std::string& line, bool in_source = true) {
  const std::string contact = "contact = a@b.example\n";
  const auto file = ParseSources(
      in_source ? contact + "[source a]\nfeed = http://a.example/\n" + line : contact + line);
  return file.ok() ? "" : std::string(file.status().message());
}

TEST(SourcesTest, ErrorsNameLineColumnAndField) {
  EXPECT_EQ(Mistake("  delay =  soon"),
            "line 4, column 12: delay: 'soon' is no duration (such as 1500ms, 2s, 10m, 36h, 7d)");
  EXPECT_THAT(Mistake("include = (x"), HasSubstr("line 4, column 11: include: '(x' is no regular"));
  EXPECT_THAT(Mistake("feed = file:///etc/passwd"),
              HasSubstr("line 4, column 8: feed: 'file:///etc/passwd': only http and https"));
  EXPECT_THAT(Mistake("feed ="), HasSubstr("line 4, column 7: feed: '': an empty address"));
  EXPECT_THAT(Mistake("sitemap = http://a.example"), HasSubstr("is given twice"));
  EXPECT_THAT(Mistake("fed = x"),
              HasSubstr("line 4, column 1: 'fed' is unknown here (known: delay"));
  EXPECT_THAT(Mistake("contact = a@b.example"), HasSubstr("'contact' is unknown here"));
  EXPECT_THAT(Mistake("feed = x", false),
              HasSubstr("'feed' is unknown here (known: allow-private"));
  EXPECT_THAT(Mistake("since = gestern"), HasSubstr("is no date"));
  EXPECT_THAT(Mistake("max-articles = 0"), HasSubstr("is no number from 1 to"));
  EXPECT_THAT(Mistake("max-age = 1d\nmax-age = 2d"),
              HasSubstr("line 5, column 1: 'max-age' is there"));
  EXPECT_THAT(Mistake("just words"), HasSubstr("neither KEY = VALUE nor [source NAME]"));
  EXPECT_THAT(Mistake("[source]"), HasSubstr("a section is [source NAME]"));
  EXPECT_THAT(Mistake("[source a]"), HasSubstr("source 'a' is there twice"));
  EXPECT_THAT(Mistake("[source ../b]"), HasSubstr("is no name of a source"));
  EXPECT_THAT(Mistake("[source b]"), HasSubstr("line 4: source 'b' has neither feed nor sitemap"));
  EXPECT_THAT(Mistake("delay = 2h", false), HasSubstr("is not from 0 to 1h"));
  EXPECT_THAT(Mistake("max-page-bytes = 17MiB", false), HasSubstr("is no size"));
  EXPECT_THAT(Mistake("allow-private-addresses = maybe", false), HasSubstr("neither yes nor no"));
  EXPECT_THAT(Mistake("", false), HasSubstr("no source in it"));
}

TEST(SourcesTest, NeedsAContact) {
  const auto missing = ParseSources("[source a]\nfeed = http://a.example/\n");
  EXPECT_THAT(std::string(missing.status().message()), HasSubstr("contact is missing"));
  EXPECT_THAT(std::string(ParseSources("contact = me").status().message()),
              HasSubstr("line 1, column 11: contact: 'me' is neither a mail address nor a URL"));
}

TEST(SourcesTest, NamesTheFile) {
  EXPECT_THAT(std::string(LoadSources("/nowhere/s.conf").status().message()),
              HasSubstr("/nowhere/s.conf: "));
}

}  // namespace
}  // namespace khotin::pull

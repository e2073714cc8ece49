#include "pull/pull.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/fault_point.h"
#include "extract/reader.h"
#include "extract/testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "pull/source_puller.h"
#include "pull/testing.h"

namespace khotin::pull {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr char kFeed[] = "https://bao.example/rss";

std::string PageUrl(int number) { return absl::StrCat("https://bao.example/tin/", number); }

std::string Rss(const std::vector<std::string>& urls, absl::string_view date = "") {
  std::string out = "<rss><channel>";
  for (const std::string& url : urls) {
    absl::StrAppend(&out, "<item><link>", url, "</link><pubDate>", date, "</pubDate></item>");
  }
  return absl::StrCat(out, "</channel></rss>");
}

class PullTest : public ::testing::Test {
 protected:
  PullTest() {
    for (int i = 1; i <= 9; ++i) web_.Put(PageUrl(i), Page(absl::StrCat("<p>Tin ", i, "</p>")));
  }
  ~PullTest() override { EXPECT_TRUE(base::SetFaults("").ok()); }

  SourcesFile Sources(absl::string_view rest = "") {
    auto file = ParseSources(
        absl::StrCat("contact = a@b.example\n[source bao]\nfeed = ", kFeed, "\n", rest));
    EXPECT_TRUE(file.ok()) << file.status();
    return *std::move(file);
  }
  // Only where nothing goes wrong as a whole.
  PullReport Run(absl::string_view rest = "") {
    timer_.Advance(absl::Hours(1));
    auto report = Pull(Sources(rest), folder_, &web_, &timer_);
    EXPECT_TRUE(report.ok()) << report.status();
    return *std::move(report);
  }
  void PutFeed(const std::vector<std::string>& urls, absl::string_view date = "") {
    web_.Put(kFeed, Page(Rss(urls, date), "application/rss+xml"));
  }
  // "URL content" of every page in archives that have a name.
  std::vector<std::string> Archived() const {
    std::vector<std::string> paths;
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
      const std::string name = entry.path().filename();
      if (name[0] != '.') paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    std::vector<std::string> pages;
    for (const std::string& path : paths) {
      auto reader = *extract::OpenReader(path, extract::Format::kAuto);
      while (auto next = reader->Next()) {
        EXPECT_TRUE(next->ok()) << next->status();
        if (next->ok()) pages.push_back(absl::StrCat((*next)->url, " ", (*next)->content));
      }
    }
    return pages;
  }
  static std::string Archive(int number) {
    return absl::StrCat(PageUrl(number), " <p>Tin ", number, "</p>");
  }

  const extract::TempFolder temp_;
  const std::string folder_ = temp_.Path("inbox");
  FakeTimer timer_{absl::FromUnixSeconds(1715000000)};
  FakeWeb web_{&timer_};
};

TEST_F(PullTest, FetchesWhatIsNewAndNothingTwice) {
  PutFeed({PageUrl(1), PageUrl(2)});
  PullReport report = Run();
  EXPECT_EQ(report.Total().fetched, 2);
  EXPECT_FALSE(report.HasFailures());
  EXPECT_THAT(Archived(), ElementsAre(Archive(1), Archive(2)));
  ASSERT_THAT(report.sources[0].archives, SizeIs(1));
  EXPECT_THAT(report.sources[0].archives[0], HasSubstr("Z-bao-001.warc.gz"));

  web_.TakeRequests();
  PutFeed({PageUrl(3), PageUrl(2), PageUrl(1)});
  EXPECT_EQ(Run().Total().fetched, 1);
  EXPECT_THAT(web_.TakeRequests(), ElementsAre(kFeed, PageUrl(3)));
  EXPECT_EQ(Run().Total().fetched, 0);
  EXPECT_THAT(Archived(), ElementsAre(Archive(1), Archive(2), Archive(3)));
}

TEST_F(PullTest, AsksOnTheConditionThatTheFeedHasChanged) {
  std::vector<std::string> validators;
  web_.Handle(kFeed, [&](const HttpRequest& request) -> absl::StatusOr<HttpResponse> {
    validators.push_back(absl::StrCat(request.etag, "|", request.last_modified));
    if (request.etag == "\"1\"") return Answer(304, "ETag: \"1b\"\n");
    if (request.etag == "\"1b\"") return Page(Rss({PageUrl(1)}), "text/xml", "ETag: \"2\"\n");
    return Page(Rss({PageUrl(1)}), "text/xml", "ETag: \"1\"\nLast-Modified: yesterday\n");
  });
  EXPECT_EQ(Run().Total().listings_unchanged, 0);
  EXPECT_EQ(Run().Total().listings_unchanged, 1);
  Run();
  Run();
  EXPECT_THAT(validators, ElementsAre("|", "\"1\"|yesterday", "\"1b\"|yesterday", "\"2\"|"));
  Run("include = 2$\n");
  EXPECT_EQ(validators.back(), "|") << "other filters want other pages of the same feed";
}

TEST_F(PullTest, AtMostSoManyPagesARunTheNewestFirst) {
  web_.Put(kFeed, Page(absl::StrCat("<urlset><url><loc>", PageUrl(1),
                                    "</loc><lastmod>2024-05-01</lastmod>"
                                    "</url><url><loc>",
                                    PageUrl(2), "</loc></url><url><loc>", PageUrl(3),
                                    "</loc><lastmod>2024-05-03</lastmod></url></urlset>"),
                       "text/xml", "ETag: \"x\"\n"));
  PullReport report = Run("max-articles = 2\n");
  EXPECT_EQ(report.Total().fetched, 2);
  EXPECT_EQ(report.Total().waiting, 1);
  EXPECT_THAT(Archived(), ElementsAre(Archive(3), Archive(1)));
  web_.Put(kFeed, Answer(304));
  report = Run("max-articles = 2\n");
  EXPECT_EQ(report.Total().fetched, 1);
  EXPECT_EQ(report.Total().waiting, 0);
  EXPECT_THAT(Archived(), ElementsAre(Archive(3), Archive(1), Archive(2)));
}

TEST_F(PullTest, FiltersByAddressAndAge) {
  PutFeed({PageUrl(1), PageUrl(2), PageUrl(3), "ftp://bao.example/x"}, "2024-05-06T13:00:00Z");
  PullReport report = Run("include = /tin/\nexclude = /2$\n");
  EXPECT_EQ(report.Total().fetched, 2);
  EXPECT_EQ(report.Total().filtered, 2);
  PutFeed({PageUrl(4)}, "2024-05-04T13:00:00Z");
  EXPECT_EQ(Run("max-age = 1d\n").Total().too_old, 1);
  EXPECT_EQ(Run("since = 2024-05-05\n").Total().too_old, 1);
  EXPECT_EQ(Run("since = 2024-05-04\n").Total().fetched, 1);
}

TEST_F(PullTest, PagesThatWaitAreForgottenWhenNobodyWantsThemAnyMore) {
  PutFeed({PageUrl(1), PageUrl(2), PageUrl(3)}, "2024-05-06T13:00:00Z");
  EXPECT_EQ(Run("max-articles = 1\n").Total().waiting, 2);
  web_.Put(kFeed, Answer(304));
  EXPECT_EQ(Run("max-articles = 1\nexclude = /2$\nmax-age = 10d\n").Total().filtered, 1);
  PutFeed({PageUrl(4), PageUrl(5)}, "2024-05-06T13:00:00Z");
  EXPECT_EQ(Run("max-articles = 1\nmax-age = 10d\n").Total().waiting, 1);
  web_.Put(kFeed, Answer(304));
  timer_.Advance(absl::Hours(24 * 10));
  const PullReport report = Run("max-articles = 1\nmax-age = 10d\n");
  EXPECT_EQ(report.Total().too_old, 1);
  EXPECT_EQ(report.Total().fetched + report.Total().waiting, 0);
}

TEST_F(PullTest, FollowsIndexesOfSitemapsAndReadsThemCompressed) {
  web_.Put(kFeed, Page("<sitemapindex><sitemap><loc>/old.xml</loc><lastmod>2020-01-01</lastmod>"
                       "</sitemap><sitemap><loc>/new.xml.gz</loc></sitemap>"
                       "<sitemap><loc>/rss</loc></sitemap></sitemapindex>",
                       "text/xml", "ETag: \"i\"\n"));
  web_.Put("https://bao.example/new.xml.gz",
           Page(extract::Compress(
                    absl::StrCat("<urlset><url><loc>", PageUrl(5), "</loc></url></urlset>"),
                    extract::kGzipContainer),
                "application/gzip"));
  EXPECT_EQ(Run("since = 2024-01-01\n").Total().fetched, 1);
  EXPECT_THAT(web_.TakeRequests(),
              ElementsAre(kFeed, "https://bao.example/new.xml.gz", PageUrl(5)));
}

TEST_F(PullTest, AFailingFeedIsLeftAloneForLongerAndLonger) {
  web_.Put(kFeed, Answer(500));
  PullReport report = Run();
  EXPECT_EQ(report.Total().listings_failed, 1);
  EXPECT_TRUE(report.HasFailures());
  EXPECT_EQ(report.sources[0].problems[0].reason, "HTTP 500");
  Run();
  Run();
  Run();  // at intervals of an hour, which is more than 15, 30 and 60 minutes
  report = Run();
  EXPECT_EQ(report.Total().put_off, 1);
  EXPECT_THAT(report.sources[0].problems[0].reason, HasSubstr("put off after 4 failures until"));
  timer_.Advance(absl::Hours(2));
  PutFeed({PageUrl(1)});
  EXPECT_EQ(Run().Total().fetched, 1);
  web_.Put(kFeed, Answer(500));
  Run();
  EXPECT_EQ(Run().Total().put_off, 0) << "a success begins anew";
}

TEST_F(PullTest, ABrokenFeedGivesWhatItHasAndIsAskedForInFullAgain) {
  web_.Put(kFeed, Page(absl::StrCat("<rss><channel><item><link>", PageUrl(1), "</link></item><it"),
                       "text/xml", "ETag: \"x\"\n"));
  PullReport report = Run();
  EXPECT_EQ(report.Total().fetched, 1);
  EXPECT_EQ(report.Total().listings_failed, 1);
  EXPECT_THAT(report.sources[0].problems[0].reason, HasSubstr("broken XML"));
  std::string etag = "never asked";
  web_.Handle(kFeed, [&](const HttpRequest& request) {
    etag = request.etag;
    return Page(Rss({PageUrl(1), PageUrl(2)}));
  });
  EXPECT_EQ(Run().Total().fetched, 1);
  EXPECT_EQ(etag, "");
}

TEST_F(PullTest, AFeedWithADamagedAddressIsAskedForAsOftenAsAnyOther) {
  std::vector<std::string> etags;
  web_.Handle(kFeed, [&](const HttpRequest& request) {
    etags.push_back(request.etag);
    return Page(Rss({PageUrl(1), "https://bao.example/?a=1&b=2"}), "text/xml", "ETag: \"x\"\n");
  });
  for (int run = 0; run < 8; ++run) {
    const PullReport report = Run();
    EXPECT_EQ(report.Total().listings, 1) << run;
    EXPECT_FALSE(report.HasFailures());
    EXPECT_THAT(report.sources[0].problems[0].reason, HasSubstr("1 entries with a damaged"));
  }
  EXPECT_THAT(etags, Each("")) << "what is mended later is not missed";
  EXPECT_THAT(Archived(), ElementsAre(Archive(1)));
}

TEST_F(PullTest, ADamagedAddressDoesNotAddToFailures) {
  for (int day = 0; day < 8; ++day) {
    web_.Put(kFeed, Answer(500));
    EXPECT_EQ(Run().Total().listings_failed, 1) << day;
    PutFeed({PageUrl(1), "https://bao.example/?a=1&b=2"});
    EXPECT_EQ(Run().Total().listings, 1) << "an hour is longer than the wait after one failure";
  }
}

TEST_F(PullTest, APageThatFailsForNowIsTriedInFiveRuns) {
  PutFeed({PageUrl(1)});
  web_.Put(PageUrl(1), Answer(502));
  for (int run = 1; run <= kMaxAttempts; ++run) {
    const PullReport report = Run();
    EXPECT_EQ(report.Total().failed, 1);
    EXPECT_EQ(report.Total().waiting, run < kMaxAttempts ? 1 : 0);
    EXPECT_FALSE(report.HasFailures());
  }
  EXPECT_EQ(Run().Total().failed, 0);
  PutFeed({PageUrl(2)});
  web_.Put(PageUrl(2), Answer(404));
  EXPECT_EQ(Run().Total().failed, 1);
  EXPECT_EQ(Run().Total().failed, 0) << "404 is for good";
}

TEST_F(PullTest, ADeadHostIsNotAskedForEveryPage) {
  std::vector<std::string> urls;
  for (int i = 0; i < 20; ++i) urls.push_back(absl::StrCat("https://tat.example/", i));
  PutFeed(urls);
  for (const std::string& url : urls) web_.Put(url, Answer(500));
  const PullReport report = Run();
  EXPECT_EQ(report.Total().failed, kMaxFailuresInARow);
  EXPECT_EQ(report.Total().waiting, 20);
}

TEST_F(PullTest, WhatIsNoPageOrForbiddenIsCountedOnce) {
  PutFeed({PageUrl(1), PageUrl(2), PageUrl(3), "https://bao.example/tin/3?again"});
  web_.Put("https://bao.example/robots.txt", Page("User-agent: *\nDisallow: /tin/1\n"));
  web_.Put(PageUrl(2), Page("%PDF", "application/pdf"));
  web_.Put("https://bao.example/tin/3?again", Answer(301, "Location: /tin/3\n"));
  PullReport report = Run();
  EXPECT_EQ(report.Total().refused, 1);
  EXPECT_EQ(report.Total().no_page, 1);
  EXPECT_EQ(report.Total().fetched, 1);
  EXPECT_THAT(Archived(), ElementsAre(Archive(3)));
  report = Run();
  EXPECT_EQ(report.Total().refused + report.Total().no_page + report.Total().fetched, 0);
}

TEST_F(PullTest, TheWishOfAHostIsKeptFromRunToRun) {
  PutFeed({PageUrl(1), PageUrl(2)});
  web_.Put(PageUrl(1), Answer(429, "Retry-After: 7200\n"));
  EXPECT_EQ(Run().Total().waiting, 2);
  web_.TakeRequests();
  PullReport report = Run();
  EXPECT_EQ(report.Total().put_off, 3);
  EXPECT_THAT(web_.TakeRequests(), IsEmpty());
  web_.Put(PageUrl(1), Page("<p>Tin 1</p>"));
  EXPECT_EQ(Run().Total().fetched, 2);
}

TEST_F(PullTest, PagesThatArePutOffTakeNoOthersPlace) {
  const std::string newest = "2024-05-06T13:00:00Z";
  std::string items;
  for (int i = 1; i <= 5; ++i) {
    const std::string url = absl::StrCat("https://khac.example/", i);
    absl::StrAppend(&items, "<url><loc>", url, "</loc><lastmod>", newest, "</lastmod></url>");
    web_.Put(url, Page(absl::StrCat("<p>Khac ", i, "</p>")));
  }
  for (int i = 1; i <= 2; ++i) absl::StrAppend(&items, "<url><loc>", PageUrl(i), "</loc></url>");
  web_.Put(kFeed, Page(absl::StrCat("<urlset>", items, "</urlset>"), "text/xml"));
  web_.Put("https://khac.example/robots.txt", Answer(500));
  PullReport report = Run("max-articles = 2\n");
  EXPECT_EQ(report.Total().fetched, 2);
  EXPECT_EQ(report.Total().put_off, 5);
  EXPECT_EQ(report.Total().waiting, 5);
  EXPECT_THAT(report.sources[0].problems, SizeIs(1)) << "one for all of them";
  EXPECT_THAT(web_.TakeRequests(), ElementsAre(kFeed, PageUrl(1), PageUrl(2)));
  web_.Put("https://khac.example/robots.txt", Answer(404));
  EXPECT_EQ(Run("max-articles = 2\n").Total().fetched, 2);
}

TEST_F(PullTest, APageThatLeadsToAHostThatPutsItOffCounts) {
  std::vector<std::string> urls;
  for (int i = 1; i <= 5; ++i) {
    urls.push_back(absl::StrCat("https://bao.example/di/", i));
    web_.Put(urls.back(), Answer(302, "Location: https://khac.example/\n"));
  }
  web_.Put("https://khac.example/robots.txt", Answer(500));
  PutFeed(urls);
  EXPECT_EQ(Run("max-articles = 2\n").Total().put_off, 2);
  EXPECT_THAT(web_.TakeRequests(), ElementsAre(kFeed, urls[0], urls[1]));
}

TEST_F(PullTest, PagesThatAreAlwaysPutOffAreForgotten) {
  const std::string url = "https://khac.example/1";
  PutFeed({url}, "2024-05-06T13:00:00Z");
  web_.Put("https://khac.example/robots.txt", Answer(500));
  EXPECT_EQ(Run().Total().waiting, 1);
  web_.Put(kFeed, Answer(304));
  timer_.Advance(kPendingLifetime - absl::Hours(2));
  EXPECT_EQ(Run().Total().waiting, 1);
  timer_.Advance(absl::Hours(2));
  const PullReport report = Run();
  EXPECT_EQ(report.Total().too_old, 1);
  EXPECT_EQ(report.Total().waiting, 0);
}

TEST_F(PullTest, AnAnswerOfTheirHostLetsPagesWaitAnew) {
  PutFeed({PageUrl(1), PageUrl(2), PageUrl(3)}, "2024-05-06T13:00:00Z");
  web_.Put(PageUrl(1), Answer(429, "Retry-After: 7200\n"));
  EXPECT_EQ(Run().Total().put_off, 3);
  web_.Put(kFeed, Answer(304));
  web_.Put(PageUrl(1), Page("<p>Tin 1</p>"));
  timer_.Advance(kPendingLifetime);
  EXPECT_EQ(Run("max-articles = 1\n").Total().fetched, 1);
  web_.Put(PageUrl(2), Answer(429, "Retry-After: 7200\n"));
  const PullReport report = Run();
  EXPECT_EQ(report.Total().put_off, 2);
  EXPECT_EQ(report.Total().too_old, 0);
}

TEST_F(PullTest, LimitsCountDecodedBytesToo) {
  const auto gzip = [](absl::string_view bytes) {
    return extract::Compress(bytes, extract::kGzipContainer);
  };
  const std::string large = absl::StrCat("<p>", std::string(70000, 'x'), "</p>");
  PutFeed({PageUrl(1), PageUrl(2), PageUrl(3)});
  web_.Put(PageUrl(2), Page(gzip(large), "text/html", "Content-Encoding: gzip\n"));
  // Said to be coded, but not: ingestion takes it.
  web_.Put(PageUrl(3), Page("<p>Tin 3</p>", "text/html", "Content-Encoding: gzip\n"));
  const std::string sitemap = "https://bao.example/sitemap.xml.gz";
  web_.Put(sitemap, Page(gzip(absl::StrCat("<urlset><url><loc>", PageUrl(4), "</loc></url>",
                                           std::string(70000, ' '), "</urlset>")),
                         "application/gzip"));
  SourcesFile file = Sources(absl::StrCat("sitemap = ", sitemap, "\n"));
  file.settings.max_page_bytes = file.settings.max_listing_bytes = 65536;
  const auto report = Pull(file, folder_, &web_, &timer_);
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->Total().listings_failed, 1);
  EXPECT_EQ(report->Total().failed, 1);
  EXPECT_THAT(Archived(), ElementsAre(Archive(1), Archive(3)));
  const std::vector<PullProblem>& problems = report->sources[0].problems;
  ASSERT_THAT(problems, SizeIs(2));
  EXPECT_EQ(problems[0].url, sitemap);
  EXPECT_EQ(problems[0].reason, "over 65536 bytes when decompressed");
  EXPECT_EQ(problems[1].url, PageUrl(2));
  EXPECT_EQ(problems[1].reason, "over 65536 bytes when decompressed");
}

TEST_F(PullTest, WhenTheBytesAreSpentThePagesWait) {
  PutFeed({PageUrl(1), PageUrl(2), PageUrl(3)});
  SourcesFile file = Sources();
  file.settings.max_run_bytes = Rss({PageUrl(1), PageUrl(2), PageUrl(3)}).size() + 1;
  const auto report = Pull(file, folder_, &web_, &timer_);
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->Total().fetched, 1);
  EXPECT_EQ(report->Total().waiting, 2);
  EXPECT_THAT(report->sources[0].problems, SizeIs(1));
  EXPECT_EQ(Run().Total().fetched, 2);
}

TEST_F(PullTest, PagesAreNotLostToRobotsThatCannotBeHad) {
  PutFeed({"https://khac.example/1"});
  web_.Put("https://khac.example/1", Page("<p>Khac</p>"));
  web_.Put("https://khac.example/robots.txt", Answer(304));
  const PullReport report = Run();
  EXPECT_EQ(report.Total().put_off, 1);
  EXPECT_EQ(report.Total().waiting, 1);
  EXPECT_EQ(report.sources[0].problems[0].reason, "robots.txt: HTTP 304");
  web_.Put("https://khac.example/robots.txt", Answer(404));
  EXPECT_EQ(Run().Total().fetched, 1);
}

TEST_F(PullTest, AFailureAtAnyMomentLosesNothing) {
  PutFeed({PageUrl(1), PageUrl(2)});
  for (const char* fault : {"pull.before_archive=error", "pull.before_state=error"}) {
    ASSERT_TRUE(base::SetFaults(fault).ok());
    const PullReport report = Run();
    EXPECT_FALSE(report.sources[0].status.ok());
    EXPECT_TRUE(report.HasFailures());
  }
  EXPECT_THAT(Archived(), ElementsAre(Archive(1), Archive(2))) << "before the state was saved";
  EXPECT_EQ(Run().Total().fetched, 2) << "fetched again, not lost";
  EXPECT_EQ(Run().Total().fetched, 0);
}

TEST_F(PullTest, LongRunsAreSavedInBetween) {
  std::vector<std::string> urls;
  for (int64_t i = 0; i < kArchivePages + 2; ++i) {
    urls.push_back(absl::StrCat("https://bao.example/dai/", i));
    web_.Put(urls.back(), Page(absl::StrCat("<p>", i, "</p>")));
  }
  PutFeed(urls);
  ASSERT_TRUE(base::SetFaults("pull.before_archive=error@2").ok());
  EXPECT_EQ(Run("max-articles = 1000\n").Total().fetched, kArchivePages);
  EXPECT_THAT(Archived(), SizeIs(kArchivePages));
  EXPECT_EQ(Run("max-articles = 1000\n").Total().fetched, 2);
  EXPECT_THAT(Archived(), SizeIs(kArchivePages + 2));
}

TEST_F(PullTest, SourcesDoNotDisturbEachOther) {
  PutFeed({PageUrl(1)});
  const std::string two = "[source hai]\nfeed = https://hai.example/rss\n";
  web_.Put("https://hai.example/rss", Page(Rss({"https://hai.example/1"})));
  web_.Put("https://hai.example/1", Page("<p>Hai</p>"));
  std::filesystem::create_directories(folder_ + "/.khotin-pull");
  std::ofstream(folder_ + "/.khotin-pull/bao.json") << "damaged";
  timer_.Advance(absl::Hours(1));
  SourcesFile file = Sources(two);
  file.settings.threads = 1;
  const auto report = Pull(file, folder_, &web_, &timer_);
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_THAT(std::string(report->sources[0].status.message()), HasSubstr("bao.json: damaged"));
  EXPECT_TRUE(report->sources[1].status.ok());
  EXPECT_THAT(Archived(), ElementsAre("https://hai.example/1 <p>Hai</p>"));
  EXPECT_THAT(PullReportText(*report), HasSubstr("\n  bao: broken off: "));
  EXPECT_THAT(PullReportJson(*report), HasSubstr(R"("event":"pull","listings":1,)"));
}

TEST_F(PullTest, TellsOfEachSourceWhenItIsDone) {
  PutFeed({PageUrl(1)});
  SourcesFile file = Sources("[source hai]\nfeed = https://hai.example/rss\n");
  file.settings.threads = 1;
  std::string text;
  std::vector<std::string> lines;
  const auto report = Pull(file, folder_, &web_, &timer_,
                           [&](const SourceReport& source, size_t done, size_t total) {
                             absl::StrAppend(&text, SourceDoneText(source, done, total));
                             lines.push_back(SourceDoneJson(source, done, total));
                           });
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(text,
            "pull: bao (1 of 2): 1 pages fetched, 0 failed, 0 waiting\n"
            "pull: hai (2 of 2): 0 pages fetched, 0 failed, 0 waiting; with failures\n");
  ASSERT_THAT(lines, SizeIs(2));
  EXPECT_THAT(lines[0], HasSubstr(R"("event":"pull_source","done":1,"of":2,"name":"bao",)"));
  EXPECT_THAT(lines[1], HasSubstr(R"("done":2,)"));
  EXPECT_THAT(PullReportJson(*report), HasSubstr(R"(+00:00","level":"warn","event":"pull",)"));
}

TEST_F(PullTest, EndsInGoodOrderWhenTold) {
  PutFeed({PageUrl(1), PageUrl(2)});
  web_.Handle(PageUrl(1), [this](const HttpRequest&) {
    timer_.Stop();
    return Page("<p>Tin 1</p>");
  });
  const PullReport report = Run();
  EXPECT_TRUE(report.stopped);
  EXPECT_EQ(report.Total().fetched, 1);
  EXPECT_EQ(report.Total().waiting, 1);
  EXPECT_THAT(Archived(), ElementsAre(Archive(1)));
}

TEST_F(PullTest, TheUserAgentSaysWhoAsks) {
  EXPECT_THAT(UserAgent(Sources().settings),
              ::testing::MatchesRegex("Khotin/.* \\(\\+a@b.example\\)"));
}

}  // namespace
}  // namespace khotin::pull

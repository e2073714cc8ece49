#include "pull/fetcher.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "pull/http_date.h"
#include "pull/testing.h"

namespace khotin::pull {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class FetcherTest : public ::testing::Test {
 protected:
  FetchResult Fetch(const std::string& url) {
    HttpRequest request;
    request.url = url;
    request.max_bytes = 1000;
    return fetcher_.Fetch(request, absl::Seconds(2));
  }
  absl::Duration Elapsed() const { return timer_.Now() - begin_; }

  const absl::Time begin_ = absl::FromUnixSeconds(1715000000);
  FakeTimer timer_{begin_};
  FakeWeb web_{&timer_};
  Fetcher fetcher_{{"khotin", 10000}, &web_, &timer_};
};

TEST_F(FetcherTest, PausesBetweenRequestsToOneHost) {
  web_.Put("https://bao.example/1", Page("one"));
  web_.Put("https://bao.example/2", Page("two"));
  web_.Put("http://khac.example/1", Page("three"));
  EXPECT_EQ(Fetch("https://bao.example/1").response.body, "one");
  EXPECT_EQ(Fetch("http://khac.example/1").response.body, "three");
  EXPECT_EQ(Fetch("https://bao.example/2").response.body, "two");
  // robots.txt and page of one, of the other, and the second page.
  EXPECT_THAT(web_.times(),
              ElementsAre(begin_, begin_ + absl::Seconds(2), begin_ + absl::Seconds(2),
                          begin_ + absl::Seconds(4), begin_ + absl::Seconds(4)));
  EXPECT_EQ(fetcher_.bytes(), 11);
}

TEST_F(FetcherTest, ALongerCrawlDelayCountsUpToAMinute) {
  web_.Put("https://bao.example/robots.txt", Page("User-agent: *\nCrawl-delay: 900\n"));
  web_.Put("https://bao.example/1", Page("one"));
  Fetch("https://bao.example/1");
  Fetch("https://bao.example/1");
  EXPECT_EQ(Elapsed(), absl::Seconds(2 + 60));
}

TEST_F(FetcherTest, ObeysRobotsAndAsksOnceADay) {
  int asked = 0;
  web_.Handle("https://bao.example/robots.txt", [&asked](const HttpRequest&) {
    ++asked;
    return Page("User-agent: khotin\nDisallow: /riêng\n", "text/plain");
  });
  web_.Put("https://bao.example/a", Page("a"));
  EXPECT_EQ(Fetch("https://bao.example/riêng/1").outcome, FetchOutcome::kRobots);
  EXPECT_EQ(Fetch("https://bao.example/a").outcome, FetchOutcome::kOk);
  EXPECT_THAT(web_.TakeRequests(), ElementsAre("https://bao.example/a"));
  EXPECT_EQ(asked, 1);
  timer_.Advance(absl::Hours(24));
  Fetch("https://bao.example/a");
  EXPECT_EQ(asked, 2);
}

TEST_F(FetcherTest, NoRobotsAllowsAndUnreachableRobotsForbid) {
  web_.Put("https://bao.example/a", Page("a"));
  for (const int status : {400, 403, 404, 410}) {
    web_.Put("https://bao.example/robots.txt", Answer(status));
    EXPECT_EQ(Fetch("https://bao.example/a").outcome, FetchOutcome::kOk) << status;
    timer_.Advance(absl::Hours(24));
  }
  for (const int status : {500, 503}) {
    web_.Put("https://bao.example/robots.txt", Answer(status));
    const FetchResult result = Fetch("https://bao.example/a");
    EXPECT_EQ(result.outcome, FetchOutcome::kRobotsFailed) << status;
    EXPECT_EQ(result.reason, absl::StrCat("robots.txt: HTTP ", status));
    timer_.Advance(absl::Hours(1));
  }
  web_.Handle("https://bao.example/robots.txt",
              [](const HttpRequest&) { return absl::UnavailableError("no route"); });
  EXPECT_EQ(Fetch("https://bao.example/a").reason, "robots.txt: no route");
  web_.Put("https://bao.example/robots.txt", Answer(302, "Location: /r2\n"));
  web_.Put("https://bao.example/r2", Page("User-agent: *\nDisallow: /\n"));
  timer_.Advance(absl::Hours(1));
  EXPECT_EQ(Fetch("https://bao.example/a").outcome, FetchOutcome::kRobots);
}

TEST_F(FetcherTest, EveryStepOfARedirectIsChecked) {
  web_.Put("https://bao.example/a", Answer(301, "Location: //khac.example/b\n"));
  web_.Put("https://khac.example/b", Answer(302, "Location: c?x=1\n"));
  web_.Put("https://khac.example/c?x=1", Page("there"));
  const FetchResult result = Fetch("https://bao.example/a");
  EXPECT_EQ(result.response.body, "there");
  EXPECT_EQ(result.url.text, "https://khac.example/c?x=1");

  web_.Put("https://cam.example/robots.txt", Page("User-agent: *\nDisallow: /\n"));
  web_.Put("https://bao.example/a", Answer(307, "Location: https://cam.example/\n"));
  EXPECT_EQ(Fetch("https://bao.example/a").outcome, FetchOutcome::kRobots);

  web_.Put("https://bao.example/a", Answer(302, "Location: file:///etc/passwd\n"));
  const FetchResult refused = Fetch("https://bao.example/a");
  EXPECT_EQ(refused.outcome, FetchOutcome::kFailed);
  EXPECT_THAT(refused.reason, HasSubstr("redirected to 'file:///etc/passwd': only http"));

  web_.Put("https://bao.example/a", Answer(302, "Location: /a\n"));
  web_.TakeRequests();
  EXPECT_EQ(Fetch("https://bao.example/a").reason, "over 5 redirects");
  EXPECT_EQ(web_.TakeRequests().size(), 6);
}

TEST_F(FetcherTest, WaitsAsLongAsTheHostSays) {
  int asked = 0;
  web_.Handle("https://bao.example/a", [&asked](const HttpRequest&) {
    return ++asked == 1 ? Answer(429, "Retry-After: 30\n") : Page("a");
  });
  EXPECT_EQ(Fetch("https://bao.example/a").outcome, FetchOutcome::kOk);
  EXPECT_EQ(Elapsed(), absl::Seconds(32));
}

TEST_F(FetcherTest, ALongWaitIsForALaterRun) {
  web_.Put("https://bao.example/a",
           Answer(503, absl::StrCat("Retry-After: Mon, 06 May 2024 14:53:20 GMT\n")));
  FetchResult result = Fetch("https://bao.example/a");
  EXPECT_EQ(result.outcome, FetchOutcome::kPutOff);
  EXPECT_EQ(result.until, begin_ + absl::Hours(2));
  web_.TakeRequests();
  result = Fetch("https://bao.example/b");
  EXPECT_EQ(result.outcome, FetchOutcome::kPutOff);
  EXPECT_THAT(result.reason, HasSubstr("no requests before 2024-05-06T14:53:20"));
  EXPECT_THAT(web_.TakeRequests(), ElementsAre());
  web_.Put("https://ban.example/a", Answer(429));
  result = Fetch("https://ban.example/a");
  EXPECT_EQ(result.until, timer_.Now() + absl::Minutes(15));
  web_.Put("https://tat.example/a", Answer(503));
  EXPECT_EQ(Fetch("https://tat.example/a").outcome, FetchOutcome::kTransient);
}

TEST_F(FetcherTest, TellsWhatMayGoWellAnotherTime) {
  const auto outcome = [this](absl::StatusOr<HttpResponse> response) {
    web_.Handle("https://bao.example/a", [response](const HttpRequest&) { return response; });
    return Fetch("https://bao.example/a").outcome;
  };
  EXPECT_EQ(outcome(Answer(404)), FetchOutcome::kFailed);
  EXPECT_EQ(outcome(Answer(410)), FetchOutcome::kFailed);
  EXPECT_EQ(outcome(Answer(500)), FetchOutcome::kTransient);
  EXPECT_EQ(outcome(Answer(408)), FetchOutcome::kTransient);
  EXPECT_EQ(outcome(Answer(304)), FetchOutcome::kUnchanged);
  EXPECT_EQ(outcome(absl::UnavailableError("reset")), FetchOutcome::kTransient);
  EXPECT_EQ(outcome(absl::DeadlineExceededError("slow")), FetchOutcome::kTransient);
  EXPECT_EQ(outcome(absl::ResourceExhaustedError("over")), FetchOutcome::kFailed);
  EXPECT_EQ(outcome(absl::PermissionDeniedError("private")), FetchOutcome::kFailed);
  EXPECT_EQ(outcome(absl::CancelledError("stopped")), FetchOutcome::kStopped);
  EXPECT_EQ(Fetch("no url").outcome, FetchOutcome::kFailed);
}

TEST_F(FetcherTest, RobotsThatCannotBeHadForbidForNowWhateverTheReason) {
  web_.Put("https://bao.example/a", Page("a"));
  const auto result = [this](absl::StatusOr<HttpResponse> response) {
    web_.Handle("https://bao.example/robots.txt",
                [response](const HttpRequest&) { return response; });
    timer_.Advance(absl::Hours(1));
    FetchResult fetched = Fetch("https://bao.example/a");
    EXPECT_EQ(fetched.outcome, FetchOutcome::kRobotsFailed) << fetched.reason;
    return fetched.reason;
  };
  EXPECT_EQ(result(absl::PermissionDeniedError("not public")), "robots.txt: not public");
  EXPECT_EQ(result(absl::InvalidArgumentError("odd")), "robots.txt: odd");
  EXPECT_EQ(result(Answer(302)), "robots.txt: HTTP 302");
  EXPECT_EQ(result(Answer(304)), "robots.txt: HTTP 304");
  EXPECT_EQ(result(Answer(300)), "robots.txt: HTTP 300");
  EXPECT_THAT(result(Answer(302, "Location: ftp://bao.example/\n")), HasSubstr("redirected to"));
  EXPECT_THAT(result(Page("garbage", "text/plain", "Content-Encoding: gzip\n")),
              HasSubstr("robots.txt: "));
  // The last one, as it costs all that the run may receive.
  EXPECT_EQ(result(absl::ResourceExhaustedError("over")), "robots.txt: over");
}

TEST_F(FetcherTest, TheRunHasSoManyBytes) {
  web_.Put("https://bao.example/a", Page(std::string(10000, 'x')));
  EXPECT_EQ(Fetch("https://bao.example/a").outcome, FetchOutcome::kOk);
  const FetchResult result = Fetch("https://bao.example/a");
  EXPECT_EQ(result.outcome, FetchOutcome::kPutOff);
  EXPECT_THAT(result.reason, HasSubstr("10000 bytes are spent"));
}

TEST_F(FetcherTest, OnlyWhatIsReceivedOfBodiesCounts) {
  const auto fail = [this](absl::Status status) {
    web_.Handle("https://bao.example/a", [status](const HttpRequest&) { return status; });
    EXPECT_EQ(Fetch("https://bao.example/a").outcome, FetchOutcome::kFailed);
    return fetcher_.bytes();
  };
  EXPECT_EQ(fail(absl::InvalidArgumentError("headers over 65536 bytes")), 0);
  EXPECT_EQ(fail(absl::ResourceExhaustedError("over 1000 bytes")), 1000);
}

TEST_F(FetcherTest, EndsWhenTold) {
  web_.Put("https://bao.example/a", Page("a"));
  timer_.Stop();
  EXPECT_EQ(Fetch("https://bao.example/a").outcome, FetchOutcome::kStopped);
}

TEST(HttpDateTest, ReadsAllThreeForms) {
  const absl::Time time = absl::FromUnixSeconds(784111777);
  EXPECT_EQ(ParseHttpDate("Sun, 06 Nov 1994 08:49:37 GMT"), time);
  EXPECT_EQ(ParseHttpDate("Sunday, 06-Nov-94 08:49:37 GMT"), time);
  EXPECT_EQ(ParseHttpDate("Sun Nov  6 08:49:37 1994"), time);
  EXPECT_EQ(ParseHttpDate("soon"), absl::InfinitePast());
}

}  // namespace
}  // namespace khotin::pull

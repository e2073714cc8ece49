// A web and a clock for the tests of this folder.
#ifndef KHOTIN_PULL_TESTING_H_
#define KHOTIN_PULL_TESTING_H_

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "base/clock.h"
#include "pull/http_client.h"
#include "pull/timer.h"

namespace khotin::pull {

// Sleeping moves the clock.
class FakeTimer : public Timer {
 public:
  explicit FakeTimer(absl::Time now) : clock_(now) {}

  absl::Time Now() const override { return clock_.Now(); }
  bool SleepUntil(absl::Time time) override {
    if (time > Now()) clock_.Advance(time - Now());
    return !stopped_;
  }
  bool stopped() const override { return stopped_; }

  void Advance(absl::Duration by) { clock_.Advance(by); }
  void Stop() { stopped_ = true; }

 private:
  base::FakeClock clock_;
  bool stopped_ = false;
};

inline HttpResponse Page(absl::string_view body, absl::string_view type = "text/html",
                         absl::string_view headers = "") {
  HttpResponse response;
  response.status = 200;
  response.reason = "OK";
  response.headers = absl::StrCat("Content-Type: ", type, "\n", headers);
  response.body = std::string(body);
  return response;
}

inline HttpResponse Answer(int status, absl::string_view headers = "") {
  HttpResponse response;
  response.status = status;
  response.headers = std::string(headers);
  return response;
}

// Gives 404 for what nobody has put there. Not thread-safe.
class FakeWeb : public HttpClient {
 public:
  explicit FakeWeb(FakeTimer* timer) : timer_(timer) {}

  using Handler = std::function<absl::StatusOr<HttpResponse>(const HttpRequest&)>;

  void Put(const std::string& url, HttpResponse response) {
    handlers_[url] = [response](const HttpRequest&) { return response; };
  }
  void Handle(const std::string& url, Handler handler) { handlers_[url] = std::move(handler); }

  absl::StatusOr<HttpResponse> Get(const HttpRequest& request) override {
    requests_.push_back(request.url);
    times_.push_back(timer_->Now());
    const auto found = handlers_.find(request.url);
    if (found == handlers_.end()) return Answer(404);
    return found->second(request);
  }

  // Of all requests since the last call, robots.txt left out.
  std::vector<std::string> TakeRequests() {
    std::vector<std::string> out;
    for (std::string& url : std::exchange(requests_, {})) {
      if (url.find("/robots.txt") == std::string::npos) out.push_back(std::move(url));
    }
    return out;
  }
  const std::vector<absl::Time>& times() const { return times_; }

 private:
  FakeTimer* const timer_;
  std::map<std::string, Handler> handlers_;
  std::vector<std::string> requests_;
  std::vector<absl::Time> times_;
};

}  // namespace khotin::pull

#endif  // KHOTIN_PULL_TESTING_H_

#include "rpc/site_chrome_client.h"

#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "base/status.h"
#include "rpc/error.h"

namespace khotin::rpc {
namespace {

constexpr absl::Duration kTimeout = absl::Seconds(30);

std::shared_ptr<const extract::SiteChrome> FromMessage(const v1::SiteChrome& message,
                                                       int64_t number) {
  std::vector<extract::ChromeLine> lines;
  for (const v1::ChromeLines& list : message.lines()) {
    const auto use = static_cast<extract::ChromeUse>(list.use());
    for (const uint64_t line : list.fingerprints()) lines.push_back({line, use});
  }
  return std::make_shared<const extract::SiteChrome>(std::move(lines), number);
}

}  // namespace

SiteChromeClient::SiteChromeClient(const std::shared_ptr<grpc::Channel>& channel,
                                   absl::Duration max_age)
    : stub_(v1::IngestService::NewStub(channel)), max_age_(max_age) {}

absl::Status SiteChromeClient::Refresh() {
  extract::ChromeSnapshot known;
  {
    base::MutexLock lock(&mutex_);
    due_ = absl::Now() + max_age_;
    known = chrome_;
  }
  extract::ChromeSnapshot::Sources sources = known.sources();
  int64_t number = 0;
  KHOTIN_RETURN_IF_ERROR(Fetch(known.number(), &sources, &number));
  base::MutexLock lock(&mutex_);
  if (number > chrome_.number()) chrome_ = extract::ChromeSnapshot(number, std::move(sources));
  return absl::OkStatus();
}

extract::ChromeSnapshot SiteChromeClient::Current() {
  bool due = false;
  {
    base::MutexLock lock(&mutex_);
    due = absl::Now() >= due_;
    if (due) due_ = absl::Now() + max_age_;
  }
  if (due) Refresh().IgnoreError();
  base::MutexLock lock(&mutex_);
  return chrome_;
}

absl::Status SiteChromeClient::Fetch(int64_t known_number,
                                     extract::ChromeSnapshot::Sources* sources,
                                     int64_t* number) const {
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + kTimeout));
  v1::GetSiteChromeRequest request;
  request.set_known_number(known_number);
  const auto reader = stub_->GetSiteChrome(&context, request);
  v1::GetSiteChromeResponse response;
  while (reader->Read(&response)) {
    *number = response.number();
    for (const v1::SiteChrome& site : response.sources()) {
      (*sources)[site.source()] = FromMessage(site, response.number());
    }
  }
  return FromGrpc(reader->Finish());
}

}  // namespace khotin::rpc

#include "pull/put_offs.h"

namespace khotin::pull {
namespace {

std::string OriginOf(const PendingPage& page) {
  const absl::StatusOr<Url> url = ParseUrl(page.url);
  return url.ok() ? url->origin : page.url;
}

}  // namespace

void PutOffs::AddAnswer(const PendingPage& page) { answered_.insert(OriginOf(page)); }

void PutOffs::Add(const PendingPage& page, const Url& by) {
  in_vain_.insert(page.url);
  if (OriginOf(page) == by.origin) put_off_.insert(by.origin);
}

bool PutOffs::Has(const PendingPage& page) const {
  return !put_off_.empty() && put_off_.contains(OriginOf(page));
}

bool PutOffs::Wait(absl::Time now, PendingPage* page) const {
  const std::string origin = OriginOf(*page);
  const bool answered = put_off_.contains(origin) && answered_.contains(origin);
  if (page->put_off == absl::InfinitePast() || answered) page->put_off = now;
  return page->put_off + kPendingLifetime >= now;
}

void PutOffs::Forget(std::vector<PendingPage>* pages) const {
  for (PendingPage& page : *pages) {
    if (page.put_off == absl::InfinitePast() || in_vain_.contains(page.url)) continue;
    if (answered_.contains(OriginOf(page))) page.put_off = absl::InfinitePast();
  }
}

}  // namespace khotin::pull

// Which pages of a source are put off, because their host wants or can give nothing now.
#ifndef KHOTIN_PULL_PUT_OFFS_H_
#define KHOTIN_PULL_PUT_OFFS_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/time/time.h"
#include "pull/source_state.h"
#include "pull/url.h"

namespace khotin::pull {

// Of one run. Not thread-safe.
class PutOffs {
 public:
  // `page` was asked for and got an answer, whatever that is.
  void AddAnswer(const PendingPage& page);

  // `page` was asked for in vain. `by` is the address that is not asked now: the page's own, and
  // then all pages of its origin are put off, or another one that it redirects to.
  void Add(const PendingPage& page, const Url& by);

  // True when the origin of `page` puts off all its pages: there is no use in asking.
  bool Has(const PendingPage& page) const;

  // Notes in `page`, which is put off, since when it is. False when that has lasted for more than
  // kPendingLifetime without an answer of its origin: it is not waited for any longer.
  bool Wait(absl::Time now, PendingPage* page) const;

  // Call at the end. Where an origin has answered, the time of its pages begins anew, but for those
  // that were asked for in vain themselves.
  void Forget(std::vector<PendingPage>* pages) const;

 private:
  absl::flat_hash_set<std::string> answered_;  // origins
  absl::flat_hash_set<std::string> put_off_;   // origins
  absl::flat_hash_set<std::string> in_vain_;   // addresses of pages
};

}  // namespace khotin::pull

#endif  // KHOTIN_PULL_PUT_OFFS_H_

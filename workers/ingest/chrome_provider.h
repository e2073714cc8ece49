// Where sinks get the learned chrome from that documents are cleaned with.
#ifndef KHOTIN_INGEST_CHROME_PROVIDER_H_
#define KHOTIN_INGEST_CHROME_PROVIDER_H_

#include <functional>

#include "extract/site_chrome.h"

namespace khotin::ingest {

// Thread-safe; gives the newest that is known, at little cost.
using ChromeProvider = std::function<extract::ChromeSnapshot()>;

// For when nothing is known.
inline ChromeProvider NoChrome() {
  return [] { return extract::ChromeSnapshot(); };
}

}  // namespace khotin::ingest

#endif  // KHOTIN_INGEST_CHROME_PROVIDER_H_

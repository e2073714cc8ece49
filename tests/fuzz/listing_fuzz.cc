#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "pull/listing.h"

// The bytes are a feed or sitemap, compressed or not. No entry is without an address.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto listing = khotin::pull::ParseListing({reinterpret_cast<const char*>(data), size});
  if (!listing.ok()) return 0;
  for (const auto& entry : listing->entries) {
    if (entry.url.empty()) std::abort();
  }
  return 0;
}

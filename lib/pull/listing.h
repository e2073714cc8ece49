// Feeds and sitemaps: what a site lists of its pages.
#ifndef KHOTIN_PULL_LISTING_H_
#define KHOTIN_PULL_LISTING_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "base/limits.h"

namespace khotin::pull {

struct ListingEntry {
  std::string url;  // as written: may be relative, or no URL at all
  // When the page came out, else when it was changed last; a day stands for its end.
  // absl::InfinitePast() when the entry does not say.
  absl::Time date = absl::InfinitePast();
};

struct Listing {
  // The entries are sitemaps themselves.
  bool is_index = false;
  // In the order of the document; those without an address are left out.
  std::vector<ListingEntry> entries;
  // Not OK when the document breaks off, has entries whose address is damaged, or more than
  // kMaxEntries of them: what was readable is in `entries`. It names the line where it can.
  absl::Status damage;
  // The document ends, or makes no sense, before its root element has ended: nobody knows what else
  // it lists. False when `damage` is of single entries, or there are too many of them.
  bool broken_off = false;

  // A sitemap has at most so many (sitemaps.org).
  static constexpr size_t kMaxEntries = 50000;
};

// Reads RSS 0.9 to 2.0, RSS 1.0 (RDF), Atom, sitemaps with or without news, and sitemap indexes,
// in any charset that they declare, compressed with gzip or not. Nothing is fetched and no entity
// is expanded that the document defines. INVALID_ARGUMENT for anything else, with what it is where
// that shows, and for a document over `limit` bytes, of which base::kMaxListingBytes is the most,
// once it is decompressed. Thread-safe.
absl::StatusOr<Listing> ParseListing(absl::string_view bytes,
                                     size_t limit = base::kMaxListingBytes);

}  // namespace khotin::pull

#endif  // KHOTIN_PULL_LISTING_H_

// What the elements of a feed or sitemap mean.
#ifndef KHOTIN_PULL_LISTING_BUILDER_H_
#define KHOTIN_PULL_LISTING_BUILDER_H_

#include <cstddef>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "pull/listing.h"

namespace khotin::pull {

// The attributes of an element that count; empty when it has none.
struct ListingAttributes {
  absl::string_view href;
  absl::string_view rel;
  absl::string_view is_permalink;
  bool damaged = false;  // they are not what their author wrote
};

// Fed with the elements of one document in order. Not thread-safe.
class ListingBuilder {
 public:
  // `name` is local, `space` the namespace's URI or empty. False when there is no use in reading
  // on.
  bool Start(absl::string_view name, absl::string_view space, const ListingAttributes& attributes);
  void Text(absl::string_view text);
  void End();
  // What was read since the element began is not what its author wrote.
  void Damage() { text_damaged_ = true; }

  bool known() const { return dialect_ != Dialect::kUnknown; }
  // The root element has ended.
  bool complete() const { return complete_; }
  const std::string& root() const { return root_; }
  // Entries whose address was damaged.
  size_t damaged_entries() const { return damaged_entries_; }
  bool full() const { return full_; }

  Listing Take() { return std::move(listing_); }

 private:
  enum class Dialect { kUnknown, kRss, kAtom, kSitemap, kSitemapIndex };
  enum class Field { kNone, kLink, kGuid, kPublished, kModified };

  void StartRoot(absl::string_view name);
  bool IsEntry(absl::string_view name) const;
  Field FieldOf(absl::string_view name, absl::string_view space,
                const ListingAttributes& attributes);
  void TakeField();
  void TakeEntry();

  Dialect dialect_ = Dialect::kUnknown;
  Listing listing_;
  std::string root_;
  int depth_ = 0;
  int entry_depth_ = 0;  // 0 outside of entries
  bool complete_ = false;
  bool full_ = false;
  size_t damaged_entries_ = 0;

  Field field_ = Field::kNone;
  int field_depth_ = 0;
  std::string text_;
  bool text_damaged_ = false;

  // Of the entry that is being read.
  std::string link_;
  std::string alternate_;  // a link of Atom
  std::string guid_;
  absl::Time published_ = absl::InfinitePast();
  absl::Time modified_ = absl::InfinitePast();
  bool entry_damaged_ = false;
};

}  // namespace khotin::pull

#endif  // KHOTIN_PULL_LISTING_BUILDER_H_

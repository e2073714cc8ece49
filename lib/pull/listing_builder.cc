#include "pull/listing_builder.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/time/civil_time.h"
#include "extract/page_url.h"
#include "text/date.h"

namespace khotin::pull {
namespace {

constexpr absl::string_view kAtomSpace = "http://www.w3.org/2005/Atom";
// Longer than any address or date.
constexpr size_t kMaxText = size_t{8} << 10;
constexpr int kVietNamOffsetMinutes = 7 * 60;

absl::Time ParseDate(absl::string_view text) {
  const auto date = text::ParseTimestamp(absl::StripAsciiWhitespace(text));
  if (!date.has_value() || date->day == 0) return absl::InfinitePast();
  const absl::TimeZone zone =
      absl::FixedTimeZone(date->utc_offset_minutes.value_or(kVietNamOffsetMinutes) * 60);
  const absl::CivilDay day(date->year, date->month, date->day);
  if (date->hour < 0) return absl::FromCivil(day + 1, zone) - absl::Seconds(1);
  return absl::FromCivil(
      absl::CivilSecond(date->year, date->month, date->day, date->hour,
                        date->minute < 0 ? 0 : date->minute, date->second < 0 ? 0 : date->second),
      zone);
}

}  // namespace

bool ListingBuilder::Start(absl::string_view name, absl::string_view space,
                           const ListingAttributes& attributes) {
  ++depth_;
  if (depth_ == 1) {
    StartRoot(name);
    return known();
  }
  if (entry_depth_ == 0) {
    if (!IsEntry(name)) return true;
    if (listing_.entries.size() >= Listing::kMaxEntries) {
      full_ = true;
      return false;
    }
    entry_depth_ = depth_;
    return true;
  }
  const Field field = FieldOf(name, space, attributes);
  if (field_ != Field::kNone || field == Field::kNone) return true;
  field_ = field;
  field_depth_ = depth_;
  text_.clear();
  text_damaged_ = false;
  return true;
}

void ListingBuilder::Text(absl::string_view text) {
  if (field_ == Field::kNone) return;
  if (text_.size() + text.size() > kMaxText) {
    text_damaged_ = true;
    return;
  }
  text_.append(text.data(), text.size());
}

void ListingBuilder::End() {
  if (depth_ == 0) return;
  if (field_ != Field::kNone && depth_ == field_depth_) TakeField();
  if (depth_ == entry_depth_) TakeEntry();
  --depth_;
  complete_ = complete_ || depth_ == 0;
}

void ListingBuilder::StartRoot(absl::string_view name) {
  root_ = std::string(name);
  if (name == "rss" || name == "RDF") dialect_ = Dialect::kRss;
  if (name == "feed") dialect_ = Dialect::kAtom;
  if (name == "urlset") dialect_ = Dialect::kSitemap;
  if (name == "sitemapindex") dialect_ = Dialect::kSitemapIndex;
  listing_.is_index = dialect_ == Dialect::kSitemapIndex;
}

bool ListingBuilder::IsEntry(absl::string_view name) const {
  switch (dialect_) {
    case Dialect::kRss:
      return name == "item";
    case Dialect::kAtom:
      return name == "entry" && depth_ == 2;
    case Dialect::kSitemap:
      return name == "url" && depth_ == 2;
    case Dialect::kSitemapIndex:
      return name == "sitemap" && depth_ == 2;
    case Dialect::kUnknown:
      break;
  }
  return false;
}

// Only children of an entry count: images and videos of a sitemap have a `loc` of their own.
ListingBuilder::Field ListingBuilder::FieldOf(absl::string_view name, absl::string_view space,
                                              const ListingAttributes& attributes) {
  const int level = depth_ - entry_depth_;
  if (dialect_ == Dialect::kSitemap && level == 2 && name == "publication_date") {
    return Field::kPublished;
  }
  if (level != 1) return Field::kNone;
  if (dialect_ == Dialect::kSitemap || dialect_ == Dialect::kSitemapIndex) {
    if (name == "loc") return Field::kLink;
    return name == "lastmod" ? Field::kModified : Field::kNone;
  }
  if (name == "link" && (dialect_ == Dialect::kAtom || space == kAtomSpace)) {
    const bool alternate = attributes.rel.empty() || attributes.rel == "alternate";
    entry_damaged_ = entry_damaged_ || (alternate && attributes.damaged);
    if (alternate && alternate_.empty()) alternate_ = std::string(attributes.href);
    return Field::kNone;
  }
  if (name == "published" || name == "pubDate" || name == "issued") return Field::kPublished;
  if (name == "updated" || name == "date" || name == "modified") return Field::kModified;
  if (dialect_ == Dialect::kRss && name == "link") return Field::kLink;
  if (dialect_ == Dialect::kRss && name == "guid") {
    return absl::EqualsIgnoreCase(attributes.is_permalink, "false") ? Field::kNone : Field::kGuid;
  }
  return Field::kNone;
}

void ListingBuilder::TakeField() {
  const Field field = std::exchange(field_, Field::kNone);
  const std::string text(absl::StripAsciiWhitespace(text_));
  if (text.empty()) return;
  const bool address = field == Field::kLink || field == Field::kGuid;
  if (text_damaged_) {
    entry_damaged_ = entry_damaged_ || address;
    return;
  }
  if (field == Field::kLink && link_.empty()) link_ = text;
  if (field == Field::kGuid && extract::IsWebUrl(text)) guid_ = text;
  if (field == Field::kPublished) published_ = ParseDate(text);
  if (field == Field::kModified) modified_ = ParseDate(text);
}

void ListingBuilder::TakeEntry() {
  ListingEntry entry;
  entry.url = !link_.empty() ? link_ : !alternate_.empty() ? alternate_ : guid_;
  entry.date = published_ != absl::InfinitePast() ? published_ : modified_;
  if (entry_damaged_ && link_.empty()) {
    ++damaged_entries_;
  } else if (!entry.url.empty()) {
    listing_.entries.push_back(std::move(entry));
  }
  entry_depth_ = 0;
  entry_damaged_ = false;
  link_.clear();
  alternate_.clear();
  guid_.clear();
  published_ = modified_ = absl::InfinitePast();
}

}  // namespace khotin::pull

#include "extract/html_date.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/time/civil_time.h"
#include "text/normalize.h"
#include "text/syllable.h"

namespace khotin::extract {
namespace {

using text::DatePrecision;
using text::DayMonthOrder;

constexpr size_t kMaxLineBytes = 160;
constexpr size_t kMaxLabelBytes = 60;  // of a line that says what the next one holds
constexpr size_t kMaxRestBytes = 70;   // of a line around a date without a label

enum class DateRole { kPlain, kPublished, kModified, kOther };

struct RoleWord {
  absl::string_view word;
  DateRole role;
};

// Lower case, as whole words.
constexpr RoleWord kRoleWords[] = {
    {"published", DateRole::kPublished},
    {"posted", DateRole::kPublished},
    {"publication", DateRole::kPublished},
    {"publish", DateRole::kPublished},
    {"đăng", DateRole::kPublished},
    {"xuất bản", DateRole::kPublished},
    {"phát hành", DateRole::kPublished},
    {"written", DateRole::kPublished},
    {"updated", DateRole::kModified},
    {"update", DateRole::kModified},
    {"modified", DateRole::kModified},
    {"revised", DateRole::kModified},
    {"edited", DateRole::kModified},
    {"reviewed", DateRole::kOther},
    {"cập nhật", DateRole::kModified},
    {"chỉnh sửa", DateRole::kModified},
    {"sửa đổi", DateRole::kModified},
    {"accessed", DateRole::kOther},
    {"expires", DateRole::kOther},
    {"copyright", DateRole::kOther},
    {"©", DateRole::kOther},
    {"since", DateRole::kOther},
    {"until", DateRole::kOther},
    {"deadline", DateRole::kOther},
    {"joined", DateRole::kOther},
    {"effective", DateRole::kOther},
    {"site", DateRole::kOther},
};

bool IsWordByte(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) ||
         static_cast<unsigned char>(c) >= 0x80;
}

// The role that the last role word of `before` gives to a date behind it.
DateRole RoleOf(absl::string_view before) {
  const std::string lowered = text::ToLower(before);
  const absl::string_view lower = lowered;
  DateRole role = DateRole::kPlain;
  size_t best = 0;
  for (const RoleWord& known : kRoleWords) {
    const size_t at = lower.rfind(known.word);
    if (at == absl::string_view::npos || (at > 0 && IsWordByte(lower[at - 1]))) continue;
    const size_t end = at + known.word.size();
    if (end < lower.size() && IsWordByte(lower[end])) continue;
    // Of a site's own date the word before counts: "Site last updated".
    if (known.word == "site") return DateRole::kOther;
    if (end < best) continue;
    best = end;
    role = known.role;
  }
  return role;
}

bool IsWholeDay(const text::PartialDate& date) { return date.year > 0 && date.day > 0; }

// Collects the dates of lines by their roles, the first of each.
class DateCollector {
 public:
  explicit DateCollector(DayMonthOrder order) : order_(order) {}

  void Read(const std::vector<PageLine>& lines, bool labelled_only) {
    std::string before;
    for (const PageLine& line : lines) {
      if (line.text.size() > kMaxLineBytes) {
        before.clear();
        continue;
      }
      ReadLine(text::Normalize(line.text).text, before, labelled_only);
      before = line.text.size() <= kMaxLabelBytes ? line.text : std::string();
    }
  }

  void ReadText(const std::string& text) {
    if (text.size() <= kMaxLineBytes) ReadLine(text::Normalize(text).text, "", false);
  }

  // An attribute that holds a date.
  void ReadValue(absl::string_view value) {
    if (plain_.empty()) plain_ = ReadDate(value, DateOrigin::kPageElement, order_);
  }

  PageDates Take() {
    PageDates dates;
    dates.published = labelled_.empty() ? std::move(plain_) : std::move(labelled_);
    dates.modified = std::move(modified_);
    return dates;
  }

 private:
  void ReadLine(const std::string& line, absl::string_view line_before, bool labelled_only) {
    const std::vector<text::TimestampMention> mentions = text::FindTimestamps(line, order_);
    size_t behind = 0;
    for (const text::TimestampMention& mention : mentions) {
      absl::string_view before = absl::string_view(line).substr(behind, mention.begin - behind);
      if (behind == 0 && RoleOf(before) == DateRole::kPlain && before.size() < 8) {
        const DateRole role = RoleOf(line_before);
        Keep(line, mention, role, labelled_only, 0);
      } else {
        Keep(line, mention, RoleOf(before), labelled_only, before.size());
      }
      behind = mention.end;
    }
  }

  void Keep(const std::string& line, const text::TimestampMention& mention, DateRole role,
            bool labelled_only, size_t before) {
    if (!IsWholeDay(mention.date) && role == DateRole::kPlain) return;
    const size_t rest = line.size() - (mention.end - mention.begin);
    DateReading reading{mention.date, line, DateOrigin::kPageElement, 0};
    const bool alone = rest <= kMaxRestBytes && before <= kMaxRestBytes;
    DateReading* place = nullptr;
    if (role == DateRole::kPublished) place = &labelled_;
    if (role == DateRole::kModified) place = &modified_;
    if (role == DateRole::kPlain && !labelled_only) place = &plain_;
    if (place != nullptr && alone && place->empty()) *place = std::move(reading);
  }

  const DayMonthOrder order_;
  DateReading labelled_, plain_, modified_;
};

// A day in one time zone may be the one before in another.
constexpr int64_t kDaysBetweenZones = 1;

// -1 also when one is no whole day.
int64_t DaysFrom(const DateReading& earlier, const DateReading& later) {
  const text::PartialDate& a = earlier.date;
  const text::PartialDate& b = later.date;
  if (!IsWholeDay(a) || !IsWholeDay(b)) return -1;
  return std::max<int64_t>(
      absl::CivilDay(b.year, b.month, b.day) - absl::CivilDay(a.year, a.month, a.day), -1);
}

}  // namespace

DateReading ReadDate(absl::string_view raw, DateOrigin origin, DayMonthOrder order) {
  DateReading reading;
  reading.raw = Collapse(raw);
  if (reading.raw.empty()) return reading;
  reading.origin = origin;
  absl::optional<text::PartialDate> date = text::ParseTimestamp(reading.raw, order);
  if (!date.has_value()) {
    const std::vector<text::TimestampMention> mentions =
        text::FindTimestamps(text::Normalize(reading.raw).text, order);
    if (!mentions.empty()) date = mentions[0].date;
  }
  reading.date = date.value_or(text::PartialDate());
  return reading;
}

DayMonthOrder DayMonthOrderOf(absl::string_view language, absl::string_view sample) {
  std::string lower = absl::AsciiStrToLower(language);
  std::replace(lower.begin(), lower.end(), '_', '-');
  if (lower == "en-us") return DayMonthOrder::kMonthFirst;
  if (lower == "en" || lower == "en-ca") return DayMonthOrder::kUnknown;
  if (!lower.empty()) return DayMonthOrder::kDayFirst;
  // Letters that no other language on the web has: ơ, ư and U+1EA0 to U+1EF9.
  for (const absl::string_view letter : {"ơ", "ư", "Ơ", "Ư", "\xe1\xba", "\xe1\xbb"}) {
    if (absl::StrContains(sample, letter)) return DayMonthOrder::kDayFirst;
  }
  return DayMonthOrder::kUnknown;
}

PageDates ReadPageDates(const HeadLines& lines, DayMonthOrder order) {
  DateCollector collector(order);
  collector.Read(lines.below_title, false);
  collector.Read(lines.above_title, false);
  collector.Read(lines.foot, true);
  return collector.Take();
}

PageDates ReadElementDates(const HtmlTree& tree, const std::vector<NodeNotes>& notes, int begin,
                           DayMonthOrder order) {
  constexpr int kMaxNodes = 40;
  constexpr int kMaxElements = 300;
  DateCollector collector(order);
  int read = 0;
  for (int i = begin; i < tree.size() && read < kMaxElements; ++i) {
    if (tree[i].is_text() || tree[i].end - i > kMaxNodes) continue;
    const bool timed = tree[i].tag == "time" && tree.HasAttribute(i, "datetime");
    const absl::string_view words = notes[static_cast<size_t>(i)].words;
    if (!timed && !NamesDate(words) && !NamesAuthor(words)) continue;
    if (!IsShortText(tree, i) || InForeignChrome(tree, notes, i)) continue;
    ++read;
    if (timed) collector.ReadValue(tree.Attribute(i, "datetime"));
    if (!timed) collector.ReadText(tree.TextOf(i));
  }
  return collector.Take();
}

void DropUnplacedTime(text::PartialDate* date) {
  if (!date->utc_offset_minutes.has_value()) date->hour = date->minute = date->second = -1;
}

void MergePageDates(const PageDates& page, DateReading* published, DateReading* modified) {
  if (modified->empty() && !page.modified.empty()) *modified = page.modified;
  if (!page.published.empty()) {
    const bool finer = published->date.Precision() < DatePrecision::kDay &&
                       published->date.Precision() < page.published.date.Precision();
    const bool is_change = DaysFrom(*modified, *published) >= 0 &&
                           DaysFrom(page.published, *published) > kDaysBetweenZones;
    if (finer || is_change) *published = page.published;
  }
  if (published->empty() && !page.modified.empty()) *published = page.modified;
}

}  // namespace khotin::extract

// What stands before the first words of an article: the agency's dateline, a scraper's note; and
// the phrase by which a publisher names itself.
#ifndef KHOTIN_EXTRACT_DATELINE_H_
#define KHOTIN_EXTRACT_DATELINE_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "text/date.h"

namespace khotin::extract {

struct Dateline {
  size_t length = 0;  // bytes of the given paragraph, up to the first word of its text
  std::string agency;
};

// "(Ngày Nay) - ", "(TTXVN) ", "Hà Nội (TTXVN) - ", "TTO - ". nullopt when `paragraph` begins with
// its text; never for a photo credit.
absl::optional<Dateline> FindDateline(absl::string_view paragraph);

struct ScraperPrefix {
  size_t begin = 0;  // of "date 2022-04" in the given text
  size_t end = 0;
  size_t value_begin = 0;  // of "2022-04"
  text::PartialDate date;
};

// A "date 2022-04" that a scraper put before the text, or that is the whole line.
absl::optional<ScraperPrefix> FindScraperPrefix(absl::string_view text);

// The X of "X trân trọng giới thiệu", when X names a publisher; else empty.
std::string FindPublisher(absl::string_view paragraph);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_DATELINE_H_

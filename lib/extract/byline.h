// Who wrote it: lines such as "Nguyễn Văn An - Trần Bình", "Theo TTXVN", "Minh Anh/VOV".
#ifndef KHOTIN_EXTRACT_BYLINE_H_
#define KHOTIN_EXTRACT_BYLINE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "extract/article.h"

namespace khotin::extract {

struct Byline {
  std::vector<std::string> authors;  // as written, without their role ("PV", "Bài:")
  std::string agency;                // of "Theo X", "(X)" and "/X"; else empty
  bool labelled = false;             // says itself that it is one ("Tác giả:", "Theo …")
};

// Reads a whole line. nullopt when anything else stands there.
absl::optional<Byline> ReadByline(absl::string_view text);

// Reads a byline glued to the end of a paragraph, behind its last sentence. The paragraph stays
// as it is.
absl::optional<Byline> ReadGluedByline(absl::string_view paragraph);

// Adds what `byline` says to `article`: authors that it has not yet, and the agency if it has none.
void AddByline(const Byline& byline, Article* article);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_BYLINE_H_

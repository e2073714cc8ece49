// What counts as the name of an author, and how several are written in one.
#ifndef KHOTIN_EXTRACT_HTML_AUTHOR_NAME_H_
#define KHOTIN_EXTRACT_HTML_AUTHOR_NAME_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace khotin::extract {

// How many names of authors, of one origin, are looked at; keeps lists made to hurt from being read
// again and again.
inline constexpr size_t kMaxAuthorCandidates = 200;

// Strings that name persons: URLs, mail addresses, the publisher's own name, "By " and the like
// taken away, repetitions left out; a hundred at most, of the first kMaxAuthorCandidates.
std::vector<std::string> CleanAuthors(const std::vector<std::string>& names,
                                      absl::string_view publisher);

// "An Bình, Chi Mai and Dũng" as single names; degrees stay with their name ("An Bình, MD").
std::vector<std::string> SplitNames(absl::string_view text);

// Without "By ", "Tác giả: " and the like in front.
std::string StripNamePrefix(std::string name);

// True for a few words of which the first and the last begin with a capital, or that name a group
// ("The Field Notes editors"); not for what sites put where a name is expected ("Written By").
bool LooksLikeName(absl::string_view name);

// True when there is at least one.
bool AllLookLikeNames(const std::vector<std::string>& names);

// True for one word in small letters, as some sign; to be believed only where a name must stand.
bool IsHandle(absl::string_view text);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_HTML_AUTHOR_NAME_H_

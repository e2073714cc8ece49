// Where the words of a phrase follow one another.
#ifndef KHOTIN_QUERY_PHRASE_H_
#define KHOTIN_QUERY_PHRASE_H_

#include <cstdint>

#include "absl/types/span.h"

namespace khotin::query {

// How many starts p there are such that list i holds p + i, for every i. Lists rise.
uint32_t CountPhrase(absl::Span<const absl::Span<const uint32_t>> lists);

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_PHRASE_H_

// What may have been meant by a text that nothing goes on from.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_TYPING_CORRECTION_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_TYPING_CORRECTION_H_

#include <vector>

#include "absl/status/statusor.h"
#include "index/snapshot.h"
#include "query/typed_text.h"

namespace khotin::server {

// At most three texts that differ from `typed` in one word, by one typing error in it
// (query::OneEditVariants), and from which key phrases or names of people go on: those that most
// articles hold first. Of the last four words the last that can be mended so is taken. Looks at
// the four largest segments alone, about 350 times for a word of six letters. Thread-safe.
absl::StatusOr<std::vector<query::TypedText>> FindMeant(const index::IndexSnapshot& snapshot,
                                                        const query::TypedText& typed);

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_TYPING_CORRECTION_H_

// The stored index made anew from the articles: for stores whose index has an older form.
#ifndef KHOTIN_STORE_INDEX_REBUILD_H_
#define KHOTIN_STORE_INDEX_REBUILD_H_

#include <cstdint>
#include <memory>

#include "absl/status/status.h"
#include "store/database.h"

namespace khotin::store {

// Their texts take 60 MiB in memory, besides what they are sorted in.
inline constexpr uint32_t kArticlesPerRebuiltSegment = 32768;

// In the order of commits, as segments came to be: articles of about one time stand together, and
// a search within dates looks at few segments. Articles are analyzed on all processors, some
// hundreds at a time. Goes on where it was broken off: how far it has come is written with each
// segment, of `articles` each and what else is in the last commit. DATA_LOSS when commits do not
// name every article.
absl::Status RebuildIndex(const std::shared_ptr<Database>& database,
                          uint32_t articles = kArticlesPerRebuiltSegment);

// To be written with the record that says that all is done.
absl::Status ForgetIndexRebuild(WriteContext* context);

}  // namespace khotin::store

#endif  // KHOTIN_STORE_INDEX_REBUILD_H_

// What all reading methods have in common.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_READING_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_READING_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "khotin/v1/article.pb.h"
#include "store/store.h"

namespace khotin::server {

// The newest view; UNAVAILABLE, with the time to try again, when it is older than `min_revision`.
absl::StatusOr<std::shared_ptr<const store::View>> ViewAt(const store::Store& store,
                                                          int64_t min_revision);

// The id in an article's resource name; INVALID_ARGUMENT for `field` when it is none.
absl::StatusOr<std::string> ArticleId(absl::string_view name, absl::string_view field);

// `requested`, or `otherwise` where it was left out; INVALID_ARGUMENT for a value of no meaning.
absl::StatusOr<v1::ArticleView> ViewOr(v1::ArticleView requested, v1::ArticleView otherwise);

// How many items a list without pages is to have: 10 when left out, 100 at most; INVALID_ARGUMENT
// for field "limit" when it is negative.
absl::StatusOr<size_t> ReadLimit(int32_t requested);

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_READING_H_

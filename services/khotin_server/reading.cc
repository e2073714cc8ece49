#include "reading.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "rpc/convert.h"
#include "rpc/error.h"

namespace khotin::server {

absl::StatusOr<std::shared_ptr<const store::View>> ViewAt(const store::Store& store,
                                                          int64_t min_revision) {
  if (min_revision < 0) return rpc::InvalidField("min_revision", "must not be negative");
  std::shared_ptr<const store::View> view = store.CurrentView();
  if (view->revision() < min_revision) {
    return rpc::WithRetry(
        absl::UnavailableError(absl::StrCat("revision ", min_revision, " is not committed yet; at ",
                                            view->revision())),
        absl::Seconds(1));
  }
  return view;
}

absl::StatusOr<std::string> ArticleId(absl::string_view name, absl::string_view field) {
  absl::StatusOr<std::string> id = rpc::ParseArticleName(name);
  if (!id.ok()) return rpc::WithField(id.status(), field);
  return id;
}

absl::StatusOr<v1::ArticleView> ViewOr(v1::ArticleView requested, v1::ArticleView otherwise) {
  if (!v1::ArticleView_IsValid(requested)) return rpc::InvalidField("view", "no such view");
  return requested == v1::ARTICLE_VIEW_UNSPECIFIED ? otherwise : requested;
}

absl::StatusOr<size_t> ReadLimit(int32_t requested) {
  constexpr int32_t kDefault = 10;
  constexpr int32_t kMax = 100;
  if (requested < 0) return rpc::InvalidField("limit", "must not be negative");
  return static_cast<size_t>(requested == 0 ? kDefault : std::min(requested, kMax));
}

}  // namespace khotin::server

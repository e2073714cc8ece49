#include "tools/khotin/article_lookup.h"

#include "absl/strings/str_cat.h"
#include "tools/khotin/names.h"

namespace khotin::cli {

absl::StatusOr<std::string> ResolveArticleName(Client& client, const std::string& typed) {
  const ArticleRef ref = ParseArticleRef(typed);
  if (!ref.is_url) return ref.value;
  v1::LookupArticleRequest lookup;
  lookup.set_url(ref.value);
  lookup.set_view(v1::ARTICLE_VIEW_BASIC);
  const auto found = client.LookupArticle(lookup);
  if (!found.ok()) return WithHint(found.status());
  return found->article().name();
}

absl::Status WithHint(const absl::Status& status) {
  if (!absl::IsNotFound(status)) return status;
  return absl::NotFoundError(absl::StrCat(
      status.message(), "; `khotin search WORDS` finds articles, `khotin list` lists them"));
}

}  // namespace khotin::cli

// Finds the article that the command line names.
#ifndef KHOTIN_TOOLS_KHOTIN_ARTICLE_LOOKUP_H_
#define KHOTIN_TOOLS_KHOTIN_ARTICLE_LOOKUP_H_

#include <string>

#include "absl/status/statusor.h"
#include "tools/khotin/client.h"

namespace khotin::cli {

// The resource name of what was typed (ParseArticleRef); asks the server where that is a URL.
// NOT_FOUND comes with a hint.
absl::StatusOr<std::string> ResolveArticleName(Client& client, const std::string& typed);

// `status`, and how to find an article where it is NOT_FOUND.
absl::Status WithHint(const absl::Status& status);

}  // namespace khotin::cli

#endif  // KHOTIN_TOOLS_KHOTIN_ARTICLE_LOOKUP_H_

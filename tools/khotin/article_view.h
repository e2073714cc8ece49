// Articles as a person reads them.
#ifndef KHOTIN_TOOLS_KHOTIN_ARTICLE_VIEW_H_
#define KHOTIN_TOOLS_KHOTIN_ARTICLE_VIEW_H_

#include <cstdint>
#include <string>

#include "khotin/v1/article.pb.h"
#include "khotin/v1/search_service.pb.h"
#include "tools/khotin/style.h"

namespace khotin::cli {

struct ArticleParts {
  bool mentions = false;
  bool removed = false;
  // Articles of its cluster; said where there are others.
  int64_t cluster_articles = 0;
};

// The whole article, several lines.
std::string FullArticle(const v1::Article& article, const ArticleParts& parts, const Style& style);

// Title, source, date and name, two lines.
std::string ArticleLines(const v1::Article& article, const Style& style);

// "+1 duplicate", "+2 duplicates".
std::string MoreDuplicates(int64_t count);

// A search result: as ArticleLines with the number of its collapsed duplicates, if any, then its
// snippet, highlights set off.
std::string ResultLines(const v1::SearchResult& result, const Style& style);

// "2023-08-19 09:40" for "2023-08-19T09:40:00+07:00"; an offset other than +07:00 stays. A date
// without time of day comes back as it is.
std::string ShortDate(const std::string& value);

}  // namespace khotin::cli

#endif  // KHOTIN_TOOLS_KHOTIN_ARTICLE_VIEW_H_

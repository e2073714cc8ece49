// Pages of items that lie in articles: statements, quotes, or the articles themselves.
#ifndef KHOTIN_SERVICES_KHOTIN_SERVER_ARTICLE_ITEMS_H_
#define KHOTIN_SERVICES_KHOTIN_SERVER_ARTICLE_ITEMS_H_

#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "article_set.h"
#include "base/limits.h"
#include "base/status.h"
#include "query/search.h"
#include "rpc/page_token.h"
#include "store/view.h"

namespace khotin::server {

// Where a page of items ends: behind `cursor`, but for `skipped` items of `article_id`, the article
// that follows.
struct ItemCursor {
  absl::optional<query::Cursor> cursor;
  std::string article_id;
  size_t skipped = 0;
};
std::string EncodeItemCursor(const ItemCursor& cursor);
// INVALID_ARGUMENT for field "page_token".
absl::StatusOr<ItemCursor> DecodeItemCursor(absl::string_view bytes);

// Walks the articles of a set, the last published first, and hands out their items until a page is
// full. Item is a message; `Items` makes the items of one article.
template <typename Item>
class ItemPage {
 public:
  using Items = std::function<std::vector<Item>(const std::string& article_id,
                                                const storage::v1::Article& record)>;

  // All must outlive the object. `page_size` > 0.
  ItemPage(const store::View* view, const ArticleSet* set, int page_size,
           const std::function<bool()>* cancelled)
      : view_(view),
        set_(set),
        page_size_(page_size),
        cancelled_(cancelled),
        step_(page_size + 1) {}

  // Adds items behind `cursor` to `out`; where the next page begins, or nullopt at the end.
  absl::StatusOr<absl::optional<ItemCursor>> Fill(ItemCursor cursor, const Items& items,
                                                  google::protobuf::RepeatedPtrField<Item>* out) {
    while (true) {
      KHOTIN_ASSIGN_OR_RETURN(const query::SearchResult found, Search(cursor));
      for (const query::Hit& hit : found.hits) {
        KHOTIN_ASSIGN_OR_RETURN(const size_t taken, Take(hit, cursor, items, out));
        if (is_full_) {
          return absl::make_optional(ItemCursor{cursor.cursor, hit.values.article_id, taken});
        }
        cursor = {query::CursorBehind(found, hit), std::string(), 0};
      }
      if (!found.more) return absl::optional<ItemCursor>();
    }
  }

 private:
  // Of articles, behind the first step.
  static constexpr int kMinStep = 64;
  static constexpr int kMaxStep = 4096;

  // Each search looks at all articles of the set, of which few may have items.
  absl::StatusOr<query::SearchResult> Search(const ItemCursor& cursor) {
    query::SearchOptions options;
    options.limit = std::exchange(step_, std::clamp(2 * step_, kMinStep, kMaxStep));
    options.sort = query::SortOrder::kNewest;
    options.after = cursor.cursor;
    options.cancelled = *cancelled_;
    return SearchArticles(*view_, *set_, std::move(options));
  }

  // How many items of the article have been handed out, those of the page before included.
  absl::StatusOr<size_t> Take(const query::Hit& hit, const ItemCursor& cursor, const Items& items,
                              google::protobuf::RepeatedPtrField<Item>* out) {
    const std::string& id = hit.values.article_id;
    KHOTIN_ASSIGN_OR_RETURN(const storage::v1::Article record, view_->GetArticle(id, 0));
    std::vector<Item> all = items(id, record);
    for (size_t i = id == cursor.article_id ? cursor.skipped : 0; i < all.size(); ++i) {
      bytes_ += all[i].ByteSizeLong();
      const bool fits = out->empty() || bytes_ <= base::kMaxReplyBytes;
      if (out->size() == page_size_ || !fits) {
        is_full_ = true;
        return i;
      }
      *out->Add() = std::move(all[i]);
    }
    return all.size();
  }

  const store::View* const view_;
  const ArticleSet* const set_;
  const int page_size_;
  const std::function<bool()>* const cancelled_;
  int step_;
  size_t bytes_ = 0;
  bool is_full_ = false;
};

// The page of `request` as a whole: its token, its size, its items in `out`, and the next token.
template <typename Item, typename Request>
absl::StatusOr<std::string> FillItems(const store::View& view, const ArticleSet& set,
                                      const Request& request, const rpc::PageTokens& tokens,
                                      const std::function<bool()>& cancelled,
                                      const typename ItemPage<Item>::Items& items,
                                      google::protobuf::RepeatedPtrField<Item>* out) {
  KHOTIN_ASSIGN_OR_RETURN(const int page_size, rpc::PageSize(request.page_size()));
  ItemCursor begin;
  if (!request.page_token().empty()) {
    KHOTIN_ASSIGN_OR_RETURN(const std::string bytes, tokens.Open(request, request.page_token()));
    KHOTIN_ASSIGN_OR_RETURN(begin, DecodeItemCursor(bytes));
  }
  ItemPage<Item> page(&view, &set, page_size, &cancelled);
  KHOTIN_ASSIGN_OR_RETURN(const auto next, page.Fill(std::move(begin), items, out));
  return next.has_value() ? tokens.Seal(request, EncodeItemCursor(*next)) : std::string();
}

}  // namespace khotin::server

#endif  // KHOTIN_SERVICES_KHOTIN_SERVER_ARTICLE_ITEMS_H_

#include "article_items.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "rpc/error.h"
#include "search_cursor.h"

namespace khotin::server {

std::string EncodeItemCursor(const ItemCursor& cursor) {
  return absl::StrCat(
      cursor.skipped, " ", cursor.article_id, " ",
      cursor.cursor.has_value() ? EncodeSearchCursor(*cursor.cursor) : std::string());
}

absl::StatusOr<ItemCursor> DecodeItemCursor(absl::string_view bytes) {
  constexpr int kFields = 3;
  const std::vector<absl::string_view> parts =
      absl::StrSplit(bytes, absl::MaxSplits(' ', kFields - 1));
  ItemCursor cursor;
  if (parts.size() != kFields || !absl::SimpleAtoi(parts[0], &cursor.skipped)) {
    return rpc::InvalidField("page_token", "not one of this server's");
  }
  cursor.article_id = std::string(parts[1]);
  if (!parts[2].empty()) {
    KHOTIN_ASSIGN_OR_RETURN(cursor.cursor, DecodeSearchCursor(parts[2]));
  }
  return cursor;
}

}  // namespace khotin::server

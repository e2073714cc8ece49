#include "extract/teaser.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "extract/byline.h"
#include "extract/caption.h"
#include "extract/line_pattern.h"

namespace khotin::extract {
namespace {

constexpr int32_t kMaxTeaserTitleWords = 40;
constexpr int32_t kLongTitleWords = 16;
constexpr int32_t kMaxExcerptWords = 160;
constexpr int32_t kMaxListExcerptWords = 70;
constexpr int32_t kParagraphWords = 25;
constexpr int32_t kHeadingWords = 8;
constexpr size_t kMaxBareTitles = 24;

bool IsHeader(const Line& line) {
  if (line.learned == ChromeUse::kHeader) return true;
  return line.pattern != nullptr && line.pattern->zone == PatternZone::kHeader;
}

bool IsParagraph(const Line& line) { return line.words >= kParagraphWords && line.EndsSentence(); }

// Half or more of the title's longer words come back in the excerpt.
bool SharesWords(const Line& title, const Line& excerpt) {
  const std::string key = LineKey(excerpt.text);
  const absl::flat_hash_set<absl::string_view> words = absl::StrSplit(key, ' ');
  int total = 0;
  int shared = 0;
  for (const absl::string_view word : absl::StrSplit(title.key, ' ')) {
    ++total;
    if (words.contains(word)) ++shared;
  }
  return 2 * shared >= total;
}

// One teaser: positions in the row of undecided lines.
struct Item {
  size_t title = 0;
  size_t end = 0;  // behind title, repeated title and timestamp
  bool repeated = false;
  bool dated = false;
};

class TeaserRemover {
 public:
  TeaserRemover(size_t from, LineTable* table) : table_(*table) {
    for (size_t i = table_.NextUndecided(from); i < table_.size();
         i = table_.NextUndecided(i + 1)) {
      if (IsParagraph(table_[i])) last_paragraph_ = row_.size();
      row_.push_back(i);
    }
  }

  void Run() {
    for (size_t p = 0; p < row_.size();) {
      if (IsHeader(At(p))) {
        const bool ended = p > 0 && EndsArticle(At(p - 1));
        At(p).Remove("related_header", "header of a list of other articles");
        p = RemoveBlock(p + 1, /*under_header=*/true, ended);
      } else if (BeginsBlock(p)) {
        p = RemoveBlock(p, /*under_header=*/false, /*article_ended=*/false);
      } else {
        ++p;
      }
    }
  }

 private:
  Line& At(size_t p) { return table_[row_[p]]; }
  const Line& At(size_t p) const { return table_[row_[p]]; }

  // The article says itself that it is over: its end mark, or a byline.
  static bool EndsArticle(const Line& line) {
    return absl::EndsWith(line.text, "./.") ||
           (line.words <= 6 && ReadByline(line.text).has_value());
  }

  // False when no teaser with a date or a repeated title stands at `p`.
  bool ReadItem(size_t p, Item* item) const {
    if (p >= row_.size()) return false;
    const Line& title = At(p);
    if (title.key.empty() || title.words > kMaxTeaserTitleWords || title.is_timestamp) return false;
    if (IsHeader(title)) return false;
    *item = {p, p + 1, false, false};
    if (item->end < row_.size() && At(item->end).key == title.key) {
      item->repeated = true;
      ++item->end;
    }
    if (item->end < row_.size() && At(item->end).is_timestamp) {
      item->dated = true;
      ++item->end;
    }
    if (item->repeated && item->dated) return true;
    return (item->repeated || item->dated) && title.IsTitleShaped();
  }

  bool IsDatedItem(size_t p) const {
    Item item;
    return ReadItem(p, &item) && item.dated;
  }

  // Without a header, a block needs a repeated title with its date, or two dated titles in a row.
  bool BeginsBlock(size_t p) const {
    Item item;
    if (!ReadItem(p, &item) || !item.dated) return false;
    return item.repeated || IsDatedItem(item.end) || IsDatedItem(item.end + 1);
  }

  bool IsBareTitle(size_t p) const {
    const Line& line = At(p);
    if (!line.IsTitleShaped() || line.words < 2 || line.pattern != nullptr) return false;
    if (line.words >= kLongTitleWords && HoldsSentenceBreak(line.text)) return false;
    if (FindCaptionMark(line).has_value()) return false;
    return line.words > 6 || p + 1 < row_.size() || !ReadByline(line.text).has_value();
  }

  // A widget that failed ends a block.
  bool WidgetErrorBetween(size_t p, size_t q) const {
    for (size_t i = row_[p] + 1; i < row_[q]; ++i) {
      const Line& line = table_[i];
      if (line.removed() && absl::string_view(line.removed_kind) == "widget_error") return true;
    }
    return false;
  }

  // Returns the position behind the block.
  size_t RemoveBlock(size_t p, bool under_header, bool article_ended) {
    size_t bare = 0;
    excerpts_ = items_ = 0;
    dated_ = false;  // in a block with dates, a line without one is no teaser
    size_t last_bare = row_.size();
    while (p < row_.size()) {
      Item item;
      if (p > 0 && WidgetErrorBetween(p - 1, p)) break;
      if (ReadItem(p, &item) && (item.dated || !dated_)) {
        p = RemoveItem(item, under_header);
        last_bare = row_.size();
      } else if (under_header && !dated_ && bare < kMaxBareTitles && IsBareTitle(p)) {
        At(p).Remove("teaser_title", "short line under a header of other articles");
        last_bare = p++;
        ++bare;
        if (article_ended && IsListExcerpt(p)) RemoveExcerpt(p++);
      } else {
        break;
      }
    }
    if (bare > 1 && last_bare + 1 == p && IsHeadingOfRest(last_bare)) {
      At(last_bare).role = LineRole::kUndecided;
    }
    return p;
  }

  size_t RemoveItem(const Item& item, bool under_header) {
    const char* why = under_header ? "teaser under a header of other articles"
                                   : "teaser: title and date of another article";
    size_t p = item.title;
    At(p++).Remove("teaser_title", why);
    if (item.repeated) At(p++).Remove("teaser_title_dup", "the same line again");
    if (item.dated) At(p++).Remove("teaser_timestamp", "date of another article");
    if (item.dated && IsExcerpt(p, At(item.title))) RemoveExcerpt(p++);
    ++items_;
    dated_ = dated_ || item.dated;
    return p;
  }

  void RemoveExcerpt(size_t p) {
    At(p).Remove("teaser_excerpt", "excerpt of another article");
    ++excerpts_;
  }

  // Whether the line behind a teaser's date is its excerpt, not the article going on.
  bool IsExcerpt(size_t p, const Line& title) const {
    if (p >= row_.size()) return false;
    const Line& line = At(p);
    Item next;
    if (line.words > kMaxExcerptWords || line.pattern != nullptr || line.is_timestamp) return false;
    if (ReadItem(p, &next) || absl::EndsWith(line.text, "./.")) return false;
    if (IsDatedItem(p + 1) || line.end == LineEnd::kEllipsis) return true;
    if (!line.EndsSentence() && line.words < kParagraphWords) return false;
    if (items_ > 0) return excerpts_ > 0;
    if (SharesWords(title, line)) return true;
    const bool signed_below = p + 1 < row_.size() && EndsArticle(At(p + 1));
    return last_paragraph_ <= p && !signed_below;
  }

  // Behind the end of the article, running text between short lines belongs to their list.
  bool IsListExcerpt(size_t p) const {
    if (p >= row_.size() || At(p).words > kMaxListExcerptWords || !At(p).EndsSentence())
      return false;
    return p + 1 >= row_.size() || At(p + 1).IsTitleShaped();
  }

  // A very short line between a list of titles and a paragraph heads the paragraph.
  bool IsHeadingOfRest(size_t p) const {
    return At(p).words <= kHeadingWords && p + 1 < row_.size() && IsParagraph(At(p + 1));
  }

  LineTable& table_;
  std::vector<size_t> row_;
  size_t last_paragraph_ = 0;
  size_t items_ = 0;
  size_t excerpts_ = 0;
  bool dated_ = false;
};

}  // namespace

void RemoveTeasers(size_t from, LineTable* table) { TeaserRemover(from, table).Run(); }

}  // namespace khotin::extract

// What a careful reader keeps of a document.
#ifndef KHOTIN_EXTRACT_ARTICLE_H_
#define KHOTIN_EXTRACT_ARTICLE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "text/date.h"
#include "text/passage.h"

namespace khotin::extract {

// The enum values of this file are stored and sent: they never change.
enum class BlockKind : uint8_t {
  kUnspecified = 0,
  kParagraph = 1,
  kHeading = 2,
  kListItem = 3,
  kQuote = 4,
  kCaption = 5,
  kTableRow = 6,
};

struct Block {
  BlockKind kind = BlockKind::kParagraph;
  std::string text;    // as written, white space at the ends and line breaks inside removed
  std::string credit;  // of a caption: what "(Ảnh: …)" names; else empty
  int32_t line = 0;    // 1-based line of the source text; 0 where lines mean nothing (HTML)
};

// Where a date was read.
enum class DateOrigin : uint8_t {
  kUnspecified = 0,
  kTimestampLine = 1,   // a line of its own in the text
  kMetadata = 2,        // a field of the container: JSON, WARC
  kStructuredData = 3,  // JSON-LD, microdata
  kMetaTag = 4,         // OpenGraph and other meta elements
  kPageElement = 5,     // <time> and the like in the page
  kScraperPrefix = 6,   // a scraper's own note glued to the text; a hint, not a publication date
  kUrl = 7,             // the address: a path with the day in it
};

struct DateReading {
  text::PartialDate date;
  std::string raw;  // as written
  DateOrigin origin = DateOrigin::kUnspecified;
  int32_t line = 0;  // as Block::line

  bool empty() const { return date.Precision() == text::DatePrecision::kUnknown; }
};

struct Article {
  std::string url;  // canonical where the page says so, else as fetched or given; may be empty
  std::string title;
  std::string lead;
  std::vector<Block> body;  // in reading order; captions marked, not deleted
  std::vector<std::string> authors;
  std::string agency;     // from a dateline or byline; never from a photo credit
  DateReading published;  // empty when the document does not say
  DateReading modified;
  DateReading date_hint;    // a date that is not said to be that of publication
  std::string source_hint;  // a publisher the text names as its own
  std::string source;       // site or feed: "source" of the container, og:site_name, or URL host
  std::string section;
  std::vector<std::string> tags;
  std::string language;  // BCP 47, when the container or page says it; else empty
  std::string image_url;
};

// A line or span that was taken out, and why. Nothing is dropped without one.
struct RemovedSpan {
  int32_t line = 0;          // 1-based line of the source text; 0 for HTML
  std::string kind;          // the class, such as "teaser_title"
  std::string reason;        // the rule that fired, for a person
  std::string text;          // what was taken out, as written
  bool inline_span = false;  // part of a line whose rest was kept
};

struct Extraction {
  Article article;
  std::vector<RemovedSpan> removed;
  std::string source_key;  // SourceKey of the article
  // Distinct fingerprints (FingerprintLine) of the lines or blocks that chrome may be learned from,
  // in reading order, removed ones among them. The article's own title and lead are not.
  std::vector<uint64_t> short_lines;
  // How many of short_lines stand above the last paragraph that is surely the article's; -1 when
  // none is.
  int32_t short_lines_above = -1;
  // Those from the first to before the second stand where the article is: from its title to the
  // last line that looks like running text or a table.
  int32_t own_begin = 0;
  int32_t own_end = 0;
  uint64_t title_line = 0;  // FingerprintTitle of the title; 0 when there is none
  uint32_t series = 0;      // SeriesOf the title
  // Fingerprint of the longest paragraph, by which versions of one story are told; 0 when all are
  // short.
  uint64_t story = 0;
};

// Title, lead and body blocks as passages, in that order; empty ones left out. Views into
// `article`, which must outlive them.
std::vector<text::Passage> Passages(const Article& article);

// The text that `span` lies in; empty when the article has no such field or block.
absl::string_view PassageText(const Article& article, text::Field field, int32_t block);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_ARTICLE_H_

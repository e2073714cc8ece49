#include <algorithm>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "extract/html_author_name.h"
#include "extract/html_date.h"
#include "extract/html_metadata.h"
#include "extract/page_url.h"

namespace khotin::extract {
namespace {

// Names of meta elements in lower case: OpenGraph, Dublin Core, Highwire, Parse.ly, Sailthru,
// cXense, and what single systems have made up.
constexpr absl::string_view kTitles[] = {"og:title", "twitter:title"};
constexpr absl::string_view kDescriptions[] = {"og:description", "description",
                                               "twitter:description"};
constexpr absl::string_view kAuthors[] = {
    "author",
    "article:author",
    "article:author_name",
    "article_author",
    "article.author",
    "authors",
    "byl",
    "byline",
    "cxenseparse:author",
    "creator",
    "dc.author",
    "dc.creator",
    "dcterms.creator",
    "og:author",
    "og:article:author",
    "parsely-author",
    "rnews:author",
    "sailthru.author",
    "shareaholic:article_author_name",
};
constexpr absl::string_view kCitationAuthors[] = {"citation_author", "citation_authors"};
constexpr absl::string_view kPublished[] = {
    "article:published_time",
    "article:published",
    "article:publish_date",
    "article:publish_time",
    "article:post_date",
    "article:create_at",
    "article.created",
    "article.published",
    "article_date_original",
    "bt:pubdate",
    "citation_date",
    "citation_online_date",
    "citation_publication_date",
    "created",
    "creation_date",
    "cxenseparse:publishtime",
    "cxenseparse:recs:publishtime",
    "date",
    "date-created",
    "date_created",
    "date_published",
    "datecreated",
    "dateposted",
    "datepublished",
    "dc.created",
    "dc.date",
    "dc.date.created",
    "dc.date.issued",
    "dc.date.published",
    "dcterms.created",
    "dcterms.date",
    "dcterms.issued",
    "displaydate",
    "iso-8601-publish-date",
    "og:article:published_time",
    "og:pubdate",
    "og:published_time",
    "originalpublicationdate",
    "parsely-pub-date",
    "pdate",
    "post_date",
    "prism.publicationdate",
    "ptime",
    "pubdate",
    "publication-date",
    "publication_date",
    "publicationdate",
    "publish-date",
    "publish_date",
    "publish_time",
    "publishdate",
    "published",
    "published-date",
    "published_date",
    "published_time",
    "rnews:datepublished",
    "sailthru.date",
    "shareaholic:article_published_time",
    "vr:published_time",
};
constexpr absl::string_view kModified[] = {
    "article:modified",
    "article:modified_time",
    "article:updated_time",
    "article.updated",
    "date_modified",
    "datemodified",
    "dateupdated",
    "dc.date.modified",
    "dc.modified",
    "dcterms.modified",
    "last-modified",
    "last_updated",
    "lastmod",
    "lastmodified",
    "modified",
    "modified_time",
    "og:article:modified_time",
    "og:modified_time",
    "og:updated_time",
    "revised",
    "shareaholic:article_modified_time",
    "updated",
    "updated_time",
};
constexpr absl::string_view kImages[] = {"og:image", "og:image:url", "og:image:secure_url",
                                         "twitter:image", "twitter:image:src"};
constexpr absl::string_view kLanguages[] = {"content-language", "dc.language"};
constexpr absl::string_view kSections[] = {"article:section", "parsely-section"};

template <size_t n>
bool IsAny(absl::string_view name, const absl::string_view (&names)[n]) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

std::vector<std::string> SplitList(absl::string_view text) {
  std::vector<std::string> parts;
  for (const absl::string_view part : absl::StrSplit(text, ',', absl::SkipWhitespace())) {
    parts.push_back(Collapse(part));
  }
  return parts;
}

class MetaReader {
 public:
  explicit MetaReader(text::DayMonthOrder order) : order_(order) {}

  void Read(const std::string& name, const std::string& content) {
    if (IsAny(name, kTitles)) Fill(content, &data_.title);
    if (IsAny(name, kDescriptions)) Fill(content, &data_.description);
    if (name == "og:url") Fill(content, &data_.url);
    if (name == "og:site_name") Fill(content, &data_.source);
    if (IsAny(name, kSections)) Fill(content, &data_.section);
    if (IsAny(name, kImages)) Fill(content, &data_.image_url);
    if (IsAny(name, kLanguages)) Fill(content, &data_.language);
    if (name == "keywords" || name == "news_keywords") Fill(content, &keywords_);
    if (name == "article:tag") {
      for (std::string& tag : SplitList(content)) data_.tags.push_back(std::move(tag));
    }
    ReadAuthor(name, content);
    if (IsAny(name, kPublished)) FillDate(content, &data_.published);
    if (IsAny(name, kModified)) FillDate(content, &data_.modified);
  }

  PageData Take() {
    if (data_.tags.empty()) data_.tags = SplitList(keywords_);
    // Scholarly pages name the first author alone elsewhere.
    if (cited_.size() > data_.authors.size()) data_.authors = std::move(cited_);
    return std::move(data_);
  }

 private:
  static void Fill(const std::string& value, std::string* field) {
    if (field->empty()) *field = value;
  }

  void FillDate(const std::string& content, DateReading* field) const {
    DateReading reading = ReadDate(content, DateOrigin::kMetaTag, order_);
    const bool better = reading.date.Precision() > field->date.Precision();
    if (field->raw.empty() || (field->empty() && better)) *field = std::move(reading);
  }

  void ReadAuthor(const std::string& name, const std::string& content) {
    // Plugins for WordPress give the author to link previews as a pair of label and value.
    if (name == "twitter:label1") labelled_author_ = absl::EqualsIgnoreCase(content, "written by");
    const bool labelled = name == "twitter:data1" && labelled_author_ && data_.authors.empty();
    if (IsWebUrl(content)) return;
    if (IsAny(name, kAuthors) || labelled) AddAuthor(content, &data_.authors);
    if (IsAny(name, kCitationAuthors)) AddAuthor(content, &cited_);
  }

  static void AddAuthor(const std::string& name, std::vector<std::string>* names) {
    if (names->size() < kMaxAuthorCandidates) names->push_back(name);
  }

  const text::DayMonthOrder order_;
  PageData data_;
  std::string keywords_;
  std::vector<std::string> cited_;
  bool labelled_author_ = false;
};

}  // namespace

PageData ReadMetaTags(const HtmlTree& tree, text::DayMonthOrder order) {
  MetaReader reader(order);
  for (int i = 0; i < tree.size(); ++i) {
    if (tree[i].tag != "meta") continue;
    const std::string content = Collapse(tree.Attribute(i, "content"));
    if (content.empty()) continue;
    std::string before;
    for (const char* attribute : {"property", "name", "http-equiv"}) {
      std::string name = absl::AsciiStrToLower(tree.Attribute(i, attribute));
      if (name.empty() || name == before) continue;
      reader.Read(name, content);
      before = std::move(name);
    }
  }
  return reader.Take();
}

}  // namespace khotin::extract

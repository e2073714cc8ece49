#include "extract/html_rules.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/types/span.h"
#include "extract/phrase_set.h"

namespace khotin::extract {
namespace {

constexpr ChromeRule kChrome[] = {
    {"rollover block", "popup"},
    {"tooltip content", "popup"},
    {"tooltip text", "popup"},
    {"tooltiptext", "popup"},
    {"popover content", "popup"},
    {"hover card", "popup"},
    {"hovercard", "popup"},
    {"comment*", "comments"},
    {"binh luan", "comments"},
    {"binhluan", "comments"},
    {"y kien", "comments"},
    {"disqus*", "comments"},
    {"respond", "comments"},
    {"related*", "related"},
    {"lien quan", "related"},
    {"lienquan", "related"},
    {"relate*", "related"},
    {"recommend*", "related"},
    {"suggest*", "related"},
    {"trending*", "related"},
    {"popular*", "related"},
    {"most read", "related"},
    {"most viewed", "related"},
    {"mostpopular", "related"},
    {"more news", "related"},
    {"more stories", "related"},
    {"more from", "related"},
    {"more on", "related"},
    {"more articles", "related"},
    {"also like", "related"},
    {"read next", "related"},
    {"read more", "related"},
    {"readmore", "related"},
    {"read also", "related"},
    {"see also", "related"},
    {"up next", "related"},
    {"next post", "related"},
    {"prev post", "related"},
    {"previous post", "related"},
    {"next prev", "related"},
    {"prev next", "related"},
    {"cta", "ad"},
    {"call to action", "ad"},
    {"post navigation", "related"},
    {"nav links", "related"},
    {"tin khac", "related"},
    {"tin moi", "related"},
    {"tin cung", "related"},
    {"cung chuyen muc", "related"},
    {"xem them", "related"},
    {"xemthem", "related"},
    {"doc them", "related"},
    {"doc nhieu", "related"},
    {"tin xemthem", "related"},
    {"link content footer", "related"},
    {"morenews", "related"},
    {"inner article", "related"},
    {"bv lq", "related"},
    {"insert wiki content", "related"},
    {"link callout", "related"},
    {"outbrain*", "related"},
    {"taboola*", "related"},
    {"zergnet*", "related"},
    {"revcontent*", "related"},
    {"share*", "share"},
    {"sharing", "share"},
    {"sharedaddy", "share"},
    {"social*", "share"},
    {"addthis*", "share"},
    {"addtoany*", "share"},
    {"follow us", "share"},
    {"like button", "share"},
    {"fb like", "share"},
    {"google news", "share"},
    {"ggnews", "share"},
    {"tang sao", "share"},
    {"reactions", "share"},
    {"chia se", "share"},
    {"ad", "ad"},
    {"ads", "ad"},
    {"advert*", "ad"},
    {"adsense*", "ad"},
    {"adsbygoogle", "ad"},
    {"adslot*", "ad"},
    {"dfp*", "ad"},
    {"sponsor*", "ad"},
    {"quang cao", "ad"},
    {"quangcao", "ad"},
    {"promo*", "ad"},
    {"banner*", "ad"},
    {"nav*", "nav"},
    {"menu*", "nav"},
    {"breadcrumb*", "breadcrumb"},
    {"breackcumb*", "breadcrumb"},
    {"pagination", "nav"},
    {"pager", "nav"},
    {"toolbar", "nav"},
    {"toc", "nav"},
    {"skip link", "nav"},
    {"masthead", "nav"},
    {"site header", "nav"},
    {"page header", "nav"},
    {"poll", "form"},
    {"polls", "form"},
    {"cms poll", "form"},
    {"vote", "form"},
    {"vote box", "form"},
    {"tham do", "form"},
    {"newsletter*", "form"},
    {"subscri*", "form"},
    {"signup*", "form"},
    {"sign up", "form"},
    {"login*", "form"},
    {"paywall*", "form"},
    {"modal*", "form"},
    {"popup*", "form"},
    {"cookie*", "form"},
    {"consent*", "form"},
    {"gdpr*", "form"},
    {"footer*", "footer"},
    {"site footer", "footer"},
    {"copyright*", "footer"},
    {"colophon", "footer"},
    {"sidebar", "sidebar"},
    {"side bar", "sidebar"},
    {"right rail", "sidebar"},
    {"widget widget", "sidebar"},
    {"textwidget", "sidebar"},
    {"tags", "tags"},
    {"article tag", "tags"},
    {"detail tag", "tags"},
    {"box tag", "tags"},
    {"tag cotnent", "tags"},
    {"news keyword", "tags"},
    {"tag list", "tags"},
    {"taglist", "tags"},
    {"tag cloud", "tags"},
    {"tu khoa", "tags"},
    {"tukhoa", "tags"},
    {"keywords", "tags"},
    {"topics", "tags"},
    {"cat links", "tags"},
    {"categories", "tags"},
    {"entry meta", "byline"},
    {"post meta", "byline"},
    {"article meta", "byline"},
    {"meta data", "byline"},
    {"byline*", "byline"},
    {"author*", "byline"},
    {"tac gia", "byline"},
    {"article source", "byline"},
    {"link source", "byline"},
    {"link origin", "byline"},
    {"nguontin", "byline"},
    {"nguon tin", "byline"},
    {"about author", "byline"},
    {"post date", "date"},
    {"publish date", "date"},
    {"published", "date"},
    {"timestamp*", "date"},
    {"date", "date"},
    {"time", "date"},
    {"datetime", "date"},
};

// Classes that keep an element from being seen, as a whole: "overflow-hidden" is none.
constexpr absl::string_view kHiddenClasses[] = {
    "hidden",         "hide",        "is-hidden", "u-hidden",           "visually-hidden",
    "visuallyhidden", "sr-only",     "d-none",    "screen-reader-text", "element-invisible",
    "display-none",   "displaynone",
};
// With one of these beside it, it is seen on a wide screen: "hidden md:block", "d-none d-lg-flex".
constexpr absl::string_view kShownAgain[] = {":block", ":flex", ":grid", ":inline",
                                             "d-sm-",  "d-md-", "d-lg-", "d-xl-"};

struct NamedBody {
  absl::string_view phrase;
  int strength;
};
// The strongest first.
constexpr NamedBody kBodies[] = {
    // The two families behind most Vietnamese sites, then single houses.
    {"afcbc body", 3},
    {"zce content body", 3},
    {"cms body", 3},
    {"fck detail", 3},
    {"singular content", 3},
    {"the article body", 3},
    {"detail cmain", 3},
    {"detail content body", 3},
    {"maincontent", 3},
    {"art body", 3},
    {"arti deta info", 3},
    {"edittor content", 3},
    {"knc content", 3},
    {"entry body", 3},
    {"text long", 2},
    {"noi dung", 2},
    {"noidung", 2},
    // Names in use everywhere.
    {"article body*", 2},
    {"articlebody*", 2},
    {"article content*", 2},
    {"articlecontent", 2},
    {"article text", 2},
    {"article copy", 2},
    {"article main body", 2},
    {"article page content", 2},
    {"story body*", 2},
    {"storybody*", 2},
    {"story content", 2},
    {"story text", 2},
    {"entry content*", 2},
    {"entrycontent", 2},
    {"post content*", 2},
    {"postcontent", 2},
    {"post body*", 2},
    {"postbody", 2},
    {"post entry", 2},
    {"post text", 2},
    {"blog content", 2},
    {"blog post content", 2},
    {"news content", 2},
    {"news body", 2},
    {"news text", 2},
    {"detail content*", 2},
    {"detail body", 2},
    {"content body", 2},
    {"content text", 2},
    {"body content", 2},
    {"body text", 2},
    {"body copy", 2},
    {"main text", 2},
    {"field name body", 2},
    {"rich text", 1},
};

constexpr absl::string_view kLeads[] = {
    "sapo",         "article sapo", "detail sapo", "singular sapo", "cms desc",
    "standfirst",   "dek",          "chapeau",     "chappeau",      "arti deta sum",
    "article lead", "lead text",    "detail lead", "news lead",
};
constexpr absl::string_view kSummaries[] = {"description", "article summary", "detail summary"};
constexpr absl::string_view kBanners[] = {"banner*", "promo*", "masthead", "page header"};
constexpr absl::string_view kTitles[] = {
    "article title", "detail title", "entry title",  "headline",   "news title",
    "post title",    "story title",  "title detail", "title news",
};
constexpr absl::string_view kCaptions[] = {
    "caption*",    "photo cms caption", "photocms caption", "imgcaption",
    "img caption", "imagecaption",      "wp caption text",  "chu thich",
    "chuthich",    "figcaption",        "image credit",     "photo credit",
};
constexpr absl::string_view kAuthors[] = {
    "author",         "author name",   "author title", "byline",       "cms author",
    "article author", "detail author", "tac gia",      "authors name", "nguontin",
    "post author",    "vcard",         "byline name",
};
constexpr absl::string_view kDates[] = {
    "date",         "publish date",     "post date",
    "published",    "timestamp",        "author time",
    "detail time",  "entry date",       "datetime",
    "time",         "bread crumb date", "article date",
    "date time",    "article publish",  "pdate",
    "time update",  "deta cre post",    "detail date",
    "news info",    "pubdate",          "ngay dang",
    "box date pin",
};

constexpr size_t kMaxNames = 500;

template <typename Table, typename TextOf>
PhraseSet MakeSet(const Table& table, TextOf text_of) {
  std::vector<absl::string_view> phrases;
  for (const auto& entry : table) phrases.push_back(text_of(entry));
  return PhraseSet(phrases);
}

PhraseSet MakeSet(absl::Span<const absl::string_view> phrases) {
  return PhraseSet(std::vector<absl::string_view>(phrases.begin(), phrases.end()));
}

}  // namespace

std::string NameWords(absl::string_view names) {
  names = names.substr(0, kMaxNames);
  if (names.empty()) return "";
  std::string words = " ";
  char before = ' ';
  for (const char c : names) {
    const auto byte = static_cast<unsigned char>(c);
    const bool letter = absl::ascii_isalnum(byte) || byte >= 0x80;
    const bool hump =
        absl::ascii_isupper(byte) && absl::ascii_islower(static_cast<unsigned char>(before));
    if ((!letter || hump) && words.back() != ' ') words.push_back(' ');
    if (letter) words.push_back(absl::ascii_tolower(byte));
    before = c;
  }
  if (words.back() != ' ') words.push_back(' ');
  return words.size() == 1 ? "" : words;
}

const ChromeRule* FindChrome(absl::string_view words) {
  static const PhraseSet& set =
      *new PhraseSet(MakeSet(kChrome, [](const ChromeRule& rule) { return rule.phrase; }));
  const int found = set.First(words);
  return found < 0 ? nullptr : &kChrome[found];
}

bool HidesByClass(absl::string_view classes) {
  bool hides = false;
  for (const absl::string_view name :
       absl::StrSplit(classes.substr(0, kMaxNames), absl::ByAnyChar(" \t\r\n"))) {
    if (std::find(std::begin(kHiddenClasses), std::end(kHiddenClasses), name) !=
        std::end(kHiddenClasses)) {
      hides = true;
    }
  }
  return hides && std::none_of(std::begin(kShownAgain), std::end(kShownAgain),
                               [classes](absl::string_view shown) {
                                 return absl::StrContains(classes, shown);
                               });
}

bool NamesFold(absl::string_view words) {
  return absl::StrContains(words, " accordion ") || absl::StrContains(words, " faq ");
}

int BodyStrength(absl::string_view words) {
  static const PhraseSet& set =
      *new PhraseSet(MakeSet(kBodies, [](const NamedBody& body) { return body.phrase; }));
  const int found = set.First(words);
  return found < 0 ? 0 : kBodies[found].strength;
}

bool NamesLead(absl::string_view words) {
  static const PhraseSet& set = *new PhraseSet(MakeSet(kLeads));
  return set.First(words) >= 0;
}

bool NamesSummary(absl::string_view words) {
  static const PhraseSet& set = *new PhraseSet(MakeSet(kSummaries));
  return set.First(words) >= 0;
}

bool HoldsTitles(const ChromeRule& rule) {
  return std::find(std::begin(kBanners), std::end(kBanners), rule.phrase) != std::end(kBanners);
}

bool NamesTitle(absl::string_view words) {
  static const PhraseSet& set = *new PhraseSet(MakeSet(kTitles));
  return set.First(words) >= 0;
}

bool NamesCaption(absl::string_view words) {
  static const PhraseSet& set = *new PhraseSet(MakeSet(kCaptions));
  return set.First(words) >= 0;
}

bool NamesAuthor(absl::string_view words) {
  static const PhraseSet& set = *new PhraseSet(MakeSet(kAuthors));
  return set.First(words) >= 0;
}

bool NamesDate(absl::string_view words) {
  static const PhraseSet& set = *new PhraseSet(MakeSet(kDates));
  return set.First(words) >= 0;
}

}  // namespace khotin::extract

#include "extract/html_metadata.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "extract/html_author.h"
#include "extract/html_author_name.h"
#include "extract/html_date.h"
#include "extract/html_page_lines.h"
#include "extract/html_title.h"
#include "extract/page_url.h"
#include "text/syllable.h"

namespace khotin::extract {
namespace {

template <typename T>
void Fill(T value, T* field) {
  if (field->empty()) *field = std::move(value);
}

// A date that cannot be read gives way to one that can, and keeps its place before none.
void FillDate(DateReading value, DateReading* field) {
  if (field->empty() && !(value.empty() && !field->raw.empty())) *field = std::move(value);
}

void Merge(PageData from, PageData* to) {
  Fill(std::move(from.description), &to->description);
  Fill(std::move(from.url), &to->url);
  Fill(std::move(from.source), &to->source);
  Fill(std::move(from.authors), &to->authors);
  FillDate(std::move(from.published), &to->published);
  FillDate(std::move(from.modified), &to->modified);
  Fill(std::move(from.section), &to->section);
  Fill(std::move(from.tags), &to->tags);
  Fill(std::move(from.language), &to->language);
  Fill(std::move(from.image_url), &to->image_url);
}

std::vector<std::string> TagsInPage(const HtmlTree& tree, const std::vector<NodeNotes>& notes) {
  std::vector<std::string> tags;
  for (int i = 0; i < tree.size() && tags.size() < 50; ++i) {
    if (tree[i].tag != "a") continue;
    bool tagged = absl::EqualsIgnoreCase(tree.Attribute(i, "rel"), "tag");
    for (int p = tree[i].parent; p >= 0 && !tagged; p = tree[p].parent) {
      const ChromeRule* rule = notes[static_cast<size_t>(p)].chrome;
      if (rule == nullptr) continue;
      tagged = rule->kind == "tags";
      break;
    }
    std::string name = tagged ? tree.TextOf(i) : "";
    if (name.empty() || std::find(tags.begin(), tags.end(), name) != tags.end()) continue;
    tags.push_back(std::move(name));
  }
  return tags;
}

std::string CanonicalLink(const HtmlTree& tree) {
  for (int i = 0; i < tree.size(); ++i) {
    if (tree[i].tag == "link" && absl::EqualsIgnoreCase(tree.Attribute(i, "rel"), "canonical")) {
      return Collapse(tree.Attribute(i, "href"));
    }
  }
  return "";
}

// Of <html lang>, else of the meta elements; a locale as a language tag.
std::string LanguageOf(const HtmlTree& tree) {
  std::string language = Collapse(tree.Attribute(0, "lang"));
  std::string locale;
  for (int i = 0; i < tree.size() && language.empty(); ++i) {
    if (tree[i].tag != "meta") continue;
    const std::string content = Collapse(tree.Attribute(i, "content"));
    if (absl::EqualsIgnoreCase(tree.Attribute(i, "http-equiv"), "content-language") ||
        absl::EqualsIgnoreCase(tree.Attribute(i, "name"), "dc.language")) {
      language = content;
    }
    if (tree.Attribute(i, "property") == "og:locale") Fill(content, &locale);
  }
  if (language.empty()) language = locale;
  std::replace(language.begin(), language.end(), '_', '-');
  return language;
}

bool IsVietnamese(absl::string_view language) { return absl::StartsWithIgnoreCase(language, "vi"); }

// The names among `names` that are the site's own.
std::vector<std::string> NamesOfSite(const PageData& data, const std::string& site) {
  std::vector<std::string> found;
  for (const std::vector<std::string>* names : {&data.authors, &data.collectives}) {
    for (const std::string& name : *names) {
      if (!site.empty() && text::ToLower(name) == text::ToLower(site)) found = {name};
    }
  }
  return found;
}

// Structured data, meta elements and microdata, the first that says something.
PageData Collect(const HtmlTree& tree, const std::vector<NodeNotes>& notes, PageHints* hints) {
  PageData data = ReadJsonLd(tree, hints->order);
  PageData meta = ReadMetaTags(tree, hints->order);
  PageData items = ReadMicrodata(tree, hints->order);
  hints->headline = data.title.empty() ? items.title : data.title;
  hints->shared_title = meta.title;
  const std::string publisher = data.source;
  const std::string site = meta.source.empty() ? publisher : meta.source;
  for (PageData* part : {&data, &meta, &items}) {
    Fill(NamesOfSite(*part, site), &hints->signed_by_site);
    Fill(NamesOfSite(*part, publisher), &hints->signed_by_site);
    part->authors = CleanAuthors(CleanAuthors(part->authors, publisher), site);
  }
  data.source = site;
  Merge(std::move(meta), &data);
  Merge(std::move(items), &data);
  if (data.tags.empty()) data.tags = TagsInPage(tree, notes);
  hints->description = data.description;
  hints->site = site;
  return data;
}

// True when `shown` names all of `known`, and more.
bool NamesMore(const std::vector<std::string>& shown, const std::vector<std::string>& known) {
  return shown.size() > known.size() &&
         std::all_of(known.begin(), known.end(), [&shown](const std::string& name) {
           return std::find(shown.begin(), shown.end(), name) != shown.end();
         });
}

}  // namespace

PageHints FillMetadata(const HtmlTree& tree, const std::vector<NodeNotes>& notes,
                       absl::string_view url, Article* article) {
  PageHints hints;
  article->language = LanguageOf(tree);
  hints.order = DayMonthOrderOf(article->language, DocumentTitle(tree));
  PageData data = Collect(tree, notes, &hints);
  const std::string canonical = ResolveUrl(url, CanonicalLink(tree));
  article->url = IsWebUrl(canonical) ? canonical : ResolveUrl(url, data.url);
  if (!IsWebUrl(article->url)) article->url = std::string(url);
  article->source = data.source.empty() ? HostOf(article->url) : data.source;
  if (IsWebUrl(article->source)) article->source = HostOf(article->source);
  article->authors = std::move(data.authors);
  article->published = std::move(data.published);
  article->modified = std::move(data.modified);
  article->section = std::move(data.section);
  article->tags = std::move(data.tags);
  if (article->language.empty()) article->language = std::move(data.language);
  hints.foreign = !article->language.empty() && !IsVietnamese(article->language) &&
                  !absl::EndsWith(HostOf(article->url), ".vn");
  article->image_url = ResolveUrl(article->url, data.image_url);
  return hints;
}

namespace {

PageDates DatesInPage(const HtmlTree& tree, const std::vector<NodeNotes>& notes,
                      const HeadLines& lines, const PageHints& hints, const std::string& url) {
  PageDates dates = ReadPageDates(lines, hints.order);
  if (dates.published.empty()) {
    PageDates elsewhere = ReadElementDates(tree, notes, lines.part, hints.order);
    if (dates.modified.empty()) dates.modified = std::move(elsewhere.modified);
    // Without the line around it an element's date has lost its label.
    const bool is_change = elsewhere.published.date.ToString() == dates.modified.date.ToString();
    if (!is_change) dates.published = std::move(elsewhere.published);
  }
  if (dates.published.empty()) dates.published = DateOfUrl(url);
  return dates;
}

}  // namespace

void FillFromPage(const HtmlTree& tree, const std::vector<NodeNotes>& notes, int body,
                  const PageHints& hints, Article* article) {
  const HeadLines lines = FindHeadLines(tree, notes, body, article->title);
  MergePageDates(DatesInPage(tree, notes, lines, hints, article->url), &article->published,
                 &article->modified);
  if (hints.foreign) {
    DropUnplacedTime(&article->published.date);
    DropUnplacedTime(&article->modified.date);
  }
  std::vector<std::string>& authors = article->authors;
  std::vector<std::string> shown = AuthorsOfByline(tree, lines, hints.site);
  if (authors.empty() || NamesMore(shown, authors)) authors = std::move(shown);
  if (authors.empty()) authors = AuthorsOfElement(tree, notes, hints.site);
  if (!authors.empty() || !hints.foreign) return;
  authors = hints.signed_by_site;
  if (authors.empty()) authors = AuthorsOfByline(tree, lines, "");
  if (authors.empty()) authors = AuthorsOfElement(tree, notes, "");
}

}  // namespace khotin::extract

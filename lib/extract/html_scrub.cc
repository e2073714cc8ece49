#include "extract/html_scrub.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "extract/refusal.h"

namespace khotin::extract {
namespace {

constexpr size_t kNowhere = absl::string_view::npos;

bool IsNameStart(char c) {
  return absl::ascii_isalpha(static_cast<unsigned char>(c)) || c == '_' || c == ':';
}
bool IsSpace(char c) { return absl::ascii_isspace(static_cast<unsigned char>(c)); }

struct StartTag {
  size_t end = 0;  // of its ">", or of the page
  int attributes = 0;
};

// Reads the tag whose name starts at `at`, quotes respected.
StartTag ReadTag(absl::string_view html, size_t at) {
  StartTag tag{at};
  bool between = false;
  bool value_next = false;
  while (tag.end < html.size() && html[tag.end] != '>') {
    const char c = html[tag.end];
    if (value_next && (c == '"' || c == '\'')) {
      tag.end = std::min(html.find(c, tag.end + 1), html.size() - 1);
    }
    const bool space = IsSpace(c) || c == '/';
    if (between && !space && c != '=') ++tag.attributes;
    between = space;
    value_next = c == '=' || (value_next && IsSpace(c));
    ++tag.end;
  }
  return tag;
}

// An element that is left out with all that it holds.
struct UnreadElement {
  absl::string_view name;
  bool raw;  // its content is no markup, and without an end it takes the rest of the page
  bool absent = false;  // its end is nowhere further down
};

class Scrubber {
 public:
  explicit Scrubber(absl::string_view html) : html_(html) { out_.reserve(html.size() / 2); }

  absl::StatusOr<std::string> Run() {
    size_t at = html_.find('<');
    while (at < html_.size()) {
      const char next = at + 1 < html_.size() ? html_[at + 1] : ' ';
      size_t end = at + 1;
      if (next == '!' || next == '?') {
        end = SkipDeclaration(at);
      } else if (next == '/' || IsNameStart(next)) {
        KHOTIN_ASSIGN_OR_RETURN(end, TakeTag(at));
      }
      at = html_.find('<', end);
    }
    KeepUntil(html_.size());
    return std::move(out_);
  }

 private:
  void KeepUntil(size_t end) { out_.append(html_.data() + kept_, end - kept_); }

  void Drop(size_t begin, size_t end) {
    KeepUntil(begin);
    kept_ = end;
  }

  size_t SkipDeclaration(size_t at) {
    const bool comment = absl::StartsWith(html_.substr(at), "<!--");
    const absl::string_view closing = comment ? "-->" : ">";
    const size_t found = html_.find(closing, at + 2);
    const size_t end = found == kNowhere ? html_.size() : found + closing.size();
    Drop(at, end);
    return end;
  }

  absl::StatusOr<size_t> TakeTag(size_t at) {
    const StartTag tag = ReadTag(html_, at + 1);
    const size_t end = std::min(tag.end + 1, html_.size());
    UnreadElement* const element = FindUnread(html_.substr(at + 1, tag.end - at - 1));
    if (element != nullptr) {
      const size_t past = Skip(at, end, element);
      if (past != kNowhere) return past;
    }
    if (tag.attributes > kMaxAttributes) {
      return OverLimit(absl::StrCat("an element with over ", kMaxAttributes, " attributes"));
    }
    markup_ += 1 + tag.attributes;
    if (markup_ > kMaxMarkup) {
      return OverLimit(absl::StrCat("over ", kMaxMarkup, " tags and attributes"));
    }
    return end;
  }

  UnreadElement* FindUnread(absl::string_view tag) {
    for (UnreadElement& element : unread_) {
      if (!absl::StartsWithIgnoreCase(tag, element.name)) continue;
      const absl::string_view rest = tag.substr(element.name.size());
      if (rest.empty() || IsSpace(rest[0]) || rest[0] == '/') return &element;
    }
    return nullptr;
  }

  // Where reading goes on behind the element whose start tag is given; nowhere when it has no end.
  size_t Skip(size_t begin, size_t content, UnreadElement* element) {
    const absl::string_view tag = html_.substr(begin, content - begin);
    if (!element->raw && absl::EndsWith(tag, "/>")) {
      Drop(begin, content);
      return content;
    }
    const size_t closing = element->absent ? kNowhere : FindEnd(content, element->name);
    if (closing == kNowhere) {
      element->absent = true;
      if (!element->raw) return kNowhere;
    }
    const size_t end = std::min(html_.find('>', closing), html_.size() - 1) + 1;
    if (!element->raw || !IsLinkedData(tag)) Drop(begin, end);
    return end;
  }

  static bool IsLinkedData(absl::string_view tag) {
    return absl::StrContains(absl::AsciiStrToLower(tag), "ld+json");
  }

  size_t FindEnd(size_t at, absl::string_view name) const {
    for (at = html_.find("</", at); at != kNowhere; at = html_.find("</", at + 2)) {
      if (absl::StartsWithIgnoreCase(html_.substr(at + 2), name)) return at;
    }
    return kNowhere;
  }

  const absl::string_view html_;
  std::string out_;
  size_t kept_ = 0;  // where what is not yet decided begins
  int markup_ = 0;
  UnreadElement unread_[4] = {
      {"script", true}, {"style", true}, {"svg", false}, {"noscript", false}};
};

}  // namespace

absl::StatusOr<std::string> ScrubMarkup(absl::string_view html) { return Scrubber(html).Run(); }

}  // namespace khotin::extract

// What earlier articles of a source have taught about its chrome: the short lines that come again
// and again under different articles.
//
//   const SiteChrome* const chrome = snapshot.Find(SourceKey(url, source));
//   if (chrome != nullptr && chrome->Find(*FingerprintLine(line)) != ChromeUse::kNone) …
#ifndef KHOTIN_EXTRACT_SITE_CHROME_H_
#define KHOTIN_EXTRACT_SITE_CHROME_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"

namespace khotin::extract {

// Stored and sent: how it is computed never changes.
using LineFingerprint = uint64_t;

// Lines of more words than this are never learned: a paragraph that several articles share is a
// quotation or a wire story, not chrome.
inline constexpr int kMaxLearnedWords = 30;

// Of a line's words without case, punctuation and diacritics. Numbers are taken as equal in what
// may be a counter, a line of few other words that ends no sentence: "12 bình luận" is the line
// that "3 bình luận" is. nullopt for a line that may not be learned: it is long, or has no word but
// numbers. Never 0.
absl::optional<LineFingerprint> FingerprintLine(absl::string_view line);
// The same of a line whose key (LineKey) is known.
absl::optional<LineFingerprint> FingerprintKey(absl::string_view key, bool ends_sentence);

// Of a title: numbers count, as in "Giá vàng hôm nay 5/7". That of the line for one without
// numbers.
absl::optional<LineFingerprint> FingerprintTitle(absl::string_view title);
absl::optional<LineFingerprint> FingerprintTitleKey(absl::string_view key);

// Tells the articles of a series, of which the titles differ by numbers, from others: of the words
// that a title with a number begins with. 0 for a title without one.
uint32_t SeriesOf(absl::string_view title);

// Of the label that a short line begins with ("Đọc thêm: …"), so that a label may be learned
// whatever it stands before. nullopt for a line without one.
absl::optional<LineFingerprint> FingerprintLabel(absl::string_view line);
// Of a line as one that a title stands directly below. Its own inverse.
inline LineFingerprint FingerprintAsHeader(LineFingerprint line) {
  return line ^ 0x6865616465720001;
}

// Names the site that a document's chrome is learned for: the URL's host without "www.", "m." and
// "amp."; without a URL the source's name in lower case; else empty, which is a source like others.
std::string SourceKey(absl::string_view url, absl::string_view source);

// Stored and sent: values never change.
enum class ChromeUse : uint8_t {
  kNone = 0,
  kConstant = 1,  // under nearly every article: menus, share bars, notices
  kRotating = 2,  // comes and goes with the day: titles of other articles
  kTitle = 3,     // the title of an article of this source; elsewhere it is a link to that article
  kStory = 4,     // a story's longest paragraph; of a profile alone, never of a SiteChrome
  kFoot = 5,      // constant, and nothing of the article stands below it
  kHeader = 6,    // comes often, and the title of another article stands below it
};

struct ChromeLine {
  LineFingerprint fingerprint = 0;
  ChromeUse use = ChromeUse::kConstant;

  friend bool operator==(const ChromeLine& a, const ChromeLine& b) {
    return a.fingerprint == b.fingerprint && a.use == b.use;
  }
};

// The learned lines of one source. Immutable and thread-safe.
class SiteChrome {
 public:
  // `number`: revision of the commit that changed them last.
  explicit SiteChrome(std::vector<ChromeLine> lines, int64_t number = 0);

  int64_t number() const { return number_; }

  ChromeUse Find(LineFingerprint fingerprint) const;
  // By fingerprint.
  const std::vector<ChromeLine>& lines() const { return lines_; }

 private:
  std::vector<ChromeLine> lines_;
  int64_t number_;
};

// The learned chrome of all sources as of one commit. Immutable and thread-safe; copies share.
class ChromeSnapshot {
 public:
  using Sources = std::map<std::string, std::shared_ptr<const SiteChrome>, std::less<>>;

  // Nothing learned, number 0.
  ChromeSnapshot() = default;
  ChromeSnapshot(int64_t number, Sources sources)
      : number_(number), sources_(std::make_shared<const Sources>(std::move(sources))) {}

  // The revision of the commit that changed it last.
  int64_t number() const { return number_; }
  // nullptr for a source of which nothing is learned.
  const SiteChrome* Find(absl::string_view source_key) const;
  const Sources& sources() const;

 private:
  int64_t number_ = 0;
  std::shared_ptr<const Sources> sources_;
};

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_SITE_CHROME_H_

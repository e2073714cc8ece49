#include "pull/sources.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <limits>
#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "base/limits.h"
#include "base/status.h"
#include "pull/source_values.h"
#include "pull/url.h"

namespace khotin::pull {
namespace {

constexpr size_t kMaxNameBytes = 64;
constexpr size_t kMaxContactBytes = 200;
constexpr int kMaxArticles = 100000;
constexpr int kMaxThreads = 64;
constexpr absl::Duration kMaxDelay = absl::Hours(1);
constexpr absl::Duration kMinTimeout = absl::Milliseconds(100);
constexpr absl::Duration kMaxTimeout = absl::Hours(1);

absl::Status Bounded(absl::string_view text, absl::Duration least, absl::Duration most,
                     absl::Duration* out) {
  absl::Duration parsed;
  KHOTIN_RETURN_IF_ERROR(ParseValue(text, &parsed));
  if (parsed < least || parsed > most) {
    return absl::InvalidArgumentError(absl::StrCat("'", text, "' is not from ",
                                                   absl::FormatDuration(least), " to ",
                                                   absl::FormatDuration(most)));
  }
  *out = parsed;
  return absl::OkStatus();
}

// It becomes part of a header line.
absl::Status ParseContact(absl::string_view text, std::string* out) {
  const bool printable = std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isgraph(static_cast<unsigned char>(c)) && c != '(' && c != ')';
  });
  if (!printable || text.size() > kMaxContactBytes ||
      (!absl::StrContains(text, '@') && !absl::StrContains(text, "://"))) {
    return absl::InvalidArgumentError(
        absl::StrCat("'", text, "' is neither a mail address nor a URL of at most ",
                     kMaxContactBytes, " letters, digits and signs of ASCII"));
  }
  *out = std::string(text);
  return absl::OkStatus();
}

using SettingParser = absl::Status (*)(absl::string_view, PullSettings*, Source*);
using SourceParser = absl::Status (*)(absl::string_view, Source*);

// Stand in front of the first source. The delay there is that of sources that have none.
const std::map<absl::string_view, SettingParser>& SettingParsers() {
  static const auto* const parsers = new std::map<absl::string_view, SettingParser>{
      {"allow-private-addresses",
       [](absl::string_view text, PullSettings* out, Source*) {
         return ParseValue(text, &out->allow_private_addresses);
       }},
      {"contact", [](absl::string_view text, PullSettings* out,
                     Source*) { return ParseContact(text, &out->contact); }},
      {"delay",
       [](absl::string_view text, PullSettings*, Source* defaults) {
         return Bounded(text, absl::ZeroDuration(), kMaxDelay, &defaults->delay);
       }},
      {"max-listing-bytes",
       [](absl::string_view text, PullSettings* out, Source*) {
         return ParseSize(text, base::kMaxListingBytes, &out->max_listing_bytes);
       }},
      {"max-page-bytes",
       [](absl::string_view text, PullSettings* out, Source*) {
         return ParseSize(text, base::kMaxDocumentBytes, &out->max_page_bytes);
       }},
      {"max-run-bytes",
       [](absl::string_view text, PullSettings* out, Source*) {
         return ParseSize(text, std::numeric_limits<size_t>::max() >> 1, &out->max_run_bytes);
       }},
      {"threads", [](absl::string_view text, PullSettings* out,
                     Source*) { return ParseCount(text, 1, kMaxThreads, &out->threads); }},
      {"timeout", [](absl::string_view text, PullSettings* out,
                     Source*) { return Bounded(text, kMinTimeout, kMaxTimeout, &out->timeout); }},
  };
  return *parsers;
}

absl::Status AddListing(absl::string_view text, Source* out) {
  KHOTIN_ASSIGN_OR_RETURN(const Url url, ParseUrl(text));
  if (std::find(out->listings.begin(), out->listings.end(), url.text) != out->listings.end()) {
    return absl::InvalidArgumentError(absl::StrCat("'", text, "' is given twice"));
  }
  out->listings.push_back(url.text);
  return absl::OkStatus();
}

absl::Status AddRegex(absl::string_view text, std::vector<std::shared_ptr<const RE2>>* out) {
  std::shared_ptr<const RE2> regex;
  KHOTIN_RETURN_IF_ERROR(ParseValue(text, &regex));
  out->push_back(std::move(regex));
  return absl::OkStatus();
}

const std::map<absl::string_view, SourceParser>& SourceParsers() {
  static const auto* const parsers = new std::map<absl::string_view, SourceParser>{
      {"delay",
       [](absl::string_view text, Source* out) {
         return Bounded(text, absl::ZeroDuration(), kMaxDelay, &out->delay);
       }},
      {"exclude",
       [](absl::string_view text, Source* out) { return AddRegex(text, &out->exclude); }},
      {"feed", AddListing},
      {"include",
       [](absl::string_view text, Source* out) { return AddRegex(text, &out->include); }},
      {"max-age",
       [](absl::string_view text, Source* out) { return ParseValue(text, &out->max_age); }},
      {"max-articles",
       [](absl::string_view text, Source* out) {
         return ParseCount(text, 1, kMaxArticles, &out->max_articles);
       }},
      {"since", [](absl::string_view text, Source* out) { return ParseValue(text, &out->since); }},
      {"sitemap", AddListing},
  };
  return *parsers;
}

template <typename Parsers>
absl::Status UnknownKey(absl::string_view key, const Parsers& parsers) {
  std::vector<absl::string_view> known;
  known.reserve(parsers.size());
  for (const auto& [name, parser] : parsers) known.push_back(name);
  return absl::InvalidArgumentError(
      absl::StrCat("'", key, "' is unknown here (known: ", absl::StrJoin(known, ", "), ")"));
}

class SourcesParser {
 public:
  SourcesParser() {
    file_.settings.max_page_bytes = base::kMaxDocumentBytes;
    file_.settings.max_listing_bytes = base::kMaxListingBytes;
  }

  absl::Status Line(absl::string_view line) {
    ++line_;
    const absl::string_view text = absl::StripAsciiWhitespace(line);
    if (text.empty() || text.front() == '#') return absl::OkStatus();
    const size_t column = static_cast<size_t>(text.data() - line.data()) + 1;
    return text.front() == '[' ? At(column, Section(text)) : KeyValue(text, column);
  }

  absl::StatusOr<SourcesFile> Finish() {
    KHOTIN_RETURN_IF_ERROR(EndSource());
    if (file_.sources.empty()) {
      return absl::InvalidArgumentError("no source in it (a line such as [source NAME])");
    }
    if (file_.settings.contact.empty()) {
      return absl::InvalidArgumentError(
          "contact is missing: sites want to know whose crawler visits them (a line such as "
          "contact = editor@example.org in front of the first source)");
    }
    return std::move(file_);
  }

 private:
  absl::Status At(size_t column, const absl::Status& status) const {
    return base::Annotate(status, absl::StrCat("line ", line_, ", column ", column));
  }

  absl::Status Section(absl::string_view text) {
    if (!absl::ConsumePrefix(&text, "[source ") || !absl::ConsumeSuffix(&text, "]")) {
      return absl::InvalidArgumentError("a section is [source NAME]");
    }
    KHOTIN_RETURN_IF_ERROR(EndSource());
    const std::string name(absl::StripAsciiWhitespace(text));
    KHOTIN_RETURN_IF_ERROR(CheckName(name));
    file_.sources.push_back(defaults_);
    file_.sources.back().name = name;
    section_line_ = line_;
    keys_.clear();
    return absl::OkStatus();
  }

  absl::Status CheckName(absl::string_view name) const {
    const bool sound = !name.empty() && name.size() <= kMaxNameBytes && name.front() != '.' &&
                       std::all_of(name.begin(), name.end(), [](char c) {
                         return absl::ascii_isalnum(static_cast<unsigned char>(c)) ||
                                absl::StrContains("._-", absl::string_view(&c, 1));
                       });
    if (!sound) {
      return absl::InvalidArgumentError(
          absl::StrCat("'", name, "' is no name of a source: up to ", kMaxNameBytes,
                       " letters and digits of ASCII, '.', '_' and '-', the first no '.'"));
    }
    const bool taken = std::any_of(file_.sources.begin(), file_.sources.end(),
                                   [name](const Source& source) { return source.name == name; });
    return taken ? absl::InvalidArgumentError(absl::StrCat("source '", name, "' is there twice"))
                 : absl::OkStatus();
  }

  // Named by the line on which the source begins.
  absl::Status EndSource() const {
    if (file_.sources.empty() || !file_.sources.back().listings.empty()) return absl::OkStatus();
    return absl::InvalidArgumentError(absl::StrCat("line ", section_line_, ": source '",
                                                   file_.sources.back().name,
                                                   "' has neither feed nor sitemap"));
  }

  absl::Status KeyValue(absl::string_view text, size_t column) {
    const size_t equals = text.find('=');
    const absl::string_view key = absl::StripAsciiWhitespace(text.substr(0, equals));
    if (equals == absl::string_view::npos || key.empty()) {
      return At(column, absl::InvalidArgumentError("neither KEY = VALUE nor [source NAME]"));
    }
    const absl::string_view value = absl::StripAsciiWhitespace(text.substr(equals + 1));
    const bool repeats = key == "feed" || key == "sitemap" || key == "include" || key == "exclude";
    if (!repeats && std::find(keys_.begin(), keys_.end(), key) != keys_.end()) {
      return At(column, absl::InvalidArgumentError(absl::StrCat("'", key, "' is there twice")));
    }
    keys_.emplace_back(key);
    bool known = true;
    const absl::Status status = Set(key, value, &known);
    const size_t value_column = value.empty()
                                    ? column + equals + 1
                                    : column + static_cast<size_t>(value.data() - text.data());
    return known ? At(value_column, base::Annotate(status, key)) : At(column, status);
  }

  absl::Status Set(absl::string_view key, absl::string_view value, bool* known) {
    if (file_.sources.empty()) {
      const auto found = SettingParsers().find(key);
      *known = found != SettingParsers().end();
      return *known ? found->second(value, &file_.settings, &defaults_)
                    : UnknownKey(key, SettingParsers());
    }
    const auto found = SourceParsers().find(key);
    *known = found != SourceParsers().end();
    return *known ? found->second(value, &file_.sources.back()) : UnknownKey(key, SourceParsers());
  }

  SourcesFile file_;
  Source defaults_;
  std::vector<std::string> keys_;  // of the section
  size_t line_ = 0;
  size_t section_line_ = 0;
};

}  // namespace

absl::StatusOr<SourcesFile> ParseSources(absl::string_view text) {
  absl::ConsumePrefix(&text, "\xef\xbb\xbf");
  SourcesParser parser;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    KHOTIN_RETURN_IF_ERROR(parser.Line(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parser.Finish();
}

absl::StatusOr<SourcesFile> LoadSources(const std::string& path) {
  // Not extract::OpenFile: what Kubernetes mounts from a ConfigMap is a symbolic link.
  std::ifstream file(path, std::ios::binary);
  if (!file) return base::Annotate(absl::ErrnoToStatus(errno, "cannot be read"), path);
  std::string text(base::kMaxDocumentBytes + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file.bad()) return base::Annotate(absl::ErrnoToStatus(errno, "cannot be read"), path);
  text.resize(static_cast<size_t>(file.gcount()));
  if (text.size() > base::kMaxDocumentBytes) {
    return absl::InvalidArgumentError(absl::StrCat(path, ": over 16 MiB"));
  }
  auto parsed = ParseSources(text);
  if (!parsed.ok()) return base::Annotate(parsed.status(), path);
  return parsed;
}

}  // namespace khotin::pull

#include "pull/robots.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "base/limits.h"

namespace khotin::pull {
namespace {

constexpr size_t kMaxPatternBytes = 2083;  // what the RFC wants read of a line at least, and more

unsigned char Byte(char c) { return static_cast<unsigned char>(c); }

bool IsUnreserved(unsigned char c) {
  return absl::ascii_isalnum(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

int HexValue(char c) {
  if (absl::ascii_isdigit(Byte(c))) return c - '0';
  return absl::ascii_tolower(Byte(c)) - 'a' + 10;
}

// One spelling for all that mean the same octets (RFC 9309, 2.2.2): unreserved characters stand
// for themselves, others that were encoded and those outside of ASCII as %XX in capitals.
std::string Normalize(absl::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    unsigned char octet = Byte(text[i]);
    const bool encoded = octet == '%' && i + 2 < text.size() &&
                         absl::ascii_isxdigit(Byte(text[i + 1])) &&
                         absl::ascii_isxdigit(Byte(text[i + 2]));
    if (encoded) {
      octet = static_cast<unsigned char>(HexValue(text[i + 1]) * 16 + HexValue(text[i + 2]));
      i += 2;
    }
    if (encoded ? !IsUnreserved(octet) : octet >= 0x80) {
      absl::StrAppendFormat(&out, "%%%02X", octet);
    } else {
      out.push_back(static_cast<char>(octet));
    }
  }
  return out;
}

// Takes the first place for each piece between asterisks, which leaves the most for the rest.
bool Matches(absl::string_view pattern, absl::string_view target) {
  const bool to_end = absl::ConsumeSuffix(&pattern, "$");
  size_t star = pattern.find('*');
  if (star == absl::string_view::npos) {
    return to_end ? target == pattern : absl::StartsWith(target, pattern);
  }
  if (!absl::ConsumePrefix(&target, pattern.substr(0, star))) return false;
  while (true) {
    pattern.remove_prefix(star + 1);
    star = pattern.find('*');
    if (star == absl::string_view::npos) break;
    const size_t at = target.find(pattern.substr(0, star));
    if (at == absl::string_view::npos) return false;
    target.remove_prefix(at + star);
  }
  return to_end ? absl::EndsWith(target, pattern) : absl::StrContains(target, pattern);
}

// "khotin" of "Khotin/0.1 (+https://…)".
absl::string_view ProductToken(absl::string_view value) {
  const auto end = std::find_if_not(value.begin(), value.end(), [](char c) {
    return absl::ascii_isalpha(Byte(c)) || c == '-' || c == '_';
  });
  return value.substr(0, static_cast<size_t>(end - value.begin()));
}

}  // namespace

class RobotsParser {
 public:
  explicit RobotsParser(absl::string_view product_token) : token_(product_token) {}

  void Line(absl::string_view line) {
    line = line.substr(0, line.find('#'));
    const size_t colon = line.find(':');
    if (colon == absl::string_view::npos) return;
    const absl::string_view key = absl::StripAsciiWhitespace(line.substr(0, colon));
    const absl::string_view value = absl::StripAsciiWhitespace(line.substr(colon + 1));
    if (absl::EqualsIgnoreCase(key, "user-agent")) {
      UserAgent(value);
    } else if (absl::EqualsIgnoreCase(key, "allow")) {
      Rule(value, true);
    } else if (absl::EqualsIgnoreCase(key, "disallow")) {
      Rule(value, false);
    } else if (absl::EqualsIgnoreCase(key, "crawl-delay")) {
      CrawlDelay(value);
    }
  }

  Robots Finish() { return std::move(named_ ? ours_ : all_); }

 private:
  void UserAgent(absl::string_view value) {
    if (!reading_agents_) for_us_ = for_all_ = false;
    reading_agents_ = true;
    for_all_ = for_all_ || value == "*";
    for_us_ = for_us_ || absl::EqualsIgnoreCase(ProductToken(value), token_);
    named_ = named_ || for_us_;
  }

  void Rule(absl::string_view value, bool allow) {
    reading_agents_ = false;
    if (value.empty() || value.size() > kMaxPatternBytes) return;
    if (for_us_) ours_.rules_.push_back({Normalize(value), allow});
    if (for_all_) all_.rules_.push_back({Normalize(value), allow});
  }

  void CrawlDelay(absl::string_view value) {
    double seconds = 0;
    if (!absl::SimpleAtod(value, &seconds) || !(seconds > 0)) return;
    const absl::Duration delay = absl::Seconds(seconds);
    if (for_us_) ours_.crawl_delay_ = delay;
    if (for_all_) all_.crawl_delay_ = delay;
  }

  const absl::string_view token_;
  Robots ours_;
  Robots all_;
  bool named_ = false;
  bool reading_agents_ = false;
  bool for_us_ = false;
  bool for_all_ = false;
};

Robots Robots::Parse(absl::string_view text, absl::string_view product_token) {
  RobotsParser parser(product_token);
  text = text.substr(0, base::kMaxRobotsBytes);
  absl::ConsumePrefix(&text, "\xef\xbb\xbf");
  for (const absl::string_view line : absl::StrSplit(text, absl::ByAnyChar("\r\n"))) {
    parser.Line(line);
  }
  return parser.Finish();
}

bool Robots::Allows(absl::string_view target) const {
  if (target == "/robots.txt") return true;
  const std::string normal = Normalize(target);
  const Rule* best = nullptr;
  for (const Rule& rule : rules_) {
    const bool better = best == nullptr || rule.pattern.size() > best->pattern.size() ||
                        (rule.pattern.size() == best->pattern.size() && rule.allow);
    if (better && Matches(rule.pattern, normal)) best = &rule;
  }
  return best == nullptr || best->allow;
}

}  // namespace khotin::pull

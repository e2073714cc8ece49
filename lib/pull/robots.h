// robots.txt: what a site lets a crawler fetch (RFC 9309).
#ifndef KHOTIN_PULL_ROBOTS_H_
#define KHOTIN_PULL_ROBOTS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace khotin::pull {

// The rules of one robots.txt for one crawler. Thread-compatible.
class Robots {
 public:
  // Everything is allowed.
  Robots() = default;

  // Reads the first base::kMaxRobotsBytes of `text`; never fails. Counted are all groups that name
  // `product_token` (compared without case), or, when none does, those for "*". Crawl-delay,
  // which the RFC does not have, is read as it is widely used: seconds, with a fraction or not.
  static Robots Parse(absl::string_view text, absl::string_view product_token);

  // True when the rule with the longest pattern that matches says Allow, or none matches; of two
  // equally long ones Allow wins. `target` is a URL's path and query. /robots.txt is allowed.
  bool Allows(absl::string_view target) const;

  // Zero when the file asks for none.
  absl::Duration crawl_delay() const { return crawl_delay_; }

 private:
  friend class RobotsParser;
  struct Rule {
    std::string pattern;  // normalized, with "*", and "$" at its end
    bool allow = false;
  };

  std::vector<Rule> rules_;
  absl::Duration crawl_delay_;
};

}  // namespace khotin::pull

#endif  // KHOTIN_PULL_ROBOTS_H_

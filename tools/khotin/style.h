// How text looks on a terminal, and plainly elsewhere.
#ifndef KHOTIN_TOOLS_KHOTIN_STYLE_H_
#define KHOTIN_TOOLS_KHOTIN_STYLE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "khotin/v1/article.pb.h"

namespace khotin::cli {

// A copy of `text` without control characters: an article must not be able to steer a terminal.
std::string Printable(absl::string_view text);

class Style {
 public:
  explicit Style(bool colours) : colours_(colours) {}
  // Colours when standard output is a terminal and NO_COLOR is not set.
  static Style OfStandardOutput();

  bool colours() const { return colours_; }

  // Each returns printable text.
  std::string Plain(absl::string_view text) const { return Printable(text); }
  std::string Bold(absl::string_view text) const { return Wrap("1", text); }
  std::string Dim(absl::string_view text) const { return Wrap("2", text); }
  std::string Removed(absl::string_view text) const { return Wrap("31", text); }
  std::string Added(absl::string_view text) const { return Wrap("32", text); }
  // `text` with the given stretches of it set off. Stretches in order; those that do not fit into
  // the text, or overlap one before, are left plain. `bold` is how the rest looks.
  std::string Marked(absl::string_view text, const std::vector<v1::TextSpan>& spans,
                     bool bold = false) const;

 private:
  std::string Wrap(absl::string_view code, absl::string_view text) const;
  std::string Rest(absl::string_view text, bool bold) const {
    return bold ? Bold(text) : Plain(text);
  }

  bool colours_;
};

}  // namespace khotin::cli

#endif  // KHOTIN_TOOLS_KHOTIN_STYLE_H_

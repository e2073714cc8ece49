#include "extract/html_json_repair.h"

#include <algorithm>

#include "absl/strings/match.h"

namespace khotin::extract {
namespace {

class Repairer {
 public:
  explicit Repairer(absl::string_view text) : text_(text) {}

  std::string Run() {
    while (pos_ < text_.size() && !complete_) {
      const char c = text_[pos_];
      if (c == '"') {
        CopyString();
      } else if (absl::StartsWith(text_.substr(pos_), "/*")) {
        SkipPast("*/");
      } else if (absl::StartsWith(text_.substr(pos_), "//")) {
        SkipPast("\n");
      } else {
        CopyMark(c);
        ++pos_;
      }
    }
    while (!open_.empty()) Close();
    return std::move(out_);
  }

 private:
  void CopyString() {
    size_t end = pos_ + 1;
    while (end < text_.size() && text_[end] != '"') end += text_[end] == '\\' ? 2 : 1;
    end = std::min(end + 1, text_.size());
    for (const char c : text_.substr(pos_, end - pos_)) {
      out_.push_back(static_cast<unsigned char>(c) < 0x20 ? ' ' : c);
    }
    pos_ = end;
  }

  void SkipPast(absl::string_view mark) {
    const size_t at = text_.find(mark, pos_ + 2);
    pos_ = at == absl::string_view::npos ? text_.size() : at + mark.size();
  }

  void CopyMark(char c) {
    if (c == '{' || c == '[') open_.push_back(c == '{' ? '}' : ']');
    if (c == '}' || c == ']') {
      if (open_.empty() || open_.back() != c) return;
      Close();
      complete_ = open_.empty();
      return;
    }
    out_.push_back(static_cast<unsigned char>(c) < 0x20 ? ' ' : c);
  }

  void Close() {
    while (!out_.empty() && (out_.back() == ' ' || out_.back() == ',')) out_.pop_back();
    out_.push_back(open_.back());
    open_.pop_back();
  }

  const absl::string_view text_;
  size_t pos_ = 0;
  std::string out_;
  std::string open_;  // the brackets that close what is open
  bool complete_ = false;
};

}  // namespace

std::string RepairJson(absl::string_view text) { return Repairer(text).Run(); }

}  // namespace khotin::extract

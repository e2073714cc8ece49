#include "extract/learned_chrome.h"

#include <algorithm>
#include <utility>

#include "base/hash.h"
#include "extract/caption.h"

namespace khotin::extract {
namespace {

constexpr size_t kMinStoryBytes = 150;
// Bare titles have more words than the headings that articles share ("Kết luận").
constexpr int32_t kMinTitleWords = 6;

bool IsCaption(const Line& line) { return FindCaptionMark(line).has_value(); }

class RotatingRemover {
 public:
  RotatingRemover(size_t from, LineTable* table) : from_(from), table_(*table) {}

  void Run() {
    for (size_t i = from_; i < table_.size(); ++i) {
      Line& line = table_[i];
      if (!line.undecided() || line.learned == ChromeUse::kNone || IsCaption(line)) continue;
      if (line.words < kMinTitleWords && StandsInText(i)) continue;
      line.Remove(kLearnedKind, line.learned == ChromeUse::kTitle ? kTitleReason : kRotatingReason);
    }
  }

 private:
  // Between the paragraphs of the article, with no chrome beside it.
  bool StandsInText(size_t i) const {
    const bool above = i <= from_ || !table_[i - 1].removed();
    const bool below = i + 1 >= table_.size() || !table_[i + 1].removed();
    return above && below;
  }

  const size_t from_;
  LineTable& table_;
};

}  // namespace

void ShortLines::Add(LineFingerprint fingerprint) {
  if (fingerprint != 0 && seen_.insert(fingerprint).second) lines_.push_back(fingerprint);
}

std::vector<uint64_t> ShortLines::Take() && {
  lines_.erase(std::remove(lines_.begin(), lines_.end(), excluded_), lines_.end());
  return std::move(lines_);
}

uint64_t FingerprintStory(absl::string_view paragraph) {
  if (paragraph.size() < kMinStoryBytes) return 0;
  return std::max<uint64_t>(base::Hash64(paragraph), 1);
}

void MarkLearnedLines(const SiteChrome& chrome, LineTable* table) {
  for (Line& line : table->lines()) {
    if (!line.undecided() || line.fingerprint == 0) continue;
    line.learned = chrome.Find(line.fingerprint);
    if (line.learned == ChromeUse::kConstant && !IsCaption(line)) {
      line.Remove(kLearnedKind, kConstantReason);
    }
  }
}

void RemoveRotatingLines(size_t from, LineTable* table) { RotatingRemover(from, table).Run(); }

}  // namespace khotin::extract

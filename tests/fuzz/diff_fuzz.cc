// Two articles, told apart by a byte 0xFF, a block a line: the diff, applied to the first, gives
// the second.
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "text/passage_diff.h"
#include "text/utf8.h"

namespace {

using namespace khotin;  // NOLINT(google-build-using-namespace)

std::vector<text::Passage> BodyOf(absl::string_view article) {
  std::vector<text::Passage> body;
  for (const absl::string_view line : absl::StrSplit(article, '\n')) {
    body.push_back({text::Field::kBody, static_cast<int32_t>(body.size()), line});
  }
  return body;
}

void Check(bool holds) {
  if (!holds) __builtin_trap();
}

std::string Applied(const std::vector<text::TextChange>& changes, absl::string_view base,
                    absl::string_view text) {
  std::string made;
  uint32_t done = 0;
  for (const text::TextChange& change : changes) {
    Check(change.base.begin >= done && text::ValidateUtf8(change.base.In(base)).ok() &&
          text::ValidateUtf8(change.text.In(text)).ok());
    absl::StrAppend(&made, base.substr(done, change.base.begin - done), change.text.In(text));
    done = change.base.end;
  }
  return absl::StrCat(made, base.substr(done));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view input(reinterpret_cast<const char*>(data), size);
  const std::vector<absl::string_view> sides = absl::StrSplit(input, absl::MaxSplits('\xFF', 1));
  for (const absl::string_view side : sides) {
    if (!text::ValidateUtf8(side).ok()) return 0;
  }
  const std::vector<text::Passage> base = BodyOf(sides.front());
  const std::vector<text::Passage> later = BodyOf(sides.back());
  size_t base_next = 0;
  size_t next = 0;
  for (const text::PassageDiff& diff : text::DiffPassages(base, later)) {
    if (diff.base.has_value()) Check(*diff.base == base_next++);
    if (!diff.passage.has_value()) continue;
    Check(*diff.passage == next++);
    if (!diff.base.has_value()) continue;
    const absl::string_view text = later[*diff.passage].text;
    Check(Applied(diff.changes, base[*diff.base].text, text) == text);
  }
  Check(base_next == base.size() && next == later.size());
  return 0;
}

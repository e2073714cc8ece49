#include "extract/photo_credit.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace khotin::extract {
namespace {

constexpr absl::string_view kMarks[] = {
    "Ảnh minh họa:", "Ảnh minh hoạ:", "Nguồn ảnh:",    "Nguồn:",      "Ảnh:",     "ảnh:",
    "ẢNH:",          "Ảnh :",         "Photo:",        "Photograph:", "Photo by", "Image:",
    "Photo credit:", "Credit:",       "Image credit:", "(Photo by",
};
constexpr size_t kMaxCredit = 90;

bool IsEnd(char c) { return absl::StrContains(" ().;\t", c); }

}  // namespace

std::string PhotoCredit(absl::string_view line) {
  size_t best = absl::string_view::npos;
  for (const absl::string_view mark : kMarks) {
    const size_t at = line.rfind(mark);
    if (at == absl::string_view::npos) continue;
    const size_t end = at + mark.size();
    if (best == absl::string_view::npos || end > best) best = end;
  }
  if (best == absl::string_view::npos || line.size() - best > kMaxCredit) return "";
  absl::string_view credit = line.substr(best);
  while (!credit.empty() && IsEnd(credit.front())) credit.remove_prefix(1);
  while (!credit.empty() && IsEnd(credit.back())) credit.remove_suffix(1);
  return absl::StrContains(credit, ". ") ? "" : std::string(credit);
}

}  // namespace khotin::extract

#include "tools/khotin/diff_view.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tools/khotin/names.h"

namespace khotin::cli {
namespace {

std::string Removed(absl::string_view text, const Style& style) {
  if (text.empty() || style.colours()) return style.Removed(text);
  return absl::StrCat("[-", style.Plain(text), "-]");
}

std::string Added(absl::string_view text, const Style& style) {
  if (text.empty() || style.colours()) return style.Added(text);
  return absl::StrCat("{+", style.Plain(text), "+}");
}

bool Fits(const v1::ByteRange& range, size_t done, const std::string& text) {
  return range.begin() >= 0 && static_cast<size_t>(range.begin()) >= done &&
         range.end() >= range.begin() && static_cast<size_t>(range.end()) <= text.size();
}

absl::string_view In(const v1::ByteRange& range, const std::string& text) {
  return absl::string_view(text).substr(static_cast<size_t>(range.begin()),
                                        static_cast<size_t>(range.end() - range.begin()));
}

// The new text with what was taken out where it stood.
std::string ChangedText(const v1::BlockDiff& block, const Style& style) {
  std::string line;
  size_t base_done = 0;
  size_t done = 0;
  const int count = std::min(block.base_changes_size(), block.changes_size());
  for (int i = 0; i < count; ++i) {
    const v1::ByteRange& before = block.base_changes(i);
    const v1::ByteRange& after = block.changes(i);
    if (!Fits(before, base_done, block.base_text()) || !Fits(after, done, block.text())) continue;
    const auto begin = static_cast<size_t>(after.begin());
    absl::StrAppend(&line, style.Plain(absl::string_view(block.text()).substr(done, begin - done)),
                    Removed(In(before, block.base_text()), style),
                    Added(In(after, block.text()), style));
    base_done = static_cast<size_t>(before.end());
    done = static_cast<size_t>(after.end());
  }
  return line + style.Plain(absl::string_view(block.text()).substr(done));
}

std::string FieldLabel(v1::TextField field, const Style& style) {
  if (field == v1::TEXT_FIELD_TITLE) return style.Dim("title: ");
  if (field == v1::TEXT_FIELD_LEAD) return style.Dim("lead: ");
  return "";
}

std::string BlockLine(const v1::BlockDiff& block, const Style& style) {
  const std::string label = FieldLabel(block.field(), style);
  switch (block.kind()) {
    case v1::DIFF_KIND_REMOVED:
      return absl::StrCat(style.Removed("- "), label, style.Removed(block.base_text()), "\n");
    case v1::DIFF_KIND_ADDED:
      return absl::StrCat(style.Added("+ "), label, style.Added(block.text()), "\n");
    default:
      return absl::StrCat("~ ", label, ChangedText(block, style), "\n");
  }
}

std::string EqualLine(int count, const Style& style) {
  if (count == 0) return "";
  return style.Dim(absl::StrCat("  (", count, count == 1 ? " block" : " blocks", " unchanged)")) +
         "\n";
}

std::string Heading(const v1::DiffArticlesResponse& diff, const Style& style) {
  const bool one = diff.base().name() == diff.article().name();
  return style.Bold(absl::StrCat(diff.base().name(), " version ", diff.base().version(), " -> ",
                                 one ? "" : absl::StrCat(diff.article().name(), " "), "version ",
                                 diff.article().version())) +
         "\n";
}

}  // namespace

std::string VersionLines(const v1::Article& version, const Style& style) {
  return absl::StrCat(
      style.Bold(absl::StrCat("version ", version.version())),
      style.Dim(
          absl::StrCat(" · ", TimeText(version.ingest_time()), " · revision ", version.revision())),
      "\n  ", version.title().empty() ? style.Dim("(no title)") : style.Plain(version.title()),
      "\n");
}

std::string DiffLines(const v1::DiffArticlesResponse& diff, const Style& style) {
  std::string lines = Heading(diff, style);
  if (!diff.changed_fields().empty()) {
    absl::StrAppend(&lines, style.Dim("also changed: "),
                    style.Plain(absl::StrJoin(diff.changed_fields(), ", ")), "\n");
  }
  absl::StrAppend(&lines, "\n");
  int equal = 0;
  bool differs = false;
  for (const v1::BlockDiff& block : diff.blocks()) {
    if (block.kind() == v1::DIFF_KIND_EQUAL) {
      ++equal;
      continue;
    }
    absl::StrAppend(&lines, EqualLine(equal, style), BlockLine(block, style));
    equal = 0;
    differs = true;
  }
  if (!differs) return absl::StrCat(lines, "The texts are the same.\n");
  return lines + EqualLine(equal, style);
}

}  // namespace khotin::cli

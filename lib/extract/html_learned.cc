#include "extract/html_learned.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "extract/chrome_lesson.h"
#include "extract/learned_chrome.h"
#include "extract/line.h"

namespace khotin::extract {
namespace {

absl::optional<LineFingerprint> FingerprintBlock(const PageBlock& block) {
  if (block.text.size() > kMaxKeyBytes) return absl::nullopt;
  return FingerprintLine(block.text);
}

void Note(const std::vector<PageBlock>& blocks, Extraction* found) {
  ShortLines lines;
  absl::string_view longest;
  for (const PageBlock& block : blocks) {
    if (const auto fingerprint = FingerprintBlock(block)) lines.Add(*fingerprint);
    if (block.text.size() > longest.size()) longest = block.text;
  }
  lines.EndOwn();
  lines.Exclude(FingerprintLine(found->article.title).value_or(0));
  lines.Exclude(FingerprintTitle(found->article.title).value_or(0));
  std::move(lines).MoveTo(found);
  found->story = FingerprintStory(longest);
}

}  // namespace

void RemoveLearnedBlocks(const SiteChrome* chrome, std::vector<PageBlock>* blocks,
                         Extraction* found) {
  Note(*blocks, found);
  if (chrome == nullptr) return;
  const auto learned = [&](const PageBlock& block) {
    if (block.kind == BlockKind::kCaption) return false;
    const auto fingerprint = FingerprintBlock(block);
    return fingerprint.has_value() && IsConstant(chrome->Find(*fingerprint));
  };
  const auto kept = std::stable_partition(blocks->begin(), blocks->end(),
                                          [&](const PageBlock& block) { return !learned(block); });
  if (kept == blocks->begin()) return;
  for (auto block = kept; block != blocks->end(); ++block) {
    AddRemoved(kLearnedKind, kConstantReason, block->text, &found->removed);
  }
  blocks->erase(kept, blocks->end());
}

}  // namespace khotin::extract

#include "extract/text_cleaner.h"

#include <cstddef>
#include <string>
#include <utility>

#include "absl/types/optional.h"
#include "extract/body.h"
#include "extract/caption.h"
#include "extract/chrome_lesson.h"
#include "extract/dateline.h"
#include "extract/figure_table.h"
#include "extract/head.h"
#include "extract/learned_chrome.h"
#include "extract/line.h"
#include "extract/line_pattern.h"
#include "extract/stray_lines.h"
#include "extract/tail.h"
#include "extract/teaser.h"
#include "extract/text_pairs.h"
#include "extract/timestamp_line.h"

namespace khotin::extract {
namespace {

constexpr size_t kPublisherBlocks = 3;
constexpr int32_t kMinLeadWords = 8;

class TextCleaner {
 public:
  // What was learned is not applied to the article's text when not `in_text`.
  TextCleaner(absl::string_view text, const TextHints& hints, bool in_text)
      : hints_(hints), in_text_(in_text), table_(LineTable::Split(text)) {}

  Extraction Clean() {
    TakeScraperPrefix();
    MarkKnownLines();
    if (hints_.chrome != nullptr) LookUpLines(*hints_.chrome, &table_);
    MarkFigureTables(&table_);
    if (!in_text_) ForgetLearned(EndOfText(table_), &table_);
    if (hints_.chrome != nullptr) RemoveConstantLines(&pairs_, &table_);
    const size_t begin = ReadHead(hints_, &table_, &found_.article);
    RemoveTeasers(begin, &table_);
    if (hints_.chrome != nullptr) RemoveFoot(begin, &table_);
    RemoveStrayLines(begin, BareTitlesLearned(), &pairs_, &table_);
    ReadTail(begin, &pairs_, &table_, &found_.article);
    const size_t first = table_.NextUndecided(begin);
    if (!found_.article.title.empty() && IsLead(table_, first)) {
      lead_ = first;
      table_[lead_].role = LineRole::kConsumed;
      ReadBelowLead(hints_, lead_, &table_, &found_.article);
    }
    ClassifyBody(first, &table_);
    Emit();
    NoteLesson();
    return std::move(found_);
  }

  // After Clean.
  bool TookTooMuch() const { return LearnedTookTooMuch(table_); }

 private:
  void TakeScraperPrefix() {
    if (table_.size() == 0) return;
    Line& line = table_[0];
    const absl::optional<ScraperPrefix> prefix = FindScraperPrefix(line.text);
    if (!prefix.has_value()) return;
    const absl::string_view text = line.text;
    const absl::string_view value =
        text.substr(prefix->value_begin, prefix->end - prefix->value_begin);
    found_.article.date_hint = {prefix->date, std::string(value), DateOrigin::kScraperPrefix,
                                line.number};
    if (prefix->end == text.size()) {
      line.Remove("scraper_metadata_prefix", "a scraper's note");
      return;
    }
    AddRemoved(line.number, "scraper_metadata_prefix", "a scraper's note before the text",
               text.substr(prefix->begin, prefix->end - prefix->begin), true);
    table_.Replace(0, text.substr(prefix->end));
  }

  void MarkKnownLines() {
    for (Line& line : table_.lines()) {
      if (!line.undecided()) continue;
      line.is_timestamp = IsRelativeTime(line) || ReadTimestampLine(line).has_value();
      if (line.is_timestamp) continue;
      line.pattern = FindLinePattern(line);
      if (line.pattern != nullptr && line.pattern->zone == PatternZone::kAnywhere) {
        line.Remove(line.pattern->kind, "known wording of site chrome");
      }
    }
  }

  bool BareTitlesLearned() const {
    return hints_.chrome != nullptr && hints_.chrome->Find(kBareTitles) != ChromeUse::kNone;
  }

  void AddRemoved(int32_t line, const char* kind, const char* reason, absl::string_view text,
                  bool inline_span) {
    found_.removed.push_back({line, kind, reason, std::string(text), inline_span});
  }

  void Emit() {
    for (size_t i = 0; i < table_.size(); ++i) {
      const Line& line = table_[i];
      if (i == lead_) {
        found_.article.lead = std::string(WithoutDateline(line));
      } else if (line.removed()) {
        AddRemoved(line.number, line.removed_kind, line.reason, line.text, false);
      } else if (line.role != LineRole::kConsumed) {
        EmitBlock(line);
      }
    }
  }

  // What the learner needs of this article; its own title, lead and byline teach nothing.
  void NoteLesson() {
    ShortLines lines;
    AddShortLines(table_, &lines);
    if (lead_ < table_.size() && table_[lead_].words < kMinLeadWords) {
      lines.Add(table_[lead_].fingerprint);  // perhaps a line of the head that is to be learned
    }
    lines.Exclude(FingerprintLine(found_.article.title).value_or(0));
    lines.Exclude(FingerprintTitle(found_.article.title).value_or(0));
    std::move(lines).MoveTo(&found_);
    const size_t longest = LongestParagraph(table_);
    if (longest < table_.size()) found_.story = FingerprintStory(table_[longest].text);
  }

  void EmitBlock(const Line& line) {
    Block block;
    block.line = line.number;
    absl::string_view text = line.text;
    switch (line.role) {
      case LineRole::kHeading:
        block.kind = BlockKind::kHeading;
        break;
      case LineRole::kListItem:
        block.kind = BlockKind::kListItem;
        break;
      case LineRole::kCaption:
        block.kind = BlockKind::kCaption;
        if (const auto mark = FindCaptionMark(line)) block.credit = mark->credit;
        break;
      default:
        if (paragraphs_++ == 0) text = WithoutDateline(line);
        if (paragraphs_ <= kPublisherBlocks) TakePublisher(text);
    }
    block.text = std::string(text);
    found_.article.body.push_back(std::move(block));
  }

  absl::string_view WithoutDateline(const Line& line) {
    absl::optional<Dateline> dateline = FindDateline(line.text);
    if (!dateline.has_value()) return line.text;
    AddRemoved(line.number, "dateline", "names the agency before the text",
               line.text.substr(0, dateline->length), true);
    found_.article.agency = std::move(dateline->agency);
    return line.text.substr(dateline->length);
  }

  void TakePublisher(absl::string_view paragraph) {
    if (found_.article.source_hint.empty()) {
      found_.article.source_hint = FindPublisher(paragraph);
    }
  }

  const TextHints& hints_;
  const bool in_text_;
  LineTable table_;
  LazyTextPairs pairs_{table_};
  Extraction found_;
  size_t lead_ = static_cast<size_t>(-1);
  size_t paragraphs_ = 0;
};

}  // namespace

Extraction CleanText(absl::string_view text, const TextHints& hints) {
  TextCleaner cleaner(text, hints, /*in_text=*/true);
  Extraction found = cleaner.Clean();
  if (hints.chrome == nullptr) return found;
  if (found.article.title.empty() || cleaner.TookTooMuch()) {
    Extraction careful = TextCleaner(text, hints, /*in_text=*/false).Clean();
    if (!careful.article.title.empty() || cleaner.TookTooMuch()) found = std::move(careful);
  }
  if (!found.article.body.empty()) return found;
  TextHints unlearned = hints;
  unlearned.chrome = nullptr;
  return TextCleaner(text, unlearned, /*in_text=*/true).Clean();
}

}  // namespace khotin::extract

#include "entity/facts/quote_marks.h"

#include "absl/strings/string_view.h"

namespace khotin::entity::facts {
namespace {

enum class Family : uint8_t { kNone, kDouble, kSingle, kAngle };
enum class Side : uint8_t { kEither, kOpen, kClose };

struct QuoteMark {
  Family family = Family::kNone;
  Side side = Side::kEither;
};

QuoteMark MarkOf(absl::string_view text) {
  if (text == "\"" || text == "''" || text == "＂" || text == "″") {
    return {Family::kDouble, Side::kEither};
  }
  if (text == "“" || text == "„" || text == "‟" || text == "〝") {
    return {Family::kDouble, Side::kOpen};
  }
  if (text == "”" || text == "〞") return {Family::kDouble, Side::kClose};
  if (text == "'") return {Family::kSingle, Side::kEither};
  if (text == "‘") return {Family::kSingle, Side::kOpen};
  if (text == "’") return {Family::kSingle, Side::kClose};
  if (text == "«") return {Family::kAngle, Side::kOpen};
  if (text == "»") return {Family::kAngle, Side::kClose};
  return {};
}

QuoteMark MarkAt(const Page& page, size_t i) {
  if (page.line.tokens[i].kind != text::TokenKind::kPunctuation) return {};
  QuoteMark mark = MarkOf(page.line.Text(i));
  if (mark.side != Side::kEither) return mark;
  const bool space_before = i == 0 || !page.line.Tight(i - 1);
  const bool space_behind = !page.line.Tight(i);
  if (space_before && !space_behind) mark.side = Side::kOpen;
  if (!space_before && space_behind) mark.side = Side::kClose;
  return mark;
}

// Reads the runs of one page. `open` is the family of a run that the page before left open.
class PageReader {
 public:
  explicit PageReader(const Page& page) : page_(page) {}

  std::vector<QuotedRun> Read(Family* open) {
    Family family = Family::kNone;
    if (*open != Family::kNone && Resumes(*open)) {
      family = *open;
      const bool has_mark = page_.size() > 0 && MarkAt(page_, 0).family == family;
      run_.open = has_mark ? 0 : static_cast<uint32_t>(-1);
      run_.resumed = true;
    }
    for (size_t i = family != Family::kNone && run_.open == 0 ? 1 : 0; i < page_.size(); ++i) {
      const QuoteMark mark = MarkAt(page_, i);
      if (mark.family == Family::kNone) continue;
      if (family == Family::kNone) {
        if (mark.side == Side::kClose) continue;
        family = mark.family;
        run_ = QuotedRun{};
        run_.open = static_cast<uint32_t>(i);
      } else if (mark.family == family && mark.side != Side::kOpen) {
        Close(i, true);
        family = Family::kNone;
      }
    }
    if (family == Family::kDouble || family == Family::kAngle) Close(page_.size(), false);
    *open = family == Family::kSingle ? Family::kNone : family;
    return std::move(runs_);
  }

 private:
  // True when the page opens with a mark of the family or closes it before it opens another.
  bool Resumes(Family family) const {
    for (size_t i = 0; i < page_.size(); ++i) {
      const QuoteMark mark = MarkAt(page_, i);
      if (mark.family != family) continue;
      return i == 0 || mark.side == Side::kClose;
    }
    return false;
  }

  void Close(size_t i, bool closed) {
    run_.close = static_cast<uint32_t>(i);
    run_.closed = closed;
    runs_.push_back(run_);
  }

  const Page& page_;
  QuotedRun run_;
  std::vector<QuotedRun> runs_;
};

}  // namespace

std::vector<std::vector<QuotedRun>> FindQuotedRuns(absl::Span<const Page> pages) {
  std::vector<std::vector<QuotedRun>> runs;
  runs.reserve(pages.size());
  Family open = Family::kNone;
  for (const Page& page : pages) {
    if (page.size() == 0) {
      runs.emplace_back();
      continue;
    }
    runs.push_back(PageReader(page).Read(&open));
    const bool resumes = !runs.back().empty() && runs.back().front().resumed;
    if (resumes) continue;
    // What the pages before left open never went on: those marks pair with nothing.
    for (size_t i = runs.size() - 1; i-- > 0;) {
      if (runs[i].empty()) {
        if (pages[i].size() > 0) break;
        continue;
      }
      if (!runs[i].back().closed) runs[i].pop_back();
      break;
    }
  }
  for (size_t i = runs.size(); i-- > 0;) {
    if (pages[i].size() == 0) continue;
    if (!runs[i].empty() && !runs[i].back().closed) runs[i].pop_back();
    break;
  }
  return runs;
}

}  // namespace khotin::entity::facts

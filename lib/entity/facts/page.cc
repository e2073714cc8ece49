#include "entity/facts/page.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_map.h"

namespace khotin::entity::facts {
namespace {

using PlaceKey = std::pair<int, int32_t>;

// Token borders of a line in bytes of the original.
struct Borders {
  std::vector<uint32_t> begins;
  std::vector<uint32_t> ends;
};

Borders OriginalBorders(const rules::Line& line) {
  Borders borders;
  borders.begins.reserve(line.size());
  borders.ends.reserve(line.size());
  for (const text::Token& token : line.tokens) {
    borders.begins.push_back(static_cast<uint32_t>(line.norm.offsets.ToOriginal(token.begin)));
    borders.ends.push_back(static_cast<uint32_t>(line.norm.offsets.ToOriginal(token.end)));
  }
  return borders;
}

bool OuterFirst(const Mark& a, const Mark& b) {
  return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
}

void Fill(const Mark& mark, size_t index, std::vector<int32_t>* at) {
  for (uint32_t i = mark.begin; i < mark.end; ++i) (*at)[i] = static_cast<int32_t>(index);
}

void Arrange(std::vector<Mark> marks, Page* page) {
  std::sort(marks.begin(), marks.end(), OuterFirst);
  page->mark_at.assign(page->size(), kNone);
  page->inner_at.assign(page->size(), kNone);
  uint32_t outer_end = 0;
  uint32_t inner_end = 0;
  for (const Mark& mark : marks) {
    if (mark.begin >= outer_end) {
      Fill(mark, page->marks.size(), &page->mark_at);
      page->marks.push_back(mark);
      outer_end = mark.end;
    } else if (mark.begin >= inner_end && mark.end <= outer_end) {
      Fill(mark, page->inner.size(), &page->inner_at);
      page->inner.push_back(mark);
      inner_end = mark.end;
    }
  }
}

}  // namespace

text::Span Page::SpanOf(size_t begin, size_t end) const {
  text::Span span;
  span.field = line.field;
  span.block = line.block;
  span.begin = static_cast<uint32_t>(line.norm.offsets.ToOriginal(line.tokens[begin].begin));
  span.end = static_cast<uint32_t>(line.norm.offsets.ToOriginal(line.tokens[end - 1].end));
  return span;
}

const Mark* Page::FirstInside(const Mark& position) const {
  for (uint32_t i = position.begin; i < position.end; ++i) {
    if (inner_at[i] != kNone) return &inner[static_cast<size_t>(inner_at[i])];
  }
  return nullptr;
}

std::vector<Page> MakePages(const rules::Lexicon& names, absl::Span<const text::Passage> document,
                            absl::Span<const Mention> mentions,
                            absl::Span<const DocumentEntity> entities) {
  std::vector<int32_t> entity_of(mentions.size(), kNone);
  for (size_t i = 0; i < entities.size(); ++i) {
    for (const uint32_t mention : entities[i].mentions) {
      if (mention < entity_of.size()) entity_of[mention] = static_cast<int32_t>(i);
    }
  }
  std::vector<Page> pages;
  absl::flat_hash_map<PlaceKey, size_t> page_of;
  std::vector<Borders> borders;
  for (rules::Line& line : rules::MakeLines(names, document)) {
    page_of.emplace(PlaceKey(static_cast<int>(line.field), line.block), pages.size());
    borders.push_back(OriginalBorders(line));
    pages.emplace_back();
    pages.back().line = std::move(line);
  }
  std::vector<std::vector<Mark>> marks(pages.size());
  for (size_t i = 0; i < mentions.size(); ++i) {
    const text::Span& span = mentions[i].span;
    const auto place = page_of.find(PlaceKey(static_cast<int>(span.field), span.block));
    if (place == page_of.end()) continue;
    const Borders& at = borders[place->second];
    const auto begin = std::lower_bound(at.begins.begin(), at.begins.end(), span.begin);
    const auto end = std::upper_bound(at.ends.begin(), at.ends.end(), span.end);
    Mark mark{mentions[i].type, static_cast<uint32_t>(begin - at.begins.begin()),
              static_cast<uint32_t>(end - at.ends.begin()), entity_of[i], static_cast<uint32_t>(i)};
    if (mark.begin < mark.end) marks[place->second].push_back(mark);
  }
  for (size_t i = 0; i < pages.size(); ++i) Arrange(std::move(marks[i]), &pages[i]);
  return pages;
}

}  // namespace khotin::entity::facts

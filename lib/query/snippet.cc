#include <algorithm>

#include "absl/strings/ascii.h"
#include "query/highlight.h"
#include "text/utf8.h"

namespace khotin::query {
namespace {

bool InPassage(const text::Span& span, const text::Passage& passage) {
  return span.field == passage.field && span.block == passage.block;
}

// A run of highlights of one passage that fits a snippet.
struct Group {
  size_t passage = 0;
  size_t first = 0;  // among all highlights
  size_t count = 0;
  size_t bytes = 0;  // of the highlights themselves
};

// The longest group of `passage` that begins with highlight `first`.
Group GroupFrom(size_t passage, absl::Span<const text::Span> highlights, size_t first,
                size_t max_bytes) {
  Group group{passage, first, 0, 0};
  const text::Span& begin = highlights[first];
  for (size_t i = first; i < highlights.size(); ++i) {
    const text::Span& span = highlights[i];
    const bool same = span.field == begin.field && span.block == begin.block;
    if (!same || (i > first && span.end - begin.begin > max_bytes)) break;
    ++group.count;
    group.bytes += span.end - span.begin;
  }
  return group;
}

// The densest group, of the title only if there is no other.
Group DensestGroup(absl::Span<const text::Passage> passages,
                   absl::Span<const text::Span> highlights, size_t max_bytes) {
  Group best;
  for (const bool title : {false, true}) {
    size_t passage = 0;  // highlights come in the order of the passages
    for (size_t i = 0; i < highlights.size(); ++i) {
      while (passage < passages.size() && !InPassage(highlights[i], passages[passage])) ++passage;
      if (passage == passages.size()) break;
      if ((highlights[i].field == text::Field::kTitle) != title) continue;
      const Group group = GroupFrom(passage, highlights, i, max_bytes);
      if (group.bytes > best.bytes) best = group;
    }
    if (best.count > 0) break;
  }
  return best;
}

size_t SpaceBefore(absl::string_view text, size_t at) {
  while (at > 0 && !absl::ascii_isspace(static_cast<unsigned char>(text[at - 1]))) --at;
  return at;
}

size_t WordBegin(absl::string_view text, size_t at) {
  while (at < text.size() && absl::ascii_isspace(static_cast<unsigned char>(text[at]))) ++at;
  return at;
}

// [begin, begin + max_bytes) of `text`, ending between words if any ends there.
size_t CutEnd(absl::string_view text, size_t begin, size_t must_hold, size_t max_bytes) {
  if (text.size() - begin <= max_bytes) return text.size();
  size_t end = begin + text::TruncateUtf8(text.substr(begin), max_bytes).size();
  if (!absl::ascii_isspace(static_cast<unsigned char>(text[end]))) {
    const size_t border = SpaceBefore(text, end);
    if (border > begin && border >= must_hold) end = border;
  }
  while (end > begin && end > must_hold &&
         absl::ascii_isspace(static_cast<unsigned char>(text[end - 1]))) {
    --end;
  }
  return end;
}

// Where a stretch that holds [first, last) of `text` begins: half of the free room before it.
size_t CutBegin(absl::string_view text, size_t first, size_t last, size_t max_bytes) {
  const size_t used = std::min(last - first, max_bytes);
  const size_t room = (max_bytes - used) / 2;
  // Near the end of the text the room behind is not needed there.
  const size_t behind = std::min(text.size() - std::min(last, text.size()), room);
  const size_t before = std::min(first, max_bytes - used - behind);
  const size_t wanted = first - before;
  if (wanted == 0) return WordBegin(text, 0) <= first ? WordBegin(text, 0) : 0;
  size_t begin = wanted;
  if (!absl::ascii_isspace(static_cast<unsigned char>(text[begin - 1]))) {
    while (begin < first && !absl::ascii_isspace(static_cast<unsigned char>(text[begin]))) ++begin;
  }
  return std::min(WordBegin(text, begin), first);
}

}  // namespace

Snippet MakeSnippet(absl::Span<const text::Passage> passages,
                    absl::Span<const text::Span> highlights, size_t max_bytes) {
  Snippet snippet;
  if (passages.empty()) return snippet;
  const Group group = DensestGroup(passages, highlights, max_bytes);
  size_t chosen = group.passage;
  size_t first = 0;
  size_t last = 0;
  if (group.count > 0) {
    first = highlights[group.first].begin;
    last = highlights[group.first + group.count - 1].end;
  } else {
    const auto body = std::find_if(
        passages.begin(), passages.end(),
        [](const text::Passage& passage) { return passage.field != text::Field::kTitle; });
    chosen = body == passages.end() ? 0 : static_cast<size_t>(body - passages.begin());
    first = last = WordBegin(passages[chosen].text, 0);
  }
  const text::Passage& passage = passages[chosen];
  const size_t begin = CutBegin(passage.text, first, last, max_bytes);
  const size_t end = CutEnd(passage.text, begin, std::min(last, begin + max_bytes), max_bytes);
  snippet.span = {passage.field, passage.block, static_cast<uint32_t>(begin),
                  static_cast<uint32_t>(end)};
  for (const text::Span& span : highlights) {
    if (InPassage(span, passage) && span.begin >= begin && span.end <= end) {
      snippet.highlights.push_back(span);
    }
  }
  return snippet;
}

}  // namespace khotin::query

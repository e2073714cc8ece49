#include "entity/facts/quotes.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace khotin::entity::facts {

SpeechPage MakeSpeechPage(const Page& page, absl::Span<const int32_t> holders,
                          absl::Span<const Pointer> pointers, absl::Span<const QuotedRun> runs) {
  SpeechPage speech{&page, Subjects(page, holders, pointers), runs, {}};
  speech.quoted.assign(page.size(), 0);
  for (const QuotedRun& run : runs) {
    const size_t begin = run.begin() == 0 ? 0 : run.open;
    const size_t end = std::min<size_t>(page.size(), size_t{run.close} + 1);
    for (size_t i = begin; i < end; ++i) speech.quoted[i] = 1;
  }
  return speech;
}

std::vector<Quote> FindQuotes(absl::Span<const Page> pages, absl::Span<const SpeechPage> speech) {
  std::vector<Saying> sayings = FindDirect(speech);
  std::vector<Saying> indirect = FindIndirect(speech, sayings);
  sayings.insert(sayings.end(), std::make_move_iterator(indirect.begin()),
                 std::make_move_iterator(indirect.end()));
  std::sort(sayings.begin(), sayings.end(), [](const Saying& a, const Saying& b) {
    return std::tie(a.words.front().page, a.words.front().begin, a.words.front().end) <
           std::tie(b.words.front().page, b.words.front().begin, b.words.front().end);
  });
  std::vector<Quote> quotes;
  quotes.reserve(sayings.size());
  for (const Saying& saying : sayings) {
    const Page& page = pages[saying.verb.page];
    Quote quote;
    if (saying.subject.entity != kNone) {
      quote.speaker = static_cast<uint32_t>(saying.subject.entity);
    }
    if (!saying.subject.empty()) {
      quote.speaker_span = page.SpanOf(saying.subject.begin, saying.subject.end);
    }
    if (saying.verb.begin < saying.verb.end) {
      quote.verb = page.SpanOf(saying.verb.begin, saying.verb.end);
    }
    for (const Stretch& words : saying.words) {
      quote.words.push_back(pages[words.page].SpanOf(words.begin, words.end));
    }
    quote.direct = saying.direct;
    quotes.push_back(std::move(quote));
  }
  return quotes;
}

}  // namespace khotin::entity::facts

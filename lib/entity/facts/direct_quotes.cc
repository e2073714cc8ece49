#include <algorithm>
#include <utility>

#include "absl/types/optional.h"
#include "entity/facts/phrases.h"
#include "entity/facts/quotes.h"

namespace khotin::entity::facts {
namespace {

constexpr size_t kReachBefore = 48;
constexpr size_t kReachAfter = 28;
constexpr size_t kNearVerb = 3;   // tokens between a verb and its quotation without a colon
constexpr size_t kFewWords = 4;   // fewer are a name or words held at a distance
constexpr size_t kManyWords = 6;  // enough for speech that only a noun announces
constexpr size_t kFreeWords = 8;  // enough for speech that nothing announces
constexpr size_t kMaxPlainSubject = 6;
constexpr size_t kMaxVerb = 4;        // of a verb that no list has
constexpr size_t kMaxUnlisted = 16;   // from such a sentence's opening to its colon
constexpr size_t kReachBetween = 40;  // tokens between two parts of one speech

bool IsComma(const rules::Line& line, size_t i) { return line.IsMark(i, ","); }

bool IsDash(const rules::Line& line, size_t i) {
  return line.IsMark(i, "-") || line.IsMark(i, "–") || line.IsMark(i, "—");
}

bool IsLink(const rules::Line& line, size_t i) {
  return IsComma(line, i) || line.IsMark(i, ":") || IsDash(line, i) || line.Text(i) == "rằng" ||
         line.Text(i) == "là" || line.Text(i) == "thêm";
}

// Behind quoted words, they begin the clause of somebody else.
const PhraseSet& Contrasts() {
  static const auto& words =
      *new PhraseSet({"còn", "nhưng", "song", "trong khi", "đồng thời", "và"});
  return words;
}

size_t CountWords(const Page& page, size_t begin, size_t end) {
  size_t words = 0;
  for (size_t i = begin; i < end; ++i) words += page.line.tokens[i].IsWord() ? 1U : 0U;
  return words;
}

// A quotation: one run, or several that go on over paragraphs.
struct Chain {
  std::vector<Stretch> words;
  Stretch open;      // its opening mark, which may stand alone at the end of the page before
  size_t count = 0;  // words

  uint32_t first_page() const { return words.front().page; }
  uint32_t last_page() const { return words.back().page; }
};

struct Attribution {
  Subject subject;
  Stretch verb;
};

class DirectReader {
 public:
  explicit DirectReader(absl::Span<const SpeechPage> pages) : pages_(pages) {}

  std::vector<Saying> Read() {
    for (const Chain& chain : Chains()) {
      if (!chain.words.empty()) Read(chain);
    }
    return std::move(sayings_);
  }

 private:
  const rules::Line& LineOf(uint32_t page) const { return pages_[page].page->line; }

  std::vector<Chain> Chains() const {
    std::vector<Chain> chains;
    for (uint32_t p = 0; p < pages_.size(); ++p) {
      for (const QuotedRun& run : pages_[p].runs) {
        const bool is_empty = run.begin() >= run.end();
        if (is_empty && run.closed) continue;
        if (!run.resumed || chains.empty()) {
          chains.emplace_back();
          chains.back().open = {p, run.begin() == 0 ? 0 : run.open, run.begin()};
        }
        if (is_empty) continue;
        Chain& chain = chains.back();
        chain.words.push_back({p, run.begin(), run.end()});
        chain.count += CountWords(*pages_[p].page, run.begin(), run.end());
      }
    }
    return chains;
  }

  void Read(const Chain& chain) {
    absl::optional<Attribution> told = Before(chain);
    if (!told.has_value()) told = After(chain);
    if (told.has_value()) {
      Saying saying{told->subject, told->verb, chain.words, true};
      sayings_.push_back(std::move(saying));
      return;
    }
    if (chain.count < kFreeWords) return;
    if (OpensSentence(chain.open) && GoesOn(chain)) {
      Saying& last = sayings_.back();
      last.words.insert(last.words.end(), chain.words.begin(), chain.words.end());
    }
  }

  bool OpensSentence(const Stretch& open) const {
    return LineOf(open.page).sentence_start[open.begin] != 0;
  }

  // True when the chain goes on with the last saying, right behind it or its verb.
  bool GoesOn(const Chain& chain) const {
    if (sayings_.empty()) return false;
    const Saying& last = sayings_.back();
    Stretch end = last.words.back();
    if (last.verb.page == end.page) end.end = std::max(end.end, last.verb.end);
    const uint32_t open = chain.words.front().begin;
    if (chain.first_page() == end.page) return open < end.end + kReachBetween;
    return chain.first_page() == end.page + 1 && open == 1;
  }

  // "ông Lâm nói: “…”"; the words may open the next paragraph.
  absl::optional<Attribution> Before(const Chain& chain) const {
    uint32_t p = chain.open.page;
    size_t at = chain.open.begin;
    bool has_colon = false;
    if (at == 0 && p > 0) {
      --p;
      at = LineOf(p).size();
      if (at == 0 || !LineOf(p).IsMark(at - 1, ":")) return absl::nullopt;
    }
    const rules::Line& line = LineOf(p);
    while (at > 0 && (at == line.size() || line.Continues(at)) && IsLink(line, at - 1)) {
      --at;
      has_colon |= line.IsMark(at, ":");
    }
    if (at == 0 || !line.Continues(at)) return absl::nullopt;
    const size_t limit = at > kReachBefore ? at - kReachBefore : 0;
    for (size_t i = at; i-- > limit && pages_[p].quoted[i] == 0;) {
      absl::optional<Attribution> found = VerbAt(p, i, at, has_colon, chain.count);
      if (found.has_value()) return found;
      if (line.sentence_start[i] != 0) break;
    }
    if (!has_colon) return absl::nullopt;
    absl::optional<Attribution> unlisted = Unlisted(p, at);
    return unlisted.has_value() ? unlisted : Apart(p, at);
  }

  // "Thí sinh Lê Thị Mai, mặt hớn hở, cho biết: “…”": the one person of the clause speaks; without
  // one the words are a quote of nobody known.
  absl::optional<Attribution> Apart(uint32_t p, size_t colon) const {
    const rules::Line& line = LineOf(p);
    const size_t limit = colon > kReachBefore ? colon - kReachBefore : 0;
    Stretch verb{p, 0, 0};
    Subject subject;
    bool is_one = true;
    for (size_t i = colon; i-- > limit && pages_[p].quoted[i] == 0;) {
      const size_t length = SpeechVerbs().At(line, i);
      const bool is_noun = i > 0 && Classifiers().Before(line, i) > 0;
      if (verb.begin == verb.end && length > 0 && !is_noun) {
        verb = {p, static_cast<uint32_t>(i), static_cast<uint32_t>(i + length)};
      }
      const Mark* mark = pages_[p].page->MarkAt(i);
      const bool is_person = mark != nullptr && mark->begin == i && verb.begin < verb.end &&
                             mark->type == EntityType::kPerson && mark->entity != kNone;
      if (is_person) {
        is_one &= subject.empty() || subject.entity == mark->entity;
        subject = {mark->begin, mark->end, mark->entity, mark->type};
      }
      if (line.sentence_start[i] != 0) break;
    }
    if (verb.begin == verb.end) return absl::nullopt;
    return Attribution{is_one ? subject : Subject{}, verb};
  }

  // "Ông Lâm: “…”", "Ông ví von: “…”": the subject opens the sentence that ends with the colon.
  absl::optional<Attribution> Unlisted(uint32_t p, size_t colon) const {
    const rules::Line& line = LineOf(p);
    const auto end = static_cast<uint32_t>(colon);
    const Subject named = pages_[p].subjects.Before(colon);
    if (!named.empty() && line.sentence_start[named.begin] != 0) {
      return Attribution{named, {p, end, end + 1}};
    }
    size_t start = colon;
    while (start > 0 && colon - start < kMaxUnlisted && line.Continues(start)) --start;
    if (line.sentence_start[start] == 0) return absl::nullopt;
    const Subject subject = pages_[p].subjects.At(start);
    if (subject.empty() || subject.end >= end || end - subject.end > kMaxVerb) return absl::nullopt;
    uint32_t verb = subject.end;
    for (uint32_t i = verb; i < end; ++i) {
      if (!line.tokens[i].IsWord() || SpeechVerbs().At(line, i) > 0) verb = i;
    }
    if (!line.tokens[verb].IsWord()) return absl::nullopt;
    return Attribution{subject, {p, verb, end}};
  }

  // "“…”, ông Lâm ví von.": nothing else follows to the end of the sentence.
  absl::optional<Attribution> UnlistedAfter(uint32_t p, size_t at) const {
    const rules::Line& line = LineOf(p);
    const Subject subject = pages_[p].subjects.At(at);
    if (subject.empty() || subject.entity == kNone) return absl::nullopt;
    uint32_t end = subject.end;
    while (line.Continues(end) && end - subject.end <= kMaxVerb && line.tokens[end].IsWord()) {
      ++end;
    }
    const bool ends = !line.Continues(end) || !line.Continues(size_t{end} + 1);
    if (!ends || end == subject.end || end - subject.end > kMaxVerb) return absl::nullopt;
    return Attribution{subject, {p, subject.end, end}};
  }

  absl::optional<Attribution> VerbAt(uint32_t p, size_t i, size_t limit, bool has_colon,
                                     size_t count) const {
    const rules::Line& line = LineOf(p);
    const auto begin = static_cast<uint32_t>(i);
    const size_t noun = SpeechNouns().At(line, i);
    const bool is_source = noun == 1 && line.terms[i].key == according_;
    if (noun > 0 && i + noun < limit && (has_colon || (count >= kManyWords && !is_source))) {
      const Subject subject = pages_[p].subjects.At(i + noun);
      if (!subject.empty()) {
        return Attribution{subject, {p, begin, static_cast<uint32_t>(i + noun)}};
      }
    }
    const size_t verb = SpeechVerbs().At(line, i);
    if (verb == 0 || i >= limit || count == 0) return absl::nullopt;
    const bool is_near = i + verb + kNearVerb >= limit && count >= kFewWords;
    if (!has_colon && !is_near) return absl::nullopt;
    const Subject subject = pages_[p].subjects.Before(i);
    if (subject.empty()) return absl::nullopt;
    return Attribution{subject, {p, begin, static_cast<uint32_t>(i + verb)}};
  }

  // "“…”, ông Lâm nói"
  absl::optional<Attribution> After(const Chain& chain) const {
    const uint32_t p = chain.last_page();
    const rules::Line& line = LineOf(p);
    size_t at = size_t{chain.words.back().end} + 1;
    if (at >= line.size() || chain.count < 2) return absl::nullopt;
    const bool joined = IsComma(line, at) || IsDash(line, at);
    if (joined) ++at;
    if (joined && Contrasts().At(line, at) > 0) return absl::nullopt;
    const size_t last = chain.words.back().end - 1;
    const bool asks = IsComma(line, last) || line.IsMark(last, "?") || line.IsMark(last, "!");
    if (at >= line.size() || (!joined && !asks && chain.count < kFreeWords)) return absl::nullopt;
    const bool stands_apart = !joined && !asks && line.sentence_start[at] != 0;
    if (!joined && !asks && !stands_apart) return absl::nullopt;
    return VerbAfter(p, at, stands_apart || IsInClause(chain), chain.count >= kFreeWords);
  }

  // "gọi đó là “…”": the words are part of what somebody tells, unless they are a sentence.
  bool IsInClause(const Chain& chain) const {
    const Stretch& open = chain.open;
    const rules::Line& line = LineOf(open.page);
    const bool is_sentence =
        chain.count >= kFreeWords && LineOf(chain.first_page()).Capital(chain.words.front().begin);
    return !is_sentence && open.begin > 0 && line.Continues(open.begin) &&
           (line.tokens[open.begin - 1].IsWord() || IsComma(line, open.begin - 1));
  }

  // `must_end`: nothing that was said stands behind the verb.
  absl::optional<Attribution> VerbAfter(uint32_t p, size_t at, bool must_end, bool is_long) const {
    const rules::Line& line = LineOf(p);
    for (size_t i = at; i < at + kReachAfter && i < line.size() && pages_[p].quoted[i] == 0; ++i) {
      if (i > at && line.sentence_start[i] != 0) break;
      const size_t nouns = SpeechNouns().At(line, i);
      const size_t noun = i == at || nouns > 1 ? nouns : 0;
      const size_t verb = std::max(SpeechVerbs().At(line, i), noun);
      if (verb == 0) continue;
      const auto begin = static_cast<uint32_t>(i);
      const auto end = static_cast<uint32_t>(i + verb);
      const size_t rest = end + (line.Continues(end) && line.Text(end) == "thêm" ? 1 : 0);
      if (must_end && line.Continues(rest) && line.tokens[rest].IsWord()) return absl::nullopt;
      if (i > at && Classifiers().Before(line, i) > 0) continue;
      if (line.IsMark(end, ":")) return absl::nullopt;  // tells of the next quotation
      Subject subject = noun > 0 ? pages_[p].subjects.At(end) : pages_[p].subjects.Before(i);
      if (subject.empty() && noun == 0 && i == at) subject = pages_[p].subjects.At(end);
      const bool is_plain = is_long && subject.empty() && i > at && noun == 0 &&
                            i - at <= kMaxPlainSubject && Adverbs().At(line, at) == 0;
      if (is_plain) subject = {static_cast<uint32_t>(at), begin, kNone, EntityType::kUnspecified};
      if (subject.empty() || subject.begin < at) continue;
      return Attribution{subject, {p, begin, end}};
    }
    return must_end ? absl::nullopt : UnlistedAfter(p, at);
  }

  const absl::Span<const SpeechPage> pages_;
  const uint64_t according_ = rules::MakeTerm("theo").key;
  std::vector<Saying> sayings_;
};

}  // namespace

std::vector<Saying> FindDirect(absl::Span<const SpeechPage> pages) {
  return DirectReader(pages).Read();
}

}  // namespace khotin::entity::facts

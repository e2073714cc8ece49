#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "entity/facts/phrases.h"
#include "entity/facts/quotes.h"

namespace khotin::entity::facts {
namespace {

constexpr size_t kFewWords = 3;
constexpr size_t kMaxClause = 400;  // tokens told of a clause at most
constexpr size_t kReachOfVerb =
    120;  // tokens from an opening verb to the subject behind its clause

// Verbs that a clause follows without any mark.
const PhraseSet& StrongVerbs() {
  static const auto& verbs = *new PhraseSet(
      {"cho biết",   "cho hay",    "cho rằng",  "nói rằng",  "khẳng định",    "nhấn mạnh",
       "nêu rõ",     "tiết lộ",    "thừa nhận", "nhận định", "cảnh báo",      "lưu ý",
       "tin rằng",   "đề nghị",    "yêu cầu",   "kêu gọi",   "đề xuất",       "kiến nghị",
       "khuyến cáo", "cam kết",    "xác nhận",  "bác bỏ",    "tuyên bố",      "thông báo",
       "quả quyết",  "giải thích", "hy vọng",   "bày tỏ",    "cho biết thêm", "dự đoán",
       "hé lộ",      "mong muốn",  "nói thêm"});
  return verbs;
}

bool IsStop(const rules::Line& line, size_t i) {
  constexpr absl::string_view kStops[] = {".", ",", ";", ":", "…", "...", "!", "?", "./.", "-"};
  return std::any_of(std::begin(kStops), std::end(kStops),
                     [&](absl::string_view stop) { return line.IsMark(i, stop); });
}

bool IsMarker(const rules::Line& line, size_t i) {
  return line.IsMark(i, ":") || line.IsMark(i, ",") || line.Text(i) == "rằng" ||
         line.Text(i) == "là" || line.Text(i) == "thêm";
}

class IndirectReader {
 public:
  IndirectReader(const SpeechPage& speech, uint32_t index,
                 const absl::flat_hash_set<uint64_t>& used)
      : speech_(speech), line_(speech.page->line), index_(index), used_(used) {}

  std::vector<Saying> Read() {
    for (size_t i = 0; i < line_.size();) {
      if (line_.sentence_start[i] != 0 || i == 0) {
        opening_ = Stretch{};
        last_ = Subject{};
        end_ = EndOfSentence(i);
        const size_t next = ReadOpening(i);
        if (next > i) {
          i = next;
          continue;
        }
      }
      i = speech_.quoted[i] != 0 || speech_.page->MarkAt(i) != nullptr ? i + 1 : ReadVerb(i);
    }
    return std::move(sayings_);
  }

 private:
  size_t EndOfSentence(size_t i) const {
    size_t end = i + 1;
    while (line_.Continues(end)) ++end;
    return end;
  }

  // The end of the clause at token i: the sentence's, or before a verb that a semicolon parts off.
  size_t EndOfClause(size_t i, size_t end) const {
    end = std::min(end, i + kMaxClause);
    for (size_t at = i; at + 1 < end; ++at) {
      if (line_.IsMark(at, ";") && speech_.quoted[at] == 0 && VerbLength(at + 1) > 0) return at;
    }
    while (end > i && IsStop(line_, end - 1) && speech_.quoted[end - 1] == 0) --end;
    return end;
  }

  // A chain of verbs: "ghi nhận và đánh giá cao".
  size_t VerbLength(size_t i) const {
    const size_t first = std::max(SpeechVerbs().At(line_, i), AddressVerbs().At(line_, i));
    if (first == 0) return 0;
    const size_t joint = i + first;
    if (!line_.Continues(joint) || line_.Text(joint) != "và") return first;
    const size_t second =
        std::max(SpeechVerbs().At(line_, joint + 1), AddressVerbs().At(line_, joint + 1));
    return second == 0 || !line_.Continues(joint + 1) ? first : first + 1 + second;
  }

  bool Holds(const Subject& subject, size_t verb, size_t after) const {
    const bool is_strong = StrongVerbs().At(line_, verb) > 0 || AddressVerbs().At(line_, verb) > 0;
    if (!is_strong && !(after < end_ && IsMarker(line_, after))) return false;
    if (subject.type == EntityType::kPerson) return subject.entity != kNone;
    if (subject.type != EntityType::kOrganization) return true;
    return subject.entity != kNone && ReportingVerbs().At(line_, verb) > 0;
  }

  bool IsUsed(size_t i) const { return used_.contains((uint64_t{index_} << 32) | i); }

  void Add(const Subject& subject, size_t verb, size_t length, size_t begin, size_t end) {
    while (begin < end && IsMarker(line_, begin)) ++begin;
    size_t words = 0;
    for (size_t i = begin; i < end; ++i) words += line_.tokens[i].IsWord() ? 1U : 0U;
    if (words < kFewWords) return;
    Saying saying;
    saying.subject = subject;
    saying.verb = {index_, static_cast<uint32_t>(verb), static_cast<uint32_t>(verb + length)};
    saying.words.push_back({index_, static_cast<uint32_t>(begin), static_cast<uint32_t>(end)});
    sayings_.push_back(std::move(saying));
  }

  // "Theo ông Lâm, …"; a verb that opens the sentence waits for its subject.
  size_t ReadOpening(size_t i) {
    const size_t source = line_.terms[i].key == according_ ? 1 : 0;
    if (source > 0) {
      const Subject subject = speech_.subjects.At(i + 1);
      if (!subject.empty() && subject.end < end_ && line_.IsMark(subject.end, ",") && !IsUsed(i)) {
        Add(subject, i, source, subject.end, EndOfClause(subject.end, end_));
        return subject.end;
      }
      return i;
    }
    const size_t length = VerbLength(i);
    if (length == 0 || speech_.page->MarkAt(i) != nullptr) return i;
    if (StrongVerbs().At(line_, i) + AddressVerbs().At(line_, i) == 0) return i + length;
    opening_ = {index_, static_cast<uint32_t>(i), static_cast<uint32_t>(i + length)};
    return i + length;
  }

  size_t ReadVerb(size_t i) {
    const size_t length = VerbLength(i);
    if (length == 0) return i + 1;
    const size_t after = i + length;
    Subject subject = speech_.subjects.Before(i);
    const bool is_joined = subject.empty() && i > 0 && line_.IsMark(i - 1, ";");
    if (is_joined) subject = last_;
    if (subject.empty()) return after;
    CloseOpening(subject, i);
    last_ = subject;
    if (IsUsed(i) || !Holds(subject, i, after)) return after;
    const size_t end = EndOfClause(after, end_);
    Add(subject, i, length, after, end);
    return after;
  }

  // "Khẳng định …, Bộ trưởng nhấn mạnh": what the opening verb tells ends before the subject.
  void CloseOpening(const Subject& subject, size_t verb) {
    if (opening_.begin == opening_.end) return;
    const bool is_behind = subject.begin > opening_.end + 1 &&
                           line_.IsMark(subject.begin - 1, ",") &&
                           verb < opening_.end + kReachOfVerb;
    if (is_behind) {
      Add(subject, opening_.begin, opening_.end - opening_.begin, opening_.end, subject.begin - 1);
    }
    opening_ = Stretch{};
  }

  const SpeechPage& speech_;
  const rules::Line& line_;
  const uint32_t index_;
  const absl::flat_hash_set<uint64_t>& used_;
  const uint64_t according_ = rules::MakeTerm("theo").key;
  std::vector<Saying> sayings_;
  Stretch opening_;
  Subject last_;
  size_t end_ = 0;
};

}  // namespace

std::vector<Saying> FindIndirect(absl::Span<const SpeechPage> pages,
                                 absl::Span<const Saying> direct) {
  absl::flat_hash_set<uint64_t> used;
  for (const Saying& saying : direct) {
    used.insert((uint64_t{saying.verb.page} << 32) | saying.verb.begin);
  }
  std::vector<Saying> sayings;
  for (uint32_t i = 0; i < pages.size(); ++i) {
    for (Saying& saying : IndirectReader(pages[i], i, used).Read()) {
      sayings.push_back(std::move(saying));
    }
  }
  return sayings;
}

}  // namespace khotin::entity::facts

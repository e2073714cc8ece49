// Words of one to several syllables: "học sinh | nghỉ học | vì | mưa".
//
//   const text::Normalized norm = text::Normalize(original);
//   const std::vector<text::Token> tokens = text::Tokenize(norm.text);
//   for (const text::Word& word : text::WordSegmenter::BuiltIn().Segment(norm.text, tokens)) …
//
// For phrases in ranking, suggestions and key phrases; what is wrong here must cost no hit, so
// words are never the only thing an index knows.
#ifndef KHOTIN_TEXT_WORD_SEGMENT_H_
#define KHOTIN_TEXT_WORD_SEGMENT_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "text/tokenize.h"
#include "text/word_dictionary.h"

namespace khotin::text {

class WordModel;

// Tokens [first_token, end_token). A punctuation mark is a word of its own, unless it stands inside
// one: "cà-rem", "95%".
struct Word {
  uint32_t first_token = 0;
  uint32_t end_token = 0;

  friend bool operator==(const Word& a, const Word& b) {
    return a.first_token == b.first_token && a.end_token == b.end_token;
  }
};

// Finds the best division of a text by a semi-Markov conditional random field (Sarawagi and Cohen,
// 2004) over hashed features. Words of the model have at most four syllables, none goes on over a
// line break, and numbers, dates and links are words of their own.
//
// Immutable and thread-safe; Segment is pure. Time and memory are linear in the text.
class WordSegmenter {
 public:
  // The model of models/word_segment, compiled in.
  static const WordSegmenter& BuiltIn();
  // Digits and letters that change with that model.
  static std::string BuiltInVersion();

  // From the bytes of a model (docs/formats/word_model.md). DATA_LOSS with the reason when they are
  // damaged.
  static absl::StatusOr<WordSegmenter> Parse(absl::string_view model);

  WordSegmenter(WordSegmenter&&) noexcept;
  WordSegmenter& operator=(WordSegmenter&&) noexcept;
  ~WordSegmenter();

  // The words of `text`, which is NFC and has the tokens `tokens`, in order; together they hold
  // every token. Words of `dictionary` come first: the longest from the left; the model divides
  // what lies between them. `dictionary` may be null.
  std::vector<Word> Segment(absl::string_view text, const std::vector<Token>& tokens,
                            const WordDictionary* dictionary = nullptr) const;

  // How strongly two neighbouring syllables hold together in news, by the hashes of their exact
  // keys (base::Hash64 of ExactKey): 0 for no more than by chance, else 1 to 15, by doublings.
  uint32_t CohesionOf(uint64_t first, uint64_t second) const;

 private:
  explicit WordSegmenter(std::unique_ptr<const WordModel> model);

  std::unique_ptr<const WordModel> model_;
};

}  // namespace khotin::text

#endif  // KHOTIN_TEXT_WORD_SEGMENT_H_

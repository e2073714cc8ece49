#include "text/input_method.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "text/letter.h"
#include "text/syllable.h"
#include "text/utf8.h"

namespace khotin::text {
namespace {

// The letters typed so far.
class Composition {
 public:
  bool has_vowel() const {
    return std::any_of(letters_.begin(), letters_.end(),
                       [](const Letter& letter) { return letter.IsVowel(); });
  }

  // False for a letter that Vietnamese does not have.
  bool Push(char key) {
    const Letter letter = LetterOf(static_cast<unsigned char>(key));
    if (letter.id == kNoLetter) return false;
    letters_.push_back(letter);
    return true;
  }

  bool SetTone(uint8_t tone) {
    if (tone_ != kLevel || !has_vowel()) return false;
    tone_ = tone;
    return true;
  }

  // Turns the last letter `from` into `to`.
  bool Mark(LetterId from, LetterId to) {
    for (size_t i = letters_.size(); i > 0; --i) {
      if (letters_[i - 1].id != from) continue;
      letters_[i - 1].id = to;
      marked_ = true;
      return true;
    }
    return false;
  }

  // Horns of ươ, ơ or ư.
  bool MarkHorn() {
    for (size_t i = 0; i + 1 < letters_.size(); ++i) {
      if (letters_[i].id != kU || letters_[i + 1].id != kO) continue;
      letters_[i].id = kUHorn;
      letters_[i + 1].id = kOHorn;
      return marked_ = true;
    }
    return Mark(kO, kOHorn) || Mark(kU, kUHorn);
  }

  bool MarkStroke() {
    if (letters_.empty() || letters_[0].id != kD) return false;
    letters_[0].id = kDStroke;
    return marked_ = true;
  }

  absl::optional<std::string> Syllable() const {
    if (!marked_ && tone_ == kLevel) return absl::nullopt;
    std::vector<Letter> letters = letters_;
    const auto last = std::find_if(letters.rbegin(), letters.rend(),
                                   [](const Letter& letter) { return letter.IsVowel(); });
    if (last == letters.rend()) return absl::nullopt;
    last->tone = tone_;
    std::string text;
    for (const Letter& letter : letters) AppendUtf8(FormOf(letter), &text);
    text = PlaceTone(text);
    if (!IsVietnameseSyllable(text)) return absl::nullopt;
    return text;
  }

 private:
  std::vector<Letter> letters_;
  uint8_t tone_ = kLevel;
  bool marked_ = false;
};

bool TypeTelex(char key, Composition* word) {
  constexpr absl::string_view kTones = "frxsj";  // in the order of Tone, from kGrave
  const size_t tone = kTones.find(key);
  if (tone != kTones.npos && word->SetTone(static_cast<uint8_t>(tone + 1))) return true;
  switch (key) {
    case 'a':
      return word->Mark(kA, kACircumflex) || word->Push(key);
    case 'e':
      return word->Mark(kE, kECircumflex) || word->Push(key);
    case 'o':
      return word->Mark(kO, kOCircumflex) || word->Push(key);
    case 'd':
      return word->MarkStroke() || word->Push(key);
    case 'w':
      return word->Mark(kA, kABreve) || word->MarkHorn();
    default:
      return word->Push(key);
  }
}

bool TypeVni(char key, Composition* word) {
  if (key >= '1' && key <= '5') {
    constexpr uint8_t kTones[] = {kAcute, kGrave, kHook, kTilde, kDot};
    return word->SetTone(kTones[key - '1']);
  }
  switch (key) {
    case '6':
      return word->Mark(kA, kACircumflex) || word->Mark(kE, kECircumflex) ||
             word->Mark(kO, kOCircumflex);
    case '7':
      return word->MarkHorn();
    case '8':
      return word->Mark(kA, kABreve);
    case '9':
      return word->MarkStroke();
    default:
      return word->Push(key);
  }
}

absl::optional<std::string> Decode(absl::string_view keys, bool (*type)(char, Composition*)) {
  constexpr size_t kMaxKeys = 12;  // nghieengs and a few to spare
  if (keys.size() > kMaxKeys) return absl::nullopt;
  Composition word;
  for (const char key : keys) {
    if (!type(absl::ascii_tolower(static_cast<unsigned char>(key)), &word)) return absl::nullopt;
  }
  return word.Syllable();
}

}  // namespace

absl::optional<std::string> DecodeTelex(absl::string_view keys) { return Decode(keys, TypeTelex); }
absl::optional<std::string> DecodeVni(absl::string_view keys) { return Decode(keys, TypeVni); }

}  // namespace khotin::text

#include "text/spelling.h"

#include <algorithm>

#include "text/utf8.h"

namespace khotin::text {
namespace {

constexpr int kMaxRimeLetters = 4;  // ương
constexpr int kBitsPerLetter = 5;

// Rimes without tone, as spelled after an ordinary onset; after gi and qu the i and the u are not
// part of them (giếng: êng, quỳnh: ynh).
constexpr char32_t kRimeList[] =
    U"a ac ach ai am an ang anh ao ap at au ay "
    U"ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    U"e ec em en eng eo ep et ê êc êch êm ên êng ênh êp êt êu "
    U"i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu "
    U"o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oem oen oeo "
    U"oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt "
    U"u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt up ut uơ uy uya "
    U"uych uyên uyêt uyn uynh uyt uyu ư ưa ưc ưi ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu "
    U"y ych yên yêng yêm yêt yêu ynh yt ";

struct Rime {
  uint32_t folded = 0;
  uint32_t exact = 0;
};

constexpr uint32_t Push(uint32_t packed, LetterId id) { return (packed << kBitsPerLetter) | id; }

constexpr int kRimes =
    static_cast<int>(std::count(std::begin(kRimeList), std::end(kRimeList), U' '));

constexpr std::array<Rime, kRimes> MakeRimes() {
  std::array<Rime, kRimes> rimes;
  int n = 0;
  for (const char32_t* c = kRimeList; *c != 0; ++c) {
    if (*c == U' ') {
      ++n;
      continue;
    }
    Rime& rime = rimes[static_cast<size_t>(n)];
    const LetterId id = LetterOf(*c).id;
    rime.exact = Push(rime.exact, id);
    rime.folded = Push(rime.folded, WithoutQuality(id));
  }
  std::sort(rimes.begin(), rimes.end(),
            [](const Rime& a, const Rime& b) { return a.folded < b.folded; });
  return rimes;
}

constexpr std::array<Rime, kRimes> kRimeTable = MakeRimes();

// True when each letter of `written` is that of `rime` or lacks the quality mark it should have.
bool FitsWithMarksMissing(uint32_t written, uint32_t rime) {
  while (written != 0) {
    const auto have = static_cast<LetterId>(written & ((1u << kBitsPerLetter) - 1));
    const auto want = static_cast<LetterId>(rime & ((1u << kBitsPerLetter) - 1));
    if (have != want && have != WithoutQuality(want)) return false;
    written >>= kBitsPerLetter;
    rime >>= kBitsPerLetter;
  }
  return true;
}

bool IsFront(LetterId id) { return id == kI || id == kE || id == kECircumflex || id == kY; }

// Whether `packed`, the consonants before the first vowel, may begin a syllable before `vowel`.
bool IsOnset(uint32_t packed, LetterId vowel) {
  static constexpr uint32_t kCH = Push(kC, kH), kGH = Push(kG, kH), kKH = Push(kK, kH),
                            kNG = Push(kN, kG), kNH = Push(kN, kH), kPH = Push(kP, kH),
                            kTH = Push(kT, kH), kTR = Push(kT, kR), kNGH = Push(kNG, kH);
  switch (packed) {
    case kC:
    case kNG:
      return !IsFront(vowel);
    case kG:
      return !IsFront(vowel) || vowel == kI;
    case kK:
      return IsFront(vowel);
    case kGH:
    case kNGH:
      return IsFront(vowel) && vowel != kY;
    case kQ:
      return false;
    case kCH:
    case kKH:
    case kNH:
    case kPH:
    case kTH:
    case kTR:
      return true;
    default:
      return packed <= kX;
  }
}

struct RimeOf {
  uint32_t exact = 0;
  uint32_t folded = 0;
};

}  // namespace

bool Spelling::Read(absl::string_view token) {
  size = 0;
  tone_marks = 0;
  size_t pos = 0;
  while (pos < token.size()) {
    const Letter letter = LetterOf(DecodeUtf8(token, &pos));
    if (letter.id == kNoLetter || size == kMaxLetters) return false;
    letters[static_cast<size_t>(size++)] = letter;
    if (letter.tone != kLevel) ++tone_marks;
  }
  return size > 0;
}

int Spelling::OnsetLength() const {
  uint32_t packed = 0;
  size_t n = 0;
  const auto end = static_cast<size_t>(size);
  while (n < end && !letters[n].IsVowel()) packed = Push(packed, letters[n++].id);
  if (n == end || n > 3) return -1;
  const bool vowel_follows = n + 1 < end && letters[n + 1].IsVowel();
  if (packed == kQ) return letters[n].id == kU && vowel_follows ? 2 : -1;
  if (packed == kG && letters[n].id == kI && vowel_follows) return 2;
  return IsOnset(packed, letters[n].id) ? static_cast<int>(n) : -1;
}

namespace {

// The rime's letters from `onset` on; `exact` is 0 when there are too many.
RimeOf PackRime(const Spelling& spelling, int onset) {
  RimeOf rime;
  if (spelling.size - onset > kMaxRimeLetters) return rime;
  for (int i = onset; i < spelling.size; ++i) {
    const LetterId id = spelling.letters[static_cast<size_t>(i)].id;
    rime.exact = Push(rime.exact, id);
    rime.folded = Push(rime.folded, WithoutQuality(id));
  }
  return rime;
}

// iê needs an onset, yê and the other long rimes in y none but qu.
bool SuitsOnset(const Spelling& spelling, int onset) {
  const size_t begin = static_cast<size_t>(onset);
  const Letter& first = spelling.letters[begin];
  const bool after_qu = onset == 2 && spelling.letters[0].id == kQ;
  if (spelling.size - onset < 2) return true;
  if (first.id == kY) {
    return after_qu || (onset == 0 && WithoutQuality(spelling.letters[begin + 1].id) == kE);
  }
  if (first.id == kI && WithoutQuality(spelling.letters[begin + 1].id) == kE) return onset > 0;
  return true;
}

template <typename Fits>
bool FindRime(const RimeOf& rime, Fits fits) {
  auto it = std::lower_bound(kRimeTable.begin(), kRimeTable.end(), rime.folded,
                             [](const Rime& a, uint32_t folded) { return a.folded < folded; });
  for (; it != kRimeTable.end() && it->folded == rime.folded; ++it) {
    if (fits(it->exact)) return true;
  }
  return false;
}

bool StopTakesTone(const Spelling& spelling, uint8_t tone) {
  const auto last = static_cast<size_t>(spelling.size - 1);
  const LetterId id = spelling.letters[last].id;
  const bool stop = id == kC || id == kP || id == kT ||
                    (id == kH && last > 0 && spelling.letters[last - 1].id == kC);
  return !stop || tone == kLevel || tone == kAcute || tone == kDot;
}

}  // namespace

bool Spelling::IsSyllable() const {
  if (tone_marks > 1) return false;
  const int onset = OnsetLength();
  if (onset < 0 || !SuitsOnset(*this, onset)) return false;
  const RimeOf rime = PackRime(*this, onset);
  return rime.exact != 0 && FindRime(rime, [&](uint32_t exact) { return exact == rime.exact; });
}

bool Spelling::IsSyllableWithMarksMissing() const {
  if (tone_marks > 1) return false;
  const int onset = OnsetLength();
  if (onset < 0 || !SuitsOnset(*this, onset)) return false;
  uint8_t tone = kLevel;
  for (int i = 0; i < size; ++i) {
    if (letters[static_cast<size_t>(i)].tone != kLevel) tone = letters[static_cast<size_t>(i)].tone;
  }
  if (!StopTakesTone(*this, tone)) return false;
  const RimeOf rime = PackRime(*this, onset);
  return rime.exact != 0 &&
         FindRime(rime, [&](uint32_t exact) { return FitsWithMarksMissing(rime.exact, exact); });
}

void Spelling::PlaceTone() {
  const auto begin = static_cast<size_t>(OnsetLength());
  const auto end = static_cast<size_t>(size);
  uint8_t tone = kLevel;
  for (size_t i = 0; i < end; ++i) {
    if (letters[i].tone != kLevel) tone = letters[i].tone;
    letters[i].tone = kLevel;
  }
  size_t vowels = 0;
  size_t place = end;
  for (size_t i = begin; i < end && letters[i].IsVowel(); ++i) {
    ++vowels;
    if (HasQuality(letters[i].id)) place = i;
  }
  if (place == end) {
    const bool closed = begin + vowels < end;
    if (closed) {
      place = begin + vowels - 1;
    } else {
      place = vowels == 3 ? begin + 1 : begin;
    }
  }
  letters[place].tone = tone;
}

bool Spelling::HasFreeIOrY() const {
  if (size != 2) return false;
  const LetterId vowel = letters[1].id;
  if (vowel != kI && vowel != kY) return false;
  switch (letters[0].id) {
    case kH:
    case kK:
    case kL:
    case kM:
    case kS:
    case kT:
      return true;
    default:
      return false;
  }
}

}  // namespace khotin::text

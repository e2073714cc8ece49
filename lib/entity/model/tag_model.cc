#include "entity/model/tag_model.h"

#include <emmintrin.h>

#include <algorithm>
#include <utility>

#include "absl/status/status.h"

namespace khotin::entity::model {
namespace {

constexpr int16_t kNever = -20000;  // below any sum of weights
constexpr char kMagic[] = "khotin entities 2\n";
constexpr int kLeastRowBits = 8;
constexpr int kMostRowBits = 22;

void Append(uint64_t value, size_t bytes, std::string* out) {
  for (size_t i = 0; i < bytes; ++i) out->push_back(static_cast<char>(value >> (8 * i)));
}

// Takes bytes off the front of a text.
class Reader {
 public:
  explicit Reader(absl::string_view bytes) : bytes_(bytes) {}

  absl::string_view Take(size_t size) {
    if (size > bytes_.size()) {
      is_cut_off_ = true;
      return {};
    }
    const absl::string_view taken = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return taken;
  }
  uint64_t Number(size_t size) {
    const absl::string_view taken = Take(size);
    uint64_t value = 0;
    for (size_t i = taken.size(); i-- > 0;) value = (value << 8) | static_cast<uint8_t>(taken[i]);
    return value;
  }
  bool is_cut_off() const { return is_cut_off_; }
  bool at_end() const { return bytes_.empty(); }

 private:
  absl::string_view bytes_;
  bool is_cut_off_ = false;
};

bool IsEmpty(const int8_t* row) {
  return std::all_of(row, row + kRowSize, [](int8_t weight) { return weight == 0; });
}

// Rows that are not empty: how many empty ones lie before each, then its weights.
void AppendRows(const std::vector<int8_t>& rows, std::string* out) {
  uint64_t empty = 0;
  for (size_t at = 0; at < rows.size(); at += kRowSize) {
    if (IsEmpty(&rows[at])) {
      ++empty;
      continue;
    }
    for (; empty >= 0xFF; empty -= 0xFF) out->push_back(static_cast<char>(0xFF));
    out->push_back(static_cast<char>(empty));
    empty = 0;
    for (size_t i = 0; i < kTagCount; ++i) out->push_back(static_cast<char>(rows[at + i]));
  }
}

bool ReadRows(absl::string_view bytes, std::vector<int8_t>* rows) {
  Reader reader(bytes);
  size_t row = 0;
  while (!reader.at_end()) {
    uint64_t empty = reader.Number(1);
    row += empty;
    if (empty == 0xFF) continue;
    const absl::string_view weights = reader.Take(kTagCount);
    if (reader.is_cut_off() || (row + 1) * kRowSize > rows->size()) return false;
    for (size_t i = 0; i < kTagCount; ++i) {
      (*rows)[row * kRowSize + i] = static_cast<int8_t>(weights[i]);
    }
    ++row;
  }
  return true;
}

}  // namespace

absl::StatusOr<TagModel> TagModel::Parse(absl::string_view bytes) {
  Reader reader(bytes);
  const absl::string_view magic(kMagic, sizeof(kMagic) - 1);
  if (reader.Take(magic.size()) != magic) return absl::DataLossError("not a model of entities");
  TagWeights weights;
  weights.row_bits = static_cast<int>(reader.Number(1));
  if (weights.row_bits < kLeastRowBits || weights.row_bits > kMostRowBits) {
    return absl::DataLossError("entity model: number of rows out of range");
  }
  for (auto& from : weights.transitions) {
    for (int16_t& weight : from) {
      weight = static_cast<int16_t>(static_cast<uint16_t>(reader.Number(2)));
    }
  }
  const size_t cluster_bytes = reader.Number(4);
  auto clusters = WordClusters::Parse(reader.Take(cluster_bytes));
  if (!clusters.ok()) return clusters.status();
  weights.clusters = *std::move(clusters);
  const size_t row_bytes = reader.Number(4);
  const absl::string_view rows = reader.Take(row_bytes);
  weights.rows.resize((size_t{1} << weights.row_bits) * kRowSize);
  if (reader.is_cut_off() || !reader.at_end() || !ReadRows(rows, &weights.rows)) {
    return absl::DataLossError("entity model: cut off or too long");
  }
  return TagModel(std::move(weights));
}

std::string TagModel::Encode() const {
  std::string bytes(kMagic, sizeof(kMagic) - 1);
  Append(static_cast<uint64_t>(weights_.row_bits), 1, &bytes);
  for (const auto& from : weights_.transitions) {
    for (const int16_t weight : from) Append(static_cast<uint16_t>(weight), 2, &bytes);
  }
  const std::string clusters = weights_.clusters.Encode();
  Append(clusters.size(), 4, &bytes);
  bytes += clusters;
  std::string rows;
  AppendRows(weights_.rows, &rows);
  Append(rows.size(), 4, &bytes);
  return bytes + rows;
}

TagModel::Scores TagModel::ScoreOf(const TokenFeatures& features) const {
  // kMax weights of a byte stay within 16 bits.
  static_assert(TokenFeatures::kMax * 128 < 32768);
  __m128i low = _mm_setzero_si128();
  __m128i high = _mm_setzero_si128();
  const __m128i zero = _mm_setzero_si128();
  for (const uint64_t feature : features) {
    const int8_t* const row = &weights_.rows[RowOf(feature) * kRowSize];
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(row));
    const __m128i signs = _mm_cmpgt_epi8(zero, bytes);
    low = _mm_add_epi16(low, _mm_unpacklo_epi8(bytes, signs));
    high = _mm_add_epi16(high, _mm_unpackhi_epi8(bytes, signs));
  }
  Scores scores;
  _mm_storeu_si128(reinterpret_cast<__m128i*>(scores.data()), low);
  _mm_storeu_si128(reinterpret_cast<__m128i*>(scores.data() + kRowSize / 2), high);
  return scores;
}

namespace {

// Of each tag, the best way to it from the tags before.
struct Step {
  __m128i low_scores;
  __m128i high_scores;
  __m128i low_from;
  __m128i high_from;
};

__m128i Choose(__m128i mask, __m128i yes, __m128i no) {
  return _mm_or_si128(_mm_and_si128(mask, yes), _mm_andnot_si128(mask, no));
}

Step BestStep(const std::array<int16_t, kRowSize>& best, const TagWeights& weights) {
  Step step = {_mm_set1_epi16(kNever), _mm_set1_epi16(kNever), _mm_setzero_si128(),
               _mm_setzero_si128()};
  for (size_t before = 0; before < kTagCount; ++before) {
    const auto* const row = reinterpret_cast<const __m128i*>(weights.transitions[before].data());
    const __m128i score = _mm_set1_epi16(best[before]);
    const __m128i number = _mm_set1_epi16(static_cast<int16_t>(before));
    const __m128i low = _mm_adds_epi16(score, _mm_loadu_si128(row));
    const __m128i high = _mm_adds_epi16(score, _mm_loadu_si128(row + 1));
    step.low_from = Choose(_mm_cmpgt_epi16(low, step.low_scores), number, step.low_from);
    step.high_from = Choose(_mm_cmpgt_epi16(high, step.high_scores), number, step.high_from);
    step.low_scores = _mm_max_epi16(low, step.low_scores);
    step.high_scores = _mm_max_epi16(high, step.high_scores);
  }
  return step;
}

// No mention goes on over the end of a sentence.
void ForbidRest(std::array<int16_t, kRowSize>* scores) {
  for (size_t tag = 0; tag < kRowSize; ++tag) {
    if (tag >= kTagCount || !MayStart(static_cast<Tag>(tag))) (*scores)[tag] = kNever;
  }
}

}  // namespace

void TagModel::Prefetch(const TokenFeatures& features) const {
  for (const uint64_t feature : features) {
    __builtin_prefetch(&weights_.rows[RowOf(feature) * kRowSize]);
  }
}

std::vector<Tag> TagModel::Decode(const LineFeatures& features) const {
  const size_t size = features.size();
  std::vector<Tag> tags(size);
  if (size == 0) return tags;
  std::vector<std::array<uint8_t, kRowSize>> from(size);
  std::array<TokenFeatures, 2> tokens;
  Scores best{};
  features.Get(0, &tokens[0]);
  for (size_t i = 0; i < size; ++i) {
    if (i + 1 < size) {
      features.Get(i + 1, &tokens[(i + 1) % 2]);
      Prefetch(tokens[(i + 1) % 2]);
    }
    Scores now = ScoreOf(tokens[i % 2]);
    if (features.OpensSentence(i)) ForbidRest(&now);
    if (i > 0) {
      const Step step = BestStep(best, weights_);
      auto* const scores = reinterpret_cast<__m128i*>(now.data());
      _mm_storeu_si128(scores, _mm_adds_epi16(_mm_loadu_si128(scores), step.low_scores));
      _mm_storeu_si128(scores + 1, _mm_adds_epi16(_mm_loadu_si128(scores + 1), step.high_scores));
      _mm_storeu_si128(reinterpret_cast<__m128i*>(from[i].data()),
                       _mm_packus_epi16(step.low_from, step.high_from));
    }
    // Sums stay small however long the line is.
    const int16_t top = *std::max_element(now.begin(), now.begin() + kTagCount);
    for (int16_t& score : now) {
      score = static_cast<int16_t>(std::max<int32_t>(score - top, kNever));
    }
    best = now;
  }
  size_t tag =
      static_cast<size_t>(std::max_element(best.begin(), best.begin() + kTagCount) - best.begin());
  for (size_t i = size; i-- > 0;) {
    tags[i] = static_cast<Tag>(tag);
    tag = from[i][tag];
  }
  return tags;
}

}  // namespace khotin::entity::model

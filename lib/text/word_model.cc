#include "text/word_model.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/hash.h"

namespace khotin::text {
namespace {

constexpr absl::string_view kMagic = "KHWORDS1";
constexpr size_t kCountAt = 8;
constexpr size_t kHashAt = 16;
constexpr size_t kHeaderSize = 24;
constexpr size_t kPairsAt = kHeaderSize + WordModel::kWeights;
constexpr size_t kWordsAt = kPairsAt + PairCohesion::kBytes;

void AppendNumber(uint64_t value, std::string* out) {
  for (int shift = 0; shift < 64; shift += 8) out->push_back(static_cast<char>(value >> shift));
}

uint64_t NumberAt(absl::string_view bytes, size_t at) {
  uint64_t value = 0;
  for (size_t i = 8; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

absl::Status Damaged(absl::string_view reason) {
  return absl::DataLossError(absl::StrCat("the model of words ", reason));
}

absl::Status CheckFrame(absl::string_view bytes) {
  if (!absl::StartsWith(bytes, kMagic)) return Damaged("does not begin with KHWORDS1");
  if (bytes.size() < kHeaderSize) return Damaged("ends within its header");
  const uint64_t count = NumberAt(bytes, kCountAt);
  if (count > bytes.size() / sizeof(uint64_t) ||
      bytes.size() != kWordsAt + count * sizeof(uint64_t)) {
    return Damaged(absl::StrCat("has ", bytes.size(), " bytes, which do not suit ",
                                WordModel::kWeights, " weights, a table of pairs and ", count,
                                " words"));
  }
  if (base::Hash64(bytes.substr(kHeaderSize)) != NumberAt(bytes, kHashAt)) {
    return Damaged("does not have the hash that its header names");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<WordModel> WordModel::Parse(absl::string_view bytes) {
  const absl::Status frame = CheckFrame(bytes);
  if (!frame.ok()) return frame;
  const absl::string_view weight_bytes = bytes.substr(kHeaderSize, kWeights);
  std::vector<int8_t> weights(weight_bytes.begin(), weight_bytes.end());
  std::vector<uint64_t> words(NumberAt(bytes, kCountAt));
  for (size_t i = 0; i < words.size(); ++i) {
    words[i] = NumberAt(bytes, kWordsAt + i * sizeof(uint64_t));
    if (words[i] <= (i == 0 ? 0 : words[i - 1])) return Damaged("has words out of order");
  }
  absl::StatusOr<PairCohesion> pairs =
      PairCohesion::Parse(bytes.substr(kPairsAt, PairCohesion::kBytes));
  if (!pairs.ok()) return Damaged(pairs.status().message());
  return WordModel(std::move(weights), *std::move(pairs), words);
}

std::string EncodeWordModel(absl::Span<const int8_t> weights, absl::string_view pairs,
                            absl::Span<const uint64_t> words) {
  std::string content(weights.begin(), weights.end());
  absl::StrAppend(&content, pairs);
  for (const uint64_t word : words) AppendNumber(word, &content);
  std::string bytes(kMagic);
  AppendNumber(words.size(), &bytes);
  AppendNumber(base::Hash64(content), &bytes);
  return bytes + content;
}

}  // namespace khotin::text

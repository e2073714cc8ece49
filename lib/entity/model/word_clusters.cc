#include "entity/model/word_clusters.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"

namespace khotin::entity::model {
namespace {

constexpr size_t kEntryBytes = 10;

void Append(uint64_t value, size_t bytes, std::string* out) {
  for (size_t i = 0; i < bytes; ++i) out->push_back(static_cast<char>(value >> (8 * i)));
}

uint64_t Read(absl::string_view bytes) {
  uint64_t value = 0;
  for (size_t i = bytes.size(); i-- > 0;) value = (value << 8) | static_cast<uint8_t>(bytes[i]);
  return value;
}

}  // namespace

WordClusters::WordClusters(absl::Span<const uint64_t> words, absl::Span<const uint16_t> clusters) {
  size_t size = 16;
  while (size < 2 * words.size()) size *= 2;
  slots_.resize(size);
  mask_ = size - 1;
  for (size_t i = 0; i < words.size(); ++i) {
    size_t at = words[i] & mask_;
    while (slots_[at].word != 0) at = (at + 1) & mask_;
    slots_[at] = {words[i], clusters[i]};
  }
}

absl::StatusOr<WordClusters> WordClusters::Parse(absl::string_view bytes) {
  if (bytes.size() % kEntryBytes != 0) return absl::DataLossError("word clusters: cut off");
  std::vector<uint64_t> words;
  std::vector<uint16_t> clusters;
  for (size_t at = 0; at < bytes.size(); at += kEntryBytes) {
    words.push_back(Read(bytes.substr(at, 8)));
    clusters.push_back(static_cast<uint16_t>(Read(bytes.substr(at + 8, 2))));
    const bool rises = words.size() < 2 || words[words.size() - 2] < words.back();
    if (words.back() == 0 || !rises) return absl::DataLossError("word clusters: out of order");
  }
  return WordClusters(words, clusters);
}

std::string WordClusters::Encode() const {
  std::vector<std::pair<uint64_t, uint16_t>> entries;
  for (const Slot& slot : slots_) {
    if (slot.word != 0) entries.emplace_back(slot.word, slot.cluster);
  }
  std::sort(entries.begin(), entries.end());
  std::string bytes;
  for (const auto& [word, cluster] : entries) {
    Append(word, 8, &bytes);
    Append(cluster, 2, &bytes);
  }
  return bytes;
}

}  // namespace khotin::entity::model

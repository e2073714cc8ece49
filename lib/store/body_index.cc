#include "store/body_index.h"

#include <algorithm>
#include <memory>
#include <unordered_map>
#include <utility>

#include "base/status.h"
#include "dedupe/sketch.h"
#include "store/cluster_records.h"
#include "store/keys.h"
#include "store/record_convert.h"

namespace khotin::store {
namespace {

// Of kSketchSize entries; a smaller sketch needs its share of them. Bodies with a Jaccard of .3
// meet in 9.6 on average, and in fewer than 4 once in 170 times.
constexpr size_t kMinSharedEntries = 4;

size_t NeededEntries(size_t sketch_size) {
  return std::max<size_t>(1, (sketch_size * kMinSharedEntries) / dedupe::kSketchSize);
}

// Bodies that share enough entries, those that share most first.
std::vector<uint32_t> Candidates(const SketchEntries& entries) {
  std::unordered_map<uint32_t, size_t> shared;
  for (const std::vector<uint32_t>& bodies : entries.bodies) {
    for (const uint32_t number : bodies) ++shared[number];
  }
  const size_t needed = NeededEntries(entries.keys.size());
  std::vector<std::pair<size_t, uint32_t>> ranked;
  for (const auto& [number, count] : shared) {
    if (count >= needed) ranked.emplace_back(count, number);
  }
  std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  if (ranked.size() > kMaxCompared) ranked.resize(kMaxCompared);
  std::vector<uint32_t> candidates;
  candidates.reserve(ranked.size());
  for (const auto& [count, number] : ranked) candidates.push_back(number);
  return candidates;
}

bool Closer(const BodyMatch& a, const BodyMatch& b) {
  if (a.relation != b.relation) return a.relation < b.relation;
  if (a.comparison.jaccard != b.comparison.jaccard) {
    return a.comparison.jaccard > b.comparison.jaccard;
  }
  return a.body_number < b.body_number;
}

}  // namespace

absl::StatusOr<SketchEntries> BodyIndex::Load(const dedupe::Signature& signature) {
  SketchEntries entries;
  for (const uint64_t key : dedupe::MakeSketch(signature)) entries.keys.push_back(SketchKey(key));
  KHOTIN_ASSIGN_OR_RETURN(const auto values, reader_->GetMany(Family::kSketches, entries.keys));
  for (const absl::optional<std::string>& value : values) {
    entries.bodies.push_back(value.has_value() ? DecodeBodyNumbers(*value)
                                               : std::vector<uint32_t>());
  }
  return entries;
}

absl::StatusOr<std::vector<BodyMatch>> BodyIndex::FindMatches(const dedupe::Signature& signature,
                                                              const SketchEntries& entries,
                                                              const std::string& except) {
  std::vector<uint32_t> candidates = Candidates(entries);
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<uint32_t> exact, FindExact(signature));
  if (exact.has_value() &&
      std::find(candidates.begin(), candidates.end(), *exact) == candidates.end()) {
    candidates.push_back(*exact);
  }
  std::vector<BodyMatch> matches;
  for (const uint32_t number : candidates) {
    KHOTIN_ASSIGN_OR_RETURN(absl::optional<BodyMatch> match,
                            CompareWith(signature, number, except));
    if (match.has_value()) matches.push_back(*std::move(match));
  }
  std::sort(matches.begin(), matches.end(), Closer);
  return matches;
}

absl::StatusOr<absl::optional<uint32_t>> BodyIndex::FindExact(const dedupe::Signature& signature) {
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<std::string> number,
                          reader_->Get(Family::kFingerprints, signature.fingerprint.ToBytes()));
  if (!number.has_value()) return absl::optional<uint32_t>();
  if (number->size() != sizeof(uint32_t)) return absl::DataLossError("damaged duplicate key");
  return absl::optional<uint32_t>(ReadBigEndian32(*number));
}

absl::StatusOr<absl::optional<BodyMatch>> BodyIndex::CompareWith(const dedupe::Signature& signature,
                                                                 uint32_t body_number,
                                                                 const std::string& except) {
  BodyMatch match;
  match.body_number = body_number;
  KHOTIN_ASSIGN_OR_RETURN(const storage::v1::Body body, MustGetBody(reader_, body_number));
  match.cluster = body.cluster();
  match.article = body.article();
  if (match.article == except) {
    KHOTIN_ASSIGN_OR_RETURN(match.article, OtherArticleOf(reader_, body_number, body, except));
    if (match.article.empty()) return absl::optional<BodyMatch>();
  }
  KHOTIN_ASSIGN_OR_RETURN(const SignatureCache::Entry other,
                          SignatureOf(body_number, body.article()));
  match.comparison = dedupe::Compare(signature, *other);
  match.relation = dedupe::Classify(signature, *other, match.comparison);
  if (match.relation == dedupe::Relation::kNone) return absl::optional<BodyMatch>();
  return absl::optional<BodyMatch>(std::move(match));
}

absl::StatusOr<SignatureCache::Entry> BodyIndex::SignatureOf(uint32_t body_number,
                                                             const std::string& article) {
  SignatureCache::Entry signature = cache_ == nullptr ? nullptr : cache_->Find(body_number);
  if (signature != nullptr) return signature;
  KHOTIN_ASSIGN_OR_RETURN(const auto record, reader_->MustGetRecord<storage::v1::Article>(
                                                 Family::kArticles, article, "article"));
  signature = std::make_shared<const dedupe::Signature>(SignatureOfRecord(record));
  if (cache_ != nullptr) cache_->Insert(body_number, signature);
  return signature;
}

DuplicateMatch ToDuplicateMatch(const BodyMatch& match) {
  return {match.article, match.relation, match.comparison.jaccard, match.comparison.containment,
          match.comparison.match_containment};
}

std::vector<uint32_t> DecodeBodyNumbers(absl::string_view bytes) {
  std::vector<uint32_t> numbers;
  for (size_t i = 0; i + sizeof(uint32_t) <= bytes.size(); i += sizeof(uint32_t)) {
    numbers.push_back(ReadBigEndian32(bytes.substr(i)));
  }
  return numbers;
}

std::string EncodeBodyNumbers(const std::vector<uint32_t>& numbers) {
  std::string bytes;
  for (const uint32_t number : numbers) bytes += BigEndian32(number);
  return bytes;
}

dedupe::Signature SignatureOfRecord(const storage::v1::Article& record) {
  return dedupe::MakeSignature(ComparedPassagesOf(record));
}

}  // namespace khotin::store

// Which stored bodies share text with another one.
//
// A body is the text of one article or of several exact copies, under a number. It is entered under
// the entries of its sketch; the bodies that meet a new one in enough entries are compared with it,
// shingle by shingle, from the stored text.
#ifndef KHOTIN_STORE_BODY_INDEX_H_
#define KHOTIN_STORE_BODY_INDEX_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "dedupe/comparison.h"
#include "dedupe/signature.h"
#include "khotin/storage/v1/records.pb.h"
#include "store/database.h"
#include "store/signature_cache.h"
#include "store/store.h"

namespace khotin::store {

// A sketch entry keeps the first so many bodies: what more of them share is a stock phrase, or one
// text whose first versions are there.
inline constexpr size_t kMaxSketchBodies = 8;
// The most bodies that one is compared with.
inline constexpr size_t kMaxCompared = 16;

// The entries of one sketch, as stored.
struct SketchEntries {
  std::vector<std::string> keys;              // rising
  std::vector<std::vector<uint32_t>> bodies;  // numbers under each key, in the order they came
};

struct BodyMatch {
  uint32_t body_number = 0;
  std::string article;  // that stands for the body
  std::string cluster;
  dedupe::Comparison comparison;
  dedupe::Relation relation = dedupe::Relation::kNone;
};

// Not thread-safe. `reader` and `cache`, which may be null, must outlive the index. Errors are
// those of the reader, and DATA_LOSS for damaged records.
class BodyIndex {
 public:
  BodyIndex(RecordReader* reader, SignatureCache* cache) : reader_(reader), cache_(cache) {}

  absl::StatusOr<SketchEntries> Load(const dedupe::Signature& signature);

  // Bodies that `signature` is not kNone to, the closest relation first, then by Jaccard, then the
  // lower number. The number of an equal body, if there is one, is in it with kExact.
  // `except` is an article that does not count, or empty.
  absl::StatusOr<std::vector<BodyMatch>> FindMatches(const dedupe::Signature& signature,
                                                     const SketchEntries& entries,
                                                     const std::string& except);

  // The number of the body with that fingerprint, if there is one.
  absl::StatusOr<absl::optional<uint32_t>> FindExact(const dedupe::Signature& signature);

  // The signature of a stored body, from the article that stands for it.
  absl::StatusOr<SignatureCache::Entry> SignatureOf(uint32_t body_number,
                                                    const std::string& article);

 private:
  absl::StatusOr<absl::optional<BodyMatch>> CompareWith(const dedupe::Signature& signature,
                                                        uint32_t body_number,
                                                        const std::string& except);

  RecordReader* const reader_;
  SignatureCache* const cache_;
};

DuplicateMatch ToDuplicateMatch(const BodyMatch& match);

// The numbers under a sketch key, and back.
std::vector<uint32_t> DecodeBodyNumbers(absl::string_view bytes);
std::string EncodeBodyNumbers(const std::vector<uint32_t>& numbers);

// The signature of a stored article's body.
dedupe::Signature SignatureOfRecord(const storage::v1::Article& record);

}  // namespace khotin::store

#endif  // KHOTIN_STORE_BODY_INDEX_H_

// What every block of a segment has in common: its key, and a trailer that tells damage.
//
//   block := payload number(4, little-endian) kind(1) checksum(4, little-endian)
//
// The checksum is the low half of XXH3-64 over all bytes before it. The number guards against a
// block that stands under another's key.
#ifndef KHOTIN_INDEX_BLOCK_FORMAT_H_
#define KHOTIN_INDEX_BLOCK_FORMAT_H_

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "index/block_store.h"

namespace khotin::index {

// Stored: values never change.
enum class BlockKind : uint8_t {
  kHeader = 1,
  kNumbers = 2,
  kLengths = 3,
  kArticleIds = 4,
  kArticleIdIndex = 5,
  kPostings = 6,
  kPositions = 7,
  kDictionary = 8,
  kDictionaryIndex = 9,
  kArticleIdTable = 10,
  kFacetLabels = 11,
  kFacetOrdinals = 12,
};

// The size at which a block is closed, its payload.
inline constexpr size_t kBlockBytes = 16 << 10;

// A key to store a block under: four bytes, big-endian, so that keys rise with numbers; the
// header's is "h".
std::string BlockKey(uint32_t number);

std::string SealBlock(BlockKind kind, uint32_t number, std::string payload);

// DATA_LOSS when `block` is cut or its checksum is wrong.
absl::Status VerifyBlock(uint32_t number, absl::string_view block);

// A payload, and the handle that keeps it in memory.
struct Payload {
  Block block;
  absl::string_view bytes;
};

// Reads sealed blocks. Immutable and thread-safe.
class BlockReader {
 public:
  explicit BlockReader(std::shared_ptr<const BlockSource> source) : source_(std::move(source)) {}

  // DATA_LOSS when the block is missing, damaged or of another kind or number.
  absl::StatusOr<Payload> Read(BlockKind kind, uint32_t number) const;

 private:
  std::shared_ptr<const BlockSource> source_;
};

// DATA_LOSS: "segment: `what`".
absl::Status Damaged(absl::string_view what);

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_BLOCK_FORMAT_H_

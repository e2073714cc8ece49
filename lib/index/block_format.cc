#include "index/block_format.h"

#include "absl/strings/str_cat.h"
#include "base/hash.h"
#include "index/coding.h"

namespace khotin::index {
namespace {

constexpr size_t kTrailerBytes = 9;
constexpr absl::string_view kHeaderKey = "h";

uint32_t Checksum(absl::string_view bytes) { return static_cast<uint32_t>(base::Hash64(bytes)); }

}  // namespace

absl::Status Damaged(absl::string_view what) {
  return absl::DataLossError(absl::StrCat("segment: ", what));
}

std::string BlockKey(uint32_t number) {
  if (number == kHeaderNumber) return std::string(kHeaderKey);
  std::string key(4, '\0');
  for (size_t i = 0; i < 4; ++i) key[i] = static_cast<char>(number >> (24 - 8 * i));
  return key;
}

std::string SealBlock(BlockKind kind, uint32_t number, std::string payload) {
  AppendFixed32(number, &payload);
  payload.push_back(static_cast<char>(kind));
  AppendFixed32(Checksum(payload), &payload);
  return payload;
}

absl::StatusOr<Payload> BlockReader::Read(BlockKind kind, uint32_t number) const {
  absl::StatusOr<Block> block = source_->Get(BlockKey(number));
  if (absl::IsNotFound(block.status())) return Damaged(absl::StrCat("no block ", number));
  if (!block.ok()) return block.status();
  const absl::string_view bytes = **block;
  if (bytes.size() < kTrailerBytes) return Damaged(absl::StrCat("block ", number, " is cut"));
  const size_t size = bytes.size() - kTrailerBytes;
  const char* trailer = bytes.data() + size;
  if (LoadFixed32(trailer + 5) != Checksum(bytes.substr(0, size + 5))) {
    return Damaged(absl::StrCat("block ", number, " has a wrong checksum"));
  }
  if (LoadFixed32(trailer) != number || trailer[4] != static_cast<char>(kind)) {
    return Damaged(absl::StrCat("block ", number, " is another block"));
  }
  return Payload{*std::move(block), bytes.substr(0, size)};
}

}  // namespace khotin::index

#include "index/block_format.h"

#include "absl/strings/str_cat.h"
#include "base/hash.h"
#include "base/status.h"
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

absl::Status VerifyBlock(uint32_t number, absl::string_view block) {
  if (block.size() < kTrailerBytes) return Damaged(absl::StrCat("block ", number, " is cut"));
  const size_t checked = block.size() - 4;
  if (LoadFixed32(block.data() + checked) != Checksum(block.substr(0, checked))) {
    return Damaged(absl::StrCat("block ", number, " has a wrong checksum"));
  }
  return absl::OkStatus();
}

absl::StatusOr<Payload> BlockReader::Read(BlockKind kind, uint32_t number) const {
  absl::StatusOr<Block> block = source_->Get(number);
  if (absl::IsNotFound(block.status())) return Damaged(absl::StrCat("no block ", number));
  if (!block.ok()) return block.status();
  const absl::string_view bytes = **block;
  if (!source_->is_verified()) KHOTIN_RETURN_IF_ERROR(VerifyBlock(number, bytes));
  const size_t size = bytes.size() - kTrailerBytes;
  const char* trailer = bytes.data() + size;
  if (LoadFixed32(trailer) != number || trailer[4] != static_cast<char>(kind)) {
    return Damaged(absl::StrCat("block ", number, " is another block"));
  }
  return Payload{*std::move(block), bytes.substr(0, size)};
}

}  // namespace khotin::index

#include "store/entity_reader.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "google/protobuf/io/coded_stream.h"
#include "store/entity_table.h"

namespace khotin::store {
namespace {

using google::protobuf::io::CodedInputStream;

// Of a tag: the wire types that records have, below the number of the field.
constexpr uint32_t kWireTypeBits = 3;
constexpr uint32_t kVarint = 0;
constexpr uint32_t kLengthDelimited = 2;

bool SkipValue(uint32_t tag, CodedInputStream* in) {
  switch (tag & ((1u << kWireTypeBits) - 1)) {
    case kVarint: {
      uint64_t value = 0;
      return in->ReadVarint64(&value);
    }
    case kLengthDelimited: {
      uint32_t size = 0;
      return in->ReadVarint32(&size) && in->Skip(static_cast<int>(size));
    }
    default:
      return false;
  }
}

// The fields of a record but for its clues, as they were, in `*kept` if anything is left out;
// nullopt where these are no fields.
absl::optional<absl::string_view> WithoutClues(absl::string_view bytes, std::string* kept) {
  CodedInputStream in(reinterpret_cast<const uint8_t*>(bytes.data()),
                      static_cast<int>(bytes.size()));
  size_t begin = 0;  // of what is to be kept next
  for (;;) {
    const auto at = static_cast<size_t>(in.CurrentPosition());
    const uint32_t tag = in.ReadTag();
    if (tag == 0) break;
    if (!SkipValue(tag, &in)) return absl::nullopt;
    if (tag >> kWireTypeBits != storage::v1::Entity::kCluesFieldNumber) continue;
    absl::StrAppend(kept, bytes.substr(begin, at - begin));
    begin = static_cast<size_t>(in.CurrentPosition());
  }
  if (static_cast<size_t>(in.CurrentPosition()) != bytes.size()) return absl::nullopt;
  if (begin == 0) return bytes;
  absl::StrAppend(kept, bytes.substr(begin));
  return absl::string_view(*kept);
}

absl::StatusOr<StoredEntity> ReadListed(RecordReader* reader, const std::string& id,
                                        absl::string_view bytes) {
  StoredEntity entity;
  KHOTIN_ASSIGN_OR_RETURN(entity.record, ParseWithoutClues(bytes, id));
  entity.id = id;
  if (entity.record.redirect().empty()) return entity;
  KHOTIN_ASSIGN_OR_RETURN(entity.id,
                          FollowRedirects(reader, entity.record.redirect(), &entity.record));
  entity.record.clear_clues();
  return entity;
}

}  // namespace

absl::StatusOr<storage::v1::Entity> ParseWithoutClues(absl::string_view bytes,
                                                      absl::string_view id) {
  std::string buffer;
  const absl::optional<absl::string_view> fields = WithoutClues(bytes, &buffer);
  const std::string what = absl::StrCat("entity ", id);
  if (!fields.has_value()) return absl::DataLossError(absl::StrCat(what, ": damaged record"));
  return ParseRecord<storage::v1::Entity>(*fields, what);
}

absl::StatusOr<std::vector<absl::optional<StoredEntity>>> ReadListedEntities(
    RecordReader* reader, const std::vector<std::string>& ids) {
  std::vector<size_t> order(ids.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::sort(order.begin(), order.end(), [&](size_t a, size_t b) { return ids[a] < ids[b]; });
  std::vector<std::string> keys;
  keys.reserve(ids.size());
  for (const size_t i : order) keys.push_back(ids[i]);
  KHOTIN_ASSIGN_OR_RETURN(const auto records, reader->GetMany(Family::kEntities, keys));
  std::vector<absl::optional<StoredEntity>> entities(ids.size());
  for (size_t k = 0; k < keys.size(); ++k) {
    if (!records[k].has_value()) continue;
    KHOTIN_ASSIGN_OR_RETURN(entities[order[k]], ReadListed(reader, keys[k], *records[k]));
  }
  return entities;
}

}  // namespace khotin::store

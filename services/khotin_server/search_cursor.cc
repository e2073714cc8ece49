#include "search_cursor.h"

#include <algorithm>

#include "index/coding.h"
#include "rpc/error.h"

namespace khotin::server {
namespace {

// Another one for each change of the form, so that old tokens are refused and not misread.
constexpr char kFormat = 1;
constexpr uint8_t kRelaxed = 1;

void AppendSigned(int64_t value, std::string* out) {
  const auto bits = static_cast<uint64_t>(value);
  index::AppendVarint(bits << 1 ^ (value < 0 ? ~uint64_t{0} : 0), out);
}

int64_t ReadSigned(index::ByteReader* reader) {
  const uint64_t value = reader->Varint64();
  return static_cast<int64_t>(value >> 1 ^ ((value & 1) != 0 ? ~uint64_t{0} : 0));
}

void ReadStatistics(index::ByteReader* reader, query::Statistics* statistics) {
  statistics->documents = reader->Varint64();
  const uint64_t count = reader->Varint64();
  // Each takes a byte at least.
  if (count > reader->rest().size()) {
    reader->Fail();
    return;
  }
  for (uint64_t i = 0; i < count; ++i) statistics->frequencies.push_back(reader->Varint64());
}

bool IsPossible(const query::Cursor& cursor) {
  const query::Statistics& statistics = cursor.statistics;
  return !cursor.article_id.empty() && cursor.max_revision > 0 &&
         std::all_of(statistics.frequencies.begin(), statistics.frequencies.end(),
                     [&](uint64_t frequency) { return frequency <= statistics.documents; });
}

}  // namespace

std::string EncodeSearchCursor(const query::Cursor& cursor) {
  std::string bytes(1, kFormat);
  bytes.push_back(cursor.relaxed ? static_cast<char>(kRelaxed) : '\0');
  AppendSigned(cursor.score, &bytes);
  AppendSigned(cursor.publish_seconds, &bytes);
  AppendSigned(cursor.max_revision, &bytes);
  AppendSigned(cursor.now_seconds, &bytes);
  index::AppendVarint(cursor.article_id.size(), &bytes);
  bytes += cursor.article_id;
  index::AppendVarint(cursor.statistics.documents, &bytes);
  index::AppendVarint(cursor.statistics.frequencies.size(), &bytes);
  for (const uint64_t frequency : cursor.statistics.frequencies) {
    index::AppendVarint(frequency, &bytes);
  }
  return bytes;
}

absl::StatusOr<query::Cursor> DecodeSearchCursor(absl::string_view bytes) {
  index::ByteReader reader(bytes);
  query::Cursor cursor;
  const uint8_t format = reader.Byte();
  cursor.relaxed = reader.Byte() == kRelaxed;
  cursor.score = ReadSigned(&reader);
  cursor.publish_seconds = ReadSigned(&reader);
  cursor.max_revision = ReadSigned(&reader);
  cursor.now_seconds = ReadSigned(&reader);
  cursor.article_id = std::string(reader.Bytes(reader.Varint64()));
  ReadStatistics(&reader, &cursor.statistics);
  // Bytes that read well but are written otherwise are none of ours.
  if (!reader.ok() || format != kFormat || !IsPossible(cursor) ||
      EncodeSearchCursor(cursor) != bytes) {
    return rpc::InvalidField("page_token",
                             "not a token of this version; begin again with the first page");
  }
  return cursor;
}

}  // namespace khotin::server

// Files of the ledger, and places in them.
#include <utility>

#include "base/status.h"
#include "rpc/convert.h"
#include "rpc/error.h"

namespace khotin::rpc {
namespace {

constexpr size_t kHashBytes = 16;
constexpr size_t kMaxTextBytes = 4096;

uint64_t BigEndian(absl::string_view bytes) {
  uint64_t value = 0;
  for (const char c : bytes) value = (value << 8) | static_cast<unsigned char>(c);
  return value;
}

}  // namespace

absl::StatusOr<store::FileIdentity> FileFromMessage(const v1::FileIdentity& message) {
  if (message.content_hash().size() != kHashBytes) {
    return InvalidField("content_hash", "it has 16 bytes");
  }
  if (message.size_bytes() < 0) return InvalidField("size_bytes", "it is not negative");
  if (message.reading().size() > kMaxTextBytes) {
    return InvalidField("reading", "it has at most 4 KiB");
  }
  const absl::string_view hash = message.content_hash();
  store::FileIdentity file;
  file.content = {BigEndian(hash.substr(0, kHashBytes / 2)),
                  BigEndian(hash.substr(kHashBytes / 2))};
  file.bytes = message.size_bytes();
  file.reading = message.reading();
  return file;
}

absl::StatusOr<store::FilePosition> PositionFromMessage(const v1::FilePosition& message) {
  store::FilePosition position;
  absl::StatusOr<store::FileIdentity> file = FileFromMessage(message.file());
  if (!file.ok()) return WithinField(file.status(), "file");
  if (message.number() < 1) return InvalidField("number", "documents are counted from 1");
  if (message.path().size() > kMaxTextBytes) return InvalidField("path", "it has at most 4 KiB");
  position.file = *std::move(file);
  position.path = message.path();
  position.number = message.number();
  position.last = message.last();
  return position;
}

v1::FileIdentity FileMessage(const store::FileIdentity& file) {
  v1::FileIdentity message;
  message.set_content_hash(file.content.ToBytes());
  message.set_size_bytes(file.bytes);
  message.set_reading(file.reading);
  return message;
}

v1::FilePosition PositionMessage(const store::FilePosition& position) {
  v1::FilePosition message;
  *message.mutable_file() = FileMessage(position.file);
  message.set_path(position.path);
  message.set_number(position.number);
  message.set_last(position.last);
  return message;
}

v1::IngestedFile IngestedFileMessage(const store::StoredFile& file) {
  v1::IngestedFile message;
  *message.mutable_file() = FileMessage(file.file);
  message.set_path(file.record.path());
  message.set_document_count(file.record.document_count());
  message.set_done(file.record.done());
  for (int verdict = v1::Verdict_MIN; verdict <= v1::Verdict_MAX; ++verdict) {
    const auto found = file.record.verdicts().find(verdict);
    if (found == file.record.verdicts().end()) continue;
    v1::VerdictCount* const count = message.add_verdicts();
    count->set_verdict(static_cast<v1::Verdict>(verdict));
    count->set_count(found->second);
  }
  FillTime(file.record.first_time(), message.mutable_first_time());
  FillTime(file.record.last_time(), message.mutable_last_time());
  message.set_analyzer_version(file.record.analyzer_version());
  return message;
}

}  // namespace khotin::rpc

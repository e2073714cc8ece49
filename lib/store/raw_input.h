// Raw documents as the store keeps and recognizes them.
#ifndef KHOTIN_STORE_RAW_INPUT_H_
#define KHOTIN_STORE_RAW_INPUT_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "base/hash.h"
#include "extract/raw_document.h"
#include "khotin/storage/v1/records.pb.h"

namespace khotin::store {

// The record of a document, its content compressed (zstd).
storage::v1::RawInput RawRecord(const extract::RawDocument& raw);

// The document of a record. DATA_LOSS when its content is damaged.
absl::StatusOr<extract::RawDocument> FromRawRecord(const storage::v1::RawInput& record);

// Equal for documents that are the same to Khotin: content, format, source, and URL in any
// spelling. What the sender calls the input does not count.
base::Hash128 RawHash(const extract::RawDocument& raw);

// Id of a document's entry in the quarantine.
std::string QuarantineId(const base::Hash128& raw_hash);

}  // namespace khotin::store

#endif  // KHOTIN_STORE_RAW_INPUT_H_

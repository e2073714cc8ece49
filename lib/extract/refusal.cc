#include "extract/refusal.h"

#include "absl/strings/cord.h"
#include "absl/types/optional.h"

namespace khotin::extract {
namespace {

constexpr char kPayloadType[] = "khotin.extract.RefusalReason";
constexpr RefusalReason kAll[] = {RefusalReason::kUnreadable,    RefusalReason::kEmpty,
                                  RefusalReason::kNoBody,        RefusalReason::kNotArticle,
                                  RefusalReason::kWrongLanguage, RefusalReason::kOverLimit};

}  // namespace

absl::string_view RefusalName(RefusalReason reason) {
  switch (reason) {
    case RefusalReason::kUnspecified:
      break;
    case RefusalReason::kUnreadable:
      return "unreadable";
    case RefusalReason::kEmpty:
      return "empty";
    case RefusalReason::kNoBody:
      return "no_body";
    case RefusalReason::kNotArticle:
      return "not_article";
    case RefusalReason::kWrongLanguage:
      return "wrong_language";
    case RefusalReason::kOverLimit:
      return "over_limit";
  }
  return "other";
}

absl::Status Refusal(RefusalReason reason, absl::string_view message) {
  absl::Status status = absl::InvalidArgumentError(message);
  status.SetPayload(kPayloadType, absl::Cord(RefusalName(reason)));
  return status;
}

absl::Status UnreadableDocument(absl::string_view message) {
  return Refusal(RefusalReason::kUnreadable, message);
}

absl::Status OverLimit(absl::string_view message) {
  return Refusal(RefusalReason::kOverLimit, message);
}

RefusalReason RefusalOf(const absl::Status& status) {
  const absl::optional<absl::Cord> payload = status.GetPayload(kPayloadType);
  if (!payload.has_value()) return RefusalReason::kUnspecified;
  for (const RefusalReason reason : kAll) {
    if (*payload == RefusalName(reason)) return reason;
  }
  return RefusalReason::kUnspecified;
}

}  // namespace khotin::extract

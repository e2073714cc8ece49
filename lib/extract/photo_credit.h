// The credit that a caption ends in.
#ifndef KHOTIN_EXTRACT_PHOTO_CREDIT_H_
#define KHOTIN_EXTRACT_PHOTO_CREDIT_H_

#include <string>

#include "absl/strings/string_view.h"

namespace khotin::extract {

// "Hoàng Phong" of "Bộ trưởng trả lời báo chí. Ảnh: Hoàng Phong" and of "… (Ảnh: Hoàng Phong)";
// empty when `line` does not end in a credit.
std::string PhotoCredit(absl::string_view line);

}  // namespace khotin::extract

#endif  // KHOTIN_EXTRACT_PHOTO_CREDIT_H_

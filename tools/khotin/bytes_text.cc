#include "tools/khotin/bytes_text.h"

#include <cstddef>

#include "absl/strings/str_cat.h"

namespace khotin::cli {

std::string BytesText(int64_t bytes) {
  constexpr const char* kUnits[] = {"B", "KiB", "MiB", "GiB", "TiB"};
  double value = static_cast<double>(bytes);
  size_t unit = 0;
  for (; value >= 1024 && unit < 4; ++unit) value /= 1024;
  const int tenths = static_cast<int>(value * 10);
  return unit == 0 ? absl::StrCat(bytes, " B")
                   : absl::StrCat(tenths / 10, ".", tenths % 10, " ", kUnits[unit]);
}

}  // namespace khotin::cli

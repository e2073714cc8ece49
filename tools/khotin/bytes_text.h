// Sizes as people read them.
#ifndef KHOTIN_TOOLS_KHOTIN_BYTES_TEXT_H_
#define KHOTIN_TOOLS_KHOTIN_BYTES_TEXT_H_

#include <cstdint>
#include <string>

namespace khotin::cli {

// "512 B", "1.5 MiB".
std::string BytesText(int64_t bytes);

}  // namespace khotin::cli

#endif  // KHOTIN_TOOLS_KHOTIN_BYTES_TEXT_H_

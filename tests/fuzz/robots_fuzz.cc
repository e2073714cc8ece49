#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "pull/robots.h"

// The first line is a path, the rest a robots.txt, which never forbids itself.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view bytes(reinterpret_cast<const char*>(data), size);
  const size_t line = bytes.find('\n');
  const absl::string_view path = bytes.substr(0, line);
  const absl::string_view text = line == bytes.npos ? "" : bytes.substr(line + 1);
  const auto robots = khotin::pull::Robots::Parse(text, "khotin");
  const bool allowed = robots.Allows(path);
  if (allowed != robots.Allows(path) || !robots.Allows("/robots.txt")) std::abort();
  if (robots.crawl_delay() < absl::ZeroDuration()) std::abort();
  return 0;
}

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <utility>

#include "extract/gzip_source.h"
#include "extract/warc_reader.h"

// The bytes are an archive, or, when they begin as gzip does, a compressed one. Reading ends.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  namespace extract = khotin::extract;
  const absl::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::unique_ptr<extract::ByteSource> source = std::make_unique<extract::MemorySource>(bytes);
  if (extract::HasGzipMagic(bytes)) source = extract::MakeGzipSource(std::move(source));
  const auto reader = extract::MakeWarcReader("fuzz", std::move(source));
  size_t results = 0;
  while (reader->Next().has_value()) {
    if (++results > 10 * size + 10) std::abort();
  }
  return 0;
}

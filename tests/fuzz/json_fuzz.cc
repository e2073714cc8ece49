#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "extract/extract.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  khotin::extract::RawDocument document;
  document.format = khotin::extract::Format::kJsonLines;
  document.content.assign(reinterpret_cast<const char*>(data), size);
  const auto found = khotin::extract::ExtractArticle(document);
  if (found.ok() && found->article.body.empty()) std::abort();
  return 0;
}

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "extract/extract.h"
#include "text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  khotin::extract::RawDocument document;
  document.format = khotin::extract::Format::kText;
  document.content.assign(reinterpret_cast<const char*>(data), size);
  const auto found = khotin::extract::ExtractArticle(document);
  if (!found.ok()) return 0;
  for (const auto& block : found->article.body) {
    if (block.text.empty() || !khotin::text::ValidateUtf8(block.text).ok()) std::abort();
  }
  return 0;
}

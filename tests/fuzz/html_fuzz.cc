#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "extract/html_extractor.h"
#include "text/utf8.h"

// Whatever the bytes are, what comes out of a page is valid text.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view page(reinterpret_cast<const char*>(data), size);
  const auto found = khotin::extract::ExtractHtml(page, "https://bao.example/a/b.html");
  if (!found.ok()) return 0;
  if (found->article.body.empty()) std::abort();
  if (!khotin::text::ValidateUtf8(found->article.title).ok()) std::abort();
  for (const auto& block : found->article.body) {
    if (block.text.empty() || !khotin::text::ValidateUtf8(block.text).ok()) std::abort();
  }
  for (const auto& span : found->removed) {
    if (span.kind.empty() || span.reason.empty() || span.text.size() > 500) std::abort();
  }
  return 0;
}

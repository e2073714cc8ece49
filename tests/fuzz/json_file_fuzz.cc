#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "extract/extract.h"
#include "extract/json_field_map.h"
#include "extract/json_reader.h"

// A file of JSON in any layout, its fields mapped, and each document in it analyzed. Reading ends.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  namespace extract = khotin::extract;
  static const auto* const fields = new std::shared_ptr<const extract::JsonFieldMap>(
      std::make_shared<const extract::JsonFieldMap>(
          extract::JsonFieldMap::Parse({"title=a.b,text=c.0,author=d,html=e.f"}).value()));
  const absl::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto reader =
      extract::MakeJsonReader("fuzz", std::make_unique<extract::MemorySource>(bytes), *fields);
  size_t results = 0;
  while (const auto next = reader->Next()) {
    if (++results > size + 10) std::abort();
    if (!next->ok()) continue;
    const auto found = extract::ExtractArticle(**next);
    if (found.ok() && found->article.body.empty()) std::abort();
  }
  return 0;
}

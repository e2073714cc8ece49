// Queries are parsed and run over a small index: any bytes give an answer or a clear error.
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "index/segment.h"
#include "index/snapshot.h"
#include "query/highlight.h"
#include "query/query.h"
#include "query/search.h"

namespace {

using namespace khotin;  // NOLINT(google-build-using-namespace)

const std::vector<text::Passage>& Article() {
  static const auto* const passages = new std::vector<text::Passage>{
      {text::Field::kTitle, 0, "Lên đường gìn giữ hòa bình"},
      {text::Field::kBody, 0,
       "Đội công tác rời TP.HCM ngày 6/2/2023, theo Nghị định 46/2016/NĐ-CP."}};
  return *passages;
}

const index::IndexSnapshot& Snapshot() {
  static const index::IndexSnapshot* const snapshot = [] {
    std::vector<index::DocumentTerms> documents(1);
    documents[0] = index::BuildDocumentTerms(Article());
    documents[0].values.article_id = std::string("a");
    auto blocks = std::make_shared<index::MemoryBlocks>();
    auto* const made = new index::IndexSnapshot;
    if (!index::WriteSegment(documents, blocks.get()).ok()) return made;
    auto segment = index::Segment::Open(blocks);
    if (!segment.ok()) return made;
    made->segments.push_back({std::shared_ptr<const index::Segment>(*std::move(segment)), nullptr});
    made->documents = 1;
    return made;
  }();
  return *snapshot;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  const auto query = query::ParseQuery(text);
  if (!query.ok()) return 0;
  query::SearchOptions options;
  options.limit = 10;
  const auto found = query::Search(Snapshot(), *query, options);
  if (!found.ok()) __builtin_trap();
  options.collapse = true;
  const auto collapsed = query::Search(Snapshot(), *query, options);
  if (!collapsed.ok() || collapsed->total != found->total) __builtin_trap();
  for (const text::Span& span : query::FindHighlights(*query, Article())) {
    if (span.begin >= span.end) __builtin_trap();
  }
  return 0;
}

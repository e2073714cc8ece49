#include "store/memory_index.h"

#include <utility>

#include "base/status.h"
#include "index/segment.h"

namespace khotin::store {
namespace {

// Marks `article_id`'s live document in `view`; true if there is one.
absl::StatusOr<bool> MarkDeleted(absl::string_view article_id, index::SegmentView* view) {
  KHOTIN_ASSIGN_OR_RETURN(const absl::optional<index::DocId> doc,
                          view->segment->FindDocument(article_id));
  if (!doc.has_value() || view->IsDeleted(*doc)) return false;
  const index::DeletedDocs none;
  const index::DeletedDocs& before = view->deleted != nullptr ? *view->deleted : none;
  view->deleted = std::make_shared<const index::DeletedDocs>(before.With(*doc));
  return true;
}

}  // namespace

absl::StatusOr<MemorySegment> MakeMemorySegment(
    const std::vector<index::DocumentTerms>& documents) {
  const auto blocks = std::make_shared<index::MemoryBlocks>(/*verified=*/true);
  KHOTIN_RETURN_IF_ERROR(index::WriteSegment(documents, blocks.get()));
  MemorySegment made;
  made.blocks = blocks;
  KHOTIN_ASSIGN_OR_RETURN(made.view, OpenView(blocks));
  made.view.published = index::PublishRange::Empty();
  for (const index::DocumentTerms& document : documents) {
    made.view.published.Include(document.values.publish_seconds);
  }
  return made;
}

absl::StatusOr<index::SegmentView> JoinInMemory(absl::Span<const index::SegmentView> views) {
  std::vector<index::MergeInput> inputs;
  std::vector<JoinedInput> joined_inputs;
  index::PublishRange published = index::PublishRange::Empty();
  for (const index::SegmentView& view : views) {
    inputs.push_back({view.segment, nullptr});
    joined_inputs.push_back({view, nullptr});
    published.Include(view.published);
  }
  auto blocks = std::make_shared<index::MemoryBlocks>(/*verified=*/true);
  KHOTIN_RETURN_IF_ERROR(index::MergeSegments(inputs, blocks.get()));
  KHOTIN_ASSIGN_OR_RETURN(index::SegmentView joined, OpenView(std::move(blocks)));
  joined.deleted = DeletedAfterJoin(joined_inputs);
  joined.published = published;
  return joined;
}

absl::StatusOr<std::set<uint64_t>> Supersede(const std::vector<std::string>& articles,
                                             IndexState* state) {
  std::set<uint64_t> touched;
  for (const std::string& article : articles) {
    bool found = false;
    for (auto it = state->memory.rbegin(); !found && it != state->memory.rend(); ++it) {
      KHOTIN_ASSIGN_OR_RETURN(found, MarkDeleted(article, &*it));
    }
    for (auto it = state->stored.rbegin(); !found && it != state->stored.rend(); ++it) {
      KHOTIN_ASSIGN_OR_RETURN(found, MarkDeleted(article, &it->view));
      if (found) touched.insert(it->id);
    }
  }
  return touched;
}

}  // namespace khotin::store

#include <memory>
#include <queue>
#include <string>
#include <vector>

#include "base/status.h"
#include "index/segment.h"
#include "index/segment_builder.h"

namespace khotin::index {
namespace {

class Merger {
 public:
  Merger(absl::Span<const MergeInput> inputs, BlockSink* sink) : builder_(sink) {
    for (const MergeInput& input : inputs) sources_.push_back({&input, {}, nullptr});
  }

  absl::Status Run() {
    KHOTIN_RETURN_IF_ERROR(CopyDocuments());
    for (size_t i = 0; i < sources_.size(); ++i) {
      sources_[i].cursor = sources_[i].input->segment->Terms();
      KHOTIN_RETURN_IF_ERROR(Advance(i));
    }
    while (!queue_.empty()) KHOTIN_RETURN_IF_ERROR(MergeTerm());
    return builder_.Finish();
  }

 private:
  struct Source {
    const MergeInput* input;
    std::vector<DocId> new_ids;  // kNoDoc for a deleted document
    std::unique_ptr<TermCursor> cursor;
  };

  // Sources by the term they stand on, then in their order.
  struct Later {
    const std::vector<Source>* sources;
    bool operator()(size_t a, size_t b) const {
      const int order = (*sources)[a].cursor->term().compare((*sources)[b].cursor->term());
      return order != 0 ? order > 0 : a > b;
    }
  };

  absl::Status CopyDocuments() {
    DocId next = 0;
    for (Source& source : sources_) {
      const MergeInput& input = *source.input;
      for (DocId doc = 0; doc < input.segment->stats().documents; ++doc) {
        const bool live = input.deleted == nullptr || !input.deleted->Contains(doc);
        source.new_ids.push_back(live ? next++ : kNoDoc);
        if (!live) continue;
        KHOTIN_ASSIGN_OR_RETURN(const DocumentValues values, input.segment->Values(doc));
        KHOTIN_RETURN_IF_ERROR(builder_.AddDocument(values));
      }
    }
    return builder_.EndDocuments();
  }

  absl::Status Advance(size_t i) {
    if (sources_[i].cursor->Next()) {
      queue_.push(i);
      return absl::OkStatus();
    }
    return sources_[i].cursor->status();
  }

  absl::Status MergeTerm() {
    const std::string term = sources_[queue_.top()].cursor->term();
    absl::optional<bool> has_positions;
    while (!queue_.empty() && sources_[queue_.top()].cursor->term() == term) {
      const size_t i = queue_.top();
      queue_.pop();
      KHOTIN_ASSIGN_OR_RETURN(const auto postings, sources_[i].cursor->OpenPostings());
      if (!has_positions.has_value()) builder_.StartTerm(postings->has_positions());
      if (has_positions.value_or(postings->has_positions()) != postings->has_positions()) {
        return absl::InvalidArgumentError("a term has positions in one segment only");
      }
      has_positions = postings->has_positions();
      KHOTIN_RETURN_IF_ERROR(CopyPostings(sources_[i], postings.get()));
      KHOTIN_RETURN_IF_ERROR(Advance(i));
    }
    return builder_.FinishTerm(term);
  }

  absl::Status CopyPostings(const Source& source, Postings* postings) {
    for (; postings->doc() != kNoDoc; postings->Next()) {
      const DocId doc = source.new_ids[postings->doc()];
      if (doc == kNoDoc) continue;
      const absl::Span<const uint32_t> positions = postings->positions();
      KHOTIN_RETURN_IF_ERROR(postings->status());
      KHOTIN_RETURN_IF_ERROR(builder_.AddPosting(doc, postings->frequency(), positions));
    }
    return postings->status();
  }

  SegmentBuilder builder_;
  std::vector<Source> sources_;
  std::priority_queue<size_t, std::vector<size_t>, Later> queue_{Later{&sources_}};
};

}  // namespace

absl::Status MergeSegments(absl::Span<const MergeInput> inputs, BlockSink* sink) {
  return Merger(inputs, sink).Run();
}

}  // namespace khotin::index

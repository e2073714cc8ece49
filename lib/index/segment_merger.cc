#include <algorithm>
#include <array>
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
    std::array<std::vector<absl::string_view>, kValueFieldCount> labels;
    for (Source& source : sources_) {
      const MergeInput& input = *source.input;
      std::array<const FacetColumn*, kValueFieldCount> facets;
      for (size_t i = 0; i < kValueFieldCount; ++i) {
        KHOTIN_ASSIGN_OR_RETURN(facets[i], input.segment->Facets(static_cast<ValueField>(i)));
      }
      for (DocId doc = 0; doc < input.segment->stats().documents; ++doc) {
        const bool live = input.deleted == nullptr || !input.deleted->Contains(doc);
        source.new_ids.push_back(live ? next++ : kNoDoc);
        if (!live) continue;
        KHOTIN_ASSIGN_OR_RETURN(const DocumentValues values, input.segment->Values(doc));
        for (size_t i = 0; i < kValueFieldCount; ++i) {
          labels[i].clear();
          for (const uint32_t ordinal : facets[i]->Ordinals(doc)) {
            labels[i].push_back(facets[i]->labels[ordinal]);
          }
        }
        KHOTIN_RETURN_IF_ERROR(builder_.AddDocument(values, labels));
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

  // A source that has the term, at its place in the merge.
  struct Part {
    size_t source;
    std::unique_ptr<Postings> postings;
  };

  absl::Status MergeTerm() {
    const std::string term = sources_[queue_.top()].cursor->term();
    std::vector<Part> parts;
    while (!queue_.empty() && sources_[queue_.top()].cursor->term() == term) {
      const size_t i = queue_.top();
      queue_.pop();
      KHOTIN_ASSIGN_OR_RETURN(auto postings, sources_[i].cursor->OpenPostings());
      parts.push_back({i, std::move(postings)});
      KHOTIN_RETURN_IF_ERROR(Advance(i));
    }
    std::vector<absl::string_view> spellings;
    for (const Part& part : parts) {
      for (const absl::string_view key : part.postings->spelling_keys()) {
        if (std::find(spellings.begin(), spellings.end(), key) == spellings.end()) {
          spellings.push_back(key);
        }
      }
    }
    const std::vector<uint32_t> codes = builder_.StartTerm(term, spellings);
    for (const Part& part : parts) {
      new_codes_.assign(1, 0);
      for (const absl::string_view key : part.postings->spelling_keys()) {
        const auto place = std::find(spellings.begin(), spellings.end(), key) - spellings.begin();
        new_codes_.push_back(codes[static_cast<size_t>(place)]);
      }
      KHOTIN_RETURN_IF_ERROR(CopyPostings(sources_[part.source], part.postings.get()));
    }
    return builder_.FinishTerm();
  }

  absl::Status CopyPostings(const Source& source, Postings* postings) {
    const bool has_positions = postings->has_positions();
    for (; postings->doc() != kNoDoc; postings->Next()) {
      const DocId doc = source.new_ids[postings->doc()];
      if (doc == kNoDoc) continue;
      if (!has_positions) {
        KHOTIN_RETURN_IF_ERROR(builder_.AddPosting(doc, postings->frequency(), {}, {}));
        continue;
      }
      const absl::Span<const uint32_t> positions = postings->positions();
      const absl::Span<const uint32_t> old_codes = postings->spellings();
      codes_.clear();
      for (size_t i = 0; i < positions.size(); ++i) {
        codes_.push_back(new_codes_[old_codes.empty() ? 0 : old_codes[i]]);
      }
      const uint32_t frequency = postings->frequency();
      KHOTIN_RETURN_IF_ERROR(postings->status());
      KHOTIN_RETURN_IF_ERROR(builder_.AddPosting(doc, frequency, positions, codes_));
    }
    return postings->status();
  }

  std::vector<uint32_t> new_codes_;  // of the codes of the part being copied
  std::vector<uint32_t> codes_;      // of one document
  SegmentBuilder builder_;
  std::vector<Source> sources_;
  std::priority_queue<size_t, std::vector<size_t>, Later> queue_{Later{&sources_}};
};

}  // namespace

absl::Status MergeSegments(absl::Span<const MergeInput> inputs, BlockSink* sink) {
  return Merger(inputs, sink).Run();
}

}  // namespace khotin::index

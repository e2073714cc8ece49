#include <algorithm>
#include <array>
#include <memory>
#include <queue>
#include <string>
#include <vector>

#include "base/status.h"
#include "index/block_format.h"
#include "index/segment.h"
#include "index/segment_builder.h"
#include "index/term.h"

namespace khotin::index {
namespace {

class Merger {
 public:
  Merger(absl::Span<const MergeInput> inputs, BlockSink* sink) : builder_(sink) {
    for (const MergeInput& input : inputs) sources_.push_back({&input, {}, nullptr, {}});
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
    absl::string_view term;  // that the cursor stands on
  };

  // Sources by the term they stand on, then in their order.
  struct Later {
    const std::vector<Source>* sources;
    bool operator()(size_t a, size_t b) const {
      const int order = (*sources)[a].term.compare((*sources)[b].term);
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
    Source& source = sources_[i];
    if (!source.cursor->Next()) return source.cursor->status();
    source.term = source.cursor->term();
    queue_.push(i);
    return absl::OkStatus();
  }

  absl::Status MergeTerm() {
    term_ = std::string(sources_[queue_.top()].term);
    holders_.clear();
    while (!queue_.empty() && sources_[queue_.top()].term == term_) {
      holders_.push_back(queue_.top());
      queue_.pop();
    }
    KHOTIN_RETURN_IF_ERROR(KindOf(term_) == TermKind::kFolded ? MergeWithPositions()
                                                              : MergeCounted());
    KHOTIN_RETURN_IF_ERROR(builder_.FinishTerm());
    for (const size_t i : holders_) KHOTIN_RETURN_IF_ERROR(Advance(i));
    return absl::OkStatus();
  }

  absl::Status MergeCounted() {
    builder_.StartTerm(term_, {});
    for (const size_t i : holders_) {
      const Source& source = sources_[i];
      KHOTIN_ASSIGN_OR_RETURN(const bool is_rare, source.cursor->ReadRare(&rare_));
      if (is_rare) {
        for (const DocFrequency& posting : rare_) {
          KHOTIN_RETURN_IF_ERROR(AddCounted(source, posting.doc, posting.frequency));
        }
        continue;
      }
      KHOTIN_ASSIGN_OR_RETURN(const auto postings, source.cursor->OpenPostings());
      absl::Status status;
      postings->VisitUpTo(kNoDoc, [&](DocId doc, uint32_t frequency) {
        status.Update(AddCounted(source, doc, frequency));
      });
      KHOTIN_RETURN_IF_ERROR(status);
      KHOTIN_RETURN_IF_ERROR(postings->status());
    }
    return absl::OkStatus();
  }

  absl::Status AddCounted(const Source& source, DocId old_doc, uint32_t frequency) {
    const DocId doc = source.new_ids[old_doc];
    return doc == kNoDoc ? absl::OkStatus() : builder_.AddPosting(doc, frequency, {}, {});
  }

  absl::Status MergeWithPositions() {
    std::vector<std::unique_ptr<Postings>> parts;
    std::vector<absl::string_view> spellings;
    for (const size_t i : holders_) {
      KHOTIN_ASSIGN_OR_RETURN(auto postings, sources_[i].cursor->OpenPostings());
      if (!postings->has_positions()) return Damaged("a folded term has no positions");
      for (const absl::string_view key : postings->spelling_keys()) {
        if (std::find(spellings.begin(), spellings.end(), key) == spellings.end()) {
          spellings.push_back(key);
        }
      }
      parts.push_back(std::move(postings));
    }
    const std::vector<uint32_t> codes = builder_.StartTerm(term_, spellings);
    for (size_t part = 0; part < parts.size(); ++part) {
      new_codes_.assign(1, 0);
      for (const absl::string_view key : parts[part]->spelling_keys()) {
        const auto place = std::find(spellings.begin(), spellings.end(), key) - spellings.begin();
        new_codes_.push_back(codes[static_cast<size_t>(place)]);
      }
      KHOTIN_RETURN_IF_ERROR(CopyWithPositions(sources_[holders_[part]], parts[part].get()));
    }
    return absl::OkStatus();
  }

  absl::Status CopyWithPositions(const Source& source, Postings* postings) {
    for (; postings->doc() != kNoDoc; postings->Next()) {
      const DocId doc = source.new_ids[postings->doc()];
      if (doc == kNoDoc) continue;
      const absl::Span<const uint32_t> positions = postings->positions();
      const absl::Span<const uint32_t> old_codes = postings->spellings();
      codes_.assign(positions.size(), new_codes_[0]);
      for (size_t i = 0; i < old_codes.size(); ++i) codes_[i] = new_codes_[old_codes[i]];
      const uint32_t frequency = postings->frequency();
      KHOTIN_RETURN_IF_ERROR(postings->status());
      KHOTIN_RETURN_IF_ERROR(builder_.AddPosting(doc, frequency, positions, codes_));
    }
    return postings->status();
  }

  // Of the term being merged.
  std::string term_;
  std::vector<size_t> holders_;  // sources that have it, in their order
  std::vector<DocFrequency> rare_;
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

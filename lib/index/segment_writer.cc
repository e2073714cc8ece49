#include <algorithm>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "index/segment.h"
#include "index/segment_builder.h"

namespace khotin::index {
namespace {

// Where one document mentions a term: entry `index` of document `doc`'s list.
struct Mention {
  uint32_t doc;
  uint32_t index;
};

// The documents' terms turned around: for each distinct term, its mentions in rising order of
// documents.
class Inversion {
 public:
  explicit Inversion(absl::Span<const DocumentTerms> documents) {
    CountTerms(documents);
    PlaceMentions(documents);
  }

  // Calls `visit(term, mentions)` for each term in order until it fails.
  template <typename Visitor>
  absl::Status Visit(Visitor visit) const {
    std::vector<uint32_t> order(terms_.size());
    for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(),
              [this](uint32_t a, uint32_t b) { return terms_[a] < terms_[b]; });
    for (const uint32_t term : order) {
      const auto mentions =
          absl::MakeConstSpan(mentions_).subspan(begin_[term], begin_[term + 1] - begin_[term]);
      KHOTIN_RETURN_IF_ERROR(visit(terms_[term], mentions));
    }
    return absl::OkStatus();
  }

 private:
  void CountTerms(absl::Span<const DocumentTerms> documents) {
    absl::flat_hash_map<absl::string_view, uint32_t> numbers;
    std::vector<size_t> counts;
    for (const DocumentTerms& document : documents) {
      for (size_t i = 0; i < document.terms.size(); ++i) {
        const absl::string_view term = document.terms[i].text;
        const auto [it, added] = numbers.try_emplace(term, static_cast<uint32_t>(terms_.size()));
        if (added) {
          terms_.push_back(term);
          counts.push_back(0);
        }
        ++counts[it->second];
        number_of_.push_back(it->second);
      }
    }
    begin_.resize(counts.size() + 1);
    for (size_t i = 0; i < counts.size(); ++i) begin_[i + 1] = begin_[i] + counts[i];
  }

  void PlaceMentions(absl::Span<const DocumentTerms> documents) {
    mentions_.resize(number_of_.size());
    std::vector<size_t> next(begin_.begin(), begin_.end());
    size_t at = 0;
    for (uint32_t doc = 0; doc < documents.size(); ++doc) {
      for (uint32_t i = 0; i < documents[doc].terms.size(); ++i) {
        mentions_[next[number_of_[at++]]++] = {doc, i};
      }
    }
    number_of_ = {};
  }

  std::vector<absl::string_view> terms_;
  std::vector<uint32_t> number_of_;  // the term's number, for every entry of every document
  std::vector<size_t> begin_;        // of each term's mentions
  std::vector<Mention> mentions_;
};

}  // namespace

absl::Status WriteSegment(absl::Span<const DocumentTerms> documents, BlockSink* sink) {
  SegmentBuilder builder(sink);
  absl::flat_hash_set<absl::string_view> ids;
  for (const DocumentTerms& document : documents) {
    if (!ids.insert(document.values.article_id).second) {
      return absl::InvalidArgumentError(
          absl::StrCat("article \"", document.values.article_id, "\" is there twice"));
    }
    KHOTIN_RETURN_IF_ERROR(builder.AddDocument(document.values));
  }
  KHOTIN_RETURN_IF_ERROR(builder.EndDocuments());
  const auto write_term = [&](absl::string_view term,
                              absl::Span<const Mention> mentions) -> absl::Status {
    const bool has_positions =
        !documents[mentions[0].doc].terms[mentions[0].index].positions.empty();
    builder.StartTerm(has_positions);
    for (const Mention& mention : mentions) {
      const DocumentTerm entry = documents[mention.doc].terms[mention.index];
      if (entry.frequency == 0 || entry.positions.size() != (has_positions ? entry.frequency : 0)) {
        return absl::InvalidArgumentError(
            absl::StrCat("the positions of term \"", term, "\" are not as many as its frequency"));
      }
      KHOTIN_RETURN_IF_ERROR(builder.AddPosting(mention.doc, entry.frequency, entry.positions));
    }
    return builder.FinishTerm(term);
  };
  KHOTIN_RETURN_IF_ERROR(Inversion(documents).Visit(write_term));
  return builder.Finish();
}

}  // namespace khotin::index

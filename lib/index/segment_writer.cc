#include "index/segment_writer.h"

#include <algorithm>
#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "base/status.h"
#include "index/segment.h"

namespace khotin::index {
namespace {

// Writes the terms that `make_term` makes of names, in their order. Two names may be one term; one
// of which it makes nothing has none.
template <typename MakeTermOf>
absl::Status WriteNames(
    const absl::flat_hash_map<std::string, std::vector<uint32_t>>& documents_by_name,
    MakeTermOf make_term, SegmentBuilder* builder) {
  std::map<std::string, std::vector<uint32_t>> terms;
  for (const auto& [name, documents] : documents_by_name) {
    const std::string term = make_term(name);
    if (term.empty()) continue;
    std::vector<uint32_t>& all = terms[term];
    all.insert(all.end(), documents.begin(), documents.end());
  }
  for (auto& [term, documents] : terms) {
    std::sort(documents.begin(), documents.end());
    documents.erase(std::unique(documents.begin(), documents.end()), documents.end());
    builder->StartTerm(term, {});
    for (const uint32_t doc : documents) {
      KHOTIN_RETURN_IF_ERROR(builder->AddPosting(doc, 1, {}, {}));
    }
    KHOTIN_RETURN_IF_ERROR(builder->FinishTerm());
  }
  return absl::OkStatus();
}

}  // namespace

void SegmentWriter::Start(BlockSink* sink) {
  builder_.emplace(sink);
  ids_.clear();
  units_.Clear();
  for (ByName& labels : labels_) labels.clear();
  phrases_.clear();
}

absl::Status SegmentWriter::CheckNames(const DocumentTerms& document) {
  const std::string& id = document.values.article_id;
  if (!ids_.insert(id).second) {
    return absl::InvalidArgumentError(absl::StrCat("article \"", id, "\" is there twice"));
  }
  for (const Labels& labels : document.labels) {
    for (const std::string& label : labels) {
      if (label.size() <= kMaxLabelBytes) continue;
      return absl::InvalidArgumentError(
          absl::StrCat("article \"", id, "\": a value is over ", kMaxLabelBytes, " bytes"));
    }
  }
  return absl::OkStatus();
}

absl::Status SegmentWriter::Add(const DocumentTerms& document) {
  KHOTIN_RETURN_IF_ERROR(CheckNames(document));
  const uint32_t doc = units_.documents();
  std::array<std::vector<absl::string_view>, kValueFieldCount> labels;
  for (size_t field = 0; field < kValueFieldCount; ++field) {
    labels[field].assign(document.labels[field].begin(), document.labels[field].end());
    for (const std::string& label : document.labels[field]) labels_[field][label].push_back(doc);
  }
  KHOTIN_RETURN_IF_ERROR(builder_->AddDocument(document.values, labels));
  for (const std::string& phrase : document.key_phrases) phrases_[phrase].push_back(doc);
  units_.Add(document);
  return absl::OkStatus();
}

absl::Status SegmentWriter::Finish() {
  KHOTIN_RETURN_IF_ERROR(builder_->EndDocuments());
  units_.Rank();
  Inversion texts(&units_, sorted_at_once_, &memory_, &*builder_);
  KHOTIN_RETURN_IF_ERROR(texts.WriteExact());
  KHOTIN_RETURN_IF_ERROR(texts.WriteFolded());
  KHOTIN_RETURN_IF_ERROR(WriteNames(phrases_, MakePhraseTerm, &*builder_));
  KHOTIN_RETURN_IF_ERROR(texts.WritePairs());
  for (size_t i = 0; i < kValueFieldCount; ++i) {
    const auto make_term = [i](absl::string_view label) {
      const std::string key = ValueKey(label);
      return key.empty() ? std::string() : MakeValueTerm(static_cast<ValueField>(i), key);
    };
    KHOTIN_RETURN_IF_ERROR(WriteNames(labels_[i], make_term, &*builder_));
  }
  return builder_->Finish();
}

absl::Status WriteSegment(absl::Span<const DocumentTerms> documents, BlockSink* sink) {
  SegmentWriter writer;
  writer.Start(sink);
  for (const DocumentTerms& document : documents) KHOTIN_RETURN_IF_ERROR(writer.Add(document));
  return writer.Finish();
}

}  // namespace khotin::index

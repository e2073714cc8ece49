#include "query/doc_iterator.h"

#include <algorithm>
#include <bit>

namespace khotin::query {
namespace {

using index::DocId;
using index::kNoDoc;

absl::Status StatusOf(const DocIterators& children) {
  absl::Status status;
  for (const auto& child : children) status.Update(child->status());
  return status;
}

bool IsRarer(const std::unique_ptr<DocIterator>& a, const std::unique_ptr<DocIterator>& b) {
  return a->cost() < b->cost();
}

}  // namespace

TermIterator::TermIterator(std::vector<std::unique_ptr<index::Postings>> postings)
    : postings_(std::move(postings)) {
  postings_.erase(std::remove(postings_.begin(), postings_.end(), nullptr), postings_.end());
  for (const auto& each : postings_) cost_ += each->document_frequency();
  Update();
}

void TermIterator::Update() {
  doc_ = kNoDoc;
  for (const auto& each : postings_) doc_ = std::min(doc_, each->doc());
}

void TermIterator::Skip(DocId target) {
  for (const auto& each : postings_) each->SkipTo(target);
  Update();
}

absl::Status TermIterator::status() const {
  absl::Status status;
  for (const auto& each : postings_) status.Update(each->status());
  return status;
}

SetIterator::SetIterator(std::vector<uint64_t> bits) : bits_(std::move(bits)) {
  for (const uint64_t word : bits_) cost_ += static_cast<uint64_t>(std::popcount(word));
  Skip(0);
}

void SetIterator::Skip(DocId target) {
  doc_ = kNoDoc;
  size_t word = target / 64;
  if (word >= bits_.size()) return;
  uint64_t bits = bits_[word] & (~uint64_t{0} << (target % 64));
  while (bits == 0 && ++word < bits_.size()) bits = bits_[word];
  if (bits != 0) doc_ = static_cast<DocId>(64 * word) + static_cast<DocId>(std::countr_zero(bits));
}

AndIterator::AndIterator(DocIterators children) : children_(std::move(children)) {
  std::stable_sort(children_.begin(), children_.end(), IsRarer);
  Align(0);
}

void AndIterator::Align(DocId target) {
  for (size_t agreed = 0; agreed < children_.size() && target != kNoDoc;) {
    agreed = 0;
    while (agreed < children_.size()) {
      DocIterator& child = *children_[agreed];
      child.SkipTo(target);
      if (child.doc() != target && agreed > 0) {
        target = child.doc();
        break;
      }
      target = child.doc();
      ++agreed;
    }
  }
  doc_ = target;
}

bool AndIterator::Matches() {
  return std::all_of(children_.begin(), children_.end(),
                     [](const auto& child) { return child->Matches(); });
}

absl::Status AndIterator::status() const { return StatusOf(children_); }

OrIterator::OrIterator(DocIterators children) : children_(std::move(children)) {
  for (const auto& child : children_) cost_ += child->cost();
  Update();
}

void OrIterator::Update() {
  doc_ = kNoDoc;
  for (const auto& child : children_) doc_ = std::min(doc_, child->doc());
}

void OrIterator::Skip(DocId target) {
  for (const auto& child : children_) child->SkipTo(target);
  Update();
}

bool OrIterator::Matches() {
  return std::any_of(children_.begin(), children_.end(), [this](const auto& child) {
    return child->doc() == doc_ && child->Matches();
  });
}

absl::Status OrIterator::status() const { return StatusOf(children_); }

GroupIterator::GroupIterator(GroupParts parts)
    : optional_(std::move(parts.optional)),
      needed_weight_(parts.needed_weight),
      excluded_(std::move(parts.excluded)) {
  std::stable_sort(optional_.begin(), optional_.end(), [](const auto& a, const auto& b) {
    return a.iterator->cost() < b.iterator->cost();
  });
  for (const auto& each : optional_) all_weight_ += each.weight;
  if (!parts.required.empty()) {
    required_ = std::make_unique<AndIterator>(std::move(parts.required));
    cost_ = required_->cost();
  } else {
    double rest = all_weight_;
    while (leads_ < optional_.size() && rest + kWeightSlack >= needed_weight_) {
      rest -= optional_[leads_].weight;
      cost_ += optional_[leads_++].iterator->cost();
    }
  }
  Update(0);
}

void GroupIterator::Update(DocId target) {
  if (required_ != nullptr) {
    required_->SkipTo(target);
    doc_ = required_->doc();
    return;
  }
  doc_ = kNoDoc;
  for (size_t i = 0; i < leads_; ++i) {
    optional_[i].iterator->SkipTo(target);
    doc_ = std::min(doc_, optional_[i].iterator->doc());
  }
}

void GroupIterator::Skip(DocId target) { Update(target); }

bool GroupIterator::HasWeight() {
  if (needed_weight_ <= 0) return true;
  double held = 0;
  double rest = all_weight_;
  for (const auto& each : optional_) {
    rest -= each.weight;
    each.iterator->SkipTo(doc_);
    if (each.iterator->doc() == doc_ && each.iterator->Matches()) held += each.weight;
    if (held + kWeightSlack >= needed_weight_) return true;
    if (held + rest + kWeightSlack < needed_weight_) return false;
  }
  return false;
}

bool GroupIterator::IsExcluded() {
  return std::any_of(excluded_.begin(), excluded_.end(), [this](const auto& each) {
    each->SkipTo(doc_);
    return each->doc() == doc_ && each->Matches();
  });
}

bool GroupIterator::Matches() {
  return (required_ == nullptr || required_->Matches()) && HasWeight() && !IsExcluded();
}

absl::Status GroupIterator::status() const {
  absl::Status status = StatusOf(excluded_);
  if (required_ != nullptr) status.Update(required_->status());
  for (const auto& each : optional_) status.Update(each.iterator->status());
  return status;
}

}  // namespace khotin::query

// Walks the documents of one segment that match a node of a query.
#ifndef KHOTIN_QUERY_DOC_ITERATOR_H_
#define KHOTIN_QUERY_DOC_ITERATOR_H_

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "index/segment.h"

namespace khotin::query {

// Two phases, as in Lucene's TwoPhaseIterator: doc() is a document that may match, which costs
// little to find; Matches() says whether it does, which may need positions. Not thread-safe; must
// not outlive the segment.
class DocIterator {
 public:
  virtual ~DocIterator() = default;

  index::DocId doc() const { return doc_; }  // kNoDoc when exhausted, and after an error
  void SkipTo(index::DocId target) {
    if (doc_ < target) Skip(target);
  }
  // REQUIRES: doc() != kNoDoc. The answer for one doc() is the same however often it is asked for.
  virtual bool Matches() { return true; }
  // At most so many documents lie ahead of a new iterator.
  virtual uint64_t cost() const = 0;
  virtual absl::Status status() const { return absl::OkStatus(); }

 protected:
  // Moves doc_ to the first document >= target that may match. REQUIRES: doc_ < target.
  virtual void Skip(index::DocId target) = 0;

  index::DocId doc_ = 0;
};

using DocIterators = std::vector<std::unique_ptr<DocIterator>>;

// Of a word in some of the fields: documents that at least one of `postings` has. Null entries are
// left out.
class TermIterator : public DocIterator {
 public:
  explicit TermIterator(std::vector<std::unique_ptr<index::Postings>> postings);
  uint64_t cost() const override { return cost_; }
  absl::Status status() const override;

 protected:
  void Skip(index::DocId target) override;

 private:
  void Update();

  std::vector<std::unique_ptr<index::Postings>> postings_;
  uint64_t cost_ = 0;
};

// Documents of a set of bits, document 0 being the lowest of the first word.
class SetIterator : public DocIterator {
 public:
  explicit SetIterator(std::vector<uint64_t> bits);
  uint64_t cost() const override { return cost_; }

 protected:
  void Skip(index::DocId target) override;

 private:
  const std::vector<uint64_t> bits_;
  uint64_t cost_ = 0;
};

// Every document of a segment.
class AllIterator : public DocIterator {
 public:
  explicit AllIterator(uint32_t documents) : documents_(documents) {
    if (documents == 0) doc_ = index::kNoDoc;
  }
  uint64_t cost() const override { return documents_; }

 protected:
  void Skip(index::DocId target) override { doc_ = target < documents_ ? target : index::kNoDoc; }

 private:
  const uint32_t documents_;
};

// Documents of all children. REQUIRES: at least one.
class AndIterator : public DocIterator {
 public:
  explicit AndIterator(DocIterators children);
  bool Matches() override;
  uint64_t cost() const override { return children_[0]->cost(); }
  absl::Status status() const override;

 protected:
  void Skip(index::DocId target) override { Align(target); }

 private:
  void Align(index::DocId target);

  DocIterators children_;  // the rarest first
};

// Documents of any child.
class OrIterator : public DocIterator {
 public:
  explicit OrIterator(DocIterators children);
  bool Matches() override;
  uint64_t cost() const override { return cost_; }
  absl::Status status() const override;

 protected:
  void Skip(index::DocId target) override;

 private:
  void Update();

  DocIterators children_;
  uint64_t cost_ = 0;
};

// What a group asks of its children.
struct GroupParts {
  struct Optional {
    std::unique_ptr<DocIterator> iterator;
    double weight = 0;
  };
  DocIterators required;
  std::vector<Optional> optional;
  double needed_weight = 0;  // what the optional ones that match must weigh together
  DocIterators excluded;
};

// Sums of weights are compared with this much slack, for they are taken in different orders.
inline constexpr double kWeightSlack = 1e-9;

// Documents of a group. Without required children every match holds one of the rarest optional
// ones, those without which the rest weighs too little: they lead. REQUIRES: required children, or
// a needed weight above 0.
class GroupIterator : public DocIterator {
 public:
  explicit GroupIterator(GroupParts parts);
  bool Matches() override;
  uint64_t cost() const override { return cost_; }
  absl::Status status() const override;

 protected:
  void Skip(index::DocId target) override;

 private:
  void Update(index::DocId target);
  bool IsExcluded();
  bool HasWeight();

  std::unique_ptr<DocIterator> required_;       // null without
  std::vector<GroupParts::Optional> optional_;  // the rarest first
  size_t leads_ = 0;                            // of optional_, without required ones
  double all_weight_ = 0;
  double needed_weight_ = 0;
  DocIterators excluded_;
  uint64_t cost_ = 0;
};

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_DOC_ITERATOR_H_

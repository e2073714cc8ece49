// Segments for tests: made of random documents, or of a few given ones.
#ifndef KHOTIN_INDEX_SEGMENT_TESTING_H_
#define KHOTIN_INDEX_SEGMENT_TESTING_H_

#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "index/segment.h"

namespace khotin::index {

// A document as a plain map: what the model of the tests keeps.
struct ModelDocument {
  DocumentValues values;
  std::map<std::string, std::vector<uint32_t>> positions;  // terms with positions
  std::map<std::string, uint32_t> frequencies;             // terms without
};

inline DocumentTerms ToTerms(const ModelDocument& model) {
  std::map<std::string, std::pair<uint32_t, std::vector<uint32_t>>> all;
  for (const auto& [term, positions] : model.positions) {
    all[term] = {static_cast<uint32_t>(positions.size()), positions};
  }
  for (const auto& [term, frequency] : model.frequencies) all[term] = {frequency, {}};
  DocumentTerms document;
  document.values = model.values;
  for (const auto& [term, entry] : all) document.terms.Add(term, entry.first, entry.second);
  return document;
}

// Documents whose terms are of every size: some in nearly all documents, some in one.
class RandomDocuments {
 public:
  explicit RandomDocuments(uint32_t seed) : random_(seed) {}

  ModelDocument Next() {
    ModelDocument model;
    model.values.article_id = absl::StrCat("article-", next_id_++, "-", random_() % 1000);
    model.values.publish_seconds = static_cast<int64_t>(random_() % 2000000000) - 1000000000;
    model.values.cluster = random_();
    const size_t length = random_() % 60;
    uint32_t position = 0;
    for (size_t i = 0; i < length; ++i) {
      position += 1 + static_cast<uint32_t>(random_() % (random_() % 20 == 0 ? 100000 : 3));
      model.positions[absl::StrCat("w", Skewed())].push_back(position);
      ++model.frequencies[absl::StrCat("x", Skewed())];
    }
    model.values.lengths = {static_cast<uint32_t>(random_() % 20), static_cast<uint32_t>(length)};
    return model;
  }

  std::vector<ModelDocument> Take(size_t count) {
    std::vector<ModelDocument> documents;
    for (size_t i = 0; i < count; ++i) documents.push_back(Next());
    return documents;
  }

 private:
  // Small numbers often, large ones rarely.
  uint32_t Skewed() {
    const uint32_t bits = static_cast<uint32_t>(random_() % 13);
    return static_cast<uint32_t>(random_()) & ((1U << bits) - 1);
  }

  std::mt19937 random_;
  int next_id_ = 0;
};

inline std::shared_ptr<MemoryBlocks> WriteModels(const std::vector<ModelDocument>& models) {
  std::vector<DocumentTerms> documents;
  for (const ModelDocument& model : models) documents.push_back(ToTerms(model));
  auto blocks = std::make_shared<MemoryBlocks>();
  const absl::Status written = WriteSegment(documents, blocks.get());
  EXPECT_TRUE(written.ok()) << written;
  return blocks;
}

inline std::shared_ptr<const Segment> OpenSegment(std::shared_ptr<const BlockSource> blocks) {
  auto segment = Segment::Open(std::move(blocks));
  EXPECT_TRUE(segment.ok()) << segment.status();
  return segment.ok() ? *std::move(segment) : nullptr;
}

// Takes a segment's blocks as they come, to change or compare them.
class RecordingSink : public BlockSink {
 public:
  absl::Status Put(absl::string_view key, std::string block) override {
    EXPECT_TRUE(blocks.empty() || blocks.back().first < key) << "keys must rise";
    blocks.emplace_back(std::string(key), std::move(block));
    return absl::OkStatus();
  }
  std::vector<std::pair<std::string, std::string>> blocks;
};

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_SEGMENT_TESTING_H_

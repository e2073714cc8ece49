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

// A document of `words` in its text, one passage. "ha!2" is the second spelling of "ha".
inline DocumentTerms Article(const std::string& id, const std::vector<std::string>& words) {
  DocumentTerms document;
  document.values.article_id = id;
  std::map<std::string, uint32_t> numbers;
  for (const std::string& word : words) {
    const auto [it, added] = numbers.try_emplace(word, document.units.size());
    if (added) document.units.push_back({word, word.substr(0, word.find('!'))});
    document.text[static_cast<size_t>(IndexField::kText)].push_back(it->second);
  }
  document.values.lengths = {0, static_cast<uint32_t>(words.size())};
  return document;
}

// Documents whose terms are of every size: some in nearly all documents, some in one.
class RandomDocuments {
 public:
  explicit RandomDocuments(uint32_t seed) : random_(seed) {}

  DocumentTerms Next() {
    DocumentTerms document;
    document.values.article_id = absl::StrCat("article-", next_id_++, "-", random_() % 1000);
    document.values.publish_seconds = static_cast<int64_t>(random_() % 2000000000) - 1000000000;
    document.values.cluster = random_();
    document.values.revision = next_id_;
    std::map<std::string, uint32_t> numbers;
    for (size_t field = 0; field < kFieldCount; ++field) {
      const size_t length = random_() % (field == 0 ? 12 : 60);
      for (size_t i = 0; i < length; ++i) AddUnit(&numbers, field, &document);
    }
    document.labels[0] = {absl::StrCat("source", random_() % 5, ".vn")};
    if (random_() % 3 == 0) document.key_phrases = {"thứ hai", "Thứ Hai"};
    document.key_phrases.push_back(absl::StrCat("cụm từ ", Skewed()));
    for (size_t i = random_() % 4; i > 0; --i) {
      document.labels[static_cast<size_t>(ValueField::kEntity)].push_back(
          absl::StrCat("person/p", Skewed()));
    }
    return document;
  }

  std::vector<DocumentTerms> Take(size_t count) {
    std::vector<DocumentTerms> documents;
    for (size_t i = 0; i < count; ++i) documents.push_back(Next());
    return documents;
  }

 private:
  void AddUnit(std::map<std::string, uint32_t>* numbers, size_t field, DocumentTerms* document) {
    if (random_() % 20 == 0) {
      document->text[field].push_back(kPassageBreak);
      return;
    }
    const std::string folded = absl::StrCat("w", Skewed());
    const std::string exact =
        random_() % 3 == 0 ? folded : absl::StrCat(folded, "!", random_() % 1000 % 7);
    const auto [it, added] = numbers->try_emplace(exact, document->units.size());
    if (added) document->units.push_back({exact, folded});
    document->text[field].push_back(it->second);
    ++document->values.lengths[field];
  }

  // Small numbers often, large ones rarely.
  uint32_t Skewed() {
    const uint32_t bits = static_cast<uint32_t>(random_() % 13);
    return static_cast<uint32_t>(random_()) & ((1U << bits) - 1);
  }

  std::mt19937 random_;
  int next_id_ = 0;
};

inline std::shared_ptr<MemoryBlocks> WriteDocuments(const std::vector<DocumentTerms>& documents) {
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
  absl::Status Put(uint32_t number, std::string block) override {
    EXPECT_TRUE(blocks.empty() || blocks.back().first < number) << "numbers must rise";
    blocks.emplace_back(number, std::move(block));
    return absl::OkStatus();
  }
  std::vector<std::pair<uint32_t, std::string>> blocks;
};

}  // namespace khotin::index

#endif  // KHOTIN_INDEX_SEGMENT_TESTING_H_

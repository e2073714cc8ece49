// Small archives for the tests of search.
#ifndef KHOTIN_QUERY_SEARCH_TESTING_H_
#define KHOTIN_QUERY_SEARCH_TESTING_H_

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "index/snapshot.h"
#include "query/query_parser.h"
#include "query/search.h"

namespace khotin::query {

struct TestArticle {
  std::string id;
  std::string title;
  std::string body;
  uint64_t cluster = 0;
  std::string source = {};
  int64_t publish_seconds = 0;
};

inline index::DocumentTerms ToTerms(const TestArticle& article) {
  const text::Passage passages[] = {{text::Field::kTitle, 0, article.title},
                                    {text::Field::kBody, 0, article.body}};
  index::DocumentTerms terms = index::BuildDocumentTerms(passages);
  terms.values.article_id = article.id;
  terms.values.cluster = article.cluster;
  terms.values.publish_seconds = article.publish_seconds;
  if (!article.source.empty()) {
    terms.labels[static_cast<size_t>(index::ValueField::kSource)] = {article.source};
  }
  return terms;
}

inline std::vector<index::DocumentTerms> ToTerms(const std::vector<TestArticle>& articles) {
  std::vector<index::DocumentTerms> terms;
  for (const TestArticle& article : articles) terms.push_back(ToTerms(article));
  return terms;
}

// `articles` over segments that end before the indexes in `borders`.
inline index::IndexSnapshot MakeSnapshot(const std::vector<TestArticle>& articles,
                                         std::vector<size_t> borders = {}) {
  index::IndexSnapshot snapshot;
  borders.push_back(articles.size());
  size_t begin = 0;
  for (const size_t end : borders) {
    std::vector<index::DocumentTerms> documents;
    for (; begin < end; ++begin) documents.push_back(ToTerms(articles[begin]));
    auto blocks = std::make_shared<index::MemoryBlocks>();
    const absl::Status written = index::WriteSegment(documents, blocks.get());
    EXPECT_TRUE(written.ok()) << written;
    auto segment = index::Segment::Open(blocks);
    EXPECT_TRUE(segment.ok()) << segment.status();
    snapshot.segments.push_back({*std::move(segment), nullptr});
  }
  snapshot.documents = articles.size();
  return snapshot;
}

// Gives blocks of another source until told to fail.
class FailingSource : public index::BlockSource {
 public:
  explicit FailingSource(std::shared_ptr<const BlockSource> source) : source_(std::move(source)) {}
  absl::StatusOr<index::Block> Get(uint32_t number) const override {
    if (failing) return absl::DataLossError("damaged");
    return source_->Get(number);
  }
  bool failing = false;

 private:
  const std::shared_ptr<const BlockSource> source_;
};

inline SearchResult MustSearch(const index::IndexSnapshot& snapshot, absl::string_view text,
                               const SearchOptions& options = {}) {
  const auto query = ParseQueryTree(text);
  EXPECT_TRUE(query.ok()) << query.status();
  if (!query.ok()) return {};
  auto result = Search(snapshot, *query, options);
  EXPECT_TRUE(result.ok()) << result.status();
  return result.ok() ? *std::move(result) : SearchResult();
}

inline std::vector<std::string> Ids(const SearchResult& result) {
  std::vector<std::string> ids;
  for (const Hit& hit : result.hits) ids.push_back(hit.values.article_id);
  return ids;
}

inline bool RanksBefore(const Hit& a, const Hit& b) {
  if (a.sort_key != b.sort_key) return a.sort_key > b.sort_key;
  if (a.values.publish_seconds != b.values.publish_seconds) {
    return a.values.publish_seconds > b.values.publish_seconds;
  }
  return a.values.article_id < b.values.article_id;
}

}  // namespace khotin::query

#endif  // KHOTIN_QUERY_SEARCH_TESTING_H_

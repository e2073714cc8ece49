// How fast an entity's company and times are counted in an archive of a million articles.
//
//   entity_figures [ARTICLES]
//
// The archive is drawn by a fixed seed: 15 entities an article of half a million, whose frequencies
// fall as 1 / (rank + 10), so that the first is in about one article of eight; a fifth of the
// articles are copies of others; times of publication span three years. It lies in one large
// segment and four small ones, as a store's does. Each figure is asked for 200 times, of the most
// frequent entity and of others of the first 1,000; what is printed are milliseconds of
// the thread's own time, so that a busy machine does not count.
#include <algorithm>
#include <cstdio>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "index/block_store.h"
#include "index/segment.h"
#include "news_corpus.h"
#include "query/query_parser.h"
#include "query/search.h"

namespace khotin::benchmarks {
namespace {

constexpr uint32_t kSeed = 2017;
constexpr size_t kEntities = 500000;
constexpr size_t kEntitiesOfArticle = 15;
constexpr double kShift = 10;
constexpr int64_t kFirstSecond = 1483203600;  // 2017-01-01 in Viet Nam
constexpr int64_t kSpanSeconds = int64_t{3} * 365 * 24 * 3600;
constexpr size_t kSmallSegment = 4096;
constexpr size_t kSmallSegments = 4;
constexpr size_t kPart = 100000;
constexpr size_t kRelated = 501;
constexpr int kRuns = 200;

std::string EntityLabel(size_t rank) {
  return absl::StrCat(rank % 3 == 0   ? "person/"
                      : rank % 3 == 1 ? "organization/"
                                      : "location/",
                      "ten-so-", rank);
}

class Archive {
 public:
  explicit Archive(size_t articles) : articles_(articles), random_(kSeed) {
    double sum = 0;
    for (size_t rank = 0; rank < kEntities; ++rank) {
      sum += 1 / (static_cast<double>(rank) + 1 + kShift);
      reach_.push_back(sum);
    }
  }

  absl::StatusOr<index::IndexSnapshot> Build() {
    index::IndexSnapshot snapshot;
    const size_t small = std::min(articles_ / 2, kSmallSegments * kSmallSegment);
    std::vector<index::MergeInput> parts;
    for (size_t begin = 0; begin < articles_ - small; begin += kPart) {
      KHOTIN_ASSIGN_OR_RETURN(auto part, Write(begin, std::min(begin + kPart, articles_ - small)));
      parts.push_back({std::move(part), nullptr});
    }
    auto blocks = std::make_shared<index::MemoryBlocks>();
    KHOTIN_RETURN_IF_ERROR(index::MergeSegments(parts, blocks.get()));
    KHOTIN_ASSIGN_OR_RETURN(auto large, index::Segment::Open(blocks));
    snapshot.segments.push_back({std::move(large), nullptr});
    for (size_t begin = articles_ - small; begin < articles_; begin += kSmallSegment) {
      KHOTIN_ASSIGN_OR_RETURN(auto segment,
                              Write(begin, std::min(begin + kSmallSegment, articles_)));
      snapshot.segments.push_back({std::move(segment), nullptr});
    }
    snapshot.documents = articles_;
    return snapshot;
  }

 private:
  absl::StatusOr<std::shared_ptr<const index::Segment>> Write(size_t begin, size_t end) {
    std::vector<index::DocumentTerms> documents;
    for (size_t i = begin; i < end; ++i) documents.push_back(Draw(i));
    auto blocks = std::make_shared<index::MemoryBlocks>();
    KHOTIN_RETURN_IF_ERROR(index::WriteSegment(documents, blocks.get()));
    KHOTIN_ASSIGN_OR_RETURN(auto segment, index::Segment::Open(blocks));
    return std::shared_ptr<const index::Segment>(std::move(segment));
  }

  index::DocumentTerms Draw(size_t number) {
    index::DocumentTerms document;
    document.values.article_id = absl::StrCat("bai", number);
    document.values.cluster = 1 + (random_() % 5 == 0 ? random_() % (number + 1) : number);
    document.values.publish_seconds = kFirstSecond + static_cast<int64_t>(random_() % kSpanSeconds);
    index::Labels& labels = document.labels[static_cast<size_t>(index::ValueField::kEntity)];
    std::uniform_real_distribution<double> place(0, reach_.back());
    for (size_t i = 0; i < kEntitiesOfArticle; ++i) {
      const auto found = std::lower_bound(reach_.begin(), reach_.end(), place(random_));
      labels.push_back(EntityLabel(static_cast<size_t>(found - reach_.begin())));
    }
    return document;
  }

  const size_t articles_;
  std::mt19937 random_;
  std::vector<double> reach_;  // sums of frequencies up to each rank
};

absl::StatusOr<uint64_t> Count(const index::IndexSnapshot& snapshot, size_t rank, bool related) {
  query::QueryTree query;
  KHOTIN_RETURN_IF_ERROR(query::AddFilter(index::ValueField::kEntity, {EntityLabel(rank)}, &query));
  query::SearchOptions options;
  options.limit = 1;
  options.collapse = true;
  options.sort = query::SortOrder::kOldest;
  options.total = query::TotalMode::kExact;
  if (related) {
    query::FacetRequest facet;
    facet.field = index::ValueField::kEntity;
    facet.limit = kRelated;
    options.facets.push_back(facet);
  } else {
    options.histogram = query::HistogramUnit::kDay;
  }
  KHOTIN_ASSIGN_OR_RETURN(const query::SearchResult found, query::Search(snapshot, query, options));
  return found.total;
}

absl::Status Measure(const index::IndexSnapshot& snapshot, const char* what, bool most_frequent,
                     bool related) {
  std::mt19937 random(kSeed);
  std::vector<double> millis;
  uint64_t articles = 0;
  for (int run = 0; run <= kRuns; ++run) {
    const size_t rank = most_frequent ? 0 : random() % 1000;
    const auto start = std::chrono::steady_clock::now();
    KHOTIN_ASSIGN_OR_RETURN(articles, Count(snapshot, rank, related));
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    // The first run reads the columns, which then stay.
    if (run > 0) millis.push_back(took.count());
  }
  std::sort(millis.begin(), millis.end());
  std::printf("%-10s %-22s p50 %6.2f ms  p99 %6.2f ms", what,
              most_frequent ? "most frequent entity" : "of the first 1,000",
              millis[millis.size() / 2], millis[millis.size() * 99 / 100]);
  if (most_frequent) std::printf("  (%llu articles)", static_cast<unsigned long long>(articles));
  std::printf("\n");
  return absl::OkStatus();
}

absl::Status Run(size_t articles) {
  std::printf("seed %u, %zu articles\n", kSeed, articles);
  KHOTIN_ASSIGN_OR_RETURN(const index::IndexSnapshot snapshot, Archive(articles).Build());
  for (const bool most_frequent : {true, false}) {
    KHOTIN_RETURN_IF_ERROR(Measure(snapshot, "related", most_frequent, true));
    KHOTIN_RETURN_IF_ERROR(Measure(snapshot, "timeline", most_frequent, false));
  }
  return absl::OkStatus();
}

int Main(int argc, char** argv) {
  size_t articles = 1000000;
  if (argc > 2 || (argc == 2 && (!absl::SimpleAtoi(argv[1], &articles) || articles < 2))) {
    std::fprintf(stderr, "usage: entity_figures [ARTICLES]\n");
    return 2;
  }
  const absl::Status status = Run(articles);
  if (status.ok()) return 0;
  std::fprintf(stderr, "entity_figures: %s\n", std::string(status.message()).c_str());
  return 1;
}

}  // namespace
}  // namespace khotin::benchmarks

int main(int argc, char** argv) { return khotin::benchmarks::Main(argc, argv); }

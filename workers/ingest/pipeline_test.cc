#include "ingest/pipeline.h"

#include <algorithm>
#include <atomic>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "base/mutex.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::ingest {
namespace {

SourceItem Item(int number, size_t bytes) {
  extract::RawDocument document;
  document.input = absl::StrCat(number);
  document.content.assign(bytes, 'x');
  std::string input = document.input;
  return {std::move(input), std::move(document)};
}

// Items 0 to count - 1 of `bytes` each.
NextItem Numbers(int count, size_t bytes) {
  return [count, bytes, next = 0]() mutable -> absl::optional<SourceItem> {
    if (next == count) return absl::nullopt;
    return Item(next++, bytes);
  };
}

// The largest value that a count which goes up and down has had.
class Peak {
 public:
  void Add(int by) {
    base::MutexLock lock(&mutex_);
    now_ += by;
    peak_ = std::max(peak_, now_);
  }
  int peak() const {
    base::MutexLock lock(&mutex_);
    return peak_;
  }

 private:
  mutable base::Mutex mutex_;
  int now_ ABSL_GUARDED_BY(mutex_) = 0;
  int peak_ ABSL_GUARDED_BY(mutex_) = 0;
};

TEST(PipelineTest, DeliversInInputOrderHoweverLongPreparingTakes) {
  std::vector<std::string> delivered;
  PipelineOptions options;
  options.jobs = 8;
  const absl::Status status =
      RunPipeline(options, Numbers(500, 10), [&delivered](SourceItem item) -> Delivery {
        const size_t number = std::stoul(item.input);
        absl::SleepFor(absl::Microseconds((number * 7919) % 300));
        return [&delivered, input = item.input] {
          delivered.push_back(input);
          return absl::OkStatus();
        };
      });
  ASSERT_TRUE(status.ok());
  ASSERT_EQ(delivered.size(), 500);
  for (size_t i = 0; i < delivered.size(); ++i) EXPECT_EQ(delivered[i], absl::StrCat(i));
}

TEST(PipelineTest, NothingToReadIsNoError) {
  EXPECT_TRUE(RunPipeline({}, Numbers(0, 0), [](SourceItem) -> Delivery {
                return [] { return absl::OkStatus(); };
              }).ok());
}

TEST(PipelineTest, HoldsNoMoreDocumentsThanAllowed) {
  Peak held;
  PipelineOptions options;
  options.jobs = 4;
  options.max_documents = 7;
  NextItem numbers = Numbers(200, 10);
  const absl::Status status = RunPipeline(
      options,
      [&] {
        absl::optional<SourceItem> item = numbers();
        if (item.has_value()) held.Add(1);
        return item;
      },
      [&held](SourceItem) -> Delivery {
        return [&held] {
          absl::SleepFor(absl::Microseconds(100));
          held.Add(-1);
          return absl::OkStatus();
        };
      });
  EXPECT_TRUE(status.ok());
  EXPECT_LE(held.peak(), 7 + 2);  // one in the reader's hand, one just delivered
}

TEST(PipelineTest, HoldsNoMoreBytesThanAllowedButTakesALargeDocumentByItself) {
  Peak preparing;
  PipelineOptions options;
  options.jobs = 4;
  options.max_bytes = 1000;
  const absl::Status status =
      RunPipeline(options, Numbers(20, 5000), [&preparing](SourceItem) -> Delivery {
        preparing.Add(1);
        absl::SleepFor(absl::Milliseconds(1));
        preparing.Add(-1);
        return [] { return absl::OkStatus(); };
      });
  EXPECT_TRUE(status.ok());
  EXPECT_EQ(preparing.peak(), 1);
}

TEST(PipelineTest, TheFirstFailedDeliveryEndsTheRun) {
  int delivered = 0;
  std::atomic<int> read{0};
  PipelineOptions options;
  options.jobs = 3;
  options.max_documents = 10;
  NextItem numbers = Numbers(1000000, 10);
  const absl::Status status = RunPipeline(
      options,
      [&] {
        ++read;
        return numbers();
      },
      [&delivered](SourceItem item) -> Delivery {
        return [&delivered, input = item.input] {
          ++delivered;
          return input == "41" ? absl::UnavailableError("no more") : absl::OkStatus();
        };
      });
  EXPECT_EQ(status.message(), "no more");
  EXPECT_EQ(delivered, 42);
  EXPECT_LE(read.load(), 42 + 10 + 1);
}

}  // namespace
}  // namespace khotin::ingest

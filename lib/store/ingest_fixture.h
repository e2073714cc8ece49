// For tests that bring raw documents into a store and look at what it made of them.
#ifndef KHOTIN_STORE_INGEST_FIXTURE_H_
#define KHOTIN_STORE_INGEST_FIXTURE_H_

#include <memory>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "analysis/analyzer.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "store/prepared_document.h"
#include "store/test_articles.h"

namespace khotin::store {

class IngestFixture : public testing::Test {
 protected:
  // Analyzes with the chrome that the store knows, and commits alone at now_.
  CommitResult Ingest(const extract::RawDocument& raw) {
    return Commit(PrepareDocument(*analyzer_, store_->CurrentView()->chrome(), raw));
  }
  CommitResult Commit(PreparedDocument document) {
    std::vector<PreparedDocument> batch;
    batch.push_back(std::move(document));
    auto results = store_->Commit(std::move(batch), now_);
    EXPECT_TRUE(results.ok()) << results.status();
    return results.ok() ? (*results)[0] : CommitResult();
  }
  void ExpectSound() {
    const auto violations = store_->Check(10);
    ASSERT_TRUE(violations.ok()) << violations.status();
    EXPECT_THAT(*violations, testing::IsEmpty());
  }

  const std::unique_ptr<const analysis::Analyzer> analyzer_ = analysis::Analyzer::Create();
  TemporaryFolder folder_;
  std::unique_ptr<Store> store_ = OpenForTest(folder_.path());
  absl::Time now_ = absl::FromUnixSeconds(1700000000);
};

}  // namespace khotin::store

#endif  // KHOTIN_STORE_INGEST_FIXTURE_H_

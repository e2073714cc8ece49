// The seeds of the project's corpus in a store: two are versions of one text, three stand alone.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "absl/time/clock.h"
#include "analysis/analyzer.h"
#include "store/prepared_document.h"
#include "store/store.h"

namespace khotin::store {
namespace {

std::string SeedFolder() {
  const char* shared = std::getenv("KHOTIN_SHARED");
  const std::string root =
      shared != nullptr ? std::string(shared) : std::string(KHOTIN_SOURCE_DIR) + "/../shared";
  return root + "/data/seeds";
}

std::string ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

class SeedClustersTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string expected = ReadFile(SeedFolder() + "/expected.json");
    if (expected.empty()) GTEST_SKIP() << "no seeds at " << SeedFolder();
    seeds_ = nlohmann::json::parse(expected);
    std::string pattern = (std::filesystem::temp_directory_path() / "khotin-seeds-XXXXXX").string();
    ASSERT_NE(mkdtemp(&pattern[0]), nullptr);
    folder_ = pattern;
    StoreOptions options;
    options.path = folder_ + "/store";
    auto store = Store::Open(options);
    ASSERT_TRUE(store.ok()) << store.status();
    store_ = *std::move(store);
  }

  void TearDown() override {
    store_.reset();
    std::error_code ignored;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
  }

  PreparedDocument Prepare(const char* seed) const {
    extract::RawDocument raw;
    raw.input = seeds_[seed]["file"].get<std::string>();
    raw.content = ReadFile(SeedFolder() + "/" + raw.input);
    return PrepareDocument(*analyzer_, store_->CurrentView()->chrome(), std::move(raw));
  }

  nlohmann::json seeds_;
  std::string folder_;
  std::unique_ptr<Store> store_;
  const std::unique_ptr<const analysis::Analyzer> analyzer_ = analysis::Analyzer::Create();
};

TEST_F(SeedClustersTest, OnlyTheFirstTwoAreOneText) {
  std::vector<PreparedDocument> batch;
  for (const char* seed : {"000", "001", "002", "003", "004"}) batch.push_back(Prepare(seed));
  const auto results = store_->Commit(std::move(batch), absl::Now());
  ASSERT_TRUE(results.ok()) << results.status();
  EXPECT_EQ((*results)[1].verdict, Verdict::kNearDuplicate);
  EXPECT_EQ((*results)[1].cluster_id, (*results)[0].cluster_id);
  ASSERT_TRUE((*results)[1].match.has_value());
  EXPECT_EQ((*results)[1].match->article_id, (*results)[0].article_id);
  EXPECT_GE((*results)[1].match->jaccard, 0.9);
  for (const size_t alone : {2U, 3U, 4U}) EXPECT_EQ((*results)[alone].verdict, Verdict::kNew);
  EXPECT_EQ(store_->CurrentView()->counts().clusters, 4);
}

}  // namespace
}  // namespace khotin::store

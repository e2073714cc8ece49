// The five seeds of the project's corpus, cleaned as a careful reader would.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "extract/text_cleaner.h"

namespace khotin::extract {
namespace {

using nlohmann::json;

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

// The string under `key`, or empty where it is missing or null.
std::string Text(const json& seed, const char* key) {
  const auto found = seed.find(key);
  return found == seed.end() || found->is_null() ? std::string() : found->get<std::string>();
}

class SeedsTest : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    const std::string expected = ReadFile(SeedFolder() + "/expected.json");
    if (expected.empty()) GTEST_SKIP() << "no seeds at " << SeedFolder();
    seed_ = json::parse(expected)[GetParam()];
    source_ = ReadFile(SeedFolder() + "/" + Text(seed_, "file"));
    found_ = CleanText(source_, TextHints{});
  }

  std::vector<Block> Blocks(BlockKind kind) const {
    std::vector<Block> blocks;
    for (const Block& block : found_.article.body) {
      if (block.kind == kind) blocks.push_back(block);
    }
    return blocks;
  }

  // Compares blocks with a list of {line, text}.
  static void ExpectBlocks(const std::vector<Block>& blocks, const json& expected) {
    ASSERT_EQ(blocks.size(), expected.size());
    for (size_t i = 0; i < blocks.size(); ++i) {
      EXPECT_EQ(blocks[i].line, expected[i]["line"].get<int>());
      EXPECT_EQ(blocks[i].text, expected[i]["text"].get<std::string>());
    }
  }

  json seed_;
  std::string source_;
  Extraction found_;
};

TEST_P(SeedsTest, TitleLeadAndByline) {
  EXPECT_EQ(found_.article.title, Text(seed_, "title"));
  EXPECT_EQ(found_.article.lead, Text(seed_, "sapo"));
  EXPECT_EQ(found_.article.agency, Text(seed_, "agency"));
  EXPECT_EQ(found_.article.source_hint, Text(seed_, "source_hint"));
  const std::string author = Text(seed_, "author");
  EXPECT_EQ(found_.article.authors,
            author.empty() ? std::vector<std::string>{} : std::vector<std::string>{author});
}

TEST_P(SeedsTest, Dates) {
  const DateReading& published = found_.article.published;
  const std::string expected = Text(seed_, "published_at");
  EXPECT_EQ(published.empty() ? "" : published.date.ToString(), expected);
  if (!expected.empty()) {
    EXPECT_EQ(published.origin, DateOrigin::kTimestampLine);
    EXPECT_EQ(published.date.Precision(), text::DatePrecision::kMinute);
    EXPECT_EQ(published.line, 3);
    EXPECT_EQ(published.raw, "09:40 19/08/2023");
  }
  const DateReading& hint = found_.article.date_hint;
  EXPECT_EQ(hint.empty() ? "" : hint.date.ToString(), Text(seed_, "date_hint"));
  EXPECT_TRUE(found_.article.modified.empty());
}

TEST_P(SeedsTest, Body) {
  const std::vector<Block> paragraphs = Blocks(BlockKind::kParagraph);
  const json& expected = seed_["body"];
  ASSERT_EQ(paragraphs.size(), expected.size());
  for (size_t i = 0; i < paragraphs.size(); ++i) {
    EXPECT_EQ(paragraphs[i].text, expected[i].get<std::string>());
    EXPECT_EQ(paragraphs[i].line, seed_["body_lines"][i].get<int>());
  }
  ExpectBlocks(Blocks(BlockKind::kHeading), seed_["headings"]);
  ExpectBlocks(Blocks(BlockKind::kCaption), seed_["captions"]);
  EXPECT_EQ(found_.article.body.size(),
            expected.size() + seed_["headings"].size() + seed_["captions"].size());
}

TEST_P(SeedsTest, PhotoCredits) {
  std::vector<std::string> credits;
  for (const Block& block : Blocks(BlockKind::kCaption)) {
    if (!block.credit.empty()) credits.push_back(block.credit);
  }
  EXPECT_EQ(credits, seed_.value("photo_credits", std::vector<std::string>{}));
}

TEST_P(SeedsTest, RemovedLinesAndSpans) {
  json lines = json::array();
  json spans = json::array();
  for (const RemovedSpan& span : found_.removed) {
    (span.inline_span ? spans : lines)
        .push_back({{"line", span.line}, {"cls", span.kind}, {"text", span.text}});
    EXPECT_FALSE(span.reason.empty());
  }
  EXPECT_EQ(lines, seed_["drop"]);
  EXPECT_EQ(spans, seed_.value("inline_drop", json::array()));
}

INSTANTIATE_TEST_SUITE_P(All, SeedsTest, ::testing::Values("000", "001", "002", "003", "004"));

}  // namespace
}  // namespace khotin::extract

#include "analysis/analyzer.h"

#include <fstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::analysis {
namespace {

using ::testing::HasSubstr;

extract::RawDocument Document(const std::string& content, extract::Format format) {
  extract::RawDocument raw;
  raw.input = "tin.txt";
  raw.content = content;
  raw.format = format;
  return raw;
}

constexpr char kText[] =
    "Đội cứu hộ lên đường\n\n"
    "Sáng 6/2/2023, đội cứu hộ rời Hà Nội để đến vùng động đất, mang theo thiết bị và thuốc men "
    "cho người dân.\n\n"
    "Ông Lê Văn Tám, đội trưởng, cho biết cả đội đã sẵn sàng cho nhiệm vụ dài ngày.\n";

TEST(AnalyzerTest, FindsTitleBodyAndMentions) {
  const auto analyzer = Analyzer::Create();
  const auto found = analyzer->Analyze(Document(kText, extract::Format::kAuto));
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->raw.format, extract::Format::kText);
  EXPECT_EQ(found->article.title, "Đội cứu hộ lên đường");
  EXPECT_EQ(extract::Passages(found->article).size(), 3u);
  bool person = false;
  for (const entity::Mention& mention : found->mentions) {
    const absl::string_view text =
        extract::PassageText(found->article, mention.span.field, mention.span.block);
    ASSERT_LE(mention.span.end, text.size());
    person = person || (mention.type == entity::EntityType::kPerson &&
                        text.substr(mention.span.begin, mention.span.end - mention.span.begin) ==
                            "Lê Văn Tám");
  }
  EXPECT_TRUE(person);
}

TEST(AnalyzerTest, SameBytesSameResult) {
  const auto analyzer = Analyzer::Create();
  const auto a = analyzer->Analyze(Document(kText, extract::Format::kText));
  const auto b = Analyzer::Create()->Analyze(Document(kText, extract::Format::kText));
  ASSERT_TRUE(a.ok() && b.ok());
  EXPECT_EQ(a->mentions.size(), b->mentions.size());
  EXPECT_EQ(a->analyzer_version, b->analyzer_version);
  EXPECT_EQ(a->article.title, b->article.title);
}

// Articles are analyzed anew when the version changes; stale mentions would else stay.
TEST(AnalyzerTest, OwnNamesChangeTheVersionAndReachTheLinker) {
  const std::string path = testing::TempDir() + "/analyzer_names.tsv";
  std::ofstream(path) << "đội cứu hộ\tORGANIZATION\n";
  const auto names = entity::LoadNames({path});
  ASSERT_TRUE(names.ok()) << names.status();
  const auto analyzer = Analyzer::Create({.names = *names});
  EXPECT_NE(analyzer->version(), Analyzer::Create()->version());
  const auto found = analyzer->Analyze(Document(kText, extract::Format::kText));
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->names, *names);
  ASSERT_FALSE(found->mentions.empty());
  EXPECT_EQ(found->mentions[0].text, "Đội cứu hộ");
}

TEST(AnalyzerTest, ErrorsNameTheInput) {
  const auto analyzer = Analyzer::Create();
  const auto refused = analyzer->Analyze(Document("", extract::Format::kText));
  EXPECT_EQ(refused.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(refused.status().message()), testing::StartsWith("tin.txt: "));
}

}  // namespace
}  // namespace khotin::analysis

#include "rpc/convert.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::rpc {
namespace {

using ::testing::HasSubstr;

analysis::AnalyzedArticle Analyzed() {
  analysis::AnalyzedArticle analyzed;
  analyzed.raw.input = "tin.txt";
  analyzed.raw.format = extract::Format::kText;
  analyzed.raw.content = "Ông Tám đến";
  analyzed.article.title = "Tin";
  analyzed.article.lead = "Tóm tắt";
  extract::Block block;
  block.text = "Ông Tám đến";
  block.line = 3;
  analyzed.article.body.push_back(block);
  analyzed.article.published.date.year = 2023;
  analyzed.article.published.date.month = 8;
  analyzed.article.published.raw = "tháng 8/2023";
  analyzed.article.published.origin = extract::DateOrigin::kTimestampLine;
  analyzed.article.published.line = 2;
  analyzed.removed.push_back({5, "ad", "pattern", "Mua ngay", false});
  entity::Mention mention;
  mention.type = entity::EntityType::kPerson;
  mention.span = {text::Field::kBody, 0, 5, 9};
  mention.text = "Tám";
  analyzed.mentions.push_back(mention);
  analyzed.analyzer_version = "test";
  return analyzed;
}

TEST(ConvertTest, AnalyzedArticlesComeBackUnchanged) {
  const std::string before = ToJson(ArticleMessage(Analyzed()));
  const auto back = AnalyzedFromMessage(AnalyzedMessage(Analyzed()));
  ASSERT_TRUE(back.ok()) << back.status();
  EXPECT_EQ(ToJson(ArticleMessage(*back)), before);
  EXPECT_EQ(back->raw.content, "Ông Tám đến");
  EXPECT_EQ(back->raw.format, extract::Format::kText);
}

TEST(ConvertTest, JsonHasTheNamesOfTheContract) {
  const std::string json = ToJson(ArticleMessage(Analyzed()));
  EXPECT_THAT(json, HasSubstr(R"("title":"Tin")"));
  EXPECT_THAT(json, HasSubstr(R"("kind":"BLOCK_KIND_PARAGRAPH","text":"Ông Tám đến")"));
  EXPECT_THAT(json, HasSubstr(R"("publishTime":{"value":"2023-08","precision":)"
                              R"("DATE_PRECISION_MONTH","raw":"tháng 8/2023","origin":)"
                              R"("DATE_ORIGIN_TIMESTAMP_LINE","line":2})"));
  EXPECT_THAT(json, HasSubstr(R"("removed":[{"line":5,"class":"ad")"));
}

TEST(ConvertTest, RefusesMentionsOutsideTheirText) {
  for (const auto& [begin, end] : {std::pair<int, int>{0, 99}, {4, 4}, {-1, 3}}) {
    v1::AnalyzedDocument message = AnalyzedMessage(Analyzed());
    message.mutable_article()->mutable_mentions(0)->mutable_span()->set_begin(begin);
    message.mutable_article()->mutable_mentions(0)->mutable_span()->set_end(end);
    const auto refused = AnalyzedFromMessage(message);
    EXPECT_EQ(refused.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(refused.status().message()), testing::StartsWith("tin.txt: mention"));
  }
}

TEST(ConvertTest, RefusesEvidenceBeyondItsLines) {
  for (const int32_t own_end : {-1, 3}) {
    v1::AnalyzedDocument message = AnalyzedMessage(Analyzed());
    v1::ChromeEvidence* const evidence = message.mutable_evidence();
    evidence->Clear();
    evidence->add_short_lines(1);
    evidence->add_short_lines(2);
    evidence->set_own_end(own_end);
    EXPECT_EQ(AnalyzedFromMessage(message).status().code(), absl::StatusCode::kInvalidArgument);
    evidence->set_own_end(2);
    EXPECT_TRUE(AnalyzedFromMessage(message).ok());
  }
}

TEST(ConvertTest, RefusesWhatIsNoDocument) {
  v1::RawDocument raw;
  raw.set_input("tin");
  raw.set_format(static_cast<v1::DocumentFormat>(99));
  EXPECT_EQ(RawFromMessage(raw).status().code(), absl::StatusCode::kInvalidArgument);
  v1::AnalyzedDocument no_body = AnalyzedMessage(Analyzed());
  no_body.mutable_article()->clear_body();
  EXPECT_EQ(AnalyzedFromMessage(no_body).status().code(), absl::StatusCode::kInvalidArgument);
  v1::AnalyzedDocument bad_date = AnalyzedMessage(Analyzed());
  bad_date.mutable_article()->mutable_publish_time()->set_value("hôm qua");
  EXPECT_EQ(AnalyzedFromMessage(bad_date).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(ConvertTest, ResourceNames) {
  EXPECT_EQ(*ParseArticleName("articles/abc"), "abc");
  EXPECT_EQ(*ParseEntityName("entities/person/to-lam"), "person/to-lam");
  for (const char* name : {"", "abc", "articles/", "entities/person/x"}) {
    EXPECT_EQ(ParseArticleName(name).status().code(), absl::StatusCode::kInvalidArgument) << name;
  }
}

}  // namespace
}  // namespace khotin::rpc

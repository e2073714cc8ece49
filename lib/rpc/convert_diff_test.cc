#include "rpc/convert_diff.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "rpc/convert.h"

namespace khotin::rpc {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

storage::v1::Article SomeArticle() {
  storage::v1::Article article;
  article.set_title("Chợ hoa đêm");
  for (const char* text : {"Chợ mở cửa từ nửa đêm.", "Bà Hạnh bán hoa đã hai mươi năm."}) {
    storage::v1::Block* const block = article.add_body();
    block->set_kind(v1::BLOCK_KIND_PARAGRAPH);
    block->set_text(text);
  }
  article.add_authors("Lan Anh");
  article.mutable_published()->mutable_date()->set_year(2024);
  article.mutable_published()->set_line(3);
  article.set_version(1);
  article.set_input("tin.txt");
  return article;
}

std::vector<std::string> ChangedFields(const storage::v1::Article& base,
                                       const storage::v1::Article& article) {
  const v1::DiffArticlesResponse diff = DiffMessage({"a", base}, {"a", article});
  return {diff.changed_fields().begin(), diff.changed_fields().end()};
}

TEST(ConvertDiffTest, BlocksSayWhereTheyStandAndWhatChanged) {
  const storage::v1::Article base = SomeArticle();
  storage::v1::Article later = base;
  later.set_version(2);
  later.set_lead("Tóm tắt");
  later.mutable_body(1)->set_text("Bà Hạnh bán hoa đã ba mươi năm.");
  later.add_body()->set_text("Chợ tan.");
  const v1::DiffArticlesResponse diff = DiffMessage({"a", base}, {"a", later});
  EXPECT_EQ(diff.base().name(), "articles/a");
  EXPECT_EQ(diff.base().version(), 1);
  EXPECT_EQ(diff.article().version(), 2);
  EXPECT_THAT(diff.article().body(), IsEmpty());
  ASSERT_EQ(diff.blocks_size(), 5);
  EXPECT_EQ(ToJson(diff.blocks(0)), R"({"kind":"DIFF_KIND_EQUAL","field":"TEXT_FIELD_TITLE",)"
                                    R"("baseText":"Chợ hoa đêm","text":"Chợ hoa đêm"})");
  EXPECT_EQ(ToJson(diff.blocks(1)),
            R"({"kind":"DIFF_KIND_ADDED","field":"TEXT_FIELD_LEAD","text":"Tóm tắt"})");
  EXPECT_EQ(diff.blocks(2).kind(), v1::DIFF_KIND_EQUAL);
  EXPECT_EQ(ToJson(diff.blocks(3)),
            R"({"kind":"DIFF_KIND_CHANGED","field":"TEXT_FIELD_BODY","baseBlock":1,"block":1,)"
            R"("baseText":"Bà Hạnh bán hoa đã hai mươi năm.",)"
            R"("text":"Bà Hạnh bán hoa đã ba mươi năm.",)"
            R"("baseChanges":[{"begin":25,"end":28}],"changes":[{"begin":25,"end":27}]})");
  EXPECT_EQ(ToJson(diff.blocks(4)),
            R"({"kind":"DIFF_KIND_ADDED","field":"TEXT_FIELD_BODY","block":2,"text":"Chợ tan."})");
  EXPECT_THAT(diff.changed_fields(), IsEmpty());
}

TEST(ConvertDiffTest, OtherFieldsThatDifferAreNamed) {
  storage::v1::Article later = SomeArticle();
  later.set_authors(0, "Minh Anh");
  later.mutable_published()->mutable_date()->set_month(1);
  later.set_source("tinthudo.example");
  EXPECT_THAT(ChangedFields(SomeArticle(), later),
              ElementsAre("authors", "publish_time", "source"));
  EXPECT_THAT(ChangedFields(later, SomeArticle()),
              ElementsAre("authors", "publish_time", "source"));
}

TEST(ConvertDiffTest, WhatTheStoreAddsAndThePlaceOfADateAreNoChange) {
  storage::v1::Article later = SomeArticle();
  later.set_version(2);
  later.set_input("tin-moi.txt");
  later.set_cluster("c");
  later.mutable_published()->set_line(5);
  later.add_removed()->set_text("Quảng cáo");
  EXPECT_THAT(ChangedFields(SomeArticle(), later), IsEmpty());
}

TEST(ConvertDiffTest, AnotherKindOrCreditOfABlockIsAChangeOfTheBody) {
  storage::v1::Article later = SomeArticle();
  later.mutable_body(0)->set_kind(v1::BLOCK_KIND_HEADING);
  EXPECT_THAT(ChangedFields(SomeArticle(), later), ElementsAre("body"));
}

TEST(ConvertDiffTest, EqualTextsCanBeLeftOut) {
  const storage::v1::Article base = SomeArticle();
  storage::v1::Article later = base;
  later.mutable_body(1)->set_text("Bà Hạnh bán hoa đã ba mươi năm.");
  v1::DiffArticlesResponse diff = DiffMessage({"a", base}, {"a", later});
  OmitEqualTexts(&diff);
  EXPECT_TRUE(diff.equal_texts_omitted());
  ASSERT_EQ(diff.blocks_size(), 3);
  EXPECT_EQ(diff.blocks(1).text() + diff.blocks(1).base_text(), "");
  EXPECT_EQ(diff.blocks(1).block(), 0);
  EXPECT_NE(diff.blocks(2).text(), "");
}

}  // namespace
}  // namespace khotin::rpc

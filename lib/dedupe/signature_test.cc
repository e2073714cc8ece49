#include "dedupe/signature.h"

#include <vector>

#include "gtest/gtest.h"

namespace khotin::dedupe {
namespace {

base::Hash128 Of(const std::vector<absl::string_view>& blocks) {
  std::vector<text::Passage> passages;
  for (absl::string_view block : blocks) {
    passages.push_back({text::Field::kBody, static_cast<int32_t>(passages.size()), block});
  }
  return MakeSignature(passages).fingerprint;
}

TEST(SignatureTest, BlindToWritingHabits) {
  const base::Hash128 plain = Of({"Chợ họp trên sông từ sáng sớm. Ghe nào cũng treo cây bẹo."});
  EXPECT_EQ(plain, Of({"Chợ họp trên sông từ sáng sớm.", "Ghe nào cũng treo cây bẹo./."}));
  EXPECT_EQ(plain, Of({"CHỢ HỌP TRÊN SÔNG TỪ SÁNG SỚM - ghe nào cũng treo “cây bẹo”"}));
  EXPECT_EQ(plain, Of({"Chợ  họp trên\u00a0sông từ sáng sớm… Ghe nào cũng treo cây bẹo!"}));
}

TEST(SignatureTest, BlindToSpelling) {
  EXPECT_EQ(Of({"Hòa thuận, kỹ lưỡng"}), Of({"Hoà thuận, kĩ lưỡng"}));
  EXPECT_EQ(Of({"t\u1ebft"}), Of({"te\u0302\u0301t"}));
}

TEST(SignatureTest, SeesEveryWordAndNumber) {
  const base::Hash128 plain = Of({"Đoàn có 12 người"});
  EXPECT_FALSE(plain == Of({"Đoàn có 13 người"}));
  EXPECT_FALSE(plain == Of({"Đoàn có 12 người nữa"}));
  EXPECT_FALSE(plain == Of({"Đoan có 12 người"}));
  EXPECT_FALSE(plain == Of({"có Đoàn 12 người"}));
  EXPECT_FALSE(Of({"a b"}) == Of({"ab"}));
}

TEST(SignatureTest, TheTitleIsPassedOverAndTheLeadCountsAsText) {
  const std::vector<text::Passage> with_title = {{text::Field::kTitle, 0, "Chợ nổi"},
                                                 {text::Field::kLead, 0, "Lời dẫn"},
                                                 {text::Field::kBody, 0, "Ghe treo bẹo"}};
  EXPECT_EQ(MakeSignature(with_title).fingerprint, Of({"Lời dẫn", "Ghe treo bẹo"}));
}

Signature SignatureOfBlocks(const std::vector<absl::string_view>& blocks) {
  std::vector<text::Passage> passages;
  for (absl::string_view block : blocks) {
    passages.push_back({text::Field::kBody, static_cast<int32_t>(passages.size()), block});
  }
  return MakeSignature(passages);
}

TEST(SignatureTest, ShinglesRunAcrossParagraphs) {
  EXPECT_EQ(SignatureOfBlocks({"một hai ba", "bốn năm sáu"}).shingles,
            SignatureOfBlocks({"Một hai ba bốn. Năm sáu"}).shingles);
  EXPECT_EQ(SignatureOfBlocks({"một hai ba bốn năm sáu"}).shingles.size(), 2U);
}

TEST(SignatureTest, FactsAreNumbersAndNamesInsideOfSentences) {
  const Signature signature =
      SignatureOfBlocks({"Hôm nay Tô Lâm gặp 12 người. Đoàn đi Huế lúc 9h30"});
  EXPECT_EQ(signature.numbers.size(), 2U);
  EXPECT_EQ(signature.names.size(), 3U) << "Tô, Lâm, Huế; not Hôm or Đoàn";
  EXPECT_EQ(signature.words.size(), 12U);
}

TEST(SignatureTest, DatesMeetHoweverTheyAreMarked) {
  EXPECT_EQ(Of({"ngày 6/2/2017"}), Of({"ngày 06-02-2017"}));
  EXPECT_FALSE(Of({"giá 1,05"}) == Of({"giá 1,5"}));
}

TEST(SignatureTest, CapitalsThroughoutAreNoNames) {
  const Signature signature = SignatureOfBlocks({"ĐOÀN ĐI HUẾ LÚC 9H30 VỚI 12 NGƯỜI"});
  EXPECT_TRUE(signature.names.empty());
  EXPECT_EQ(signature.numbers.size(), 2U);
}

TEST(SignatureTest, ValuesNeverChange) {
  EXPECT_EQ(Of({}).ToBase32(16), "k6n0dmr18ycdgr01");
  EXPECT_EQ(Of({"Ghe treo bẹo"}).ToBase32(16), "ynjjzwj18kt5gj0h");
}

}  // namespace
}  // namespace khotin::dedupe

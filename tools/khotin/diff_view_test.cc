#include "tools/khotin/diff_view.h"

#include "gtest/gtest.h"

namespace khotin::cli {
namespace {

const Style kPlain(/*colours=*/false);
const Style kColoured(/*colours=*/true);

void AddRange(int begin, int end, google::protobuf::RepeatedPtrField<v1::ByteRange>* ranges) {
  v1::ByteRange* const range = ranges->Add();
  range->set_begin(begin);
  range->set_end(end);
}

v1::BlockDiff* AddBlock(v1::DiffKind kind, const std::string& base, const std::string& text,
                        v1::DiffArticlesResponse* diff) {
  v1::BlockDiff* const block = diff->add_blocks();
  block->set_kind(kind);
  block->set_field(v1::TEXT_FIELD_BODY);
  block->set_base_text(base);
  block->set_text(text);
  return block;
}

v1::DiffArticlesResponse SomeDiff() {
  v1::DiffArticlesResponse diff;
  diff.mutable_base()->set_name("articles/k3x9");
  diff.mutable_base()->set_version(1);
  diff.mutable_article()->set_name("articles/k3x9");
  diff.mutable_article()->set_version(2);
  AddBlock(v1::DIFF_KIND_ADDED, "", "Chợ hoa", &diff)->set_field(v1::TEXT_FIELD_TITLE);
  AddBlock(v1::DIFF_KIND_EQUAL, "Một", "Một", &diff);
  AddBlock(v1::DIFF_KIND_EQUAL, "Hai", "Hai", &diff);
  AddBlock(v1::DIFF_KIND_REMOVED, "Ba", "", &diff);
  v1::BlockDiff* const changed =
      AddBlock(v1::DIFF_KIND_CHANGED, "giá hoa 20 đồng", "giá 30 đồng nay", &diff);
  AddRange(5, 9, changed->mutable_base_changes());
  AddRange(5, 5, changed->mutable_changes());
  AddRange(9, 11, changed->mutable_base_changes());
  AddRange(5, 7, changed->mutable_changes());
  AddRange(19, 19, changed->mutable_base_changes());
  AddRange(15, 19, changed->mutable_changes());
  AddBlock(v1::DIFF_KIND_EQUAL, "Tư", "Tư", &diff);
  return diff;
}

TEST(DiffViewTest, ShowsWhatChanged) {
  EXPECT_EQ(DiffLines(SomeDiff(), kPlain),
            "articles/k3x9 version 1 -> version 2\n\n"
            "+ title: Chợ hoa\n"
            "  (2 blocks unchanged)\n"
            "- Ba\n"
            "~ giá [-hoa -][-20-]{+30+} đồng{+ nay+}\n"
            "  (1 block unchanged)\n");
}

TEST(DiffViewTest, ATerminalShowsColoursInPlaceOfMarks) {
  const std::string lines = DiffLines(SomeDiff(), kColoured);
  EXPECT_NE(lines.find("giá \x1b[31mhoa \x1b[0m\x1b[31m20\x1b[0m\x1b[32m30\x1b[0m"),
            std::string::npos);
  EXPECT_EQ(lines.find("[-"), std::string::npos);
}

TEST(DiffViewTest, NamesBothArticlesAndOtherFields) {
  v1::DiffArticlesResponse diff = SomeDiff();
  diff.clear_blocks();
  diff.mutable_article()->set_name("articles/m2p4");
  diff.add_changed_fields("authors");
  diff.add_changed_fields("url");
  EXPECT_EQ(DiffLines(diff, kPlain),
            "articles/k3x9 version 1 -> articles/m2p4 version 2\n"
            "also changed: authors, url\n\n"
            "The texts are the same.\n");
}

TEST(DiffViewTest, StretchesThatDoNotFitAreLeftOut) {
  v1::DiffArticlesResponse diff = SomeDiff();
  diff.clear_blocks();
  v1::BlockDiff* const changed = AddBlock(v1::DIFF_KIND_CHANGED, "a b", "a c", &diff);
  AddRange(2, 9, changed->mutable_base_changes());
  AddRange(-1, 3, changed->mutable_changes());
  EXPECT_NE(DiffLines(diff, kPlain).find("\n~ a c\n"), std::string::npos);
}

TEST(VersionLinesTest, NumberTimeAndTitle) {
  v1::Article version;
  version.set_version(3);
  version.set_revision(41);
  version.mutable_ingest_time()->set_seconds(1700000000);
  EXPECT_EQ(VersionLines(version, kPlain),
            "version 3 · 2023-11-14 22:13:20 UTC · revision 41\n  (no title)\n");
}

}  // namespace
}  // namespace khotin::cli

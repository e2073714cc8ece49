#include "tools/khotin/source_view.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

v1::Source Village() {
  v1::Source source;
  source.set_source("baolang.example");
  source.set_article_count(120);
  source.mutable_now()->set_title_share(0.08);
  source.mutable_now()->set_body_words(399.6);
  return source;
}

TEST(SourceView, ShowsFiguresAsAPersonReadsThem) {
  const std::string lines = SourceLines(Village(), Style(false));
  EXPECT_THAT(lines, HasSubstr("     120        0    400"));
  EXPECT_THAT(lines, HasSubstr("    8%"));
  EXPECT_THAT(lines, HasSubstr("baolang.example\n"));
  EXPECT_THAT(lines, Not(HasSubstr("drift")));
}

TEST(SourceView, SaysWhatHasMoved) {
  v1::Source source = Village();
  v1::SourceDrift* const drift = source.add_drifts();
  drift->set_figure("title_share");
  drift->set_before(0.98);
  drift->set_now(0.08);
  EXPECT_THAT(SourceLines(source, Style(false)), HasSubstr("drift: title 98 % -> 8 %\n"));
}

TEST(SourceView, NamesTheSourceOfDocumentsThatHaveNone) {
  EXPECT_THAT(SourceLines(v1::Source(), Style(false)), HasSubstr("(no source)"));
}

}  // namespace
}  // namespace khotin::cli

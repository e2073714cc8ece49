#include "tools/khotin/input_file.h"

#include <fstream>
#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::cli {
namespace {

using testing::HasSubstr;

TEST(ReadInputTest, ReadsAFileUpToItsLimit) {
  const std::string path = testing::TempDir() + "/khotin_input_file_test.txt";
  std::ofstream(path) << "sáu by";
  const absl::StatusOr<std::string> content = ReadInput(path, 7);
  ASSERT_TRUE(content.ok()) << content.status();
  EXPECT_EQ(*content, "sáu by");
  EXPECT_THAT(ReadInput(path, 6).status().message(), HasSubstr(path));
}

TEST(ReadInputTest, RefusesWhatIsNoFile) {
  EXPECT_EQ(ReadInput(testing::TempDir(), 10).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReadInput("/dev/null", 10).status().code(), absl::StatusCode::kInvalidArgument);
  const absl::Status missing = ReadInput(testing::TempDir() + "/not-there", 10).status();
  EXPECT_EQ(missing.code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(missing.message(), HasSubstr("not-there"));
}

TEST(OpenLinesTest, TakesPipesAndNoFolders) {
  EXPECT_TRUE(OpenLines("/dev/null").ok());
  EXPECT_EQ(OpenLines(testing::TempDir()).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(OpenLines("/nosuch/file").status().message(), HasSubstr("/nosuch/file"));
}

TEST(ReadLineTest, GivesEachLineAndCutsLongOnes) {
  std::istringstream in("một\n\n0123456789\nhai");
  std::string line;
  ASSERT_TRUE(ReadLine(in, 6, &line));
  EXPECT_EQ(line, "một");
  ASSERT_TRUE(ReadLine(in, 6, &line));
  EXPECT_EQ(line, "");
  ASSERT_TRUE(ReadLine(in, 6, &line));
  EXPECT_EQ(line, "0123456");
  ASSERT_TRUE(ReadLine(in, 6, &line));
  EXPECT_EQ(line, "hai");
  EXPECT_FALSE(ReadLine(in, 6, &line));
}

}  // namespace
}  // namespace khotin::cli

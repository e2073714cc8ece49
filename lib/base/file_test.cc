#include "base/file.h"

#include <unistd.h>

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace khotin::base {
namespace {

std::string PathOf(absl::string_view name) {
  return absl::StrCat(testing::TempDir(), "/file_test_", getpid(), "_", name);
}

void Write(const std::string& path, absl::string_view bytes) {
  auto writer = FileWriter::Create(path);
  ASSERT_TRUE(writer.ok()) << writer.status();
  ASSERT_TRUE(writer->Append(bytes).ok());
  ASSERT_TRUE(writer->Finish().ok());
}

TEST(FileTest, WhatIsWrittenIsReadInPieces) {
  const std::string path = PathOf("pieces");
  Write(path, "mười hai");
  std::vector<std::string> pieces;
  ASSERT_TRUE(ReadPieces(path, 4, [&](absl::string_view piece) {
                pieces.emplace_back(piece);
                return absl::OkStatus();
              }).ok());
  std::string all;
  for (const std::string& piece : pieces) all += piece;
  EXPECT_EQ(all, "mười hai");
  EXPECT_EQ(pieces.front().size(), 4u);
  EXPECT_EQ(*FileSize(path), static_cast<int64_t>(all.size()));
  EXPECT_EQ(*ReadWholeFile(path, all.size()), all);
  EXPECT_EQ(ReadWholeFile(path, all.size() - 1).status().code(), absl::StatusCode::kOutOfRange);
}

TEST(FileTest, AnEmptyFileHasNoPieces) {
  const std::string path = PathOf("empty");
  Write(path, "");
  EXPECT_TRUE(ReadPieces(path, 4, [](absl::string_view) {
                return absl::InternalError("a piece of nothing");
              }).ok());
}

TEST(FileTest, TheVisitorEndsTheReading) {
  const std::string path = PathOf("ended");
  Write(path, "abc");
  EXPECT_EQ(ReadPieces(path, 1, [](absl::string_view) { return absl::CancelledError("enough"); }),
            absl::CancelledError("enough"));
}

TEST(FileTest, ErrorsNameThePath) {
  const std::string missing = PathOf("missing");
  const absl::Status status = FileSize(missing).status();
  EXPECT_TRUE(absl::IsNotFound(status));
  EXPECT_TRUE(absl::StrContains(status.message(), missing)) << status;
  EXPECT_FALSE(FileWriter::Create(missing + "/inside").ok());
  EXPECT_EQ(FileSize(testing::TempDir()).status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_FALSE(ReadWholeFile(testing::TempDir(), 10).ok());
}

}  // namespace
}  // namespace khotin::base

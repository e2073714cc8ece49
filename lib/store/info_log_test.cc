#include "store/info_log.h"

#include <string>

#include "absl/strings/match.h"
#include "base/file.h"
#include "base/folder.h"
#include "extract/testing.h"
#include "gtest/gtest.h"

namespace khotin::store {
namespace {

constexpr size_t kEnough = size_t{1} << 20;

TEST(InfoLogTest, LinesAreThereAndThoseOfTheOpeningBefore) {
  const extract::TempFolder folder;
  const std::string path = folder.Path("store");
  rocksdb::Warn(NewInfoLog(path), "first %d\n", 1);
  rocksdb::Info(NewInfoLog(path), "second");
  const auto lines = base::ReadWholeFile(base::JoinPath(path, "LOG"), kEnough);
  ASSERT_TRUE(lines.ok()) << lines.status();
  EXPECT_TRUE(absl::EndsWith(*lines, " second\n")) << *lines;
  const auto before = base::ReadWholeFile(base::JoinPath(path, "LOG.old"), kEnough);
  ASSERT_TRUE(before.ok()) << before.status();
  EXPECT_TRUE(absl::StrContains(*before, "[WARN] first 1\n")) << *before;
}

TEST(InfoLogTest, WhatCannotBeWrittenIsDropped) {
  const extract::TempFolder folder;
  const std::string path = folder.Path("store");
  ASSERT_TRUE(base::MakeFolder(base::JoinPath(path, "LOG/taken")).ok());
  ASSERT_TRUE(base::MakeFolder(base::JoinPath(path, "LOG.old/taken")).ok());
  const auto log = NewInfoLog(path);
  rocksdb::Error(log, "lost");
  EXPECT_EQ(log->GetLogFileSize(), 0u);
}

TEST(InfoLogTest, LongLinesAreCut) {
  const extract::TempFolder folder;
  const auto log = NewInfoLog(folder.Path("store"));
  rocksdb::Info(log, "%s", std::string(size_t{1} << 16, 'a').c_str());
  EXPECT_LT(log->GetLogFileSize(), size_t{5} << 10);
}

}  // namespace
}  // namespace khotin::store

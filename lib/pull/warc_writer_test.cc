#include "pull/warc_writer.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "extract/reader.h"
#include "extract/testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "pull/testing.h"

namespace khotin::pull {
namespace {

using ::testing::ElementsAre;

const absl::Time kNow = absl::FromUnixSeconds(1715000000);

class WarcWriterTest : public ::testing::Test {
 protected:
  std::unique_ptr<WarcWriter> Open(const std::string& name) {
    auto writer = WarcWriter::Create(folder_ + name, "software: khotin\nisPartOf: bao", kNow);
    EXPECT_TRUE(writer.ok()) << writer.status();
    return std::move(*writer);
  }
  std::vector<std::string> Files() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
      names.push_back(entry.path().filename());
    }
    std::sort(names.begin(), names.end());
    return names;
  }
  std::string Bytes(const std::string& name) const {
    std::ifstream file(folder_ + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }

  const extract::TempFolder temp_;
  const std::string folder_ = temp_.Path("");
};

TEST_F(WarcWriterTest, TheReaderFindsEveryPageAsItWasSent) {
  const std::string page = "<html><body><p>Tin mới</p></body></html>";
  const auto writer = Open("a.warc.gz");
  EXPECT_TRUE(writer->Add("https://bao.example/1", kNow, Page(page)).ok());
  HttpResponse coded = Page(extract::Compress(page, extract::kGzipContainer), "text/html",
                            "Content-Encoding: gzip\nTransfer-Encoding: chunked\n"
                            "Content-Length: 5\n");
  EXPECT_TRUE(writer->Add("https://bao.example/2", kNow, coded).ok());
  EXPECT_TRUE(writer
                  ->Add("https://bao.example/3", kNow,
                        Page("<p>\xd4ng</p>", "text/html; charset=windows-1252"))
                  .ok());
  EXPECT_EQ(writer->pages(), 3);
  EXPECT_TRUE(writer->Finish().ok());

  auto reader = extract::OpenReader(folder_ + "a.warc.gz", extract::Format::kAuto);
  ASSERT_TRUE(reader.ok()) << reader.status();
  std::vector<std::string> urls;
  std::vector<std::string> contents;
  while (auto next = (*reader)->Next()) {
    ASSERT_TRUE(next->ok()) << next->status();
    urls.push_back((*next)->url);
    contents.push_back((*next)->content);
  }
  EXPECT_THAT(
      urls, ElementsAre("https://bao.example/1", "https://bao.example/2", "https://bao.example/3"));
  EXPECT_THAT(contents, ElementsAre(page, page, "\xef\xbb\xbf<p>Ông</p>"));
}

TEST_F(WarcWriterTest, IsThereWholeOrNotAtAll) {
  {
    const auto writer = Open("a.warc.gz");
    EXPECT_TRUE(writer->Add("https://bao.example/1", kNow, Page("<p>x</p>")).ok());
    EXPECT_THAT(Files(), ElementsAre(".khotin-a.warc.gz.part"));
  }
  EXPECT_THAT(Files(), ElementsAre());
  std::ofstream(folder_ + ".khotin-b.warc.gz.part") << "of a run that was killed";
  std::ofstream(folder_ + ".other") << "not ours";
  EXPECT_TRUE(DurableFile::RemoveLeftOvers(folder_).ok());
  EXPECT_THAT(Files(), ElementsAre(".other"));
}

TEST_F(WarcWriterTest, ThePagesAloneDecideTheBytes) {
  for (const char* name : {"a.warc.gz", "b.warc.gz"}) {
    const auto writer = Open(name);
    EXPECT_TRUE(writer->Add("https://bao.example/1", kNow, Page("<p>x</p>")).ok());
    EXPECT_TRUE(writer->Finish().ok());
  }
  EXPECT_EQ(Bytes("a.warc.gz"), Bytes("b.warc.gz"));
}

TEST_F(WarcWriterTest, NamesTheFileItCannotWrite) {
  const auto writer = WarcWriter::Create("/nowhere/a.warc.gz", "x: y", kNow);
  EXPECT_THAT(std::string(writer.status().message()),
              ::testing::StartsWith("/nowhere/.khotin-a.warc.gz.part: "));
}

}  // namespace
}  // namespace khotin::pull

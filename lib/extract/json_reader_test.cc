#include "extract/json_reader.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/limits.h"
#include "extract/testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::extract {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::HasSubstr;

// Gives one byte at a time, so that every value lies across a border.
class DripSource : public ByteSource {
 public:
  explicit DripSource(absl::string_view bytes) : bytes_(bytes) {}
  absl::StatusOr<size_t> Read(char* out, size_t) override { return bytes_.Read(out, 1); }

 private:
  MemorySource bytes_;
};

std::vector<std::string> ReadJson(absl::string_view bytes) {
  const auto whole =
      ReadAll(MakeJsonReader("j", std::make_unique<MemorySource>(bytes), nullptr).get());
  if (bytes.size() < 1000) {
    const auto dripped =
        ReadAll(MakeJsonReader("j", std::make_unique<DripSource>(bytes), nullptr).get());
    EXPECT_EQ(whole, dripped) << bytes;
  }
  return whole;
}

TEST(JsonReaderTest, ReadsEveryLayout) {
  const struct {
    const char* name;
    std::string bytes;
    std::vector<std::string> documents;
  } cases[] = {
      {"lines", "{\"a\":1}\n\n{\"b\":2}\r\n", {"j#1|{\"a\":1}", "j#2|{\"b\":2}"}},
      {"one line without end", "{\"a\":1}", {"j#1|{\"a\":1}"}},
      {"mark", "\xef\xbb\xbf{\"a\":1}\n", {"j#1|{\"a\":1}"}},
      {"object over lines", "{\n \"a\": [1,\n 2]\n}\n", {"j#1|{\n \"a\": [1,\n 2]\n}"}},
      {"comma in front", "{\"a\":1\n,\"b\":2}", {"j#1|{\"a\":1\n,\"b\":2}"}},
      {"objects over lines", "{\n\"a\":1}\n{\n\"b\":2}", {"j#1|{\n\"a\":1}", "j#2|{\n\"b\":2}"}},
      {"list", "[{\"a\":1},{\"b\":[{}]}]", {"j#1|{\"a\":1}", "j#2|{\"b\":[{}]}"}},
      {"list over lines", "[\n{\"a\":1},\n{\"b\":2}\n]\n", {"j#1|{\"a\":1}", "j#2|{\"b\":2}"}},
      {"brackets in strings",
       "[{\"a\":\"]},{\\\"\"},{\"b\":\"\\\\\"}]",
       {"j#1|{\"a\":\"]},{\\\"\"}", "j#2|{\"b\":\"\\\\\"}"}},
      {"other elements", "[1,\"x,]\",null ,{}]", {"j#1|1", "j#2|\"x,]\"", "j#3|null", "j#4|{}"}},
      {"empty list", "[ ]", {}},
      {"nothing", " \n", {}},
      {"line that broke off", "{\"a\":[1\n{\"b\":2}\n", {"j#1|{\"a\":[1", "j#2|{\"b\":2}"}},
      {"string that broke off", "{\"a\":\"x\n{\"b\":2}\n", {"j#1|{\"a\":\"x", "j#2|{\"b\":2}"}},
      {"list that ends early",
       "[{\"a\":1},{\"b\":",
       {"j#1|{\"a\":1}", "!j#2: the JSON object is truncated"}},
      {"list without end", "[{\"a\":1}", {"j#1|{\"a\":1}", "!j: the list of objects is truncated"}},
      {"no comma", "[{\"a\":1}{\"b\":2}]", {"j#1|{\"a\":1}", "!j: malformed JSON between objects"}},
      {"two commas",
       "[{\"a\":1},,{\"b\":2}]",
       {"j#1|{\"a\":1}", "!j: malformed JSON between objects"}},
      {"behind the list",
       "[{\"a\":1}] x",
       {"j#1|{\"a\":1}", "!j: something follows the list of objects"}},
      {"behind the object",
       "{\n\"a\":1}]",
       {"j#1|{\n\"a\":1}", "!j: malformed JSON between objects"}},
  };
  for (const auto& c : cases)
    EXPECT_THAT(ReadJson(c.bytes), ElementsAreArray(c.documents)) << c.name;
}

TEST(JsonReaderTest, AnElementOverTheLimitIsSkipped) {
  const std::string big =
      absl::StrCat("[{\"a\":\"", std::string(base::kMaxDocumentBytes, 'x'), "\"},{\"b\":2}]");
  EXPECT_THAT(ReadJson(big),
              ElementsAre("!j#1: the object is over 16777216 bytes", "j#2|{\"b\":2}"));
}

TEST(JsonReaderTest, SaysThatItNeedsUtf8) {
  std::string wide;
  for (const char c : std::string("{\"a\":\"bai bao\"}\n")) wide += std::string({c, '\0'});
  const auto all = ReadJson(wide);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_THAT(all[0], HasSubstr("UTF-16"));
}

TEST(JsonReaderTest, DeepNestingCostsNothing) {
  const std::string deep = absl::StrCat("[", std::string(1000000, '['));
  EXPECT_THAT(ReadJson(deep), ElementsAre("!j#1: the JSON object is truncated"));
}

}  // namespace
}  // namespace khotin::extract

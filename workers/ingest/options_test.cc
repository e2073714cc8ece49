#include "ingest/options.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "extract/testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace khotin::ingest {
namespace {

using ::testing::ElementsAre;

class OptionsTest : public ::testing::Test {
 protected:
  void SetUp() override { Clear(); }
  void TearDown() override { Clear(); }

  absl::optional<Options> Parse(std::vector<const char*> arguments) {
    arguments.insert(arguments.begin(), "khotin-ingest");
    exit_code_ = -1;
    return ParseOptions(static_cast<int>(arguments.size()), arguments.data(), &exit_code_);
  }
  bool IsUsageError(std::vector<const char*> arguments) {
    return !Parse(std::move(arguments)).has_value() && exit_code_ == kExitUsage;
  }

  int exit_code_ = -1;

 private:
  static void Clear() {
    for (const char* name :
         {"KHOTIN_STORE", "KHOTIN_SERVER", "KHOTIN_DRY_RUN", "KHOTIN_JOBS", "KHOTIN_CONFIG",
          "KHOTIN_JSON", "KHOTIN_FORMAT", "KHOTIN_MAP", "KHOTIN_SOURCE", "KHOTIN_NAMES",
          "KHOTIN_INBOX", "KHOTIN_DONE", "KHOTIN_GLOB", "KHOTIN_PULL", "KHOTIN_PULL_TO",
          "KHOTIN_QUARANTINE_OK", "KHOTIN_WATCH", "KHOTIN_LEDGER"}) {
      unsetenv(name);
    }
  }
};

TEST_F(OptionsTest, TakesPathsInOrderAndKeepsDefaults) {
  const auto options = Parse({"--store", "data", "b", "a"});
  ASSERT_TRUE(options.has_value());
  EXPECT_EQ(options->store, "data");
  EXPECT_FALSE(options->dry_run);
  EXPECT_THAT(options->paths, ElementsAre("b", "a"));
  EXPECT_EQ(options->format, extract::Format::kAuto);
  EXPECT_EQ(options->batch_size, 256);
  EXPECT_GE(options->jobs, 1);
}

TEST_F(OptionsTest, NeedsExactlyOneTarget) {
  EXPECT_TRUE(IsUsageError({"a"}));
  EXPECT_TRUE(IsUsageError({"--server", "localhost:1", "--store", "data", "a"}));
  EXPECT_TRUE(IsUsageError({"--server", "h:1", "--store", "data", "a"}));
  EXPECT_TRUE(IsUsageError({"--store", "", "a"}));
}

TEST_F(OptionsTest, PullsIntoAFolderThatIsThenTakenIn) {
  const auto options = Parse({"--store", "data", "--pull", "s.conf", "--pull-to", "in", "b"});
  ASSERT_TRUE(options.has_value());
  EXPECT_EQ(options->pull, "s.conf");
  EXPECT_THAT(options->paths, ElementsAre("b", "in"));
  EXPECT_THAT(Parse({"--store", "data", "--pull", "s.conf", "--pull-to", "in"})->paths,
              ElementsAre("in"));
  EXPECT_TRUE(IsUsageError({"--store", "data", "--pull", "s.conf", "b"}));
  EXPECT_TRUE(IsUsageError({"--store", "data", "--pull-to", "in", "b"}));

  const auto inbox = Parse({"--store", "data", "--pull", "s.conf", "--inbox", "in"});
  ASSERT_TRUE(inbox.has_value());
  EXPECT_EQ(inbox->pull_to, "in");
  EXPECT_THAT(inbox->paths, ElementsAre("in"));
  EXPECT_TRUE(IsUsageError({"--store", "d", "--pull", "s", "--pull-to", "a", "--inbox", "b"}));
  EXPECT_TRUE(IsUsageError({"--store", "d", "--pull", "s", "--inbox", "in", "--watch"}));
}

TEST_F(OptionsTest, RefusesWhatItDoesNotKnow) {
  EXPECT_TRUE(IsUsageError({"--dry-run"}));
  EXPECT_TRUE(IsUsageError({"--dry-run", "--fromat=text", "a"}));
  EXPECT_TRUE(IsUsageError({"--dry-run", "--format=pdf", "a"}));
  EXPECT_TRUE(IsUsageError({"--dry-run", "--jobs=0", "a"}));
  EXPECT_TRUE(IsUsageError({"--dry-run", "--jobs=many", "a"}));
  for (const char* address : {"localhost", "localhost:", ":50051", "localhost:0", "h:99999"}) {
    EXPECT_TRUE(IsUsageError({"--server", address, "a"})) << address;
  }
  EXPECT_TRUE(Parse({"--server", "[::1]:50051", "a"}).has_value());
}

TEST_F(OptionsTest, HelpAndVersionAreNoMistake) {
  EXPECT_FALSE(Parse({"--help"}).has_value());
  EXPECT_EQ(exit_code_, kExitTaken);
  EXPECT_FALSE(Parse({"--version"}).has_value());
  EXPECT_EQ(exit_code_, kExitTaken);
}

TEST_F(OptionsTest, ReadsTheEnvironment) {
  setenv("KHOTIN_SERVER", "host:50051", 1);
  setenv("KHOTIN_JOBS", "3", 1);
  setenv("KHOTIN_JSON", "true", 1);
  const auto options = Parse({"a"});
  ASSERT_TRUE(options.has_value());
  EXPECT_EQ(options->server, "host:50051");
  EXPECT_EQ(options->jobs, 3);
  EXPECT_TRUE(options->json);
}

TEST_F(OptionsTest, TakesSeveralNameLists) {
  const auto options = Parse({"--dry-run", "--names", "one.tsv", "--names=two.tsv", "a"});
  ASSERT_TRUE(options.has_value());
  EXPECT_THAT(options->names, ElementsAre("one.tsv", "two.tsv"));
  EXPECT_THAT(options->paths, ElementsAre("a"));
  setenv("KHOTIN_NAMES", "three.tsv", 1);
  EXPECT_THAT(Parse({"--dry-run", "a"})->names, ElementsAre("three.tsv"));
}

TEST_F(OptionsTest, MapsFieldsFromEverywhere) {
  constexpr char kObject[] = R"({"d":{"ngay":"2/3/2021"},"noi_dung":"x","tua":"y"})";
  constexpr char kMapped[] =
      R"({"d":{"ngay":"2/3/2021"},"noi_dung":"x","published":"2/3/2021","text":"x","title":"y","tua":"y"})";
  const auto mapped = [&](const absl::optional<Options>& options) {
    return options.has_value() && options->fields != nullptr ? options->fields->Apply(kObject) : "";
  };
  EXPECT_EQ(Parse({"--dry-run", "a"})->fields, nullptr);
  const auto split = Parse({"--dry-run", "--map", "title=tua", "--map=text=noi_dung,date=d.ngay",
                            "--source", "Báo", "a"});
  EXPECT_EQ(mapped(split), kMapped);
  EXPECT_THAT(split->paths, ElementsAre("a"));
  EXPECT_EQ(split->source, "Báo");
  setenv("KHOTIN_MAP", "title=tua,text=noi_dung,date=d.ngay", 1);
  setenv("KHOTIN_SOURCE", "Báo khác", 1);
  EXPECT_EQ(mapped(Parse({"--dry-run", "a"})), kMapped);
  EXPECT_EQ(Parse({"--dry-run", "a"})->source, "Báo khác");
  unsetenv("KHOTIN_MAP");
  const std::string path = testing::TempDir() + "/ingest_map.conf";
  for (const char* line : {"map = \"title=tua,text=noi_dung,date=d.ngay\"\n",
                           "map = [\"title=tua\", \"text=noi_dung,date=d.ngay\"]\n"}) {
    std::ofstream(path) << line;
    EXPECT_EQ(mapped(Parse({"--dry-run", "--config", path.c_str(), "a"})), kMapped) << line;
  }
  for (const char* bad : {"tiêu đề=x", "title", "title=", "=x", "title=a..b", "title=a,", ""}) {
    EXPECT_TRUE(IsUsageError({"--dry-run", "--map", bad, "a"})) << bad;
  }
  EXPECT_TRUE(IsUsageError({"--dry-run", "--source", "a\nb", "a"}));
}

TEST_F(OptionsTest, ATargetOnTheCommandLineGoesBeforeTheEnvironment) {
  setenv("KHOTIN_SERVER", "host:50051", 1);
  const auto dry = Parse({"--dry-run", "a"});
  ASSERT_TRUE(dry.has_value());
  EXPECT_TRUE(dry->dry_run);
  EXPECT_EQ(dry->server, "");
  setenv("KHOTIN_STORE", "data", 1);
  EXPECT_TRUE(IsUsageError({"a"}));
}

TEST_F(OptionsTest, ReadsAConfigFile) {
  const std::string path = testing::TempDir() + "/ingest_options.conf";
  std::ofstream(path) << "store = \"data\"\njobs = 5\nformat = \"html\"\n";
  setenv("KHOTIN_JOBS", "3", 1);
  const auto options = Parse({"--config", path.c_str(), "--format", "text", "a"});
  ASSERT_TRUE(options.has_value());
  EXPECT_EQ(options->store, "data");
  EXPECT_EQ(options->jobs, 5);
  EXPECT_EQ(options->format, extract::Format::kText);

  setenv("KHOTIN_CONFIG", path.c_str(), 1);
  ASSERT_TRUE(Parse({"a"}).has_value());
  std::ofstream(path) << "stroe = \"data\"\n";
  EXPECT_TRUE(IsUsageError({"--dry-run", "a"}));
  setenv("KHOTIN_CONFIG", "/nowhere/at/all", 1);
  EXPECT_TRUE(IsUsageError({"--dry-run", "a"}));
}

TEST_F(OptionsTest, AnInboxIsCountedAndPlainPathsAreNot) {
  const auto inbox = Parse({"--store", "data", "--inbox", "in/", "--glob", "*.txt", "--glob=*.gz"});
  ASSERT_TRUE(inbox.has_value());
  EXPECT_EQ(inbox->inbox.folder, "in");
  EXPECT_THAT(inbox->paths, ElementsAre("in"));
  EXPECT_TRUE(inbox->inbox.counted);
  EXPECT_EQ(inbox->inbox.retry_seconds, 300);
  EXPECT_TRUE(inbox->inbox.filter.skip_temporary);
  EXPECT_EQ(inbox->inbox.filter.settle, absl::ZeroDuration());
  EXPECT_THAT(inbox->inbox.filter.include, ElementsAre("*.txt", "*.gz"));
  EXPECT_FALSE(Parse({"--store", "data", "--inbox", "in", "--again"})->inbox.counted);
  EXPECT_FALSE(Parse({"--dry-run", "--inbox", "in"})->inbox.counted);
  const auto plain = Parse({"--store", "data", "a"});
  EXPECT_FALSE(plain->inbox.counted);
  EXPECT_EQ(plain->inbox.retry_seconds, 0);
  EXPECT_FALSE(plain->inbox.filter.skip_temporary);
  EXPECT_TRUE(Parse({"--store", "data", "--ledger", "a"})->inbox.counted);
  EXPECT_EQ(Parse({"--store", "data", "--inbox", "in", "--watch"})->inbox.filter.settle,
            absl::Seconds(2));
}

TEST_F(OptionsTest, QuarantineIsAFailureUnlessToldOtherwise) {
  EXPECT_FALSE(Parse({"--store", "data", "a"})->quarantine_ok);
  EXPECT_TRUE(Parse({"--store", "data", "--quarantine-ok", "a"})->quarantine_ok);
  setenv("KHOTIN_QUARANTINE_OK", "1", 1);
  EXPECT_TRUE(Parse({"--store", "data", "a"})->quarantine_ok);
}

TEST_F(OptionsTest, ReadsWhatBecomesOfFiles) {
  setenv("KHOTIN_INBOX", "in", 1);
  setenv("KHOTIN_DONE", "move:in/done", 1);
  const auto options = Parse({"--store", "data", "--failed", "move:elsewhere"});
  ASSERT_TRUE(options.has_value());
  EXPECT_EQ(options->inbox.done.kind, Disposal::Kind::kMove);
  EXPECT_EQ(options->inbox.done.folder, "in/done");
  EXPECT_EQ(options->inbox.failed.folder, "elsewhere");
  EXPECT_THAT(options->inbox.filter.without, ElementsAre("in/done"));
}

TEST_F(OptionsTest, PathsOnTheCommandLineGoBeforeTheInboxOfTheEnvironment) {
  setenv("KHOTIN_INBOX", "in", 1);
  setenv("KHOTIN_DONE", "delete", 1);
  setenv("KHOTIN_WATCH", "true", 1);
  const auto options = Parse({"--store", "data", "a"});
  ASSERT_TRUE(options.has_value());
  EXPECT_EQ(options->inbox.folder, "");
  EXPECT_EQ(options->inbox.done.kind, Disposal::Kind::kKeep);
  EXPECT_FALSE(options->inbox.watch);
  EXPECT_FALSE(options->inbox.counted);
  EXPECT_THAT(options->paths, ElementsAre("a"));
  EXPECT_TRUE(IsUsageError({"--store", "data", "--done", "delete", "a"}));
}

TEST_F(OptionsTest, FollowsALinkToTheInbox) {
  const extract::TempFolder folder;
  std::filesystem::create_directory(folder.Path("in"));
  std::filesystem::create_directory_symlink("in", folder.Path("link"));
  const std::string link = folder.Path("link/");
  const std::string done = "move:" + folder.Path("link/done");
  const auto options = Parse({"--store", "d", "--inbox", link.c_str(), "--done", done.c_str()});
  ASSERT_TRUE(options.has_value());
  const std::string in = std::filesystem::canonical(folder.Path("in"));
  EXPECT_EQ(options->inbox.folder, in);
  EXPECT_THAT(options->paths, ElementsAre(in));
  EXPECT_THAT(options->inbox.filter.without, ElementsAre(in + "/done"));
}

TEST_F(OptionsTest, AgainWinsOverTheLedger) {
  EXPECT_TRUE(IsUsageError({"--store", "data", "--inbox", "in", "--again", "--ledger"}));
  setenv("KHOTIN_LEDGER", "true", 1);
  const auto again = Parse({"--store", "data", "--inbox", "in", "--again"});
  ASSERT_TRUE(again.has_value());
  EXPECT_FALSE(again->inbox.counted);
  EXPECT_TRUE(Parse({"--store", "data", "a"})->inbox.counted);
}

TEST_F(OptionsTest, RefusesWhatDoesNotGoTogether) {
  const std::vector<std::vector<const char*>> wrong = {
      {"--inbox", "in", "a"},
      {"--done", "delete", "a"},
      {"--watch", "a"},
      {"--again", "a"},
      {"--settle", "3", "a"},
      {"--inbox", "in", "--poll", "3"},
      {"--inbox", "in", "--done", "burn"},
      {"--inbox", "in", "--done", "move:"},
      {"--inbox", "in", "--done", "move:in"},
      {"--inbox", "in", "--failed", "delete"},
      {"--inbox", "in", "--since", "yesterday"},
      {"--inbox", "in", "--dry-run", "--watch"},
      {},
  };
  for (std::vector<const char*> arguments : wrong) {
    arguments.insert(arguments.begin(), {"--store", "data"});
    EXPECT_TRUE(IsUsageError(arguments)) << testing::PrintToString(arguments);
  }
}

TEST_F(OptionsTest, TheReadingTellsWhatDecidesOnDocuments) {
  EXPECT_EQ(Parse({"--dry-run", "a"})->reading, "format=auto");
  EXPECT_EQ(Parse({"--dry-run", "--format=jsonl", "--source=Báo", "--map=title=t", "a"})->reading,
            "format=jsonl source=Báo map=title=t");
  const std::string far = "title=" + std::string(2000, 'x');
  EXPECT_EQ(Parse({"--dry-run", "--map", far.c_str(), "a"})->reading.find("xxh3:"),
            std::string("format=auto map=").size());
}

}  // namespace
}  // namespace khotin::ingest

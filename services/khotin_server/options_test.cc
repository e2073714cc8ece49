#include "options.h"

#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"

namespace khotin::server {
namespace {

constexpr int kUsage = 2;

absl::optional<Options> Parse(std::vector<std::string> arguments, int* exit_code) {
  arguments.insert(arguments.begin(), "khotin-server");
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  return ParseOptions(static_cast<int>(argv.size()), argv.data(), exit_code);
}

// 0 for what a server can start with.
int ExitCodeOf(std::vector<std::string> arguments) {
  int exit_code = 0;
  const auto options = Parse(std::move(arguments), &exit_code);
  EXPECT_EQ(options.has_value(), exit_code == 0);
  return exit_code;
}

TEST(OptionsTest, HelpAndVersionAreNoMistake) {
  for (const char* flag : {"--help", "--version"}) {
    int exit_code = kUsage;
    EXPECT_FALSE(Parse({flag}, &exit_code).has_value());
    EXPECT_EQ(exit_code, 0) << flag;
  }
}

TEST(OptionsTest, CachesHaveASize) {
  int exit_code = 0;
  const auto options = Parse({"--cache-mib", "320", "--index-cache-mib", "8"}, &exit_code);
  ASSERT_TRUE(options.has_value());
  EXPECT_EQ(options->cache_mib, 320);
  EXPECT_EQ(options->index_cache_mib, 8);
  EXPECT_EQ(ExitCodeOf({"--index-cache-mib", "7"}), kUsage);
}

TEST(OptionsTest, TlsIsNotTurnedOffByAnEmptyName) {
  EXPECT_EQ(ExitCodeOf({"--tls-cert", "a.crt", "--tls-key", "a.key"}), 0);
  EXPECT_EQ(ExitCodeOf({"--tls-cert", "", "--tls-key", ""}), kUsage);
  EXPECT_EQ(ExitCodeOf({"--tls-cert", "a.crt", "--tls-key", ""}), kUsage);
  EXPECT_EQ(ExitCodeOf({"--tls-cert", "", "--tls-key", "a.key"}), kUsage);
  EXPECT_EQ(ExitCodeOf({"--tls-cert", "a.crt", "--tls-key", "a.key", "--tls-client-ca", ""}),
            kUsage);
}

TEST(OptionsTest, NorByAnEmptyVariable) {
  for (const char* variable :
       {"KHOTIN_SERVER_TLS_CERT", "KHOTIN_SERVER_TLS_KEY", "KHOTIN_TLS_CLIENT_CA"}) {
    setenv(variable, "", 1);
    EXPECT_EQ(ExitCodeOf({}), kUsage) << variable;
    EXPECT_EQ(ExitCodeOf({"--tls-cert", "a.crt", "--tls-key", "a.key", "--tls-client-ca", "b.crt"}),
              0)
        << variable;
    unsetenv(variable);
    EXPECT_EQ(ExitCodeOf({}), 0);
  }
}

}  // namespace
}  // namespace khotin::server

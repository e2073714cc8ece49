// Scripts that complete the command line of a program in a shell.
#ifndef KHOTIN_TOOLS_KHOTIN_COMPLETION_H_
#define KHOTIN_TOOLS_KHOTIN_COMPLETION_H_

#include <string>

#include "CLI/CLI.hpp"

namespace khotin::cli {

// A script for bash, zsh or fish that completes commands, options and the values of options that
// have a few; where there is nothing to choose from, the names of files. To be sourced. `app` must
// have a name and all its commands. Pure.
std::string BashCompletion(const CLI::App& app);
std::string ZshCompletion(const CLI::App& app);
std::string FishCompletion(const CLI::App& app);

}  // namespace khotin::cli

#endif  // KHOTIN_TOOLS_KHOTIN_COMPLETION_H_

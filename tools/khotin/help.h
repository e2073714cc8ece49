// How `khotin --help` is laid out, and the examples of each command.
#ifndef KHOTIN_TOOLS_KHOTIN_HELP_H_
#define KHOTIN_TOOLS_KHOTIN_HELP_H_

#include "CLI/CLI.hpp"

namespace khotin::cli {

// Sorts the commands of `app`, all added before, into groups, and puts examples behind what each
// says of itself. The examples are run by tests/docs, over examples/articles.
void LayOutHelp(CLI::App& app);

}  // namespace khotin::cli

#endif  // KHOTIN_TOOLS_KHOTIN_HELP_H_

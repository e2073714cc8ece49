// khotin completion: a script that completes khotin's command line.
#include <iostream>
#include <memory>
#include <string>

#include "tools/khotin/command.h"
#include "tools/khotin/completion.h"

namespace khotin::cli {

void AddCompletionCommand(CLI::App& app, Action& action) {
  auto shell = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand(
      "completion", "Print a script that completes khotin's commands and options in a shell");
  command->add_option("SHELL", *shell, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  command->callback([&app, shell, &action] {
    action = [&app, shell] {
      std::cout << (*shell == "bash"  ? BashCompletion(app)
                    : *shell == "zsh" ? ZshCompletion(app)
                                      : FishCompletion(app));
      return ExitCode::kOk;
    };
  });
}

}  // namespace khotin::cli

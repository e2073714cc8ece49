"""What khotin completes in a shell, asked of the shells themselves."""

import os
import shutil
import subprocess
import unittest

KHOTIN = os.environ["KHOTIN_BIN"]
ENV = {**os.environ, "PATH": f"{os.path.dirname(KHOTIN)}:{os.environ['PATH']}"}

BASH = """
source <(khotin completion bash)
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_khotin
printf '%s\\n' "${COMPREPLY[@]}"
"""
FISH = "khotin completion fish | source; complete -C (string join -- ' ' $argv)"


def run(*command):
    return subprocess.run(command, env=ENV, check=True, capture_output=True, text=True).stdout


class CompletionTest(unittest.TestCase):
    def bash(self, *words):
        return run("bash", "-c", BASH, "bash", "khotin", *words).split()

    def test_commands(self):
        self.assertEqual(self.bash("sea"), ["search"])
        self.assertIn("timeline", self.bash(""))
        self.assertEqual(self.bash("quarantine", "re"), ["retry"])
        self.assertEqual(self.bash("--server", "x:1", "quarantine", "li"), ["list"])

    def test_options_of_a_command(self):
        self.assertEqual(self.bash("search", "gin", "giu", "--so"), ["--source", "--sort"])
        self.assertEqual(self.bash("quarantine", "list", "--reas"), ["--reason"])
        self.assertEqual(self.bash("get", "--so"), [])

    def test_values_of_an_option(self):
        self.assertEqual(self.bash("search", "--sort", "n"), ["newest"])
        self.assertEqual(self.bash("timeline", "ha", "noi", "--every", ""),
                         ["day", "week", "month", "year"])
        # Any text: the shell then offers files.
        self.assertEqual(self.bash("similar", "--text", ""), [])

    @unittest.skipUnless(shutil.which("fish"), "fish is not installed")
    def test_fish(self):
        def fish(*words):
            found = run("fish", "-c", FISH, "khotin", *words)
            return [line.split("\t")[0] for line in found.splitlines()]
        self.assertEqual(fish("sea"), ["search"])
        self.assertEqual(fish("quarantine", "re"), ["retry"])
        self.assertEqual(fish("search", "--sort", "n"), ["newest"])
        self.assertIn("--histogram", fish("search", "--hist"))

    @unittest.skipUnless(shutil.which("zsh"), "zsh is not installed")
    def test_zsh_can_read_its_script(self):
        run("zsh", "-c", "autoload -U compinit && compinit -D && source <(khotin completion zsh)")

    def test_another_shell_is_refused(self):
        done = subprocess.run([KHOTIN, "completion", "csh"], capture_output=True, text=True,
                              check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn("bash", done.stderr)


if __name__ == "__main__":
    unittest.main()

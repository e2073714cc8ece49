"""Runs the program khotin, that of the environment variable KHOTIN_BIN, for black-box tests."""

import os
import subprocess

KHOTIN = os.environ["KHOTIN_BIN"]


def run(*arguments, server=None, stdin=None):
    """(exit code, standard output, standard error) of one khotin command."""
    env = {key: value for key, value in os.environ.items() if key != "KHOTIN_SERVER"}
    if server:
        env["KHOTIN_SERVER"] = server
    done = subprocess.run([KHOTIN, *arguments], env=env, input=stdin, capture_output=True,
                          encoding="utf-8", check=False)
    return done.returncode, done.stdout, done.stderr

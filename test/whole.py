"""Tests that are repeated whole, as they run programs in more ways than %run could follow."""

import pathlib

import lit.formats
import lit.Test


class RepeatedWhole(lit.formats.ShTest):
    """Runs a test below one of the directories so many times, until it does not pass, unless it has a %run line. All
    others are run once."""

    def __init__(self, directories, times):
        super().__init__(execute_external=True)
        self.directories = tuple(directories)
        self.times = times

    def times_of(self, test):
        is_below = "/".join(test.path_in_suite).startswith(self.directories)
        return self.times if is_below and "%run " not in pathlib.Path(test.getSourcePath()).read_text() else 1

    def execute(self, test, lit_config):
        for _ in range(self.times_of(test)):
            result = super().execute(test, lit_config)
            if getattr(result, "code", None) is not lit.Test.PASS:
                break
        return result

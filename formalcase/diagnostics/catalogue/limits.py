"""Rules about limits, settings, the command line and files to write."""

from __future__ import annotations

from formalcase.diagnostics.rule import error, warning

UNREADABLE_SETTINGS = error("FC910", "unreadable-settings", "the settings cannot be read: {reason}")
UNKNOWN_SETTING = error(
    "FC911",
    "unknown-setting",
    "there is no setting `{key}`",
    "the settings are {known}",
)
BAD_SETTING = error("FC912", "bad-setting", "`{key}` is {value}; expected {expected}")
RIVAL_SETTINGS = error(
    "FC913",
    "rival-settings",
    "the settings of one run differ: {one} and {other}",
    "check the two separately, or give both the same `formalcase.toml`",
)
CANNOT_WRITE = error("FC914", "cannot-write", "`{path}` cannot be written: {reason}")
ALREADY_THERE = error(
    "FC915",
    "already-there",
    "`{path}` is there already and is left as it is",
    "choose another name",
)
NOT_A_CASE_NAME = error(
    "FC916",
    "not-a-case-name",
    "the name `{path}` does not end in `.fcase`",
    "call it `{suggestion}`",
)
UNKNOWN_CODE = error("FC917", "unknown-code", "there is no finding `{code}`", "codes look like `FC401`")
UNKNOWN_NODE = error("FC918", "unknown-node", "the case `{case}` has no node `{node}`")
UNKNOWN_DOCUMENT = error(
    "FC919",
    "unknown-document",
    "`{command}` has no published schema",
    "there is one for {known}",
)
OTHER_KIND = error("FC920", "other-kind", "`{node}` is {what}; expected {expected}")
IMPOSSIBLE_SUPPOSITION = error("FC921", "impossible-supposition", "this cannot be supposed: {reason}")
NOT_APPLIED = error("FC922", "not-applied", "candidate {number} was not applied: {reason}")
NO_CASES = error("FC900", "no-cases", "there is no case in the folder `{folder}`", "cases end in `.fcase`")
NO_SUCH_FILE = error("FC901", "no-such-file", "there is no file `{path}`")
A_MODULE = error(
    "FC902",
    "a-module",
    "`{path}` has no `case` block, so it is a module and cannot be checked by itself",
    'check a case that imports it, or add `case NAME "…" {{ top … }}`',
)
UNUSED_ALLOW = warning(
    "FC903",
    "unused-allow",
    "`{node}` allows `{code}`, but there is no such finding about it",
    "remove the line, so that it does not hide a finding later",
)

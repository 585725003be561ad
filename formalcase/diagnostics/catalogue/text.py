"""Rules on files, tokens and syntax: what stands in the way of reading a text."""

from __future__ import annotations

from formalcase.diagnostics.rule import error, note

# ---- Files: FC001 to FC019 ----------------------------------------------------------------------

UNREADABLE_FILE = error("FC001", "unreadable-file", "`{file}` cannot be read: {reason}")
NOT_A_FILE = error(
    "FC002",
    "not-a-file",
    "`{file}` is {kind}, not an ordinary file",
    "name a file that ends in `.fcase`",
)
FILE_TOO_LARGE = error(
    "FC003",
    "file-too-large",
    "`{file}` has more than {limit} megabytes, the most that a file may have",
    "split the case into modules and import them",
)
EMPTY_FILE = error(
    "FC004", "empty-file", "`{file}` is empty", "`formalcase new FILE` writes a case to start from"
)
BINARY_FILE = error(
    "FC005",
    "binary-file",
    "`{file}` is not a text: byte {byte} (line {line}) does not occur in texts",
    "a case is written in UTF-8 text",
)
WRONG_ENCODING = error(
    "FC006", "wrong-encoding", "`{file}` is in {encoding}, not in UTF-8", "save it again as UTF-8"
)
INVALID_UTF8 = error(
    "FC007",
    "invalid-utf8",
    "`{file}` is not UTF-8: byte {byte} (line {line}) cannot stand there",
    "save it again as UTF-8",
)

# ---- Tokens: FC020 to FC039 ---------------------------------------------------------------------

HIDDEN_CHARACTER = error(
    "FC020",
    "hidden-character",
    "the character {codepoint} ({title}) cannot be seen and may not stand in a file",
    "take it out, or write it in a string as `{escape}`",
)
UNEXPECTED_CHARACTER = error(
    "FC021", "unexpected-character", "the character `{character}` is not part of the language"
)
FOREIGN_SYMBOL = error("FC022", "foreign-symbol", "`{symbol}` is not part of the language", "{instead}")
UNTERMINATED_STRING = error(
    "FC023",
    "unterminated-string",
    'this string has no closing `"` on its line',
    'a text over several lines stands between `"""` and `"""`',
)
UNTERMINATED_LONG_STRING = error("FC024", "unterminated-long-string", 'this string has no closing `"""`')
BAD_ESCAPE = error(
    "FC025",
    "bad-escape",
    '`{escape}` is no escape, expected `\\"`, `\\\\`, `\\n`, `\\t` or `\\u{{hex}}`',
    "a backslash itself is written `\\\\`",
)
UNTERMINATED_NAME = error("FC026", "unterminated-name", "this name has no closing backtick on its line")
EMPTY_NAME = error("FC027", "empty-name", "there is no name between these backticks")
FOREIGN_LETTERS = error(
    "FC028",
    "foreign-letters",
    "the name `{name}` has letters other than A to Z",
    "in backticks it is a name",
)
LEADING_ZERO = error(
    "FC029", "leading-zero", "the number `{number}` starts with a needless zero", "write `{instead}`"
)
BARE_POINT = error(
    "FC030", "bare-point", "the number `{number}` lacks a digit beside its point", "write `0.5` or `5.0`"
)
PERCENT_SIGN = error(
    "FC031",
    "percent-sign",
    "`{number}` has a percent sign, which is not part of the language",
    "write `5[percent]` or `0.05`",
)
NUMBER_SUFFIX = error(
    "FC032",
    "number-suffix",
    "`{number}` is no number: letters and underscores may not follow its digits",
    "a unit stands in brackets: `5[year]`; an underscore stands between two digits: `40_000`",
)
TOO_MANY_DIGITS = error(
    "FC033", "too-many-digits", "this number has {digits} digits, more than the {limit} that are allowed"
)
EXPONENT_TOO_LARGE = error(
    "FC034",
    "exponent-too-large",
    "the exponent of this number is outside -{limit} .. {limit}",
)
NO_SUCH_DAY = error("FC035", "no-such-day", "there is no day `{date}` in the calendar")
BAD_DATE = error(
    "FC036",
    "bad-date",
    "`{date}` is no date, expected four, two and two digits",
    "a date is written `2025-09-01`",
)

# ---- Syntax: FC040 to FC069 ---------------------------------------------------------------------

UNEXPECTED = error("FC040", "unexpected-text", "expected {expected}, found {found}")
MISSING_BEFORE = error(
    "FC041",
    "missing-before",
    "{what} is missing before `{word}`",
    "if `{word}` is meant as a name, put it in backticks",
)
UNKNOWN_DECLARATION = error(
    "FC042",
    "unknown-declaration",
    "there is no declaration `{word}`",
    "declarations start with {words}",
)
UNKNOWN_FIELD = error("FC043", "unknown-field", "there is no field `{word}`", "the fields are {words}")
MISSING_BRACE = error("FC044", "missing-brace", "a `}}` is missing before `{word}`")
UNCLOSED_BLOCK = error("FC045", "unclosed-block", "this block has no closing `}}`")
STRAY_BRACE = error("FC046", "stray-brace", "this `}}` closes nothing")
FIELD_OUTSIDE = error(
    "FC047",
    "field-outside",
    "the field `{word}` stands outside any block",
    "fields stand between `{{` and `}}`",
)
MISSING_OPENING = error("FC048", "missing-opening", "a `{{` is missing before the field `{word}`")
MISSING_SENTENCE = error(
    "FC049",
    "missing-sentence",
    "expected the sentence of the {kind} in double quotes, found {found}",
    'each {kind} says in words what it is: `{kind} {name} "…"`',
)
COMPARISON_CHAIN = error(
    "FC050",
    "comparison-chain",
    "comparisons do not chain, found a second one at `{operator}`",
    "write `a < b and b < c`, or `x in lo .. hi`",
)
IFF_CHAIN = error(
    "FC051", "iff-chain", "`iff` does not chain, found a second one", "say with parentheses which comes first"
)
BARE_OPERAND = error(
    "FC052",
    "bare-operand",
    "`{word}` wants parentheses when it stands inside a larger formula",
    "write `({word} …)`",
)
DATE_IN_FORMULA = error(
    "FC053",
    "date-in-formula",
    "the date `{date}` cannot stand in a formula",
    "for a difference, put spaces round each minus",
)
MIXED_SEPARATORS = error(
    "FC054",
    "mixed-separators",
    "the members of an enum are separated all by `,` or all by `<`, found `{separator}`",
    "`,` lists members without an order, `<` puts them on a scale",
)
OPEN_ENUM = error(
    "FC055",
    "open-enum",
    "an enum cannot be open, found `...`",
    "an enum is closed by definition; what may have further members is a `sort`",
)
MISPLACED_DOTS = error(
    "FC056",
    "misplaced-dots",
    "`...` stands last among the members of a sort, after a comma, found {found}",
)
EMPTY_PARENTHESES = error(
    "FC057", "empty-parentheses", "there is nothing between these parentheses", "leave them out"
)
RESERVED_WORD = error(
    "FC058",
    "reserved-word",
    "`{word}` is a reserved word, expected {expected}",
    "in backticks it is a name",
)
UNIT_NUMBER = error(
    "FC059",
    "unit-number",
    "the number `{number}` cannot stand in this unit, only a leading `1`",
    "write `[1/year]`; a scaled unit is declared first: `unit month = 1/12 * year`",
)
QUORUM_NUMBER = error(
    "FC060", "quorum-number", "a quorum counts whole premises, found `{number}`", "write `2 of (A, B, C)`"
)
MISSING_ALIAS = error(
    "FC061",
    "missing-alias",
    "an import of a file needs `as` and a name, found {found}",
    'write `import "other.fcase" as other`',
)

# ---- Limits: FC090 to FC099 ---------------------------------------------------------------------

TOO_DEEP = error(
    "FC090",
    "too-deep",
    "this formula nests deeper than {limit} levels",
    "give parts of it a name with `def`",
)
MORE_FINDINGS = note(
    "FC099", "more-findings", "further mistakes in this file are not shown, after the first {shown}"
)

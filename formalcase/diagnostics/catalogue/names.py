"""FC1xx: names, imports, units and glosses."""

from __future__ import annotations

from formalcase.diagnostics.rule import error, note, warning

UNDEFINED_NAME = error(
    "FC101",
    "undefined-name",
    "there is no `{name}`",
    "declare it, or correct the spelling",
)
DUPLICATE_NAME = error(
    "FC102",
    "duplicate-name",
    "`{name}` is already the name of {what}",
    "nodes, sources, vocabulary and imports share one namespace; choose another name",
)
PREDEFINED_NAME = error(
    "FC103",
    "predefined-name",
    "`{name}` is predefined and cannot be declared again",
    "choose another name",
)
AMBIGUOUS_MEMBER = error(
    "FC104",
    "ambiguous-member",
    "`{name}` is a member of {enums}",
    "say which one is meant, as in `{example}`",
)
HIDDEN_NAME = error(
    "FC105",
    "hidden-name",
    "{role} `{name}` would hide {what} of the same name",
    "choose another name for it",
)
CLASHING_LABEL = error(
    "FC106",
    "clashing-label",
    "the label `{name}` is already how {what} is called",
    "choose another label",
)
REPEATED_MEMBER = error(
    "FC107",
    "repeated-member",
    "`{name}` is listed twice in `{enum}`",
    "each member stands once",
)
UNKNOWN_SLOT = error(
    "FC108",
    "unknown-slot",
    "`{slot}` is no parameter of `{name}`",
    "a slot in a gloss names a parameter; a brace that is meant as such is written twice",
)
UNMATCHED_BRACE = error(
    "FC109",
    "unmatched-brace",
    "the gloss of `{name}` has a brace that is no slot",
    "a slot is written `{{parameter}}`; a brace that is meant as such is written twice",
)
RECURSIVE_DEFINITION = error(
    "FC110",
    "recursive-definition",
    "the definition of `{name}` uses itself: {path}",
    "a definition only gives a name to what could be written without it",
)
NOT_A_TYPE = error(
    "FC111",
    "not-a-type",
    "`{name}` is {what}, not a type",
    "a type is `Bool`, `Int`, `Real`, a sort or an enum",
)
NOT_A_VALUE = error(
    "FC112",
    "not-a-value",
    "`{name}` is {what} and cannot stand in a formula",
    "formulas speak of constants, functions, definitions, members and bound variables",
)
NOT_A_FUNCTION = error(
    "FC113",
    "not-a-function",
    "`{name}` is {what} and takes no arguments",
    "drop the parentheses, or declare a function",
)
NOT_A_NODE = error(
    "FC114",
    "not-a-node",
    "`{name}` is {what}, not a node",
    "`{field}` names nodes of the argument",
)
UNIT_NOT_ALLOWED = error(
    "FC115",
    "unit-not-allowed",
    "`{name}` has no unit",
    "only `Real` is measured in units",
)
USED_OTHERWISE = error(
    "FC116",
    "used-otherwise",
    "`{name}` is used as something else than it is declared as",
    "make formulas with the words of the case that they belong to",
)
UNKNOWN_UNIT = error(
    "FC120",
    "unknown-unit",
    "there is no unit `{name}`",
    "declare it with `unit {name}`, or correct the spelling",
)
RECURSIVE_UNIT = error(
    "FC121",
    "recursive-unit",
    "the unit `{name}` is defined by itself: {path}",
    "a unit is defined by other units, or is a base unit without a definition",
)
IMPORT_NOT_FOUND = error(
    "FC130",
    "import-not-found",
    "there is no file `{path}` to import",
    "the path is relative to the folder of the file that imports it",
)
IMPORT_OUTSIDE = error(
    "FC131",
    "import-outside",
    "`{path}` lies outside the folder of the case",
    "only files in the folder of the case and below it can be imported",
)
IMPORT_BAD_PATH = error(
    "FC132",
    "import-bad-path",
    "`{path}` is not a relative path with forward slashes",
    "write it as in `parts/other.fcase`",
)
IMPORT_CYCLE = error(
    "FC133",
    "import-cycle",
    "the imports go round in a circle: {path}",
    "move what both files need into a third one",
)
IMPORT_NO_LIBRARY = error(
    "FC134",
    "import-no-library",
    "there is no library `{name}`",
    'the libraries are named `std.…`; a file is imported by its path, as in `import "other.fcase" as other`',
)
IMPORT_WITHOUT_FOLDER = error(
    "FC135",
    "import-without-folder",
    "`{path}` cannot be imported by a text that is not in a file",
    "save the text in a file; the libraries `std.…` can be imported all the same",
)
IMPORT_TWICE = warning(
    "FC136",
    "import-twice",
    "`{path}` is imported twice, as `{first}` and as `{second}`",
    "both names mean the same nodes; one import is enough",
)
IMPORT_TOO_DEEP = error(
    "FC137",
    "import-too-deep",
    "the imports nest more than {limit} levels deep",
    "import the file from nearer to the case",
)
BAD_NAME = error(
    "FC138",
    "bad-name",
    "`{name}` cannot be a name",
    "a name is a text on one line, not empty, without backticks and control characters",
)
MISSING_GLOSS = note(
    "FC140",
    "missing-gloss",
    "`{name}` has no words of its own",
    "say in a sentence what it means, so that formulas and counterexamples can be read",
)

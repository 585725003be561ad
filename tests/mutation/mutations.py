"""One-operator mistakes in the encoding, each of which some test must notice.

`old` stands exactly once in the file; `new` takes its place. A mutation is worth its line if a wrong verdict
(or a wrong file for another solver) would follow from it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mutation:
    name: str
    file: str
    old: str
    new: str


FORMULA = "formalcase/encode/formula.py"
SMT = "formalcase/encode/smt.py"
REACH = "formalcase/encode/reach.py"
NAMES = "formalcase/encode/names.py"
ASP = "formalcase/encode/asp.py"
CANONICAL = "formalcase/encode/canonical.py"
SHAPE = "formalcase/encode/shape.py"

MUTATIONS = (
    # ---- Formulas
    Mutation("and is or", FORMULA, '_chain("and", ', '_chain("or", '),
    Mutation("or is and", FORMULA, '_chain("or", ', '_chain("and", '),
    Mutation("empty and is false", FORMULA, 'term.parts, "true")', 'term.parts, "false")'),
    Mutation("empty or is true", FORMULA, 'term.parts, "false")', 'term.parts, "true")'),
    Mutation("not is dropped", FORMULA, 'self._apply("not", (term.body,))', "self.term(term.body)"),
    Mutation("implies is equal", FORMULA, '_apply("=>", ', '_apply("=", '),
    Mutation(
        "implies is turned round", FORMULA, '"=>", (term.left, term.right)', '"=>", (term.right, term.left)'
    ),
    Mutation("equal is different", FORMULA, '_apply("=", (term.left', '_apply("distinct", (term.left'),
    Mutation(
        "true is false", FORMULA, '"true" if term.value else "false"', '"false" if term.value else "true"'
    ),
    Mutation(
        "strict and not strict", FORMULA, '"<" if term.strict else "<="', '"<=" if term.strict else "<"'
    ),
    Mutation(
        "less is turned round", FORMULA, "(head, (term.left, term.right))", "(head, (term.right, term.left))"
    ),
    Mutation("distinct of two is true", FORMULA, "if len(term.parts) > 1:", "if len(term.parts) > 2:"),
    Mutation("distinct is equal", FORMULA, '_apply("distinct", term.parts)', '_apply("=", term.parts)'),
    Mutation("plus is minus", FORMULA, '_chain("+", ', '_chain("-", '),
    Mutation(
        "empty sum is one",
        FORMULA,
        "term.parts, number_text(Fraction(0)",
        "term.parts, number_text(Fraction(1)",
    ),
    Mutation("times is plus", FORMULA, '_chain("*", ', '_chain("+", '),
    Mutation(
        "empty product is zero",
        FORMULA,
        "term.parts, number_text(Fraction(1)",
        "term.parts, number_text(Fraction(0)",
    ),
    Mutation("minus is dropped", FORMULA, 'self._apply("-", (term.body,))', "self.term(term.body)"),
    Mutation(
        "division is turned round", FORMULA, '"/", (term.left, term.right)', '"/", (term.right, term.left)'
    ),
    Mutation(
        "choice is turned round",
        FORMULA,
        "term.condition, term.yes, term.no",
        "term.condition, term.no, term.yes",
    ),
    Mutation(
        "for all is for some",
        FORMULA,
        'f"({term.kind} ({bound}) "',
        "f\"({'exists' if term.kind == 'forall' else 'forall'} ({bound}) \"",
    ),
    Mutation("to_real is dropped", FORMULA, 'self._apply("to_real", (term.body,))', "self.term(term.body)"),
    Mutation("abs is dropped", FORMULA, '_apply(helper_name("abs", term.type), ', '_apply("+", '),
    Mutation("max is min", FORMULA, 'return f"{kind}.{sort_text(of)}"', 'return f"min.{sort_text(of)}"'),
    Mutation(
        "half of a maximum", FORMULA, "_extremum(head, parts[middle:])", "_extremum(head, parts[:middle])"
    ),
    Mutation("count of what is not", FORMULA, "for n in (1, 0))", "for n in (0, 1))"),
    Mutation("sum is a difference", FORMULA, 'self.out.append("(+")', 'self.out.append("(-")'),
    Mutation(
        "count of nothing is one",
        FORMULA,
        "number_text(Fraction(0), term.type))\n            return",
        "number_text(Fraction(1), term.type))\n            return",
    ),
    Mutation("count without the first", FORMULA, "for name in listed]", "for name in listed[1:]]"),
    Mutation(
        "count of one variable",
        FORMULA,
        "product(*domains)",
        "product(*domains[:1], *([d[0]] for d in domains[1:]))",
    ),
    Mutation("sign is dropped", FORMULA, 'f"(- {text})" if value < 0 else text', "text"),
    Mutation("denominator is dropped", FORMULA, "if value.denominator != 1:", "if value.denominator == 0:"),
    Mutation("point of a real is dropped", FORMULA, '".0" if isinstance(of, RealType) else ""', '""'),
    # ---- Declarations, definitions and background
    Mutation("two members may coincide", SMT, "if len(sort.members) > 1", "if len(sort.members) > 2"),
    Mutation("members coincide", SMT, "f\"(distinct {' '.join", "f\"(= {' '.join"),
    Mutation("ranks run down", SMT, "(ite (= x {item}) {position} ", "(ite (= x {item}) {-position} "),
    Mutation("the last rank is the first", SMT, 'f"{choices}{len(items) - 1}{', 'f"{choices}0{'),
    Mutation(
        "ranks by name",
        SMT,
        "for member in enum.members]\n    choices",
        "for member in sorted(enum.members, key=lambda m: m.name)]\n    choices",
    ),
    Mutation(
        "members of an enum stand as listed", SMT, "listed if enum.ordered else sorted(listed)", "listed"
    ),
    Mutation(
        "members of a sort stand as listed",
        SMT,
        "for member in sorted(_members(vocabulary, name))",
        "for member in _members(vocabulary, name)",
    ),
    Mutation("abs is negative", SMT, "(ite (< x {zero}) (- x) x)", "(ite (< x {zero}) x (- x))"),
    Mutation(
        "min is max", SMT, '"<=" if helper.kind == "min" else ">="', '">=" if helper.kind == "min" else "<="'
    ),
    Mutation("min takes the other", SMT, "({order} x y) x y))", "({order} x y) y x))"),
    Mutation(
        "file without background",
        SMT,
        "for formula in question.background]",
        "for formula in question.background[1:]]",
    ),
    Mutation(
        "file without a label",
        SMT,
        "    for label in check.labels:\n",
        "    for label in check.labels[1:]:\n",
    ),
    Mutation("digest without background", SMT, "sorted(question.background), checks", "[], checks"),
    Mutation("digest without declarations", SMT, "dumps([question.declarations, ", "dumps(["),
    Mutation(
        "digest of one check", SMT, "for check in question.checks})", "for check in question.checks[:1]})"
    ),
    # ---- What is reached
    Mutation(
        "helpers of integers only", REACH, "Helper(term.kind, term.type == INT)", "Helper(term.kind, True)"
    ),
    Mutation("abs of integers only", REACH, 'Helper("abs", term.type == INT)', 'Helper("abs", True)'),
    Mutation("sorts of results are forgotten", REACH, "found.types([symbol.result])", "found.types([])"),
    Mutation("bodies are not looked into", REACH, "[] if symbol.body is None else [symbol.body]", "[]"),
    Mutation(
        "definitions stand before their use",
        REACH,
        "for name in _in_order(uses) if",
        "for name in sorted(uses) if",
    ),
    # ---- Names
    Mutation("characters are dropped", NAMES, 'f"~{ord(found[0]):x}~"', '"_"'),
    Mutation(
        "members of two enums are one",
        NAMES,
        'f"item.{_mangle(enum_name)}/{_mangle(name)}"',
        'f"item.x/{_mangle(name)}"',
    ),
    Mutation("variables are named like constants", NAMES, 'f"var.{_mangle(name)}"', 'f"fn.{_mangle(name)}"'),
    # ---- Facts for the answer-set programs
    Mutation("gates want every member", ASP, "gate({own}, {gate.least})", "gate({own}, {len(gate.members)})"),
    Mutation(
        "members and gates change places",
        ASP,
        "member({own}, {names.numbers[member]})",
        "member({names.numbers[member]}, {own})",
    ),
    Mutation(
        "pairs are turned round",
        ASP,
        "({names.numbers[key]}, {names.numbers[value]})",
        "({names.numbers[value]}, {names.numbers[key]})",
    ),
    Mutation(
        "the first of a set is forgotten",
        ASP,
        "sorted(names.numbers[node] for node in nodes)",
        "sorted(names.numbers[node] for node in nodes)[1:]",
    ),
    # ---- Names of their own
    Mutation(
        "numbered: two words are one",
        CANONICAL,
        "self._places[old] = len(self._places)",
        "self._places[old] = 0",
    ),
    Mutation(
        "numbered: members are not distinct",
        CANONICAL,
        "for formula in question.background),",
        "for formula in ()),",
    ),
    Mutation(
        "numbered: a definition before its own",
        CANONICAL,
        "_definitions.append(defined[name])",
        "_definitions.insert(0, defined[name])",
    ),
    Mutation(
        "numbered: no check waits",
        CANONICAL,
        "after=None if check.after is None else",
        "after=None if True else",
    ),
    Mutation("numbered: nothing is dropped", CANONICAL, "for label in check.shrink)", "for label in ())"),
    Mutation("numbered: no world", CANONICAL, "world=check.world", "world=False"),
    # ---- Shapes
    Mutation("shape: shared words are left open", SHAPE, "mentions[each] == 1 and (", "("),
    Mutation("shape: whatever is below", SHAPE, "(found[each] is None or each in opened)", "True"),
    Mutation("shape: a quorum of none", SHAPE, "if 1 <= least <= len(parts)", "if 0 <= least <= len(parts)"),
    Mutation("shape: a quorum of too many", SHAPE, "<= least <= len(parts)", "<= least <= len(parts) + 1"),
    Mutation("shape: counted the other way", SHAPE, "part.yes.value == 1", "part.yes.value == 0"),
    Mutation("shape: connectives are one", SHAPE, "return part.__class__.__name__", 'return "plain"'),
    Mutation("shape: strict and not strict", SHAPE, '"less", part.strict', '"less", True'),
    Mutation("shape: units are one", SHAPE, "scale = symbol.unit.scale if", "scale = 1 if"),
    Mutation("shape: any order of labels", SHAPE, "tuple(places[label] for label in check.labels)", "()"),
)
"""What is tried."""

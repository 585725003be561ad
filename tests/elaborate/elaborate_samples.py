"""Small texts and what elaboration says of them: the code of each finding and the text at its place."""

from __future__ import annotations

Expected = tuple[tuple[str, str], ...]

HEAD = """
case k "A case" { top C }
sort Model { old, new, ... }
sort Lab { inside, outside }
enum Tier { none < basic < expert }
enum Colour { red, green }
fn harm(m: Model): Bool "{m} causes harm"
fn tier(m: Model): Tier "the tier of {m}"
const rate: Real[1/year] in 0 .. 5[1/year] "how often"
const size: Int "how large"
claim C "The new model is harmless" { holds not harm(new) }
evidence E "It was tested" { holds not harm(new) source lab }
argument S "By test" { for C from E }
source lab "A laboratory" { }
defeater D "The test was weak" { attacks E }
context X "All this happened in May" { about C }
"""
"""A whole case without findings, on which most samples build."""

SAMPLES: dict[str, tuple[str, Expected]] = {
    # ---- Names ----
    "undefined in a formula": ('assumption A "a" { holds harm(nwe) }', (("FC101", "nwe"),)),
    "undefined function": ('assumption A "a" { holds ham(new) }', (("FC101", "ham"),)),
    "undefined premise": ('argument S2 "s" { for C from EE }', (("FC101", "EE"),)),
    "undefined type": ('const c: Modl "c"', (("FC101", "Modl"),)),
    "undefined member of an enum": (
        'assumption A "a" { holds tier(new) = Tier.high }',
        (("FC101", "Tier.high"),),
    ),
    "undefined name is reported once": (
        'assumption A "a" { holds harm(nwe) and harm(nwe) }\nassumption B "b" { holds harm(nwe) }',
        (("FC101", "nwe"),),
    ),
    "warrant of a claim": ('defeater D2 "d" { attacks C.warrant }', (("FC101", "C.warrant"),)),
    "closing of an open sort": ('defeater D2 "d" { attacks Model.closed }', (("FC101", "Model.closed"),)),
    "range of a free constant": ('defeater D2 "d" { attacks size.range }', (("FC101", "size.range"),)),
    "nothing belongs to a claim": ('argument S2 "s" { for C from E.x }', (("FC101", "E.x"),)),
    "duplicate nodes": ('claim C "again"', (("FC102", "C"),)),
    "clash of a node and a word": ('claim harm "again"', (("FC102", "harm"),)),
    "clash of a member and a word": ("sort Other { size, ... }", (("FC102", "size"),)),
    "a clash has no follow-up": (
        'fn size(m: Model): Bool "s"\nassumption A "a" { holds size(new) and size > 1 }',
        (("FC102", "size"),),
    ),
    "backticks are no other name": ('claim `C` "again"', (("FC102", "`C`"),)),
    "duplicate unit": ("unit run\nunit run", (("FC102", "run"),)),
    "predefined name": ('claim max "a claim"', (("FC103", "max"),)),
    "predefined name of a member": ("enum E2 { min, other }", (("FC103", "min"),)),
    "predefined unit": ("unit year = 360*day", (("FC103", "year"),)),
    "ambiguous member": (
        'enum Mode { none, some }\nassumption A "a" { holds tier(new) = none }',
        (("FC104", "none"),),
    ),
    "a variable hides a constant": (
        'assumption A "a" { holds forall size in Model: harm(size) }',
        (("FC105", "size"),),
    ),
    "a variable hides a variable": (
        'assumption A "a" { holds forall m in Model: exists m in Model: harm(m) }',
        (("FC105", "m"),),
    ),
    "a variable hides a member": (
        'assumption A "a" { holds forall red in Model: harm(red) }',
        (("FC105", "red"),),
    ),
    "a variable hides a function": (
        'assumption A "a" { holds forall min in Model: harm(min) }',
        (("FC105", "min"),),
    ),
    "a hidden function that is called": (
        'assumption A "a" { holds forall harm in Model: harm(new) }',
        (("FC105", "harm"),),
    ),
    "a parameter hides a node": ('fn f(C: Model): Bool "f"', (("FC105", "C"),)),
    "a parameter twice": ('fn f(m: Model, m: Model): Bool "f"', (("FC105", "m"),)),
    "a label spells a warrant": ('assumption `S.warrant` "a"', (("FC106", "`S.warrant`"),)),
    "a label spells a closing": ('assumption `Lab.closed` "a"', (("FC106", "`Lab.closed`"),)),
    "a label spells a range": ('fn `rate.range`(m: Model): Bool "f"', (("FC106", "`rate.range`"),)),
    "a label spells a member": ('assumption `Tier.none` "a"', (("FC106", "`Tier.none`"),)),
    "a label spells an independence": (
        'argument S2 "s" { for C from E }\nindependent S, S2\nassumption `independent(S, S2)` "a"',
        (("FC106", "`independent(S, S2)`"),),
    ),
    "a repeated member": ("enum E2 { one, two, one }", (("FC107", "one"),)),
    "an unknown slot": ('fn f(m: Model): Bool "{n} is fine"', (("FC108", "{n}"),)),
    "a slot of a constant": ('const c: Bool "{m} is fine"', (("FC108", "{m}"),)),
    "a slot of a sort": ('sort T2 "a {m}"', (("FC108", "{m}"),)),
    "a lone brace": ('fn f(m: Model): Bool "{m is fine"', (("FC109", '"{m is fine"'),)),
    "doubled braces": ('fn f(m: Model): Bool "{{m}} is {m}"', ()),
    "a recursive definition": ('def f(m: Model): Bool "f" = f(m)', (("FC110", "f"),)),
    "definitions in a circle": (
        'def f: Int "f" = g + 1\ndef g: Int "g" = h\ndef h: Int "h" = f',
        (("FC110", "f"),),
    ),
    "a claim as a type": ('const c: C "c"', (("FC111", "C"),)),
    "a function as a type": ('assumption A "a" { holds forall m in harm: true }', (("FC111", "harm"),)),
    "a claim in a formula": ('assumption A "a" { holds C and true }', (("FC112", "C"),)),
    "a sort in a formula": ('assumption A "a" { holds harm(Model) }', (("FC112", "Model"),)),
    "a leaf in a formula": ('assumption A "a" { holds S.warrant }', (("FC112", "S.warrant"),)),
    "a predefined function without arguments": ('assumption A "a" { holds min > 1 }', (("FC112", "min"),)),
    "a type that is called": ('assumption A "a" { holds Int(1) = 1 }', (("FC112", "Int"),)),
    "a variable that is called": ('assumption A "a" { holds forall m in Model: m(m) }', (("FC113", "m"),)),
    "a member that is called": ('assumption A "a" { holds new(1) = old }', (("FC113", "new"),)),
    "a function as a premise": ('argument S2 "s" { for C from harm }', (("FC114", "harm"),)),
    "an enum's member as a target": ('defeater D2 "d" { attacks Tier.none }', (("FC114", "Tier.none"),)),
    "a unit on Int": ('const c: Int[year] "c"', (("FC115", "year"),)),
    # ---- Units ----
    "an unknown unit": ('const c: Real[jahr] "c"', (("FC120", "jahr"),)),
    "an unknown unit once": ("unit a = 2*jahr\nunit b = 3*jahr", (("FC120", "jahr"),)),
    "a unit of itself": ('unit a = 2*b\nunit b = a/2\nconst c: Real[a] "c"', (("FC121", "a"),)),
    "a unit that is no number of others": ("unit a = 0*year", (("FC215", "0"),)),
    "units may be declared in any order": (
        'const c: Real[run/month] "c"\nunit month = 1/12 * year\nunit run',
        (),
    ),
    "a unit may be called as a word is": ('unit size\nunit min = 60*second\nconst c: Real[size/min] "c"', ()),
    # ---- Glosses ----
    "no gloss": ("const c: Int", (("FC140", "c"),)),
    "a blank gloss": ('const c: Int " "', (("FC140", "c"),)),
    "a blank sentence": ('claim C2 ""', (("FC140", '""'),)),
    # ---- Structure ----
    "a second case": ('case j "Another" { top C }', (("FC301", "j"),)),
    "a misplaced field": ('claim C2 "c" { holds true for C for C }', (("FC310", "for"),)),
    "a field of nobody": (
        'independent S, S2 { from E }\nargument S2 "s" { for C from E }',
        (("FC310", "from"),),
    ),
    "a repeated field": ('claim C2 "c" { holds true holds false }', (("FC311", "holds"),)),
    "lists add up": (
        'argument S2 "s" { for C from E from A given B given B2 cites "x" cites "y" }\n'
        'assumption A "a"\nassumption B "b"\nassumption B2 "b"',
        (),
    ),
    "an argument for nothing": ('argument S2 "s" { from E }', (("FC312", "S2"),)),
    "a defeater of nothing": ('defeater D2 "d"', (("FC312", "D2"),)),
    "a defeater as a premise": ('argument S2 "s" { for C from D }', (("FC313", "D"),)),
    "a source as a premise": ('argument S2 "s" { for C from lab }', (("FC313", "lab"),)),
    "a context as a premise": ('argument S2 "s" { for C from X }', (("FC313", "X"),)),
    "a step as a premise": ('argument S2 "s" { for C from S }', (("FC313", "S"),)),
    "a warrant as a premise": ('argument S2 "s" { for C from S.warrant }', (("FC313", "S.warrant"),)),
    "a closing as a premise": ('argument S2 "s" { for C from Lab.closed }', (("FC313", "Lab.closed"),)),
    "a range that is given": ('argument S2 "s" { for C given rate.range }', (("FC313", "rate.range"),)),
    "a step that is argued for": ('argument S2 "s" { for S from E }', (("FC313", "S"),)),
    "a source that is attacked": ('defeater D2 "d" { attacks lab }', (("FC313", "lab"),)),
    "a claim as a source": ('evidence E2 "e" { source C }', (("FC313", "C"),)),
    "a claim as a whole": ('source s2 "s" { within C }', (("FC313", "C"),)),
    "a claim as a leg": ("independent S, C", (("FC313", "C"),)),
    "a claim that is accepted": (
        'argument S2 "s" { for C from E }\nindependent S, S2 { accepting C }',
        (("FC313", "C"),),
    ),
    "an argued assumption": (
        'assumption A "a"\nargument S2 "s" { for A from E }',
        (("FC314", "A"),),
    ),
    "an argued closing": ('argument S2 "s" { for Lab.closed from E }', (("FC314", "Lab.closed"),)),
    "a premise twice": ('argument S2 "s" { for C from E, E }', (("FC315", "E"),)),
    "a premise again in a quorum": (
        'assumption A "a"\nargument S2 "s" { for C from E, 1 of (A, E) }',
        (("FC315", "E"),),
    ),
    "a quorum of none": ('argument S2 "s" { for C from 0 of (E) }', (("FC316", "0 of (E)"),)),
    "a quorum of too many": ('argument S2 "s" { for C from 2 of (E) }', (("FC316", "2 of (E)"),)),
    "a mention twice": ('evidence E2 "e" { source lab, lab }', (("FC317", "lab"),)),
    "a credence above one": ('evidence E2 "e" { credence 0.5 .. 1.1 }', (("FC318", "E2"),)),
    "a credence upside down": ('assumption A "a" { credence 0.9 .. 0.5 }', (("FC318", "A"),)),
    "an empty range": ('const c: Real in 5 .. 1 "c"', (("FC319", "c"),)),
    "an empty range of an enum": ('const c: Tier in expert .. none "c"', (("FC319", "c"),)),
    "an unknown code": ('claim C2 "c" { allow FC000 because "why not" }', (("FC320", "FC000"),)),
    "expired at birth": (
        'evidence E2 "e" { collected 2025-05-02 expires 2025-05-01 }',
        (("FC321", "E2"),),
    ),
    "one leg": ("independent S", (("FC330", "S"),)),
    "a leg twice": ("independent S, S", (("FC331", "S"),)),
    "legs for different claims": (
        'claim C2 "c"\nargument S2 "s" { for C2 from E }\nindependent S, S2',
        (("FC332", "S2"),),
    ),
    "legs for a defeater": (
        'argument S2 "s" { for D from E }\nargument S3 "s" { for D from E }\nindependent S2, S3',
        (("FC335", "S2"),),
    ),
    "an independence twice": (
        'argument S2 "s" { for C from E }\nindependent S, S2\nindependent S, S2',
        (("FC333", "S, S2"),),
    ),
    "an independence turned round": (
        'argument S2 "s" { for C from E }\nindependent S, S2\nindependent S2, S',
        (("FC333", "S2, S"),),
    ),
    "sources in a circle": (
        'source a "a" { within b }\nsource b "b" { within a }',
        (("FC334", "a"),),
    ),
    # ---- Types, at their places ----
    "a wrong argument": ('assumption A "a" { holds harm(size) }', (("FC209", "size"),)),
    "a number for a formula": ('assumption A "a" { holds size + 1 }', (("FC201", "size + 1"),)),
    "an operand of a chain": ('assumption A "a" { holds true and size and false }', (("FC202", "size"),)),
    "an operand behind a minus": (
        'assumption A "a" { holds size - harm(new) > 1 }',
        (("FC203", "harm(new)"),),
    ),
    "a divisor": ('assumption A "a" { holds size / 2 / 0 > 1 }', (("FC212", "0"),)),
    "a range on a sort": ('const c: Model in 0 .. 1 "c"', (("FC205", "Model"),)),
    "a real end of a whole range": ('const c: Int in 0 .. 1.5 "c"', (("FC210", "1.5"),)),
    "a real body of a whole definition": ('def d: Int "d" = size / 2', (("FC210", "size / 2"),)),
    "a list with a stranger": ('assumption A "a" { holds new in {old, size} }', (("FC204", "size"),)),
    "a binder over a mixed list": (
        'assumption A "a" { holds forall m in {old, new, size}: true }',
        (("FC204", "size"),),
    ),
    "a count over an open sort": (
        'assumption A "a" { holds (count m in Model: harm(m)) > 1 }',
        (("FC211", "m in Model"),),
    ),
    "abs of two": ('assumption A "a" { holds abs(size, size) > 1 }', (("FC208", "abs(size, size)"),)),
    # ---- What is fine ----
    "leaves can be mentioned": (
        'defeater D2 "d" { attacks S.warrant, Lab.closed, rate.range, S, C, D }\n'
        'context X2 "x" { about S.warrant, lab, X, D2 }',
        (),
    ),
    "closings and ranges can be accepted": (
        'argument S2 "s" { for C from E }\nindependent S, S2 { accepting lab, Lab.closed, rate.range }',
        (),
    ),
    "soft words are names": (
        'claim source "s"\nassumption holds "h"\nargument of "o" { for source from holds given E }',
        (),
    ),
    "bare and full members": (
        'assumption A "a" { holds tier(new) in {none, Tier.basic} and red != Colour.green }',
        (),
    ),
    "a member that a word has taken": (
        'enum Mode { size, other }\nassumption A "a" { holds size > 1 and Mode.size != other }',
        (),
    ),
    "binders see those on their left": (
        'assumption A "a" { holds forall m in Model, n in {m, new}: exists l in Lab: m = n or harm(m) }',
        (),
    ),
    "lists under count": (
        'assumption A "a" { holds (count t in Tier, m in {old, new}, l in Lab: tier(m) = t) >= 2 }',
        (),
    ),
}

CASE_BLOCKS: dict[str, tuple[str, Expected]] = {
    "no top": ('case k "A case" { }', (("FC302", "k"),)),
    "an unknown top": ('case k "A case" { top D }\nclaim C "c"', (("FC101", "D"),)),
    "evidence at the top": ('case k "A case" { top E }\nevidence E "e"', (("FC313", "E"),)),
    "a word at the top": ('case k "A case" { top x }\nconst x: Bool "x"', (("FC114", "x"),)),
    "a language of the future": ('case k "A case" { top C language 2 }\nclaim C "c"', (("FC303", "2"),)),
    "a language in between": ('case k "A case" { top C language 1.5 }\nclaim C "c"', (("FC303", "1.5"),)),
    "an unknown code": ('case k "A case" { top C allow FC9 because "b" }\nclaim C "c"', (("FC320", "FC9"),)),
    "the case id is apart": ('case C "A case" { top C }\nclaim C "c"', ()),
    "what every block may say": (
        'case k "A case" { top C because "b" cites "c" owner ana allow FC421 because "d" }\nclaim C "c"',
        (),
    ),
}
"""Whole texts."""

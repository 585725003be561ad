"""The obligations and the ledger of a case, made from what the analyses found.

An obligation is a row that a machine or a person discharges. The ledger lists what a person must read:
every leaf, and every definition. Beside them stands how the case stands, in figures and in words.
"""

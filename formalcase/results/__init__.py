"""What leaves the tool: versioned, documented shapes, the same in Python and in JSON.

A file for each command, and one for what they have in common.
"""

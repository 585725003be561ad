"""`python -m formalcase` is the command `formalcase`."""

from __future__ import annotations

from formalcase.cli import main

if __name__ == "__main__":
    main()

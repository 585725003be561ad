"""What happens when a command does not end by itself: a fault of ours, or a key that stops it."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from typing import ParamSpec

from formalcase.cli.exit import Exit
from formalcase.cli.output import complain
from formalcase.diagnostics.errors import InputError

P = ParamSpec("P")


def guarded(body: Callable[[], object]) -> None:
    """Run a body. What was given and cannot be used is said, with code 2. A fault of the tool ends the
    process with a short message and code 4, without a traceback (unless FORMALCASE_DEBUG=1); Ctrl-C with
    130."""
    try:
        body()
    except KeyboardInterrupt:
        _leave(Exit.INTERRUPTED, "interrupted; nothing was decided")
    except InputError as refused:
        sys.exit(complain(refused.findings))
    except Exception as fault:
        if os.environ.get("FORMALCASE_DEBUG") == "1":
            import traceback

            traceback.print_exc()
        _leave(Exit.INTERNAL, _apology(fault))


def command(body: Callable[P, Exit]) -> Callable[P, None]:
    """A command for the app, of a function that gives its exit code."""

    @functools.wraps(body)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        guarded(lambda: sys.exit(body(*args, **kwargs)))

    return run


def _leave(code: Exit, message: str) -> None:
    print(f"formalcase: {message}", file=sys.stderr)
    sys.exit(code)


def _apology(fault: Exception) -> str:
    from formalcase.render.clean import clean

    what = clean(f"{type(fault).__name__}: {fault}")[:200]
    return (
        f"internal error ({what})\n"
        "This is a fault of formalcase, not of your case; no verdict was reached.\n"
        "Please report it; FORMALCASE_DEBUG=1 shows where it happened."
    )

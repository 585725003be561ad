"""What `formalcase check` does once its words are read; by itself, so that it needs no reader of flags."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from formalcase.cli import given
from formalcase.cli.exit import Exit, exit_of
from formalcase.cli.output import colour_for, columns_for, complain, emit
from formalcase.cli.progress import shown_progress

if TYPE_CHECKING:
    from formalcase.results.check import CheckResult
    from formalcase.settings import Settings
    from formalcase.solve.session import Session


def check_and_say(paths: Sequence[str], session: Session | None, **flags: object) -> Exit:
    """Checks the cases and writes the result. `session` is a solver that was started ahead; `flags` are
    those of the command line by name, None where they were not given."""
    if "" in paths:
        # An empty word is a variable that was not set, not the current folder.
        from formalcase.diagnostics.catalogue.limits import NO_SUCH_FILE

        return complain([NO_SUCH_FILE.at(None, advice="one of the paths is empty", path="")])
    where = [given.case_path(path) for path in paths]
    settings = given.settings_for(where, **flags)

    from formalcase.pipeline.check import check_paths

    if session is not None:
        session.meanwhile(_load_renderer)
    with shown_progress(settings.quiet) as progress:
        result = check_paths(where, settings, progress, session)

    from formalcase.render.choose import choose

    result, hidden = choose(result, settings.select, settings.ignore)
    emit(_text(result, settings, hidden), settings.output)
    return exit_of(result, settings.fail_on)


def _load_renderer() -> None:
    """Imports what says the result, in the form that most people want."""
    import formalcase.cli.sources
    import formalcase.render.choose
    import formalcase.render.terminal  # noqa: F401


def _text(result: CheckResult, settings: Settings, hidden: int) -> str:
    match settings.format:
        case "json":
            from formalcase.render.json import json_text

            return json_text("check", result)
        case "concise":
            from formalcase.render.concise import concise_text

            return concise_text(result)
        case "sarif":
            from formalcase.render.sarif import sarif_text

            return sarif_text(result)
        case "github":
            from formalcase.render.github import github_text

            return github_text(result)
        case "junit":
            from formalcase.render.junit import junit_text

            return junit_text(result)
        case _:
            from formalcase.cli.sources import DiskSources
            from formalcase.render.terminal import terminal_text

            stream = sys.stdout if settings.output is None else None
            return terminal_text(
                result,
                lookup=DiskSources(),
                colour=colour_for(settings.colour, stream),
                columns=columns_for(stream),
                quiet=settings.quiet,
                hidden=hidden,
            )

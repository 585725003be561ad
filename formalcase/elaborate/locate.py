"""Where an import leads: a file in the folder of the case, or one of the library, and nowhere else."""

from __future__ import annotations

import os
import posixpath
from itertools import islice
from pathlib import Path, PureWindowsPath

from formalcase import resources
from formalcase.diagnostics.catalogue import names
from formalcase.elaborate.log import Log
from formalcase.frozen import dataclass
from formalcase.syntax.tree import Ref, Text

LIBRARY = "std"
"""The first word of every library name."""
LIBRARY_FOLDER = "<std>"
"""Under this folder, which no file can be mistaken for, the files of the library are shown."""
_MOST_ENTRIES = 1_000


@dataclass(frozen=True, slots=True)
class Place:
    """A file: the folder that imports may not leave, the path in it with forward slashes, and the name
    of the folder as people know it."""

    root: Path
    relative: str
    shown_root: str

    @property
    def path(self) -> Path:
        return self.root / self.relative

    @property
    def shown(self) -> str:
        return posixpath.join(self.shown_root, self.relative)


def locate_file(target: Text, importer: Place | None, log: Log) -> Place | None:
    """The file at a path that is relative to the importing file; None when a finding was given."""
    path, span = target.value, target.span
    if importer is None:
        log.add(names.IMPORT_WITHOUT_FOLDER.at(span, path=path))
        return None
    if not _is_plain(path):
        log.add(names.IMPORT_BAD_PATH.at(span, path=path))
        return None
    relative = posixpath.normpath(posixpath.join(posixpath.dirname(importer.relative), path))
    place = Place(importer.root, relative, importer.shown_root)
    if relative.split("/")[0] == ".." or not _stays_inside(place):
        log.add(names.IMPORT_OUTSIDE.at(span, path=path))
        return None
    if not _is_file(place.path):
        log.add(names.IMPORT_NOT_FOUND.at(span, advice=_guess_file(path, place, log), path=path))
        return None
    return place


def locate_library(target: Ref, log: Log) -> Place | None:
    """The file of a library name, `std.a.b`; None when a finding was given."""
    place = Place(resources.specs().resolve(), "/".join(target.parts[1:]) + ".fcase", LIBRARY_FOLDER)
    named = len(target.parts) > 1 and all(_is_word(part) for part in target.parts[1:])
    if target.parts[0] == LIBRARY and named and _stays_inside(place) and _is_file(place.path):
        return place
    known = {
        ".".join((LIBRARY, *path.relative_to(place.root).with_suffix("").parts))
        for path in place.root.rglob("*.fcase")
    }
    log.add(names.IMPORT_NO_LIBRARY.at(target.span, advice=log.guess(target.text, known), name=target.text))
    return None


def _is_word(part: str) -> bool:
    return part.isascii() and part.replace("_", "").isalnum()


def _is_plain(path: str) -> bool:
    """A path with forward slashes that is relative on every system and that a file could have."""
    return (
        path.strip() != ""
        and path.isprintable()
        and "\\" not in path
        and not path.startswith("/")
        and not path.endswith("/")
        and not PureWindowsPath(path).drive
    )


def _stays_inside(place: Place) -> bool:
    """Whether the file lies in the folder also when links are followed."""
    try:
        return place.path.resolve().is_relative_to(place.root.resolve())
    except (OSError, RuntimeError, ValueError):  # a loop of links, or a path that no file can have
        return False


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _guess_file(path: str, place: Place, log: Log) -> str | None:
    folder = posixpath.dirname(path)
    try:
        with os.scandir(place.path.parent) as entries:
            found = [entry.name for entry in islice(entries, _MOST_ENTRIES) if entry.name.endswith(".fcase")]
    except (OSError, ValueError):
        return None
    return log.guess(path, {posixpath.join(folder, name) for name in found})

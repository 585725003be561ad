"""A real browser shows the page and prints it; skipped where there is none."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from report_pages import MILL, html_of

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine"),
]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(html_of(MILL), encoding="utf-8")
    return path


def browse(file: Path, profile: Path, *flags: str) -> subprocess.CompletedProcess[str]:
    assert CHROMIUM is not None
    command = [
        CHROMIUM,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={profile}",
        "--enable-logging=stderr",
        *flags,
        file.as_uri(),
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.parametrize("width", [500, 1366])
def test_the_page_is_drawn(file: Path, tmp_path: Path, width: int) -> None:
    picture = tmp_path / "page.png"
    done = browse(file, tmp_path / "profile", f"--window-size={width},900", f"--screenshot={picture}")
    assert picture.stat().st_size > 10_000, done.stderr
    assert "Content Security Policy" not in done.stderr


def test_the_page_prints(file: Path, tmp_path: Path) -> None:
    pdf = tmp_path / "page.pdf"
    done = browse(file, tmp_path / "profile", "--no-pdf-header-footer", f"--print-to-pdf={pdf}")
    assert pdf.read_bytes().startswith(b"%PDF"), done.stderr


def test_a_planted_script_does_not_run(file: Path, tmp_path: Path) -> None:
    planted = tmp_path / "planted.html"
    script = "<script>document.title = 'it ran'</script></body>"
    planted.write_text(file.read_text(encoding="utf-8").replace("</body>", script), encoding="utf-8")
    done = browse(planted, tmp_path / "profile", "--dump-dom")
    assert re.search(r"<title>(.*)</title>", done.stdout)
    assert "<title>it ran</title>" not in done.stdout

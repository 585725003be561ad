"""A Chromium without a window, spoken to over a pipe by its own protocol (DevTools): no driver, no port.

It fetches nothing: pages are opened from files, and its name lookups lead nowhere.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import select
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--remote-debugging-pipe",
]
_PATIENCE = 120.0
"""Seconds without a word after which the browser is taken to hang."""


class Tab:
    """One page. What the browser says of it without being asked is kept in `heard`."""

    def __init__(self, process: subprocess.Popen[bytes], say: int, hear: int) -> None:
        self._process, self._say, self._hear = process, say, hear
        self._rest = b""
        self._last = 0
        self._session: str | None = None
        self.heard: list[dict[str, Any]] = []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """Sends a command and waits for its answer."""
        self._last += 1
        message: dict[str, Any] = {"id": self._last, "method": method, "params": params}
        if self._session is not None:
            message["sessionId"] = self._session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._say, data) :]
        while True:
            got = self._next()
            if got.get("id") == self._last:
                if "error" in got:
                    raise RuntimeError(f"{method}: {got['error']['message']}")
                answer: dict[str, Any] = got["result"]
                return answer
            self.heard.append(got)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._hear], [], [], _PATIENCE)
            data = os.read(self._hear, 1 << 20) if ready else b""
            if not data:
                raise RuntimeError("the browser went away")
            self._rest += data
        message, _, self._rest = self._rest.partition(b"\0")
        found: dict[str, Any] = json.loads(message)
        return found

    def open(self, file: Path) -> None:
        """Shows a file, and waits until it is loaded."""
        self.heard.clear()
        self.ask("Page.navigate", url=file.resolve().as_uri())
        while not any(each.get("method") == "Page.loadEventFired" for each in self.heard):
            self.heard.append(self._next())

    def look(self, width: int, height: int = 900, *, dark: bool = False, media: str = "screen") -> None:
        """As on a screen so many points wide, in light or dark, or as it prints."""
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 600,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.ask("Emulation.setEmulatedMedia", media=media, features=[scheme])

    def run(self, script: str) -> Any:
        """The value of a script run from outside; the content policy of the page does not hold for it."""
        done = self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in done:
            raise RuntimeError(str(done["exceptionDetails"]))
        return done["result"].get("value")

    def press(self, key: str, *, shift: bool = False) -> None:
        """A key of the keyboard: `Tab` or `Enter`."""
        code, text = {"Tab": (9, ""), "Enter": (13, "\r")}[key]
        held = {"key": key, "code": key, "windowsVirtualKeyCode": code, "modifiers": 8 * shift}
        self.ask("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", text=text, **held)
        self.ask("Input.dispatchKeyEvent", type="keyUp", **held)

    def picture(self) -> bytes:
        """All of the page as PNG."""
        done = self.ask("Page.captureScreenshot", captureBeyondViewport=True, format="png")
        return base64.b64decode(done["data"])

    def pdf(self) -> bytes:
        done = self.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=False)
        return base64.b64decode(done["data"])


@contextlib.contextmanager
def browser(profile: Path) -> Iterator[Tab]:
    """A browser of its own, ended with the block. `profile` is an empty folder."""
    assert CHROMIUM is not None
    hear, tell = os.pipe()
    listen, say = os.pipe()
    # The browser reads from 3 and writes to 4; the shell puts our ends there.
    command = ["bash", "-c", f'exec "$@" 3<&{listen} 4>&{tell}', "bash", CHROMIUM, *_FLAGS]
    process = subprocess.Popen(
        [*command, f"--user-data-dir={profile}"],
        pass_fds=(listen, tell),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(listen)
    os.close(tell)
    try:
        tab = Tab(process, say, hear)
        yield tab
        with contextlib.suppress(RuntimeError, OSError):
            tab.ask("Browser.close")
    finally:
        os.close(say)
        os.close(hear)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
        if process.poll() is None:
            process.kill()
            process.wait()

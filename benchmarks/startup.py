"""How long it takes until something is said: `--help`, and the first verdict on a case of ten steps,
beside `import z3` in a process of its own.

    python startup.py [--times 9]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from generate import write
from measure import median


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=9)
    times = options.parse_args().times
    with tempfile.TemporaryDirectory() as folder:
        case, questions = write("chain", 10, Path(folder))
        python = sys.executable
        commands = {
            "python": [python, "-c", "pass"],
            "import z3": [python, "-c", "import z3"],
            "bare.py, ten steps": [python, str(Path(__file__).parent / "bare.py"), str(questions)],
            "formalcase --help": [python, "-m", "formalcase", "--help"],
            "formalcase check, ten steps": [python, "-m", "formalcase", "check", str(case)],
        }
        found = {name: median(command, times) for name, command in commands.items()}
    yardstick = found["import z3"].wall
    print("| what | wall ms | processor ms | MB | beside `import z3` |")
    print("|---|---|---|---|---|")
    for name, run in found.items():
        figures = f"{run.wall * 1000:.0f} | {run.processor * 1000:.0f} | {run.megabytes:.0f}"
        print(f"| {name} | {figures} | {run.wall / yardstick:.2f} |")


if __name__ == "__main__":
    main()

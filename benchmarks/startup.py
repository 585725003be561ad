"""How long it takes until something is said: `--help`, and the first verdict on a case of ten steps,
beside `import z3` in a process of its own.

    python startup.py [--times 21]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from generate import write
from measure import in_turn, middle


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--times", type=int, default=21)
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
        runs = in_turn(commands, times)
    found = {name: middle(each) for name, each in runs.items()}
    least = {name: min(run.wall for run in each) for name, each in runs.items()}
    print("| what | least ms | beside the least `import z3` | median ms | beside the median | MB |")
    print("|---|---|---|---|---|---|")
    for name, run in found.items():
        shortest = f"{least[name] * 1000:.0f} | {least[name] / least['import z3']:.1f}"
        usual = f"{run.wall * 1000:.0f} | {run.wall / found['import z3'].wall:.1f}"
        print(f"| {name} | {shortest} | {usual} | {run.megabytes:.0f} |")


if __name__ == "__main__":
    main()

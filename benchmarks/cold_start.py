"""Time and memory of one digest in a fresh process, beside the bare import of torch and underthesea.

python -m benchmarks.cold_start [--runs 5]
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Annotated

import typer

SAMPLES = Path(__file__).parents[1] / "samples"
PEER = [sys.executable, "-c", "import torch, underthesea"]


def seconds(command: list[str]) -> float:
    """How long a command takes from start to end, its output thrown away."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main(runs: Annotated[int, typer.Option(min=1, help="counted runs of each, after one that is not")] = 5) -> None:
    """Print medians, their ratio (run by run, in turn) and the peak memory of a child process."""
    for page in ("01-police-conference.txt", "02-crime-report.html"):
        command = [sys.executable, "-m", "diemtin", "summarize", str(SAMPLES / page)]
        seconds(command)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        seconds(PEER)
        pairs = [(seconds(command), seconds(PEER)) for _ in range(runs)]
        ours, peer = (statistics.median(column) for column in zip(*pairs, strict=True))
        ratio = statistics.median(a / b for a, b in pairs)
        print(
            f"{page:26} diemtin summarize {ours:5.2f} s, import torch, underthesea {peer:5.2f} s, "
            f"ratio {ratio:4.2f}; peak memory {peak:4.0f} MiB"
        )


if __name__ == "__main__":
    typer.run(main)

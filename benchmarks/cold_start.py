"""Time and memory of one digest in a fresh process, beside the bare import of torch and underthesea.

python -m benchmarks.cold_start [--runs 5]
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Annotated

import typer

SAMPLES = Path(__file__).parents[1] / "samples"
PEER = [sys.executable, "-c", "import torch, underthesea"]


def measured(command: list[str]) -> tuple[float, float]:
    """Seconds from start to end and peak memory in MiB of one command, its output thrown away."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def main(runs: Annotated[int, typer.Option(min=1, help="counted runs of each, after one that is not")] = 5) -> None:
    """Print medians, the ratio run by run in turn, and each command's own highest peak memory."""
    for page in ("01-police-conference.txt", "02-crime-report.html"):
        command = [sys.executable, "-m", "diemtin", "summarize", str(SAMPLES / page)]
        pairs = [(measured(command), measured(PEER)) for _ in range(runs + 1)][1:]
        ours, peer = (statistics.median(run[i][0] for run in pairs) for i in (0, 1))
        peaks = [max(run[i][1] for run in pairs) for i in (0, 1)]
        ratio = statistics.median(run[0][0] / run[1][0] for run in pairs)
        print(
            f"{page:26} diemtin summarize {ours:5.2f} s, {peaks[0]:4.0f} MiB; "
            f"import torch, underthesea {peer:5.2f} s, {peaks[1]:4.0f} MiB; ratio {ratio:4.2f}"
        )


if __name__ == "__main__":
    typer.run(main)

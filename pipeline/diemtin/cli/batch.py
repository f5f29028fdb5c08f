"""The commands for archives: batch and watch."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import partial
from importlib.util import find_spec
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from diemtin.cli.console import (
    FAILED,
    INTERRUPTED,
    WRONG_USAGE,
    check_paths,
    columns_named,
    or_exit,
    request,
    say,
    writer,
)
from diemtin.cli.options import (
    ColumnsOption,
    DownloadOption,
    FocusOption,
    ModelsOption,
    Paths,
    QuietOption,
    SentencesOption,
    VerbatimOption,
    WithWordsOption,
    WordsOption,
    WriterOption,
)

if TYPE_CHECKING:
    from diemtin.batch import Selection, Step
    from diemtin.batch.progress import Tally, View
    from diemtin.clean.furniture import SiteFurniture
    from diemtin.digest import Digester

__all__ = ["batch", "watch"]


class Engine(StrEnum):
    """Where a batch runs, or what writes its summaries."""

    LOCAL = "local"
    RAY = "ray"
    ABSTRACTIVE = "abstractive"


def _with_name(output: str) -> str:
    if not Path(output).name:
        say(f"-o '{output}': names no file; name one, such as digests.jsonl")
        raise typer.Exit(WRONG_USAGE)
    return output


BatchOutput = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar="PATH",
        callback=_with_name,
        help="What to write: .jsonl (a digest a line), .csv, .sqlite, or a folder .parquet.",
    ),
]
WorkersOption = Annotated[
    int | None, typer.Option("--workers", "-j", min=1, help="Processes that digest (as many as there are cores).")
]
TimeoutOption = Annotated[float, typer.Option("--timeout", min=0, help="Seconds that one article may take; 0: any.")]
MemoryOption = Annotated[
    int, typer.Option("--memory", min=0, help="MiB a worker may take beyond the models (Linux); 0: any.")
]
UniqueOption = Annotated[bool, typer.Option("--unique", help="Leave out duplicates instead of marking them.")]
NearOption = Annotated[
    bool, typer.Option("--near-duplicates", help="Articles that say nearly the same are duplicates too.")
]
FurnitureOption = Annotated[
    Path | None,
    typer.Option("--furniture", exists=True, dir_okay=False, help="What diemtin furniture learned of the sites."),
]
LogOption = Annotated[bool, typer.Option("--log-json", help="Progress and failures as JSON lines.")]


def batch(
    paths: Paths,
    output: BatchOutput,
    sentences: SentencesOption = None,
    words: WordsOption = None,
    focus: FocusOption = None,
    verbatim: VerbatimOption = False,
    with_words: WithWordsOption = False,
    columns: ColumnsOption = None,
    workers: WorkersOption = None,
    unordered: Annotated[
        bool, typer.Option("--unordered", help="Write digests as they are made, not in the order of the input.")
    ] = False,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="At most so many articles in this run.")] = None,
    sample: Annotated[
        float, typer.Option("--sample", min=0, max=1, help="Only this share of the articles, the same in every run.")
    ] = 1.0,
    since: Annotated[
        datetime | None, typer.Option("--since", help="Only files modified then or later: 2022-07-01.", metavar="DATE")
    ] = None,
    unique: UniqueOption = False,
    near_duplicates: NearOption = False,
    furniture: FurnitureOption = None,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Try again what failed in earlier runs.")
    ] = False,
    restart: Annotated[
        bool, typer.Option("--restart", help="Throw away what is in the output and begin anew.")
    ] = False,
    timeout: TimeoutOption = 60.0,
    memory: MemoryOption = 800,
    log_json: LogOption = False,
    quiet: QuietOption = False,
    engine: Annotated[
        Engine,
        typer.Option(
            "--engine",
            help="local: this machine; ray: a cluster (needs diemtin with the extra ray); "
            "abstractive: this machine, with summaries written by --model.",
        ),
    ] = Engine.LOCAL,
    address: Annotated[
        str | None, typer.Option("--address", help="Where the cluster is: auto on one of its nodes, or HOST:PORT.")
    ] = None,
    models: ModelsOption = None,
    model: WriterOption = None,
    download: DownloadOption = False,
) -> None:
    """Digest an archive: folders, files and .jsonl records, each article once, in order.

    A run that was stopped, by whatever, goes on with the same command. What cannot be digested is named with
    its reason in OUT.errors.jsonl, and the exit code is 1; one bad article never stops the others. A record is
    {"text": ..., "id"?, "title"?, "published"?, "source"?}.

    [bold]Examples[/bold]

      diemtin batch archive/ -o digests.jsonl

      diemtin batch records.jsonl more.jsonl -o digests.jsonl --sentences 3

      diemtin batch archive/ -o digests.parquet --workers 8 --timeout 30

      diemtin batch archive/ -o digests.jsonl --retry-failed

      diemtin batch archive/ -o digests.jsonl --furniture furniture.json

      diemtin batch crawl.warc.gz pages.zip -o digests.jsonl

      diemtin batch articles.csv -o digests.jsonl --columns text=noi_dung,title=tieu_de

      diemtin batch archive/ -o digests.jsonl --engine abstractive --model vit5-base-vietnews/ --timeout 600

      diemtin batch s3://news/shards -o s3://news/digests.parquet --engine ray --address auto
    """
    from diemtin.batch import Limits, Options, Selection, run_batch
    from diemtin.digest import load

    writes = engine is Engine.ABSTRACTIVE or (engine is Engine.RAY and model is not None)
    source = writer(model, abstractive=writes, download=download, verbatim=verbatim)
    if engine is Engine.RAY:
        _check_for_cluster(since or limit or unordered or unique or near_duplicates or sample < 1.0)
    else:
        check_paths(paths)
        if address:
            say("--address is where a cluster is; say --engine ray too")
            raise typer.Exit(WRONG_USAGE)
    selection = Selection(since, limit, sample, unique, columns_named(columns))
    options = Options(
        workers or cores(), Limits(timeout, memory), not unordered, selection, near_duplicates, retry_failed, restart
    )
    counted = [] if engine is Engine.RAY else paths
    with _shown(counted, selection, quiet=quiet, log_json=log_json) as shown, _stoppable(log_json) as stopped:
        loader = partial(load, models, request(sentences, words, focus, verbatim=verbatim))
        loader = partial(loader, source) if source else loader
        loader = partial(_with_furniture, loader, _read_furniture(furniture)) if furniture else loader
        if engine is Engine.RAY:
            _check_for_ray(output)
            _hush_ray()
            from diemtin.batch.cluster import Cluster, run_on_cluster

            cluster = Cluster(address, workers, options.limits, retry_failed, restart, selection.columns)
            steps = run_on_cluster(loader, paths, output, cluster, with_words=with_words)
            shown.follow(takewhile(lambda _: not stopped(), steps))
        else:
            shown.follow(run_batch(loader, paths, Path(output), options, with_words=with_words, stopped=stopped))
        shown.end(_errors_of(output, engine), stopped=stopped())


def watch(
    folder: Annotated[
        Path, typer.Argument(exists=True, file_okay=False, help="The folder in which saved pages arrive.")
    ],
    output: BatchOutput,
    sentences: SentencesOption = None,
    words: WordsOption = None,
    focus: FocusOption = None,
    verbatim: VerbatimOption = False,
    with_words: WithWordsOption = False,
    columns: ColumnsOption = None,
    workers: WorkersOption = 1,
    unique: UniqueOption = False,
    near_duplicates: NearOption = False,
    furniture: FurnitureOption = None,
    timeout: TimeoutOption = 60.0,
    memory: MemoryOption = 800,
    log_json: LogOption = False,
    quiet: QuietOption = False,
    models: ModelsOption = None,
) -> None:
    """Digest what is in a folder, then whatever arrives in it, until Ctrl-C. Needs the extra `watch`.

    The output is that of batch, and each may go on with what the other wrote. A file is read once it has
    not changed for a second; if it is changed later, it is digested again as another article.

    [bold]Examples[/bold]

      diemtin watch incoming/ -o digests.jsonl
    """
    from diemtin.batch import Limits, Options, OutputFiles, Selection, run_batch
    from diemtin.batch.watch import arrivals
    from diemtin.digest import load

    target = Path(output)
    loader = partial(load, models, request(sentences, words, focus, verbatim=verbatim))
    digester = or_exit(partial(_with_furniture, loader, _read_furniture(furniture)) if furniture else loader)
    selection = Selection(unique=unique, columns=columns_named(columns)).without(OutputFiles(target).all)
    options = Options(workers or cores(), Limits(timeout, memory), near_duplicates=near_duplicates)
    with _stoppable(log_json) as stopped, _shown([], selection, quiet=quiet, log_json=log_json) as shown:
        for arrived in arrivals(folder, selection, stopped):
            some = replace(options, selection=arrived)
            shown.follow(
                run_batch(lambda: digester, [str(folder)], target, some, with_words=with_words, stopped=stopped)
            )
        shown.end(_errors_of(output, Engine.LOCAL), stopped=False)


def _read_furniture(path: Path) -> SiteFurniture:
    from diemtin.clean.furniture import SiteFurniture
    from diemtin.errors import BatchError

    try:
        return SiteFurniture.read(path)
    except BatchError as error:
        say(str(error))
        raise typer.Exit(WRONG_USAGE) from error


def _with_furniture(load: Callable[[], Digester], furniture: SiteFurniture) -> Digester:
    return replace(load(), furniture=furniture)


def _errors_of(output: str, engine: Engine) -> str:
    """Where failures are listed; an output that a cluster leaves in parts has them there."""
    from diemtin.batch import OutputFiles

    if engine is Engine.RAY:
        from diemtin.batch.cluster import stays_in_parts

        if stays_in_parts(output):
            return f"{output}/errors-*.jsonl"
    return str(OutputFiles(Path(output)).errors)


def _check_for_cluster(chosen: object) -> None:
    if chosen:
        say(
            "--engine ray goes by whole shards: no --since, --limit, --sample, --unique, --near-duplicates, --unordered"
        )
        raise typer.Exit(WRONG_USAGE)


def _check_for_ray(output: str) -> None:
    """Before what needs it is imported."""
    from diemtin.errors import BatchError

    if any(find_spec(name) is None for name in ("ray", "fsspec")):
        raise BatchError(output, "a cluster needs Ray: pip install 'diemtin[ray]'")


def _hush_ray() -> None:
    """What Ray tells about its own work is no news to who waits for digests; its errors are raised."""
    import logging

    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    logging.disable(logging.WARNING)


def cores() -> int:
    """The processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class _Shown:
    """A batch as its user sees it."""

    view: View | None
    tally: Tally
    total: Callable[[], int | None]

    def follow(self, steps: Iterator[Step]) -> None:
        """Take all steps and show them."""
        for step in steps:
            self.tally.add(step)
            if self.view:
                self.view.show(step, self.tally, self.total())

    def end(self, errors: str, *, stopped: bool) -> None:
        """Say what was done, and where the reasons of failures are; leave with the exit code for it."""
        from diemtin.batch.progress import JsonLines, summary_lines

        if isinstance(self.view, JsonLines):
            self.view.end(self.tally, errors, stopped=stopped)
        else:
            if self.view:
                self.view.close()
                for line in summary_lines(self.tally):
                    say(line)
            if self.tally.failed:
                say(f"{self.tally.failed} of {self.tally.seen} articles failed; the reasons are in {errors}")
            if stopped:
                say("stopped before the end; the same command goes on from here")
        if stopped or self.tally.failed:
            raise typer.Exit(INTERRUPTED if stopped else FAILED)


@contextmanager
def _shown(paths: Sequence[str], selection: Selection, *, quiet: bool, log_json: bool) -> Iterator[_Shown]:
    """What shows a batch; what stops the batch becomes one line and the exit code."""
    from diemtin.batch.progress import Bar, JsonLines, Lines, Tally, counting
    from diemtin.errors import BatchError, DiemtinError

    view: View | None = None
    if log_json:
        view = JsonLines()
    elif not quiet:
        view = Bar() if sys.stderr.isatty() else Lines(say)
    try:
        if view and paths:
            with counting(paths, selection) as total:
                yield _Shown(view, Tally(), total)
        else:
            yield _Shown(view, Tally(), lambda: None)
    except BatchError as error:
        trouble, code = str(error), WRONG_USAGE
    except DiemtinError as error:
        trouble, code = str(error), FAILED
    except KeyboardInterrupt:
        trouble, code = "stopped at once; the same command goes on from what was committed", INTERRUPTED
    else:
        return
    finally:
        if view:
            view.close()
    if isinstance(view, JsonLines):
        view.log("error", {"reason": trouble})
    else:
        say(trouble)
    raise typer.Exit(code)


def _stoppable(log_json: bool) -> AbstractContextManager[Callable[[], bool]]:
    """Ctrl-C as a request to finish what is in flight."""
    from diemtin.batch.interrupt import stop_on_signals
    from diemtin.batch.progress import JsonLines

    if log_json:
        return stop_on_signals(lambda: JsonLines().log("stopping", {}))
    return stop_on_signals(lambda: say("finishing what is in flight; once more to stop at once"))

"""An archive on a Ray cluster; needs the extra `ray`.

The driver lists the shards; an actor on each core takes one after the other and digests it as the engine for one
machine would, in a worker process of its own with the same limits, then writes its parts (`parts.py`). Whatever dies
before that leaves no record, so that the shard is done again, with the same result. At the end the driver puts
the parts together in the order of the shards, unless the output is a folder of parts.
"""

from __future__ import annotations

import json
import logging
import os
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from diemtin.batch.flow import Ending, Step, flow
from diemtin.batch.inputs import content_key, group_of
from diemtin.batch.manifest import Making, OutputFiles, check_making, manifest_text, write_whole
from diemtin.batch.outputs import open_output
from diemtin.batch.parts import Parts, Record
from diemtin.batch.pool import Limits, Pool
from diemtin.batch.progress import Tally
from diemtin.batch.shards import Shard, find_shards, read_shard
from diemtin.batch.store import check_folder, check_no_input, discard, writing
from diemtin.batch.work import Digested, Failure, Outcome, Task, Work, load_work_of
from diemtin.digest import Digester
from diemtin.errors import BatchError, OutputLost
from diemtin.read import Columns

__all__ = ["Cluster", "run_on_cluster", "stays_in_parts"]

_SECONDS_TO_ANSWER = 5.0


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where and how a batch is run.

    Attributes:
        address: of the cluster; None for one that is started on this machine.
        actors: how many at most; None for as many as the cluster has cores.
        limits: what one article may take.
        retry_failed: do those shards again in which something failed.
        restart: throw away what earlier runs wrote.
        columns: what fields of records and columns of tables are called, where that is not to be guessed.
    """

    address: str | None = None
    actors: int | None = None
    limits: Limits = field(default_factory=Limits)
    retry_failed: bool = False
    restart: bool = False
    columns: Columns | None = None


class _ShardWorker:
    """An actor: digests a shard and writes its parts."""

    def __init__(self, work: Callable[[], Work], cluster: Cluster, parts: Parts) -> None:
        self._columns = cluster.columns
        self._parts = parts
        # A process of Ray has many threads, so it cannot be forked.
        self._pool = Pool(work, 1, cluster.limits, fork=False)

    def __call__(self, row: dict[str, str]) -> dict[str, str]:
        shard = Shard(**row)
        with tempfile.TemporaryDirectory() as name:
            digests = Path(name) / f"part{Path(self._parts.digests(shard.key)).suffix}"
            errors = Path(name) / "errors"
            record = {"steps": [asdict(step) for step in self._digest(shard, digests, errors)]}
            part = next(digests.glob("part-*"), None) if digests.is_dir() else digests
            self._parts.finish(shard, part, errors, record)
        return {"record": json.dumps(record)}

    def _digest(self, shard: Shard, digests: Path, errors: Path) -> list[Step]:
        """What became of its pages: each failure, and all else told together for each group and outcome."""
        output = open_output(digests, 0)
        tally, failed = Tally(), list[Step]()
        with errors.open("w", encoding="utf-8", errors="backslashreplace") as file:

            def add(_: Task, outcome: Outcome) -> bool:
                if isinstance(outcome, Digested):
                    output.append(outcome.line)
                else:
                    print(outcome.to_json(), file=file)
                return True

            tasks = (
                Task(number, page, content_key(page), group=group_of(shard.root, page.source))
                for number, page in enumerate(read_shard(shard, self._columns))
            )
            for step in flow(tasks, self._pool, add, ordered=True):
                if step.failure:
                    failed.append(step)
                else:
                    tally.add(step)
        output.sync()
        output.close()
        return [*failed, *tally.steps(shard.root)]


def run_on_cluster(
    load: Callable[[], Digester],
    inputs: Sequence[str],
    output: str,
    cluster: Cluster,
    *,
    with_words: bool = False,
) -> Iterator[Step]:
    """Digest the shards that are not yet done.

    Args:
        load: gives the pipeline, here and on each node; it must be picklable.
        inputs: folders or addresses of shards; all nodes must be able to read them.
        output: a local file as for `run_batch`; or a folder ending in `.parquet`, or an address, which are left in
            parts. All nodes must be able to write there.
        cluster: where and how to run.
        with_words: add sentences and words to the digests.

    Yields:
        What became of the pages of each shard, as shards are done.

    Raises:
        BatchError: the batch cannot start or go on; the shards that are done stay.
        ModelError: a model is missing or was made for another version.
    """
    digester = load()
    making = Making(digester.request, with_words, digester.models)
    if find_spec("ray") is None:
        raise BatchError(output, "a cluster needs Ray: pip install 'diemtin[ray]'")
    _check_answers(cluster.address)
    with writing(output):
        check_no_input(OutputFiles(Path(output)), inputs)
        if "://" not in output:
            check_folder(Path(output))
        parts = _parts_of(output, restart=cluster.restart)
        check_making(f"{output}: manifest.json", parts.read("manifest.json"), making)
        shards = find_shards(inputs, [output, *map(str, OutputFiles(Path(output)).all)])
        done = _done(shards, parts, retry_failed=cluster.retry_failed)
        state = {"inputs": list(inputs), "shards": len(shards), "complete": False}
        parts.write("manifest.json", manifest_text(making, state))
    for record in done.values():
        yield from _steps(record, before=True)
    left = [shard for shard in shards if shard.key not in done]
    yield from _digest_all(left, partial(load_work_of, load, with_words), parts, cluster)
    with writing(output):
        parts.write("manifest.json", manifest_text(making, state | {"complete": True}))
        if not stays_in_parts(output):
            _join(shards, parts, OutputFiles(Path(output)))


def _parts_of(output: str, *, restart: bool) -> Parts:
    files = OutputFiles(Path(output))
    stays = stays_in_parts(output)
    parts = Parts(
        output if stays else str(files.parts), ".parquet" if output.lower().endswith(".parquet") else ".jsonl"
    )
    if restart:
        discard(files)
        parts.clear()
    elif files.journal.exists():
        raise OutputLost(output, "was begun without a cluster; go on so, name another output, or use --restart")
    elif not stays and files.output.exists() and parts.read("manifest.json") is None:
        raise OutputLost(output, "was not begun by this command; name another output, or overwrite it with --restart")
    return parts


def stays_in_parts(output: str) -> bool:
    """Whether the output of a cluster is left as a folder of parts: an address, or a folder of Parquet."""
    return "://" in output or output.lower().endswith(".parquet")


def _done(shards: Sequence[Shard], parts: Parts, *, retry_failed: bool) -> dict[str, Record]:
    """The records of the shards that are done; what was made of shards that changed since is deleted."""
    keys, addresses = ({getattr(shard, name) for shard in shards} for name in ("key", "address"))
    records = parts.records()
    again = {key for key, record in records.items() if key not in keys and record["shard"] in addresses}
    if retry_failed:
        again |= {key for key, record in records.items() if any(s["outcome"] == "failed" for s in record["steps"])}
    parts.forget(again)
    return {key: record for key, record in records.items() if key in keys - again}


def _digest_all(shards: Sequence[Shard], work: Callable[[], Work], parts: Parts, cluster: Cluster) -> Iterator[Step]:
    if not shards:
        return
    import ray

    try:
        _connect(cluster.address)
        cores = int(ray.cluster_resources().get("CPU", 1))
        actors = max(1, min(cluster.actors or cores, len(shards)))
        data = ray.data.from_items([asdict(shard) for shard in shards], override_num_blocks=len(shards)).map(
            _ShardWorker,
            fn_constructor_args=(work, cluster, parts),
            # All are asked for at once, and work begins with the first: a node may come late or never.
            compute=ray.data.ActorPoolStrategy(min_size=1, initial_size=actors, max_size=actors),
            num_cpus=1,
        )  # Ray Data starts actors that died anew, and gives their rows to others, without end.
        for row in data.iter_rows():
            yield from _steps(json.loads(row["record"]), before=False)
    except (ray.exceptions.RayError, ConnectionError) as error:
        reason = f"the cluster failed: {_on_one_line(error)}; the same command goes on"
        raise BatchError(cluster.address or "ray", reason) from error


def _connect(address: str | None) -> None:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # Nothing is told to anybody unasked.
    import ray

    if not ray.is_initialized():
        try:
            with _unheard():
                ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR)
        except (ValueError, ImportError, RuntimeError) as error:
            raise BatchError(address or "ray", f"Ray cannot be used: {_on_one_line(error)}") from error
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False


@contextmanager
def _unheard() -> Iterator[None]:
    """Drop what is written to standard error: Ray's core tells there, past Python, at which level it logs."""
    sys.stderr.flush()
    before, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(before, 2)
        os.close(before)
        os.close(nowhere)


def _on_one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]


def _check_answers(address: str | None) -> None:
    """Ray itself tries for minutes to reach a cluster that is not there.

    Raises:
        BatchError: nobody listens at the address of a cluster.
    """
    if address is None or address in ("auto", "local"):
        return
    try:
        place = urlsplit(address if "://" in address else f"//{address}")
        with socket.create_connection((place.hostname or "", place.port or 0), _SECONDS_TO_ANSWER):
            pass
    except (OSError, ValueError) as error:
        remedy = "is it started there (ray start --head), and is the address HOST:PORT?"
        raise BatchError(
            address, f"no cluster answers: {getattr(error, 'strerror', None) or error}; {remedy}"
        ) from error


def _steps(record: Record, *, before: bool) -> Iterator[Step]:
    for step in record["steps"]:
        outcome = cast("Ending", f"{step['outcome']} before" if before else step["outcome"])
        failure = Failure(**step["failure"]) if step["failure"] and not before else None
        yield Step(step["group"], outcome, failure, {} if before else step["seconds"], step["pages"])


def _join(shards: Sequence[Shard], parts: Parts, files: OutputFiles) -> None:
    """Write all parts into one file, in the order of the shards, and let it appear when it is whole."""
    unfinished = files.output.with_name(f"unfinished-{files.output.name}")
    unfinished.unlink(missing_ok=True)
    output = open_output(unfinished, 0)
    for shard in shards:
        for line in parts.lines(parts.digests(shard.key)):
            output.append(line)
        output.sync()
    output.close()
    unfinished.replace(files.output)
    failures = [line for shard in shards for line in parts.lines(parts.errors(shard.key))]
    if failures:
        write_whole(files.errors, failures)
    else:
        files.errors.unlink(missing_ok=True)
    write_whole(files.manifest, [parts.read("manifest.json") or ""])

"""An archive on a Ray cluster; needs the extra `ray`.

The driver lists the shards; an actor on each core takes one after the other and digests it as the engine for one
machine would, in a worker process of its own with the same limits. It writes a part with the digests of the
shard, then one with its failures, and last a record that says that the shard is done: each under a name of its
own first. Whatever dies in between leaves no record, so that the shard is done again, with the same result. At
the end the driver puts the parts together in the order of the shards, unless the output is a folder of parts.
"""

from __future__ import annotations

import json
import logging
import os
import tempfile
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast

from fsspec.core import url_to_fs

from diemtin.batch.flow import Ending, Step, flow
from diemtin.batch.inputs import content_key, group_of
from diemtin.batch.manifest import Making, OutputFiles, check_making, manifest_text, write_whole
from diemtin.batch.outputs import open_output
from diemtin.batch.pool import Limits, Pool
from diemtin.batch.shards import Shard, find_shards, read_shard
from diemtin.batch.work import Digested, Outcome, Task, load_work_of
from diemtin.digest import Digester
from diemtin.errors import BatchError, OutputLost

__all__ = ["Cluster", "run_on_cluster"]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where and how a batch is run.

    Attributes:
        address: of the cluster; None for one that is started on this machine.
        actors: how many at most; None for as many as the cluster has cores.
        limits: what one article may take.
        retry_failed: do those shards again in which something failed.
        restart: throw away what earlier runs wrote.
    """

    address: str | None = None
    actors: int | None = None
    limits: Limits = field(default_factory=Limits)
    retry_failed: bool = False
    restart: bool = False


class Parts:
    """The folder of parts of an output, on any file system."""

    def __init__(self, folder: str, suffix: str) -> None:
        self._files, self._folder = url_to_fs(folder)
        self._suffix = suffix

    def digests(self, shard: Shard) -> str:
        """The part with the digests of a shard."""
        return f"{self._folder}/part-{shard.key}{self._suffix}"

    def errors(self, shard: Shard) -> str:
        """The part with its failures."""
        return f"{self._folder}/errors-{shard.key}.jsonl"

    def read(self, name: str) -> str | None:
        """What a file of the folder says; None if it is not there."""
        path = f"{self._folder}/{name}"
        return self._files.cat_file(path).decode() if self._files.exists(path) else None

    def done(self, shard: Shard) -> dict[str, Any] | None:
        """What the record of a shard says; None if the shard is not done."""
        record = self.read(f"done-{shard.key}.json")
        return None if record is None else json.loads(record)

    def write(self, name: str, text: str) -> None:
        """Write a file of the folder, whole or not at all."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "whole"
            path.write_text(text, encoding="utf-8")
            self.put(path, f"{self._folder}/{name}")

    def put(self, path: Path, target: str) -> None:
        """Bring a local file there under another name, then give it its name."""
        unfinished = f"{target}.{uuid.uuid4().hex}.unfinished"
        self._files.makedirs(self._folder, exist_ok=True)
        self._files.put_file(str(path), unfinished)
        self._files.mv(unfinished, target)

    def lines(self, path: str) -> Iterator[str]:
        """The lines of a part, one at a time."""
        with self._files.open(path, "rb") as file:
            for line in file:
                yield line.decode().rstrip("\n")

    def forget(self, shards: Sequence[Shard]) -> None:
        """Have shards done again."""
        for shard in shards:
            self._files.rm(f"{self._folder}/done-{shard.key}.json")

    def clear(self) -> None:
        """Delete the folder."""
        if self._files.exists(self._folder):
            self._files.rm(self._folder, recursive=True)


class _ShardWorker:
    """An actor: digests a shard and writes its parts."""

    def __init__(self, load: Callable[[], Digester], with_words: bool, limits: Limits, parts: Parts) -> None:
        self._parts = parts
        # A process of Ray has many threads, so it cannot be forked.
        self._pool = Pool(partial(load_work_of, load, with_words), 1, limits, fork=False)

    def __call__(self, row: dict[str, str]) -> dict[str, str]:
        shard = Shard(row["address"], row["key"])
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            digests = folder / f"part{Path(self._parts.digests(shard)).suffix}"
            failures: list[str] = []
            steps = self._digest(shard, digests, failures)
            (folder / "errors").write_text("".join(f"{line}\n" for line in failures), "utf-8", "backslashreplace")
            part = next(digests.glob("part-*"), None) if digests.is_dir() else digests
            if part:
                self._parts.put(part, self._parts.digests(shard))
            self._parts.put(folder / "errors", self._parts.errors(shard))
        record = json.dumps({"shard": shard.address, "steps": [asdict(step) for step in steps]}, ensure_ascii=False)
        self._parts.write(f"done-{shard.key}.json", record)
        return {"record": record}

    def _digest(self, shard: Shard, path: Path, failures: list[str]) -> list[Step]:
        output = open_output(path, 0)
        tally: dict[tuple[str, str], int] = {}
        seconds: dict[str, float] = {}

        def add(_: Task, outcome: Outcome) -> bool:
            if isinstance(outcome, Digested):
                output.append(outcome.line)
            else:
                failures.append(outcome.to_json())
            return True

        tasks = (
            Task(number, page, content_key(page), group=group_of(shard.address, page.source))
            for number, page in enumerate(read_shard(shard))
        )
        for step in flow(tasks, self._pool, add, ordered=True):
            tally[step.group, step.outcome] = tally.get((step.group, step.outcome), 0) + 1
            for stage, taken in step.seconds.items():
                seconds[stage] = seconds.get(stage, 0.0) + taken
        output.sync()
        output.close()
        steps = [Step(group, outcome, pages=pages) for (group, outcome), pages in tally.items()]  # type: ignore[arg-type]
        return [*steps, Step(shard.address, "digested", seconds=seconds, pages=0)]


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
        cluster: where to run.
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
    stays = "://" in output or output.lower().endswith(".parquet")
    parts = Parts(
        output if stays else f"{output}.parts", ".parquet" if output.lower().endswith(".parquet") else ".jsonl"
    )
    if OutputFiles(Path(output)).journal.exists():
        raise OutputLost(output, "was begun without a cluster; go on so, name another output, or use --restart")
    if cluster.restart:
        parts.clear()
    check_making(f"{output}: manifest.json", parts.read("manifest.json"), making)
    shards = find_shards(inputs)
    done = {shard: record for shard in shards if (record := parts.done(shard)) is not None}
    if cluster.retry_failed:
        failed = [shard for shard, record in done.items() if any(s["outcome"] == "failed" for s in record["steps"])]
        parts.forget(failed)
        done = {shard: record for shard, record in done.items() if shard not in failed}
    state = {"inputs": list(inputs), "shards": len(shards), "complete": False}
    parts.write("manifest.json", manifest_text(making, state))
    for record in done.values():
        yield from _steps(record, before=True)
    yield from _digest_all([shard for shard in shards if shard not in done], load, parts, cluster, with_words)
    parts.write("manifest.json", manifest_text(making, state | {"complete": True}))
    if not stays:
        _join(shards, parts, OutputFiles(Path(output)))


def _digest_all(
    shards: Sequence[Shard], load: Callable[[], Digester], parts: Parts, cluster: Cluster, with_words: bool
) -> Iterator[Step]:
    if not shards:
        return
    import ray

    try:
        _connect(cluster.address)
        actors = cluster.actors or int(ray.cluster_resources().get("CPU", 1))
        data = ray.data.from_items([asdict(shard) for shard in shards], override_num_blocks=len(shards)).map(
            _ShardWorker,
            fn_constructor_args=(load, with_words, cluster.limits, parts),
            compute=ray.data.ActorPoolStrategy(min_size=1, max_size=max(1, min(actors, len(shards)))),
            num_cpus=1,
            max_restarts=-1,
            max_task_retries=-1,
        )
        for row in data.iter_rows():
            yield from _steps(json.loads(row["record"]), before=False)
    except (ray.exceptions.RayError, ConnectionError) as error:
        reason = " ".join(str(error).split())[:300]
        raise BatchError(cluster.address or "ray", f"the cluster failed: {reason}; the same command goes on") from error


def _connect(address: str | None) -> None:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # Nothing is told to anybody unasked.
    import ray

    if not ray.is_initialized():
        ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False


def _steps(record: dict[str, Any], *, before: bool) -> Iterator[Step]:
    for step in record["steps"]:
        outcome = cast("Ending", f"{step['outcome']} before" if before else step["outcome"])
        yield Step(step["group"], outcome, seconds={} if before else step["seconds"], pages=step["pages"])


def _join(shards: Sequence[Shard], parts: Parts, files: OutputFiles) -> None:
    """Write all parts into one file, in the order of the shards, and let it appear when it is whole."""
    unfinished = files.output.with_name(f"unfinished-{files.output.name}")
    unfinished.unlink(missing_ok=True)
    output = open_output(unfinished, 0)
    for shard in shards:
        for line in parts.lines(parts.digests(shard)):
            output.append(line)
        output.sync()
    output.close()
    unfinished.replace(files.output)
    failures = [line for shard in shards for line in parts.lines(parts.errors(shard))]
    if failures:
        write_whole(files.errors, failures)
    else:
        files.errors.unlink(missing_ok=True)
    write_whole(files.manifest, [parts.read("manifest.json") or ""])

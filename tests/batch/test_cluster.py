"""An archive on two nodes of a local Ray cluster, one of which is killed in the middle."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from diemtin.batch import Limits, OutputFiles, Step
from diemtin.batch.cluster import Cluster, run_on_cluster
from diemtin.errors import BatchError, OutputLost, SettingsChanged
from tests.batch.fake import LIMITS, fake, load_fake, records, run, texts, write_records
from tests.conftest import ROOT

ray = pytest.importorskip("ray", reason="Ray is not installed")
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def nodes() -> Iterator[Any]:
    """A head without cores and two nodes with one each."""
    from ray.cluster_utils import Cluster as Nodes

    os.environ["PYTHONPATH"] = os.pathsep.join((str(ROOT), str(ROOT / "pipeline")))
    os.environ["RAY_worker_niceness"] = "0"  # noqa: SIM112 (else a busy machine hardly lets it work)
    nodes = Nodes(initialize_head=True, head_node_args={"num_cpus": 0, "object_store_memory": 100_000_000})
    for _ in range(2):
        nodes.add_node(num_cpus=1, object_store_memory=100_000_000)
    ray.init(address=nodes.address, log_to_driver=False)
    yield nodes
    ray.shutdown()
    nodes.shutdown()


def _archive(folder: Path, shards: int, pages: int, slow: str = "") -> Path:
    folder.mkdir()
    for shard in range(shards):
        write_records(folder / f"{shard:02}.jsonl", (f"{slow} {shard}-{page}".strip() for page in range(pages)))
    return folder


def _counts(steps: list[Step]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for step in steps:
        counts[step.outcome] += step.pages
    return dict(+counts)


def test_a_cluster_writes_what_one_machine_writes(tmp_path: Path, nodes: object) -> None:
    archive = _archive(tmp_path / "in", 4, 5)
    write_records(archive / "04.jsonl", ["RAISE", "KILL", "Tin"])
    steps = list(run_on_cluster(load_fake, [str(archive)], str(tmp_path / "ray.jsonl"), Cluster(limits=LIMITS)))
    run(archive, tmp_path / "local.jsonl")
    assert _counts(steps) == {"digested": 21, "failed": 2}
    assert sorted(step.failure.error for step in steps if step.failure) == ["WorkerDied", "ZeroDivisionError"]
    assert (tmp_path / "ray.jsonl").read_bytes() == (tmp_path / "local.jsonl").read_bytes()
    errors = [records(OutputFiles(tmp_path / name).errors) for name in ("ray.jsonl", "local.jsonl")]
    assert errors[0] == errors[1]
    again = list(run_on_cluster(load_fake, [str(archive)], str(tmp_path / "ray.jsonl"), Cluster(limits=LIMITS)))
    assert _counts(again) == {"digested before": 21, "failed before": 2}
    with pytest.raises(SettingsChanged, match="fake 1, is fake 2"):
        list(run_on_cluster(fake("2"), [str(archive)], str(tmp_path / "ray.jsonl"), Cluster()))
    with pytest.raises(OutputLost, match="begun without a cluster"):
        list(run_on_cluster(load_fake, [str(archive)], str(tmp_path / "local.jsonl"), Cluster()))


def test_a_shard_that_changed_is_in_the_output_once(tmp_path: Path, nodes: object) -> None:
    archive, output = _archive(tmp_path / "in", 2, 2), tmp_path / "out.parquet"
    list(run_on_cluster(load_fake, [str(archive)], str(output), Cluster(limits=LIMITS)))
    write_records(archive / "00.jsonl", ["0-0", "0-1", "0-2"])
    steps = list(run_on_cluster(load_fake, [str(archive)], str(output), Cluster(limits=LIMITS)))
    assert _counts(steps) == {"digested before": 2, "digested": 3}
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    rows = [row for part in output.glob("part-*.parquet") for row in parquet.read_table(part).to_pylist()]
    assert sorted(row["text"] for row in rows) == ["0-0", "0-1", "0-2", "1-0", "1-1"]


@pytest.mark.parametrize("address", ["127.0.0.1:1", "ray://127.0.0.1:1", "nowhere", "[", "127.0.0.1:99999"])
def test_a_cluster_that_is_not_there_is_told_at_once(tmp_path: Path, address: str) -> None:
    archive, output = _archive(tmp_path / "in", 1, 1), tmp_path / "out.jsonl"
    with pytest.raises(BatchError, match="no cluster answers"):
        list(run_on_cluster(load_fake, [str(archive)], str(output), Cluster(address=address)))
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


def test_what_no_batch_wrote_is_not_overwritten(tmp_path: Path) -> None:
    archive, output = _archive(tmp_path / "in", 1, 1), tmp_path / "out.jsonl"
    output.write_text("mine\n", encoding="utf-8")
    with pytest.raises(OutputLost, match="not begun by this command"):
        list(run_on_cluster(load_fake, [str(archive)], str(output), Cluster()))
    assert output.read_text(encoding="utf-8") == "mine\n"


def test_a_folder_of_parquet_stays_in_parts(tmp_path: Path, nodes: object) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    archive, output = _archive(tmp_path / "in", 2, 3), tmp_path / "out.parquet"
    list(run_on_cluster(load_fake, [str(archive)], str(output), Cluster(limits=Limits(5, 0))))
    parts = sorted(output.glob("part-*.parquet"))
    assert sum(parquet.read_metadata(part).num_rows for part in parts) == 6


def test_a_node_that_is_killed_in_the_middle_costs_nothing(tmp_path: Path, nodes: Any) -> None:
    log, output = tmp_path / "log", tmp_path / "out.jsonl"
    archive = _archive(tmp_path / "in", 40, 5, slow=f"NOTE {log} SLOW")
    steps = []
    for step in run_on_cluster(load_fake, [str(archive)], str(output), Cluster(limits=LIMITS)):
        steps.append(step)
        begun = _begun(log)
        if len({node for node, _ in begun}) == 2 and len(nodes.worker_nodes) == 2:
            _kill(nodes, begun[-1][0])
    assert len(nodes.worker_nodes) == 1
    begun_by: dict[str, set[str]] = {}
    for node, text in _begun(log):
        begun_by.setdefault(text, set()).add(node)
    assert any(len(by) == 2 for by in begun_by.values()), "no page was begun on the dead node and again on the other"
    assert texts(output) == [f"NOTE {log} SLOW {shard}-{page}" for shard in range(40) for page in range(5)]
    assert _counts(steps) == {"digested": 200}
    assert not OutputFiles(output).errors.exists()


def _begun(log: Path) -> list[tuple[str, str]]:
    """The node and the text of each page that was begun, in that order."""
    lines = (line.partition("\t") for line in log.read_text(encoding="utf-8").splitlines())
    return [(node, text) for node, _, text in lines]


def _kill(nodes: Any, raylet: str) -> None:
    """Kill all processes of a node at once, as if its plug were pulled."""
    [node] = [n for n in nodes.worker_nodes if str(n.all_processes["raylet"][0].process.pid) == raylet]
    nodes.remove_node(node, allow_graceful=False)

"""Many articles: digested in parallel, each once, resumable; every failure named with its reason.

The engine for one machine is `local.py`: `inputs.py` finds the pages, `flow.py` takes them to the workers of
`pool.py` and back, `store.py` writes with `outputs.py`, `journal.py` and `manifest.py`. The one for a cluster
is `cluster.py`.
"""

from diemtin.batch.flow import Step
from diemtin.batch.inputs import Selection
from diemtin.batch.local import Options, run_batch
from diemtin.batch.manifest import OutputFiles
from diemtin.batch.pool import Limits

__all__ = ["Limits", "Options", "OutputFiles", "Selection", "Step", "run_batch"]

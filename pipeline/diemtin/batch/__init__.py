"""Many articles: digested in parallel, each once, resumable; every failure named with its reason.

The local engine is `local.py`: `pool.py` has the workers, `store.py` the writer with its `outputs.py`,
`journal.py` and `manifest.py`.
"""

from diemtin.batch.inputs import Selection
from diemtin.batch.local import Options, Step, run_batch
from diemtin.batch.manifest import OutputFiles
from diemtin.batch.pool import Limits

__all__ = ["Limits", "Options", "OutputFiles", "Selection", "Step", "run_batch"]

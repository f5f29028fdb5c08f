"""Write the expected digest of each sample beside it: python samples/update.py.

Read the difference before you commit it: the expected digests are what the tests hold the pipeline to.
"""

from __future__ import annotations

import json
from pathlib import Path

import diemtin
from diemtin.report.structured import digest_record

HERE = Path(__file__).parent


def main() -> None:
    """Digest every page; `source` is the page's file name."""
    digester = diemtin.load()
    for path in sorted(HERE.iterdir()):
        if path.suffix in (".txt", ".html"):
            record = digest_record(digester(diemtin.read_page(path))) | {"source": path.name}
            text = json.dumps(record, ensure_ascii=False, indent=2) + "\n"
            path.with_suffix(".digest.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

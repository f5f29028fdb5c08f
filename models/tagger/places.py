"""Rebuild the lists of administrative units under `pipeline/diemtin/lexicons/` with one command.

    python models/tagger/places.py

Provinces, districts and communes of Viet Nam before and after the mergers of 1 July 2025, without their class
nouns, from the table of old and new units in the installed underthesea (Apache-2.0), which is that of
vietnamadminunits 1.0.4. Other spellings of provinces come from `spellings.txt` beside this file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any

import typer

HERE = Path(__file__).parent
LEXICONS = HERE.parents[1] / "pipeline/diemtin/lexicons"
CLASS_NOUNS = ("thành phố", "thị xã", "thị trấn", "đặc khu", "tỉnh", "quận", "huyện", "phường", "xã")


def units() -> dict[str, Any]:
    """The table, read without importing the package, which takes seconds.

    Raises:
        FileNotFoundError: underthesea is not installed.
    """
    spec = find_spec("underthesea")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("underthesea is not installed: pip install underthesea")
    path = Path(spec.submodule_search_locations[0]) / "address/data/mapping.json"
    table: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return table


def name(unit: str) -> str:
    """`Xã Bảo Sơn` without its class noun."""
    unit = " ".join(unit.split())
    noun = next((noun for noun in CLASS_NOUNS if unit.lower().startswith(f"{noun} ")), "")
    return unit[len(noun) :].strip()


def names(found: Iterable[str | None]) -> list[str]:
    """The names of some units, each once, in order; numbered ones (`Phường 7`) have none."""
    return sorted({name(unit) for unit in found if unit} - {""} - {str(number) for number in range(100)})


def write(path: Path, description: str, found: Iterable[str]) -> None:
    """A list with what it is and where it comes from at its head."""
    package = f"underthesea {version('underthesea')} (Apache-2.0)"
    source = f"# From the administrative units in {package}, by models/tagger/places.py."
    path.write_text("\n".join([f"# {description}", source, *found]) + "\n", encoding="utf-8")


def main(output: Annotated[Path, typer.Option(help="the folder to write to")] = LEXICONS) -> None:
    """Write provinces.txt, districts.txt and communes.txt."""
    table = units()
    day = table["metadata"]["effective_date"]
    rows = table["ward_mapping"]
    spellings = (HERE / "spellings.txt").read_text(encoding="utf-8").splitlines()
    others = [line for line in spellings if line and not line.startswith("#")]
    both = f"of Viet Nam before and after {day}"
    provinces = names(row[key] for row in rows for key in ("old_province", "new_province"))
    write(
        output / "provinces.txt",
        f"Provinces and centrally run cities {both}, then other spellings.",
        [*provinces, *others],
    )
    # Those of one syllable (`Vinh`) are given names and words.
    districts = [name for name in names(row["old_district"] for row in rows) if " " in name]
    write(output / "districts.txt", f"Districts, towns and provincial cities of Viet Nam until {day}.", districts)
    # Their names alone are those of people, too, and of everything else.
    communes = sorted({" ".join(row[key].split()) for row in rows for key in ("old_ward", "new_ward") if row[key]})
    write(
        output / "communes.txt", f"Communes, wards, townships and special zones {both}, class nouns and all.", communes
    )
    typer.echo(f"wrote {len(provinces)} provinces, {len(districts)} districts and {len(communes)} communes to {output}")


if __name__ == "__main__":
    typer.run(main)

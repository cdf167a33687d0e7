"""The formats in which releases are exported, and the names of their files."""

from collections.abc import Mapping
from enum import StrEnum

from bot.reporting.long_table import LONG_FILE

RULES_FILE, PACKAGE_FILE = "rules.txt", "datapackage.json"


class Format(StrEnum):
    """A way to write what was released."""

    FIGURES = "figures"
    FIGURES_PARQUET = "figures-parquet"
    WIDE = "wide"
    LONG = "long"
    XLSX = "xlsx"
    PARQUET = "parquet"
    FFT = "fft"
    COMMENTS = "comments"
    DASHBOARD = "dashboard"


FILES: Mapping[Format, tuple[str, ...]] = {
    Format.FIGURES: ("figures.csv",),
    Format.WIDE: ("records.csv",),
    Format.LONG: (LONG_FILE, PACKAGE_FILE),
    Format.XLSX: ("sayso.xlsx",),
    Format.FIGURES_PARQUET: ("figures.parquet",),
    Format.PARQUET: ("records.parquet",),
    Format.FFT: ("fft.csv",),
    Format.COMMENTS: ("comments.csv",),
    Format.DASHBOARD: ("dashboard.csv",),
}

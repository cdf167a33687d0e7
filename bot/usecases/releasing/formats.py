"""The formats in which a release is exported, and the names of their files."""

from collections.abc import Mapping
from enum import StrEnum

from bot.reporting.long_table import LONG_FILE

RULES_FILE, PACKAGE_FILE = "rules.txt", "datapackage.json"


class Format(StrEnum):
    """A way to write a release."""

    FIGURES = "figures"
    WIDE = "wide"
    LONG = "long"
    XLSX = "xlsx"
    PARQUET = "parquet"
    FFT = "fft"
    COMMENTS = "comments"
    DASHBOARD = "dashboard"


FILES: Mapping[Format, tuple[str, ...]] = {
    Format.FIGURES: ("figures.csv",),
    Format.WIDE: ("submissions.csv",),
    Format.LONG: (LONG_FILE, PACKAGE_FILE),
    Format.XLSX: ("submissions.xlsx",),
    Format.PARQUET: ("submissions.parquet",),
    Format.FFT: ("fft.csv",),
    Format.COMMENTS: ("comments.csv",),
    Format.DASHBOARD: ("dashboard.csv",),
}

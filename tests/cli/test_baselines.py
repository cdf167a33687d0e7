"""Deciding on new limits with `sayso baseline`: what is printed, and what the chart says."""

import pytest

from tests.cli.sayso import Sayso

LEAD = ("--role", "QI lead")


@pytest.mark.usefixtures("either_database")
def test_a_baseline_is_set_listed_and_removed(sayso: Sayso) -> None:
    assert sayso("baseline", "list").lines == ["There are none: every chart has the limits of its first figures."]
    sayso("services", "add", "Willow Ward", "--code", "willow", *LEAD)
    how = ("rights", "--from", "2026-04", "--because", "leaflets work", "--ward", "willow", *LEAD)
    added = sayso("baseline", "set", *how)

    assert (added.code, added.complained) == (0, "")
    name = added.lines[0].rpartition(" ")[2]
    assert added.lines == [f"Charts have new limits from 2026-04 on. To undo: sayso baseline remove {name}"]
    assert sayso("baseline", "list").lines == [f"{name}  patient.rights  willow  2026-04  leaflets work"]
    again = sayso("baseline", "set", *how).complained
    assert f"remove it first: sayso baseline remove {name}" in again
    removed = sayso("baseline", "remove", name, *LEAD)
    assert removed.lines == [f"{name} is removed. Charts have the limits of before."]
    assert f"There is no baseline {name}." in sayso("baseline", "remove", name, *LEAD).complained


def test_a_baseline_needs_a_role_and_a_question_that_is_charted(sayso: Sayso) -> None:
    how = ("--from", "2026-04", "--because", "leaflets work")

    assert "--role" in sayso("baseline", "set", "rights", *how).complained
    assert "There is no chart of “lunch”." in sayso("baseline", "set", "lunch", *how, *LEAD).complained

"""What is in the repository: no promise we cannot keep, no work left over, nothing of anybody's machine."""

import re

from tests.code_base.repository import files, texts

ALL = texts(files())
BUILDING = {
    name: text
    for name, text in ALL.items()
    if name in {"constraints.txt", "model.txt", "pyproject.toml", "Makefile"} or name.startswith(".ci/")
}


def found(pattern: str, among: dict[str, str]) -> list[str]:
    """Return file and line of everything that fits."""
    compiled = re.compile(pattern)
    return [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in among.items()
        for number, line in enumerate(text.splitlines(), 1)
        if compiled.search(line)
    ]


def test_there_are_files_to_look_at() -> None:
    assert {"pyproject.toml", "constraints.txt", "Makefile", ".env.example", "conversations/README.md"} <= set(ALL)
    assert found(r"^requires-python = ", ALL), "and looking finds things"


def test_building_sayso_asks_nothing_of_a_host_of_our_own_choosing() -> None:
    assert len(BUILDING) >= 4
    assert found(r"https?://|\bgit\+", BUILDING) == []


def test_no_file_leads_to_a_registry() -> None:
    assert found(r"https?://\S+", ALL), "files do name addresses"
    assert found(r"(?i)https?://\S*(pypi|artifactory|nexus|devpi|registry|/simple\b)", ALL) == []


def test_no_file_names_an_index_to_install_from() -> None:
    pins = {"constraints.txt": ALL["constraints.txt"]}

    assert len(found(r"--hash=sha256:", pins)) > 100
    assert found(r"^\s*-{1,2}(index-url|extra-index-url|find-links|trusted-host|i|f)\b", pins) == []


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    assert found(r"(?<![\w.{}/-])/(home|Users|root|work)/\w", ALL) == []
    assert found(r"\b[A-Z]:\\Users\\", ALL) == []


def test_no_work_is_left_over() -> None:
    marks = "|".join(("TO" + "DO", "FIX" + "ME", "HA" + "CK"))

    assert found(rf"\b({marks})\b", ALL) == []


def test_no_word_to_a_respondent_promises_that_nobody_can_know_who_they_are() -> None:
    words = {name: text for name, text in ALL.items() if re.fullmatch(r"conversations/[\w-]+/words/.+\.yaml", name)}

    assert len(words) >= 10
    assert found(r"(?i)anonym|confidential|secret", words) == []


def test_no_secret_is_in_the_repository() -> None:
    assert (
        found(
            r"(?<!\d)\d{8,10}:AA[A-Za-z0-9_-]{33}(?![A-Za-z0-9_-])", {n: t for n, t in ALL.items() if "test" not in n}
        )
        == []
    )
    assert [name for name in ALL if re.search(r"(^|/)(\.env|secret|.*\.db(-\w+)?)$", name)] == []


def test_every_flow_is_told_in_the_guide_to_the_conversations() -> None:
    guide = ALL["conversations/README.md"]
    flows = sorted(name.split("/")[1] for name in ALL if re.fullmatch(r"conversations/[\w-]+/flow\.yaml", name))

    assert len(flows) >= 4
    assert [flow for flow in flows if f"`{flow}/`" not in guide] == []

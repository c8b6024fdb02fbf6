"""Commands, the doctor and a starting server speak the language of the terminal, and every word of theirs can."""

import ast
import gettext as catalogues
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from flask import Flask

from surveys import terminal
from surveys.operating.commands import COMMANDS
from surveys.operating.commands.speaking import WORDS_OF_CLICK
from surveys.settings import PROJECT
from surveys.storage import Instance
from surveys.survey import Survey
from surveys.terminal import COMPLETE, language_of
from tests.journeys.test_a_made_up_language import CLOSED, OPENED, write_catalogue
from tests.test_commands import Run, flask, run  # noqa: F401  (a fixture)

FRENCH = {"LANG": "fr_FR.UTF-8"}


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": ""}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "de_CH"}, "de"),
        ({"LANG": "es_ES@euro"}, "es"),
        ({"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "it_IT.UTF-8"}, "it"),
        ({"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "it_IT.UTF-8", "LC_ALL": "de_DE.UTF-8"}, "de"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "de"}, "de"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "fa:it:de"}, "it"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "fr_FR:fr", "LC_ALL": "C"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "POSIX"}, "en"),
        ({"LANGUAGE": "fr"}, "en"),
        ({"LANG": "pt_PT.UTF-8"}, "en"),
        ({"LANG": "../fr"}, "en"),
    ],
)
def test_the_language_is_that_of_other_programs(environment: dict[str, str], language: str) -> None:
    """Portuguese is spoken on participants' pages only."""
    assert language_of(environment) == language


def in_french(message: str) -> str:
    """What the catalogue says; English as long as it says nothing."""
    return catalogues.translation("messages", terminal.TRANSLATIONS, ["fr"]).gettext(message)


def test_a_french_terminal_gets_french(survey: Survey, instance: Instance, tmp_path: Path) -> None:
    """What scripts read stays: marks, codes, states, exit statuses."""
    french = FRENCH | {"UNSIGNED_INSTANCE": str(instance.folder), "UNSIGNED_SESSIONS": str(instance.sessions)}
    doctor = flask("doctor", **french)
    assert doctor.returncode == 1
    assert f"ok    {in_french('permissions')}\n" in doctor.stdout
    assert f"do    {in_french('TLS in front')}: " in doctor.stdout
    assert in_french("Set UNSIGNED_ADDRESS to the public address, such as https://notes.example.org") in doctor.stdout
    listed = flask("survey", "list", **french)
    assert (listed.returncode, listed.stdout) == (0, f"{survey.slug}  open    {survey.title}  (Ines)\n")
    sheet = ("sheet", survey.slug, "--facilitator", "Nobody", "--format", "pdf")
    unknown = flask(*sheet, text="wrong\n", **french)
    error = in_french("Error: {message}").format(message=in_french("There is no organiser with this name."))
    assert (unknown.returncode, unknown.stderr.strip()) == (1, error)


def test_a_wrong_setting_is_said_in_french() -> None:
    done = flask("doctor", **FRENCH, UNSIGNED_PORT="many")
    said = in_french("%(name)s must be a whole number from %(least)d to %(most)d.")
    assert said % {"name": "UNSIGNED_PORT", "least": 1, "most": 65_535} in done.stderr
    assert done.returncode == 1


@pytest.fixture(scope="module")
def folder_of_words(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("translations")
    write_catalogue(folder)
    return folder


@pytest.fixture
def made_up(folder_of_words: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each message is between marks, in our own words and in those of click."""
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setattr(terminal, "TRANSLATIONS", folder_of_words)
    before = catalogues.bindtextdomain("messages")
    catalogues.bindtextdomain("messages", str(folder_of_words))
    forget_help()
    yield
    catalogues.bindtextdomain("messages", before)
    forget_help()


def all_commands() -> Iterator[tuple[str, ...]]:
    for command in COMMANDS:
        yield (str(command.name),)
        for name in getattr(command, "commands", ()):
            yield str(command.name), name


def forget_help() -> None:
    """click makes the line about `--help` once for each command."""
    for command in COMMANDS:
        for one in (command, *getattr(command, "commands", {}).values()):
            one._help_option = None


def outside_the_marks(text: str) -> str:
    depth, outside = 0, []
    for part in re.split(rf"({re.escape(OPENED)}|{re.escape(CLOSED)})", text):
        depth += (part == OPENED) - (part == CLOSED)
        if depth == 0 and part != CLOSED:
            outside.append(part)
    assert depth == 0, text
    return " ".join(" ".join(outside).split())


# Names: the program, options, kinds of values in capitals, what can be chosen, commands.
NAMES = re.compile(r"\bsurveys\b|--?[a-z-]+|\b[A-Z_]{2,}\b|\[[\w|-]+\]|sticky-notes")


def has_words(text: str) -> bool:
    return re.search(r"[^\W\d_]{2}", NAMES.sub("", text)) is not None


@pytest.mark.usefixtures("made_up")
def test_every_word_of_the_help_can_be_translated(app: Flask) -> None:
    left = []
    for names in all_commands():
        text = app.test_cli_runner().invoke(args=[*names, "--help"]).output
        about, _heading, commands = text.partition(f"\n{OPENED} Çömmáñdš")
        left += [text] if has_words(outside_the_marks(about).replace(" ".join(names), "")) else []
        lines = commands.splitlines()[1:]
        assert bool(lines) == (len(names) == 1 and names[0] in ("facilitator", "survey", "tickets"))
        left += [line for line in lines if not re.match(rf"  [a-z-]+ +{re.escape(OPENED)} ", line)]
    assert left == []


WRONG = (
    *(("survey", "nothing"), ("sheet",), ("sheet", "a", "--format", "odt"), ("sheet", "a", "--facilitator")),
    *(("doctor", "--backup"), ("doctor", "--backups", "nowhere"), ("doctor", "--manifest=1"), ("doctor", "more")),
    *(("tickets", "letters", "Makefile", "Makefile", "--out", "o", "--title", "a"), ("tickets", "post")),
    *(("doctor", "more", "and", "more"), ("demo", "--notes", "tests"), ("backup", "README.md"), ("restore",)),
    *(
        ("facilitator", "remove", "a"),
        ("survey", "delete", "a"),
        ("sheet", "a", "--format", "pdf", "--facilitator", "b"),
    ),
)


@pytest.mark.usefixtures("made_up")
def test_every_word_about_a_wrong_command_can_be_translated(run: Run) -> None:  # noqa: F811
    left = []
    for arguments in WRONG:
        done = run(*arguments)
        assert done.exit_code in (1, 2)
        assert OPENED in done.output, arguments
        usage = f"{OPENED} Üšágé: · {CLOSED}"
        said = done.output.partition("\n")[2] if done.output.startswith(usage) else done.output
        typed = "|".join(map(re.escape, (*arguments, "FORMAT", "SLUG", "SOURCE")))
        left += [done.output] if has_words(re.sub(rf"\b(?:{typed})\b", "", outside_the_marks(said))) else []
    assert left == []


@pytest.mark.usefixtures("made_up")
def test_every_word_of_the_doctor_can_be_translated(run: Run) -> None:  # noqa: F811
    """Of an instance as tests have it: most checks find something. Marks stay, because scripts look for them."""
    done = run("doctor")
    assert done.exit_code == 1
    lines = done.output.splitlines()
    assert len(lines) > 20
    assert {line.split()[0] for line in lines} == {"ok", "do", "look"}
    paths = re.compile(r"/[\w./-]+")
    outside = [paths.sub("", outside_the_marks(line.partition(" ")[2])) for line in lines]
    assert [words for words in outside if has_words(words)] == []


TRANSLATED = {"_", "gettext", "ngettext", "marked", "marked_forms"}
FOR_PROGRAMS = {
    "health.py": "monitoring and the log",
    "lines.py": "what no person reads",
    "tour_surveys.py": "the invented survey",
    "nginx.py": "patterns",
}
TWO_WORDS = re.compile(r"[A-Za-z]{2,}[,.:;]? +[A-Za-z]{2,}")
LEFT = re.compile(
    r"^(?:SELECT|INSERT|UPDATE|PRAGMA|BEGIN|HTTP/1)|^Prof\. Ada|^As the only woman|^The bald guy|^My login"
    r"|^the (?:first start|operator|Diversity Office)$|^nobody: this is a tour$|Max core file size|^close and read$"
    r"|^organisers only$|^not a file$|^SQLite format 3$|^nobody is at the other end here$|^pip install -r"
    r"|^make tour HOST|^/instance make run$|^flask --app|^(?:survey|restore) \w+ |^facilitator add$|^at work$"
)
"""Queries, what is stripped to warm up, names that are stored, keys of summary.json, commands."""


def untranslated(path: Path) -> Iterator[str]:
    """Texts of two words or more that reach nobody through a catalogue, but for what describes the code."""
    tree = ast.parse(path.read_text())
    described = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    translated = {
        inside
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in TRANSLATED
        for inside in ast.walk(call)
    }
    for node in set(ast.walk(tree)) - described - translated:
        text = node.value if isinstance(node, ast.Constant) else ""
        if isinstance(text, str) and TWO_WORDS.search(text) and not LEFT.search(text):
            yield f"{path.name}: {text}"


def test_no_sentence_of_a_command_is_out_of_reach_of_translators() -> None:
    files = [PROJECT / "surveys/settings.py", *sorted((PROJECT / "surveys/operating").rglob("*.py"))]
    found = [text for path in files if path.name not in FOR_PROGRAMS for text in untranslated(path)]
    assert [text for text in found if not is_about_a_setting(text)] == []


def is_about_a_setting(text: str) -> bool:
    """The help of the table of settings, which no command prints: docs/operators.md has it."""
    return (
        text.startswith("settings.py: ")
        and text.partition(": ")[2]
        in Path(PROJECT / "surveys/settings.py")
        .read_text()
        .partition("SETTINGS = (")[2]
        .partition("Settings = Mapping")[0]
    )


@pytest.mark.usefixtures("made_up")
def test_a_terminal_without_the_letters_gets_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert terminal.gettext("permissions").startswith(OPENED)
    with (tmp_path / "old").open("w", encoding="latin-1") as old:
        monkeypatch.setattr(sys, "stdout", old)
        assert terminal.gettext("permissions") == "permissions"
        assert terminal.ngettext("Saved %(num)d place with a note.", "Saved %(num)d places with notes.", 2) == (
            "Saved 2 places with notes."
        )


def test_the_words_of_click_are_those_of_click() -> None:
    """A new version of click may say it in other words: then ours have to follow."""
    folder = Path(str(click.__file__)).parent
    said = {
        node.value
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    forms = [form for words in WORDS_OF_CLICK for form in ([words] if isinstance(words, str) else words)]
    assert [form for form in forms if form not in said] == []


def test_tests_speak_english() -> None:
    assert language_of(os.environ) == "en"
    assert COMPLETE[0] == "en"

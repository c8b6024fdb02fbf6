"""`flask tickets letters`: each member gets one ticket, and nothing but the letters says who got which."""

import os
import re
import subprocess
import sys
from collections import Counter
from email import message_from_string
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from surveys.collecting import new_code
from surveys.operating.letters import SPARE, write_letters
from surveys.settings import PROJECT
from tests.actors import Organiser, Participant, hidden_fields
from tests.test_commands import Run, flask, run  # noqa: F401  (a fixture)
from tests.test_language_of_the_terminal import in_french

ADDRESS = "https://notes.example.org"
MEMBERS = (
    "\ufeff# Who could not be in the room\r\n"
    "anna@example.org\r\n"
    "\r\n"
    "Bo Lindström <bo@example.org>\r\n"
    '  "Moser, Carla" <c.moser+forum@mail.example.org>\r\n'
    "Iyer, Dev <dev@example.org>\r\n"
    "Zoë <zoë@bücher.example>"
)
PEOPLE = {
    "anna@example.org": "",
    "bo@example.org": "Bo Lindström",
    "c.moser+forum@mail.example.org": "Moser, Carla",
    "dev@example.org": "Iyer, Dev",
    "zoë@bücher.example": "Zoë",
}


@pytest.fixture
def codes() -> list[str]:
    return [new_code() for _ in range(7)]


@pytest.fixture
def laptop(tmp_path: Path, codes: list[str]) -> Path:
    """Two files, and no instance."""
    (tmp_path / "members.txt").write_bytes(MEMBERS.encode())
    (tmp_path / "codes.txt").write_text("".join(f"{code}\n" for code in codes))
    return tmp_path


def arguments(folder: Path, *more: str) -> list[str]:
    named = ("--address", f"{ADDRESS}/", "--title", "Imposter syndrome – été", "--out", str(folder / "letters"))
    return ["tickets", "letters", str(folder / "members.txt"), str(folder / "codes.txt"), *named, *more]


def letters_in(folder: Path) -> list[EmailMessage]:
    messages = [message_from_string(path.read_text("utf-8"), policy=default) for path in sorted(folder.glob("*.eml"))]
    return [message for message in messages if isinstance(message, EmailMessage)]


def ticket_of(letter: EmailMessage) -> str:
    (code,) = re.findall(rf"^{ADDRESS}/t/(\S+)$", letter.get_content(), re.MULTILINE)
    assert f"\n{code}\n" in letter.get_content()
    return code


def test_each_member_gets_one_ticket_and_the_others_are_spare(laptop: Path, codes: list[str]) -> None:
    done = flask(*arguments(laptop), UNSIGNED_INSTANCE=str(laptop / "instance"), UNSIGNED_SESSIONS=str(laptop / "s"))
    assert (done.returncode, done.stderr) == (0, "")
    letters = letters_in(laptop / "letters")
    people = [address for letter in letters for address in letter["To"].addresses]
    assert {person.addr_spec: person.display_name for person in people} == PEOPLE
    assert len(people) == len(PEOPLE)
    spare = (laptop / "letters" / SPARE).read_text().splitlines()
    assert sorted([*map(ticket_of, letters), *spare]) == sorted(codes)
    assert len(spare) == 2
    assert all(f"{len(number)} " in done.stdout for number in (letters, spare))
    assert not any(secret in done.stdout for secret in (*codes, *PEOPLE))


def test_a_letter_says_nothing_about_who_made_it_or_when(laptop: Path) -> None:
    assert flask(*arguments(laptop), UNSIGNED_INSTANCE=str(laptop / "instance")).returncode == 0
    body = {"Content-Type", "Content-Transfer-Encoding", "MIME-Version"}
    for letter in letters_in(laptop / "letters"):
        assert set(letter.keys()) == {"X-Unsent", "To", "Subject"} | body
        assert letter["X-Unsent"] == "1"
        assert letter["Subject"] == "Your ticket: Imposter syndrome – été"
        assert "Imposter syndrome – été" in letter.get_content()
        assert not letter.defects
    paths = [*(laptop / "letters").iterdir(), laptop / "letters"]
    assert {path.stat().st_mode & 0o777 for path in paths} == {0o600, 0o700}
    assert len({(path.stat().st_mtime_ns) for path in paths}) == 1
    names = [path.name for path in paths if path.suffix == ".eml"]
    assert all(re.fullmatch(r"[0-9a-f]{16}\.eml", name) for name in names)


def test_nothing_else_is_left_on_the_laptop(laptop: Path) -> None:
    places = {"UNSIGNED_INSTANCE": str(laptop / "instance"), "UNSIGNED_SESSIONS": str(laptop / "sessions")}
    before = {path: path.read_bytes() for path in laptop.iterdir()}
    assert flask(*arguments(laptop), **places, HOME=str(laptop), TMPDIR=str(laptop)).returncode == 0
    assert {path: path.read_bytes() for path in laptop.iterdir() if path.is_file()} == before
    assert set(laptop.iterdir()) == {*before, laptop / "letters"}


def test_a_disk_that_fills_up_leaves_no_half_of_the_letters(laptop: Path) -> None:
    """No file may grow: the same error comes in the same place as from a full disk."""
    command = f'ulimit -f 0; exec "{sys.executable}" -m flask --app app "$@"'
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "UNSIGNED_INSTANCE": str(laptop / "instance")}
    full = ["sh", "-c", command, "sh", *arguments(laptop)]
    done = subprocess.run(full, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert re.fullmatch(r"Error: The folder \S+/letters cannot be made or written: File too large\.\n", done.stderr)
    assert {path.name for path in laptop.iterdir()} == {"members.txt", "codes.txt"}


TWICE = "anna@example.org\nbo@example.org\nAnna <Anna@Example.org>\n"


@pytest.mark.parametrize(
    ("members", "said"),
    [
        (b"anna@example.org\nBo\n\n# \nbo@\n", "Look at these lines: 2, 5\n"),
        (b"anna@example.org, bo@example.org\n", "Look at these lines: 1\n"),
        (b"Anna <anna@example.org> <bo@example.org>\n", "Look at these lines: 1\n"),
        (b"anna@example.org\nbo@example.org, Carla <carla@example.org>\n", "Look at these lines: 2\n"),
        (TWICE.encode(), "Look at these lines: 1, 3\n"),
        (b"x\n" * 20, "Look at these lines: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10\n"),
        (b"# nobody\n", "must have one e-mail address on each line"),
        ("Zoë <z@example.org>".encode("latin-1"), "is no text in UTF-8"),
        ("anna@example.org\n".encode("utf-16"), "is no text in UTF-8"),
        (b"".join(b"m%d@example.org\n" % number for number in range(8)), "Not enough tickets: 7 for 8 members."),
    ],
)
def test_a_wrong_list_of_members_is_said_by_its_lines(
    run: Run,  # noqa: F811
    laptop: Path,
    codes: list[str],
    members: bytes,
    said: str,
) -> None:
    (laptop / "members.txt").write_bytes(members)
    done = run(*arguments(laptop))
    assert (done.exit_code, said in done.output) == (1, True), done.output
    quoted = [*codes, *members.decode("latin-1").replace("anna@example.org or Anna <anna@example.org>", "").split()]
    left = done.output.replace("anna@example.org or Anna <anna@example.org>", "")
    assert not [word for word in quoted if len(word) > 5 and word in left]
    assert not (laptop / "letters").exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda codes: [*codes, codes[2]], "Look at these lines: 3, 8\n"),
        (lambda codes: [*codes, codes[2].lower().replace("-", " ")], "Look at these lines: 3, 8\n"),
        (lambda codes: [codes[0], codes[1][:-1], f"{codes[2]}A"], "Look at these lines: 2, 3\n"),
        (lambda codes: [], "must have one ticket on each line"),
    ],
)
def test_a_wrong_file_of_codes_is_said_by_its_lines(run: Run, laptop: Path, codes: list[str], change, said) -> None:  # type: ignore[no-untyped-def]  # noqa: F811
    (laptop / "codes.txt").write_text("\n".join(change(codes)))
    done = run(*arguments(laptop))
    assert (done.exit_code, said in done.output) == (1, True), done.output
    assert not [code for code in codes if code[:9] in done.output]
    assert not (laptop / "letters").exists()


def test_codes_in_any_spelling_become_links(run: Run, laptop: Path, codes: list[str]) -> None:  # noqa: F811
    (laptop / "codes.txt").write_text("\r\n".join(code.lower().replace("-", " ") for code in codes))
    assert run(*arguments(laptop)).exit_code == 0
    assert set(map(ticket_of, letters_in(laptop / "letters"))) < set(codes)


def test_letters_go_into_no_folder_with_something_in_it(run: Run, laptop: Path) -> None:  # noqa: F811
    """Into an empty one they do."""
    folder = laptop / "letters"
    folder.mkdir(mode=0o755)
    (folder / "mine").touch()
    done = run(*arguments(laptop))
    assert (done.exit_code, "is not empty" in done.output) == (1, True)
    (folder / "mine").unlink()
    assert run(*arguments(laptop)).exit_code == 0
    assert folder.stat().st_mode & 0o777 == 0o700
    assert run(*arguments(laptop)).exit_code == 1


@pytest.mark.parametrize("address", ["", "notes.example.org", f"{ADDRESS}/s/GHJKLMNPQR", f"{ADDRESS}?a=b"])
def test_an_address_that_no_link_can_begin_with_is_refused(run: Run, laptop: Path, address: str) -> None:  # noqa: F811
    done = run(*arguments(laptop, "--address", address))
    assert (done.exit_code, done.output.startswith("Error: --address ")) == (1, True), done.output
    assert not (laptop / "letters").exists()


def test_letters_never_lie_in_an_instance(run: Run, laptop: Path) -> None:  # noqa: F811
    done = run(*arguments(laptop, "--out", str(laptop / "instance" / "letters")))
    assert (done.exit_code, "lies in an instance" in done.output) == (1, True), done.output


def test_letters_speak_the_language_that_is_asked_for(run: Run, laptop: Path) -> None:  # noqa: F811
    assert run(*arguments(laptop, "--language", "fr")).exit_code == 0
    subject = in_french("Your ticket: %(title)s") % {"title": "Imposter syndrome – été"}
    assert {letter["Subject"] for letter in letters_in(laptop / "letters")} == {subject}


def test_the_link_in_a_letter_opens_the_form(
    run: Run,  # noqa: F811
    laptop: Path,
    codes: list[str],
    organiser: Organiser,
    participant: Participant,
) -> None:
    """So does what somebody types who cannot press it."""
    organiser.opens(codes=tuple(codes))
    assert run(*arguments(laptop)).exit_code == 0
    letter = letters_in(laptop / "letters")[0]
    assert hidden_fields(participant.get(f"/t/{ticket_of(letter)}"))["ticket"] == ticket_of(letter)
    typed = letter.get_content().split(f"{ADDRESS} and type this ticket:\n\n")[1].split("\n")[0]
    assert participant.post("/", {"code": typed}).location == f"/t/{ticket_of(letter)}"


RUNS, MANY = 600, 5
FIVE_DEVIATIONS = 5 * (RUNS / MANY * (1 - 1 / MANY)) ** 0.5


def test_nothing_says_which_line_of_the_codes_a_member_got(tmp_path: Path) -> None:
    """Neither the lines of the two files, nor the names of the letters, nor the order in which they were written.

    Each of five members meets each of five places equally often; chance leaves five deviations once in 10,000 runs.
    """
    members = [Address(username=f"m{number}", domain="example.org") for number in range(MANY)]
    codes = [new_code() for _ in range(MANY + 2)]
    met: dict[str, Counter[tuple[int, int]]] = {name: Counter() for name in ("code", "name", "written")}
    for number in range(RUNS):
        folder = tmp_path / str(number)
        write_letters(members, codes, folder, "en", address=ADDRESS, title="Wishes")
        paths = sorted(folder.glob("*.eml"))
        written = sorted(paths, key=lambda path: path.stat().st_ino)
        for place, path in enumerate(paths):
            text = path.read_text()
            member = int(re.search(r"^To: m(\d)@", text, re.MULTILINE)[1])
            code = codes.index(re.search(r"/t/(\S{19})\n", text)[1])
            met["code"][member, code] += code < MANY
            met["name"][member, place] += 1
            met["written"][member, written.index(path)] += 1
    wholes = {"code": RUNS / (MANY + 2), "name": RUNS / MANY, "written": RUNS / MANY}
    far = {
        (name, member, place): counts[member, place]
        for name, counts in met.items()
        for member in range(MANY)
        for place in range(MANY)
        if abs(counts[member, place] - wholes[name]) > FIVE_DEVIATIONS
    }
    assert far == {}


def test_the_tickets_that_are_left_are_in_an_order_of_their_own(tmp_path: Path) -> None:
    """Else the lines of the file that was downloaded would say which tickets went out, and in which order."""
    codes = [new_code() for _ in range(12)]
    orders = set()
    for number in range(4):
        write_letters([Address("", "a", "b.c")], codes, tmp_path / str(number), "en", address=ADDRESS, title="Wishes")
        left = (tmp_path / str(number) / SPARE).read_text().splitlines()
        assert left != [code for code in codes if code in left]
        orders.add(tuple(left))
    assert len(orders) == 4

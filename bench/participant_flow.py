"""What one participant costs: form, check, store, two notes of 150 characters; beside the floor."""

import tempfile
from pathlib import Path

from bench.prepared import open_survey_in
from bench.served import Server, floor, unsigned
from surveys.operating.demo import hidden_fields

FLOWS = 200
LIKE = (
    "I like that Prof. Amara Osei answers every question of the students, also the simple ones, "
    "and that nobody laughs in the meeting when one of us is wrong."
)
CHANGE = (
    "Please move the plenary away from 18:00: parents leave, and lea.fontaine@cern.ch had to "
    "follow the vote from the train to Lyon with a broken connection."
)


def flow(server: Server, slug: str) -> int:
    answer, page = server.ask("GET", f"/s/{slug}")
    fields = {"answer-0-text": LIKE, "answer-1-text": CHANGE}
    _, check = server.ask("POST", f"/s/{slug}/check", fields)
    thanks, _ = server.ask("POST", f"/s/{slug}/notes", hidden_fields(check.decode()) | {"sharing": "2"})
    assert thanks.status == 200
    return len(page) + len(str(answer.headers))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        survey = open_survey_in(Path(folder) / "instance")
        ours, size = cost_of_unsigned(folder, survey.slug)
        lowest = cost_of_floor(folder)
    print(f"floor: one form, one insert                  {lowest:7.2f} ms CPU")
    print(
        f"Unsigned: form, check, two notes stored      {ours:7.2f} ms CPU   ({ours / lowest:.1f} x floor; goal 20 ms)"
    )
    print(f"first screen on the wire, headers included   {size / 1000:7.2f} kB       (goal 6 kB, one request)")


def cost_of_unsigned(folder: str, slug: str) -> tuple[float, int]:
    with unsigned(folder, 8211, workers=1) as server:
        size = flow(server, slug)
        before = server.cpu_seconds()
        for _ in range(FLOWS):
            flow(server, slug)
        return 1000 * (server.cpu_seconds() - before) / FLOWS, size


def cost_of_floor(folder: str) -> float:
    with floor(folder, 8212, workers=1) as server:
        before = server.cpu_seconds()
        for _ in range(FLOWS):
            server.ask("GET", "/")
            server.ask("POST", "/", {"text": LIKE})
        return 1000 * (server.cpu_seconds() - before) / FLOWS


if __name__ == "__main__":
    main()

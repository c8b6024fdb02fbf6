"""Stripping over JSONL corpora: what it finds, what it touches needlessly, how fast and large it is.

    PYTHONPATH=. python bench/stripping.py CORPUS.jsonl …

A line of a corpus is {"text": …, "spans": [[start, end, label], …]}. A mention is found if all its characters are
covered but punctuation and small words, so that recall, precision and noise equal men_R, P and over_txt, over_tok of
an outside evaluation that masks every finding of `find`, hints included; compare the columns by those names. What goes
without a question, hints left in, stands behind "taken out".
"""

import json
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median_low as median

import regex

from bench.hostile import FRAGMENTS, hostile_text
from surveys.operating.starting import warm_up
from surveys.stripping import Certainty, Finding, find

WORD = regex.compile(r"\w+")
MARKS = set(" ,.-;:/&()[]–'\" ’“”\n\t\u00a0@#")
SMALL_WORDS = frozenset(
    WORD.findall(
        "mr mrs ms no nr about the a an of in on at by for from to with and or s de du between until since before after"
        " than over under into as this that these those per around within during against nor but"
    )
)
ALIASES = {"USERNAME": "HANDLE", "CREDIT_CARD": "ID", "IBAN_CODE": "ID", "US_SSN": "ID", "US_DRIVER_LICENSE": "ID"}
ALIASES |= {"EMAIL_ADDRESS": "EMAIL", "PHONE_NUMBER": "PHONE", "DOMAIN_NAME": "URL", "IP_ADDRESS": "IP"}
ALIASES |= {
    "GPE": "LOCATION",
    "ORGANIZATION": "ORG",
    "STREET_ADDRESS": "ADDRESS",
    "DATE_TIME": "DATE",
    "ZIP_CODE": "ZIP",
}
DIRECT = frozenset({"PERSON", "EMAIL", "PHONE", "URL", "HANDLE", "ID", "IP", "ADDRESS"})
HOW_MANY, SLOWEST, MODERATE = 10_000, 100, 10.0


def main() -> None:
    _show_size()
    warm_up()
    for path in map(Path, sys.argv[1:]):
        for lower in (False, True):
            _show_corpus(path, lower)
    _show_slowest()


def _show_corpus(path: Path, lower: bool) -> None:
    found: Counter[str] = Counter()
    taken_out: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    count: Counter[str] = Counter()
    seconds = 0.0
    for text, spans in _texts(path, lower):
        start = time.process_time()
        findings = find(text)
        seconds += time.process_time() - start
        mask, gold = _mask(text, findings), bytearray(len(text))
        gone = _mask(text, [finding for finding in findings if finding.certainty is not Certainty.HINT])
        for begin, end, kind in spans:
            gold[begin:end] = b"\1" * (end - begin)
            for name in (kind, "all direct" if kind in DIRECT else "all indirect"):
                marked[name] += 1
                found[name] += _is_covered(text, mask, begin, end)
                taken_out[name] += _is_covered(text, gone, begin, end)
        count += _count(text, mask, gold, bool(spans))
        count["clean texts robbed"] += not spans and any(gone)
        count["letters"] += len(text)
    print(
        f"{path.name}{', lower-cased' if lower else ''}: {seconds * 1e6 / count['letters']:.2f} ms per 1,000 characters"
    )
    for kind in sorted(marked):
        taken = f", taken out {taken_out[kind] / marked[kind]:.3f}" if kind in DIRECT | {"all direct"} else ""
        print(f"  {kind:14} recall {found[kind] / marked[kind]:.3f} of {marked[kind]}{taken}")
    _show_shares(count)


def _show_shares(count: Counter[str]) -> None:
    print(f"  precision {count['masked and marked'] / max(1, count['masked']):.3f} of {count['masked']} words")
    for what in ("clean texts", "clean words"):
        print(f"  {what} touched {count[what + ' touched'] / max(1, count[what]):.3f} of {count[what]}")
    print(f"  clean texts with something taken out {count['clean texts robbed'] / max(1, count['clean texts']):.3f}")


def _texts(path: Path, lower: bool) -> Iterator[tuple[str, list[tuple[int, int, str]]]]:
    for line in path.read_text("utf-8").splitlines():
        entry = json.loads(line)
        text = entry["text"]
        if lower and len(text.lower()) == len(text):
            text = text.lower()
        yield text, [(start, end, ALIASES.get(label, label)) for start, end, label in entry["spans"]]


def _mask(text: str, findings: Sequence[Finding]) -> bytearray:
    mask = bytearray(len(text))
    for finding in findings:
        mask[finding.start : finding.end] = b"\1" * (finding.end - finding.start)
    return mask


def _is_covered(text: str, mask: bytearray, start: int, end: int) -> bool:
    missing = {i for i in range(start, end) if not mask[i] and text[i] not in MARKS}
    for word in WORD.finditer(text) if missing else ():
        if word.group().lower() in SMALL_WORDS:
            missing -= set(range(word.start(), word.end()))
    return not missing


def _count(text: str, mask: bytearray, gold: bytearray, has_spans: bool) -> Counter[str]:
    words = [word.span() for word in WORD.finditer(text)]
    masked = [(start, end) for start, end in words if all(mask[start:end])]
    if not has_spans:
        count = Counter({"clean texts": 1, "clean texts touched": any(mask), "clean words": len(words)})
        return count + Counter({"clean words touched": len(masked), "masked": len(masked)})
    return Counter({"masked": len(masked), "masked and marked": sum(all(gold[start:end]) for start, end in masked)})


def _show_size() -> None:
    script = (
        "import resource, time; r = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024; b = r();"
        "t = time.perf_counter(); from surveys.stripping import find; i = time.perf_counter() - t;"
        "find('Hello Anna, mail me at a.b@cern.ch on 3 May 2021.'); print(f'import {i:.2f} s, {r() - b:.0f} MB added')"
    )
    print(subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip())


def _show_slowest() -> None:
    """Of texts of 500 to 4,000 characters; and how the time of the slowest grows from 1,000 to 4,000."""
    _look_everything_up()
    chance = random.Random(4)
    lengths = [chance.randint(500, 4_000) for _ in range(HOW_MANY)]
    costs = sorted(((_cost(number, length), number) for number, length in enumerate(lengths)), reverse=True)
    print(f"{HOW_MANY} hostile texts: {_per_thousand([cost for cost, _ in costs])}")
    growth = [(4 * _cost(number, 4_000) / _cost(number, 1_000), number) for _, number in costs[:SLOWEST]]
    middle, most = median(growth)[0], max(growth)[0]
    print(f"4,000 for 1,000 characters, the {SLOWEST} slowest: {middle:.1f}, at most {most:.1f} times")
    for cost, number in costs[:5]:
        print(f"  {cost:.1f} ms: {hostile_text(random.Random(number), 70)!a}")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _look_everything_up() -> None:
    """Patterns with long lists are compiled when they are first needed."""
    for fragment in FRAGMENTS:
        find(f"{fragment * 20} 1 @ in only wife I have 3 ")


def _cost(number: int, length: int) -> float:
    """Of the text with this number: milliseconds for 1,000 characters, the better of two tries where it is slow."""
    text = hostile_text(random.Random(number), length)
    tries = []
    for _ in range(2):
        start = time.process_time()
        find(text)
        tries.append((time.process_time() - start) * 1e6 / len(text))
        if tries[0] < MODERATE:
            break
    return min(tries)


def _per_thousand(costs: list[float]) -> str:
    worst, one_of_100, half = costs[0], costs[len(costs) // 100], costs[len(costs) // 2]
    return f"at most {worst:.1f} ms per 1,000 characters; 1 of 100 over {one_of_100:.1f}, half of them over {half:.1f}"


if __name__ == "__main__":
    main()

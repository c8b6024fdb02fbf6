"""Names in other alphabets are found as people write them in English."""

import pytest

from bench.training.romanising import in_latin


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("Оксана", "oksana"),
        ("Щербаков", "shcherbakov"),
        ("Χρήστου", "christoy"),
        ("ჯანელიძე", "janelidze"),
        ("წიკლაური", "tsiklauri"),
        ("Սարգսյան", "sargsyan"),
        ("Հարությունյան", "harutyunyan"),
        ("지훈", "jihun"),
        ("Müller", "müller"),
        ("大野", "大野"),
    ],
)
def test_in_latin(name: str, latin: str) -> None:
    assert in_latin(name) == latin

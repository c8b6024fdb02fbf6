"""Settings: one table, read from the environment, unknown ones refused, each documented."""

import pytest

from surveys.settings import PROJECT, SETTINGS, BadSetting, UnknownSetting, load_settings


def test_without_an_environment_there_are_the_defaults() -> None:
    assert load_settings({"PATH": "/bin"}) == {setting.name: setting.default for setting in SETTINGS}


def test_values_have_the_type_of_their_default() -> None:
    values = load_settings({"UNSIGNED_PORT": "8123", "UNSIGNED_BEHIND_PROXY": "Yes", "UNSIGNED_HOST": "::1"})
    assert (values["PORT"], values["BEHIND_PROXY"], values["HOST"]) == (8_123, True, "::1")
    assert load_settings({"UNSIGNED_BEHIND_PROXY": "0"})["BEHIND_PROXY"] is False


@pytest.mark.parametrize("name", ["UNSIGNED_PRT", "UNSIGNED_", "UNSIGNED_port"])
def test_an_unknown_setting_is_named_and_refused(name: str) -> None:
    with pytest.raises(UnknownSetting, match=name):
        load_settings({name: "1"})


@pytest.mark.parametrize(("name", "value"), [("PORT", "http"), ("PORT", "-1"), ("PORT", ""), ("BEHIND_PROXY", "maybe")])
def test_a_value_that_cannot_be_used_names_its_setting(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=name):
        load_settings({f"UNSIGNED_{name}": value})


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_each_setting_is_documented_for_operators(setting: object) -> None:
    assert setting.help.endswith(".")
    assert f"| {setting.name} |" in (PROJECT / "docs/operators.md").read_text()

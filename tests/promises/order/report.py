"""The measured figures as a table, for `pytest -rP tests/promises/order` and `docs/threat-model.md`."""

from collections.abc import Mapping

from tests.promises.order.kendall import Channel, tau_of, z_of


def table(title: str, schemes: Mapping[str, Mapping[str, Channel]]) -> str:
    """One line for each channel of each scheme: Kendall's tau, and z."""
    lines = [f"| {title} | channel | notes | tau | z |", "| --- | --- | --- | --- | --- |"]
    for scheme, channels in schemes.items():
        for name, channel in channels.items():
            figures = f"{len(channel)} | {tau_of(channel):+.3f} | {z_of(channel):+.1f}"
            lines.append(f"| {scheme} | {name} | {figures} |")
    return "\n".join(lines)


def strongest(channels: Mapping[str, Channel], name: str) -> dict[str, Channel]:
    """Of many channels the one that tells most, under one name."""
    return {f"{name}: the strongest of {len(channels):,}": max(channels.values(), key=lambda one: abs(z_of(one)))}

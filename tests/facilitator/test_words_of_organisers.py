"""What organisers paste from Word is stored with signs that every font has."""

from surveys.facilitator.forms import lines, one_line


def test_bullets_and_smileys_of_word_become_ordinary_ones() -> None:
    assert lines("\uf0b7 Who?\r\n\uf0e0 \ue123What next \uf04a") == "• Who?\n→ What next ☺"
    assert one_line("\uf0b7\tRooms\nand hours") == "• Rooms and hours"

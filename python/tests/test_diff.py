"""Two texts of an article."""

import onrecord
import pytest

OLD = "At least 12 people died in the fire, the coastguard said.\n\nThe ferry sank on Monday."
NEW = "At least 14 people died in the fire, the coastguard said.\n\nThe ferry sank on Monday."


def test_a_changed_figure():
    compared = onrecord.diff(OLD, NEW)
    assert compared.material and len(compared) == 1
    (change,) = compared.changes
    assert "figure_changed" in change.kinds and change.material
    assert "12" in change.before and "14" in change.after
    assert any(f.kind == "figure_changed" and f.rule for f in change.findings)
    with pytest.raises(AttributeError):
        change.material = False


def test_nothing_changed():
    compared = onrecord.diff(OLD, OLD)
    assert not compared.material and compared.severity == "none" and compared.alarm is None and not compared.changes


def test_days_are_what_the_dates_make_of_them():
    old, new = "The ferry sank yesterday, police said.", "The ferry sank on Monday, police said."
    same = onrecord.diff(old, new, old_date="2026-03-03", new_date="2026-03-04")
    other = onrecord.diff(old, new, old_date="2026-03-05", new_date="2026-03-05")
    assert not same.material and other.material

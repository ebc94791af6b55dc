"""The settings of signing in: all of them or none, and who is let in."""

import pytest

from workshop.errors import SettingsError
from workshop.settings import load_settings

GIVEN = {
    "PUBLIC_URL": "https://reframe.council.example",
    "OIDC_METADATA_URL": "https://login.council.example/.well-known/openid-configuration",
    "OIDC_CLIENT_ID": "reframe",
    "OIDC_CLIENT_SECRET": "hush",
    "OIDC_COOKIE_SECRET": "c" * 32,
}


def test_without_them_nobody_signs_in() -> None:
    assert load_settings({}, None).sign_in is None


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"OIDC_CLIENT_SECRET": "", "OIDC_CLIENT_ID": ""}, "belong together"),
        ({"OIDC_COOKIE_SECRET": "short"}, "32 letters"),
        ({"OIDC_METADATA_URL": "login.council.example"}, "full address"),
        ({"PUBLIC_URL": ""}, "PUBLIC_URL must be given"),
        ({"OIDC_ALLOWED": "council.example"}, "domains such as @council.example"),
    ],
)
def test_half_of_them_is_a_sentence(changed: dict[str, str], sentence: str) -> None:
    with pytest.raises(SettingsError, match=sentence):
        load_settings(GIVEN | changed, None)


@pytest.mark.parametrize(
    ("allowed", "email", "is_in"),
    [
        ("", "ada@anywhere.example", True),
        ("@council.example", "Ada@Council.example", True),
        ("@council.example", "ada@sub.council.example", False),
        ("@council.example", "ada@council.example.evil.example", False),
        ("ben@charity.example, @council.example ,", "ben@charity.example", True),
        ("ben@charity.example", "eve@charity.example", False),
    ],
)
def test_who_is_let_in(allowed: str, email: str, is_in: bool) -> None:
    found = load_settings(GIVEN | {"OIDC_ALLOWED": allowed}, None).sign_in
    assert found is not None
    assert found.lets_in(email) is is_in


def test_secrets_are_not_printed() -> None:
    said = repr(load_settings(GIVEN, None))
    assert "hush" not in said
    assert "c" * 32 not in said

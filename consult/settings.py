"""Settings, read once from the environment. Holds no secrets of its own and opens nothing."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

LOOPBACK_NAMES = frozenset({"localhost"})
MINIMUM_SECRET = 32


class SettingsError(Exception):
    """A setting that cannot be used; the message is one line naming the setting and what to do."""


def is_loopback(host: str) -> bool:
    """Whether a host name or address can only be reached from this machine."""
    if host in LOOPBACK_NAMES:
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True)
class Municipality:
    """Whose site this is, as the header, the footer and the letters say. Units, never employees."""

    site_name: str
    site_tagline: str
    contact_unit: str
    contact_email: str
    contact_phone: str
    contact_address: str


@dataclass(frozen=True)
class Settings:
    """Everything an installation can choose.

    ``database_url`` is ``sqlite://PATH`` or ``postgres://USER@HOST/NAME``; ``base_url`` is the address
    in letters and links, without a trailing slash; ``smtp_plain`` lets letters
    go to another machine without TLS; ``smtp_url`` is ``smtp://`` or ``smtps://``
    ``[USER:PASSWORD@]HOST[:PORT]`` or empty, and then letters wait in the outbox.
    """

    database_url: str
    data_dir: Path
    base_url: str
    smtp_url: str
    mail_from: str
    municipality: Municipality
    secret_key: str = field(repr=False)
    submissions_per_minute: int = 120
    submissions_per_day: int = 5000
    trusted_proxy: bool = False
    hsts_subdomains: bool = False
    smtp_plain: bool = False

    @property
    def is_https(self) -> bool:
        return self.base_url.startswith("https://")

    @property
    def base_host(self) -> str:
        return urlsplit(self.base_url).hostname or ""

    @property
    def smtp_port(self) -> int:
        """Of the mail server; only meaningful with an ``smtp_url``."""
        url = urlsplit(self.smtp_url)
        return url.port or (465 if url.scheme == "smtps" else 25)

    @property
    def smtp_needs_tls(self) -> bool:
        """Whether STARTTLS is demanded: letters to another machine hold secret links."""
        url = urlsplit(self.smtp_url)
        return url.scheme == "smtp" and not self.smtp_plain and not is_loopback(url.hostname or "")

    @property
    def is_sqlite(self) -> bool:
        return self.database_url.startswith("sqlite:")

    @cached_property
    def sqlite_path(self) -> Path:
        """The database file; only meaningful when ``is_sqlite``."""
        return Path(self.database_url.removeprefix("sqlite://").split("?")[0])

    def cookie_name(self, name: str) -> str:
        """``__Host-NAME`` on https, where browsers then insist on Secure and Path=/."""
        return f"__Host-{name}" if self.is_https else name


def load(environ: Mapping[str, str] | None = None, *, may_make_key: bool = True) -> Settings:
    """Read the settings. Raises SettingsError with one line on the first bad one.

    A secret key that is neither given nor kept is made, or "" where that may not be.
    """
    env = os.environ if environ is None else environ
    _refuse_misspelt(env)
    data_dir = Path(env.get("CONSULT_DATA_DIR") or "data").absolute()
    base_url = _base_url(env.get("CONSULT_BASE_URL") or "http://127.0.0.1:8000")
    return Settings(
        database_url=_database_url(env, data_dir),
        data_dir=data_dir,
        base_url=base_url,
        smtp_url=_smtp_url(env.get("CONSULT_SMTP_URL") or ""),
        mail_from=_mail_from(env.get("CONSULT_MAIL_FROM") or ""),
        municipality=_municipality(env, base_url),
        secret_key=_secret_key(env, data_dir, may_make=may_make_key),
        submissions_per_minute=_positive(env, "CONSULT_SUBMISSIONS_PER_MINUTE", 120),
        submissions_per_day=_positive(env, "CONSULT_SUBMISSIONS_PER_DAY", 5000),
        trusted_proxy=_flag(env, "CONSULT_TRUSTED_PROXY"),
        hsts_subdomains=_flag(env, "CONSULT_HSTS_SUBDOMAINS"),
        smtp_plain=_flag(env, "CONSULT_SMTP_PLAIN"),
    )


NAMES = (
    "CONSULT_BASE_URL", "CONSULT_CONTACT_ADDRESS", "CONSULT_CONTACT_EMAIL", "CONSULT_CONTACT_PHONE",
    "CONSULT_CONTACT_UNIT", "CONSULT_DATABASE_URL", "CONSULT_DATA_DIR", "CONSULT_HSTS_SUBDOMAINS",
    "CONSULT_MAIL_FROM", "CONSULT_SECRET_KEY", "CONSULT_SITE_NAME", "CONSULT_SITE_TAGLINE",
    "CONSULT_SMTP_PLAIN", "CONSULT_SMTP_URL", "CONSULT_SUBMISSIONS_PER_DAY", "CONSULT_SUBMISSIONS_PER_MINUTE",
    "CONSULT_TRUSTED_PROXY",
)  # fmt: skip
# How alike two names are when one of them is a slip of the keyboard.
_ALIKE = 0.85


def _refuse_misspelt(env: Mapping[str, str]) -> None:
    """What is nearly one of ours was meant to be it, and would be passed over without a word."""
    for name in sorted(env):
        if name.startswith("CONSULT_") and name not in NAMES:
            meant = get_close_matches(name, NAMES, n=1, cutoff=_ALIKE)
            if meant:
                raise SettingsError(f"There is no setting {name}: did you mean {meant[0]}?")


def _flag(env: Mapping[str, str], name: str) -> bool:
    value = env.get(name) or "0"
    if value not in ("0", "1"):
        raise SettingsError(f"{name} must be 1 or 0")
    return value == "1"


def _database_url(env: Mapping[str, str], data_dir: Path) -> str:
    url = env.get("CONSULT_DATABASE_URL") or f"sqlite://{data_dir / 'consult.sqlite3'}"
    if url.startswith("postgresql://"):
        url = "postgres://" + url.removeprefix("postgresql://")
    if not url.startswith(("sqlite://", "postgres://", "asyncpg://")):
        raise SettingsError("CONSULT_DATABASE_URL must start with sqlite:// or postgres://")
    if url in ("sqlite://", "sqlite://:memory:"):
        raise SettingsError(
            "CONSULT_DATABASE_URL must name a file: a database in memory loses every word"
        )
    if not url.startswith("sqlite://") and not _names_a_database(url):
        raise SettingsError(
            "CONSULT_DATABASE_URL must look like postgres://user:password@host/name"
            " (write / ? # @ : in a password as %2F %3F %23 %40 %3A; for checked TLS add ?ssl=1);"
            f" behind its ? may stand ssl=1 and whole numbers for {', '.join(POOL_OPTIONS)}"
        )
    return url


def _names_a_database(url: str) -> bool:
    """Whether it has a host and a name, and nothing that no driver takes."""
    is_place = _names_a_host(url, "postgres", "asyncpg")
    options = parse_qsl(urlsplit(url).query) if is_place else []
    are_known = all(
        value == "1" if name == "ssl" else name in POOL_OPTIONS and value.isdecimal()
        for name, value in options
    )
    return is_place and len(urlsplit(url).path) > 1 and are_known


def _base_url(url: str) -> str:
    bare = _names_a_host(url, "http", "https")
    if not bare or urlsplit(url).path.strip("/") or urlsplit(url).query:
        raise SettingsError(
            "CONSULT_BASE_URL must be a bare address such as https://consult.example.dk"
        )
    return url.rstrip("/")


def _smtp_url(url: str) -> str:
    if url and not _names_a_host(url, "smtp", "smtps"):
        raise SettingsError("CONSULT_SMTP_URL must look like smtp://user:password@host:587")
    return url


# What may stand behind the "?": a pool in front of the server needs statement_cache_size=0.
POOL_OPTIONS = (
    "minsize", "maxsize", "min_size", "max_size", "max_queries", "max_inactive_connection_lifetime",
    "timeout", "statement_cache_size", "max_cached_statement_lifetime", "max_cacheable_statement_size",
)  # fmt: skip


def _names_a_host(url: str, *schemes: str) -> bool:
    """Whether it is of one of the schemes, with a host and, if any, a port that there can be."""
    try:
        parts = urlsplit(url)
        return parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except (
        ValueError
    ):  # urlsplit reads the port only when asked, and the brackets round IPv6 at once
        return False


def _mail_from(address: str) -> str:
    _refuse_no_address(address, "CONSULT_MAIL_FROM")
    return address


def _refuse_no_address(address: str, name: str) -> None:
    local, _, domain = address.partition("@")
    is_one = address.isprintable() and " " not in address and local and domain
    if address and (not is_one or "@" in domain):
        raise SettingsError(f"{name} must be an e-mail address such as hearing@example.dk")


# The made-up municipality of the sample: an installation says who it is.
SAMPLE_MUNICIPALITY = {
    "CONSULT_SITE_NAME": "Fjordby Kommune",
    "CONSULT_SITE_TAGLINE": "Høringer",
    "CONSULT_CONTACT_UNIT": "Borgmesterkontoret",
    "CONSULT_CONTACT_EMAIL": "hoering@fjordby.example",
    "CONSULT_CONTACT_PHONE": "",
    "CONSULT_CONTACT_ADDRESS": "Rådhuspladsen 1, 9999 Fjordby",
}


# Whose site it is when nobody said so and others can reach it.
NEUTRAL_NAME = {"CONSULT_SITE_NAME": "Høringer"}


def _municipality(env: Mapping[str, str], base_url: str) -> Municipality:
    """The values as they are set. The sample's stand in on this machine alone, and only before a name is given."""
    is_here = is_loopback(urlsplit(base_url).hostname or "")
    fallback = SAMPLE_MUNICIPALITY if is_here else NEUTRAL_NAME
    if env.get("CONSULT_SITE_NAME"):
        fallback = {}
    _refuse_no_address(env.get("CONSULT_CONTACT_EMAIL") or "", "CONSULT_CONTACT_EMAIL")
    return Municipality(*(env.get(name) or fallback.get(name, "") for name in SAMPLE_MUNICIPALITY))


def _positive(env: Mapping[str, str], name: str, default: int) -> int:
    text = env.get(name) or str(default)
    if not text.isdecimal() or int(text) < 1:
        raise SettingsError(f"{name} must be a whole number above zero")
    return int(text)


def _secret_key(env: Mapping[str, str], data_dir: Path, *, may_make: bool) -> str:
    """The given key, or one made once and kept beside the embedded database; "" where there is none and none may be
    made."""
    given = env.get("CONSULT_SECRET_KEY") or ""
    if given:
        if len(given) < MINIMUM_SECRET:
            raise SettingsError(f"CONSULT_SECRET_KEY must be at least {MINIMUM_SECRET} characters")
        return given
    kept = data_dir / "secret-key"
    try:
        if not may_make and not kept.exists():
            return ""
    except OSError as error:
        raise SettingsError(f"The secret key {kept} cannot be read: {error.strerror}") from error
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        with open(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    except OSError as error:
        raise SettingsError(
            f"CONSULT_DATA_DIR {data_dir} cannot be written: {error.strerror}"
        ) from error
    try:
        return kept.read_text()
    except OSError as error:
        raise SettingsError(f"The secret key {kept} cannot be read: {error.strerror}") from error

"""Checks of what the installation stands on: what was built, the key, the disk, the mail server, fonts.

Each gives its words where all is well, and raises Unsound (trouble) or Doubtful (a warning) where it is not.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from socket import gaierror
from ssl import SSLCertVerificationError
from urllib.parse import urlsplit

from consult import builds, faults, files
from consult.commands.check.part import Doubtful, Unsound
from consult.settings import Settings, is_loopback

SERVER_SECONDS = 10
# Debian's names of what WeasyPrint calls, and of fonts with all the letters.
PDF_PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core"


async def built(chosen: Settings) -> str:
    """Whether catalogues and assets are here, and of this source. Raises Unsound, or Doubtful for another source."""
    if missing := builds.missing():
        raise Unsound(missing)
    if outdated := builds.outdated():
        raise Doubtful(outdated)
    return "Catalogues and assets are of this source."


async def secret(chosen: Settings) -> str:
    """Where the secret key is. Raises Unsound where there is none, or others can read it."""
    kept = chosen.data_dir / "secret-key"
    if os.environ.get("CONSULT_SECRET_KEY"):
        return "CONSULT_SECRET_KEY is set."
    if not chosen.secret_key:
        raise Unsound(f"There is no CONSULT_SECRET_KEY, and none kept in {kept}.")
    if kept.stat().st_mode & 0o077:
        raise Unsound(f"Others on this machine can read {kept}: run chmod 600 on it.")
    return f"Kept in {kept}; keep a copy where the backups are."


async def storage(chosen: Settings) -> str:
    """Whether files can be kept. Raises Unsound where they cannot, or the disk is nearly full."""
    folder = chosen.data_dir
    if not folder.is_dir():
        raise Unsound(f"There is no folder {folder}: is the share mounted?")
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(os.urandom(32))
            os.fsync(file.fileno())
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise Unsound(f"{folder} cannot be written: {error.strerror}.") from error
    if free < files.LEAST_FREE_BYTES:
        least = files.LEAST_FREE_BYTES // 2**20
        raise Unsound(
            f"Less than {least} MB are free in {folder}: texts are taken, files are refused."
        )
    return f"{folder} can be written; {free // 2**20} MB free."


async def site(chosen: Settings) -> str:
    """Whether the site says whose it is. Raises Doubtful where it does not, and others can reach it."""
    if os.environ.get("CONSULT_SITE_NAME"):
        return f"The site is {chosen.municipality.site_name}'s."
    words = "CONSULT_SITE_NAME is not set"
    if is_loopback(chosen.base_host):
        return f"{words}: on this machine alone the sample's stands in."
    raise Doubtful(
        f"{words}: the site does not say whose it is. Set it, and CONSULT_CONTACT_EMAIL."
    )


async def mail(chosen: Settings) -> str:
    """Whether the mail server takes letters. Raises Unsound where it does not."""
    from aiosmtplib import SMTPException

    from consult.mail.delivery import TlsNotOffered, connect, mail_server

    if not chosen.smtp_url:
        words = "CONSULT_SMTP_URL is not set: letters are kept, not sent."
        if is_loopback(chosen.base_host):
            return words
        raise Unsound(words)
    where = f"{urlsplit(chosen.smtp_url).hostname} port {chosen.smtp_port}"
    server = mail_server(chosen)
    try:
        async with asyncio.timeout(SERVER_SECONDS):
            await connect(server)
    except TlsNotOffered as error:
        raise Unsound(
            f"The mail server {where} offers no STARTTLS, and letters hold secret links: none is sent. Use smtps:// or "
            "another port; in a network that you trust, set CONSULT_SMTP_PLAIN=1."
        ) from error
    except (SMTPException, OSError) as error:
        raise Unsound(f"The mail server {where} cannot be used: {_mail_fault(error)}.") from error
    finally:
        server.close()
    if chosen.smtp_plain:
        raise Doubtful(
            f"The mail server {where} answers; CONSULT_SMTP_PLAIN lets letters go in the open."
        )
    return f"The mail server {where} answers."


def _mail_fault(error: Exception) -> str:
    """Why it cannot be used, with the SMTP code or the errno; never the server's own words, which may quote a name."""
    code = getattr(error, "code", None)
    if code:
        return f"it answers {code} ({type(error).__name__})"
    causes = [error, error.__cause__, error.__context__]
    if any(isinstance(each, SSLCertVerificationError) for each in causes):
        return "its certificate is not trusted here, or is another host's"
    if any(isinstance(each, gaierror) for each in causes):
        return "no such host is known"
    if any(isinstance(each, TimeoutError) for each in causes):
        return f"no answer within {SERVER_SECONDS} s"
    system = next((each for each in causes if isinstance(each, OSError) and each.errno), error)
    return faults.code_of(system)


async def pdf(chosen: Settings) -> str:
    """Whether a published version gets its PDF. Raises Unsound where none can be made, Doubtful where some were given
    up."""
    from consult.documents.version_pdf import given_up
    from consult.public.pdf.renderer import can_render

    if not await asyncio.to_thread(can_render):
        raise Unsound(f"No PDF can be made here: install {PDF_PACKAGES}.")
    if failed := await given_up():
        raise Doubtful(f"The PDF of {failed} version(s) could not be made: see the worker's log.")
    return "PDFs can be made."

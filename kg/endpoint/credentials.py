"""Who we are to a server: found in the environment or in netrc, and never printed."""

from __future__ import annotations

import netrc
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from kg.errors import InputError


@dataclass(frozen=True, slots=True, repr=False)
class Credentials:
    """User and password, or a bearer token, or nothing at all."""

    user: str = ""
    password: str = ""
    token: str = ""

    def hide(self, text: str) -> str:
        """Take the secrets out of a text that a server wrote.

        >>> Credentials("ann", "s3cret").hide("no such user: ann:s3cret")
        'no such user: ann:…'
        """
        for secret in (self.password, self.token):
            text = text.replace(secret, "…") if secret else text
        return text


def find_credentials(url: str, user: str | None = None) -> Credentials:
    """Find the credentials for a server.

    User: the one given, else of the address (`http://USER@HOST/`), else KG_USER. Password: of
    the address, else KG_PASSWORD. Without a user: KG_TOKEN. Without either: netrc for the host.

    Raises: InputError: where netrc cannot be read.
    """
    parts = urlsplit(url)
    user = user or unquote(parts.username or "") or os.environ.get("KG_USER", "")
    password = unquote(parts.password or "") or os.environ.get("KG_PASSWORD", "")
    if user and password:
        return Credentials(user, password)
    if not user and (token := os.environ.get("KG_TOKEN", "").strip()):
        return Credentials(token=token)
    return _read_netrc(parts.hostname or "", user)


def _read_netrc(host: str, user: str) -> Credentials:
    path = os.environ.get("NETRC") or Path("~/.netrc").expanduser()
    try:
        entry = netrc.netrc(path).authenticators(host)
    except FileNotFoundError:
        return Credentials()
    except netrc.NetrcParseError as error:
        # The parser's own message may quote the line, and with it a password.
        raise InputError("netrc cannot be read", where=f"{path}:{error.lineno}") from None
    except OSError as error:
        raise InputError("netrc cannot be read", where=str(path), value=error.strerror) from error
    if entry is None or not entry[2] or (user and user != entry[0]):
        return Credentials()
    return Credentials(entry[0], entry[2])

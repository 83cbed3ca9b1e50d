"""Who we are to a server: found in the environment or in netrc, and never printed."""

from __future__ import annotations

import base64
import json
import netrc
import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, quote_plus, unquote, urlsplit

from kg.errors import InputError

_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True, repr=False)
class Credentials:
    """User and password, or a bearer token, or nothing at all."""

    user: str = ""
    password: str = ""
    token: str = ""

    def hide(self, text: str) -> str:
        """Take the secrets out of a text that a server wrote, in each form that it may echo.

        >>> Credentials("ann", "s3cret").hide("no such user: ann:s3cret (YW5uOnMzY3JldA==)")
        'no such user: ann:… (…)'
        """
        for form in sorted(self._forms(), key=len, reverse=True):
            text = text.replace(form, "…")
        return text

    def _forms(self) -> set[str]:
        secrets = [each for each in (self.password, self.token) if each]
        if self.password:
            # What Basic sends; Latin-1 is what older servers take it for.
            pair = f"{self.user}:{self.password}"
            secrets += [_base64(each, code) for each in (pair, self.password)
                        for code in ("utf-8", "latin-1")]  # fmt: skip
        elif self.token:
            secrets.append(_base64(self.token, "utf-8"))
        return {
            form
            for each in secrets
            for form in (
                each, repr(each)[1:-1], repr(each.encode())[2:-1], json.dumps(each)[1:-1],
                quote(each), quote(each, safe=""), quote_plus(each), " ".join(each.split()),
            )
            if form
        }  # fmt: skip


def _base64(text: str, encoding: str) -> str:
    return base64.b64encode(text.encode(encoding, errors="replace")).decode()


def find_credentials(url: str, user: str | None = None) -> Credentials:
    """Find the credentials for a server.

    User: the one given, else of the address (`http://USER@HOST/`), else KG_USER. Password: of
    the address, else KG_PASSWORD. Without a user: KG_TOKEN. Without either: netrc for the host.

    Raises: InputError: where netrc cannot be read, or a secret cannot stand in a header.
    """
    parts = urlsplit(url)
    user = user or unquote(parts.username or "") or os.environ.get("KG_USER", "")
    password = unquote(parts.password or "") or os.environ.get("KG_PASSWORD", "")
    if user and password:
        if ":" in user or _CONTROL.search(user + password):
            raise InputError(
                "a user name has no colon, and user name and password no line break",
                where="the user or password of the server", todo="correct it",
            )  # fmt: skip
        return Credentials(user, password)
    if not user and (token := os.environ.get("KG_TOKEN", "").strip()):
        if not re.fullmatch(r"[!-~]+", token):
            raise InputError(
                "a token is printable ASCII without spaces, in one line", where="KG_TOKEN",
                todo="copy it again",
            )  # fmt: skip
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

"""A small council directory for tests: it signs whatever it is told to, and anybody may come in by it."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "heard", "a secret between them"


class Directory:
    """An OpenID provider on this machine. `claims` go into every token; `asked` are the questions it had."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.claims: dict[str, Any] = {
            "sub": "subject-1",
            "email": "rafe@example.org",
            "email_verified": True,
        }
        self.asked: list[dict[str, str]] = []
        self.codes: dict[str, dict[str, str]] = {}
        self.server = HTTPServer(("127.0.0.1", 0), self._answerer())
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"

    def jwk(self) -> dict[str, Any]:
        """The published half of its key."""
        return {
            **json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key())),
            "kid": "1",
            "use": "sig",
        }

    def token(self, nonce: str, /, **said: Any) -> str:
        """A signed answer; what is said replaces what would be in it, None takes it out."""
        now = int(time.time())
        facts = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": nonce}
        facts = {**facts, **self.claims, **said}
        kept = {name: value for name, value in facts.items() if value is not None}
        return jwt.encode(kept, self.key, algorithm="RS256", headers={"kid": "1"})

    def come_in(self, address: str) -> str:
        """What a browser sent to `address` is sent back to, once somebody has proved themselves there."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        self.asked.append(asked)
        code = secrets.token_urlsafe()
        self.codes[code] = asked
        back = urlsplit(asked["redirect_uri"])
        return f"{back.path}?{urlencode({'code': code, 'state': asked['state']})}"

    def _published(self) -> dict[str, str]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
        }

    def _exchange(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        asked = self.codes.pop(form.get("code", ""), None)
        proof = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        fits = asked is not None and asked["code_challenge"] == proof.rstrip(b"=").decode()
        if asked is None or not fits or form.get("client_secret") != SECRET:
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "x", "token_type": "Bearer", "id_token": self.token(asked["nonce"])}

    def _answerer(self) -> type[BaseHTTPRequestHandler]:
        directory = self

        class Answerer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                known = {
                    "/.well-known/openid-configuration": directory._published(),
                    "/keys": {"keys": [directory.jwk()]},
                }
                self._say(200, known[self.path])

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                self._say(*directory._exchange({name: values[0] for name, values in parse_qs(body).items()}))

            def _say(self, status: int, said: Any) -> None:
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(said).encode())

            def log_message(self, *args: Any) -> None:
                pass

        return Answerer


@contextmanager
def running() -> Iterator[Directory]:
    """A directory that answers until the test is over."""
    directory = Directory()
    thread = threading.Thread(target=directory.server.serve_forever, daemon=True)
    thread.start()
    try:
        yield directory
    finally:
        directory.server.shutdown()
        directory.server.server_close()

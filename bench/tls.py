"""What testssl finds in the encryption of the sample for nginx (T98): nothing high or critical.

    ./drills tls [--weak]

nginx serves `deploy/nginx.conf` as it stands but for its ports, its name and a certificate of an authority made for the
drill. The headers of pages are Heard's own and have tests. `--weak` is the control: protocols and ciphers of long ago.
Ends with 1 where something high is found.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from servers import TOP, Place, folder_of_ours, free_port, listens, missing, until

HIGH = ("HIGH", "CRITICAL")
# Protocols; ciphers; forward secrecy; what the server prefers; its certificate; known holes.
ASKED = ("-p", "-s", "-f", "-P", "-S", "-U")


def certificates(folder: Path) -> None:
    """An authority, and a certificate for 90 days that it vouches for."""
    _openssl(folder, "req", "-x509", "-newkey", "rsa:3072", "-nodes", "-keyout", "ca.key", "-out", "ca.pem",
             "-subj", "/CN=Authority of the drill", "-days", "90")  # fmt: skip
    _openssl(folder, "req", "-newkey", "rsa:3072", "-nodes", "-keyout", "privkey.pem", "-out", "asked.pem",
             "-subj", "/CN=localhost")  # fmt: skip
    (folder / "names").write_text(
        "subjectAltName=DNS:localhost\nextendedKeyUsage=serverAuth\n"
        "crlDistributionPoints=URI:http://authority.example/list.crl\n"
    )
    _openssl(folder, "x509", "-req", "-in", "asked.pem", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
             "-out", "fullchain.pem", "-days", "90", "-extfile", "names")  # fmt: skip


def _openssl(folder: Path, *what: str) -> None:
    subprocess.run(["openssl", *what], cwd=folder, check=True, capture_output=True)


def configuration(folder: Path, port: int, *, weak: bool) -> Path:
    """The sample on a port of ours, inside what Debian puts around a site."""
    site = (TOP / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    site = site.replace("listen 80;", f"listen 127.0.0.1:{free_port()};")
    site = site.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{port} ssl http2;")
    site = re.sub(r"\n\s*listen \[::\][^\n]*", "", site)
    site = site.replace("/etc/ssl/heard", str(folder)).replace("/var/log/nginx", str(folder))
    if weak:
        site = site.replace("TLSv1.2 TLSv1.3;", "TLSv1 TLSv1.1 TLSv1.2;")
        site = re.sub(r"ssl_ciphers [^;]*;", "ssl_ciphers ALL:eNULL:@SECLEVEL=0;", site)
    own = folder / "whole.conf"
    own.write_text(
        f"daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;\nevents {{}}\n"
        f"http {{ client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};\n"
        f"uwsgi_temp_path {folder}; scgi_temp_path {folder};\n{site}\n}}\n"
    )
    return own


def found_at(port: int, folder: Path) -> list[dict[str, str]]:
    """What testssl says of the server on a port."""
    told = folder / "found.json"
    subprocess.run(
        ["testssl", *ASKED, "--quiet", "--color", "0", "--warnings", "off", "--add-ca", str(folder / "ca.pem"),
         "--jsonfile", str(told), f"localhost:{port}"],
        check=False, capture_output=True,
    )  # fmt: skip
    found: list[dict[str, str]] = json.loads(told.read_text())
    return found


def main() -> int:
    """Serve the sample, let it be looked at, and print what was found."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--weak", action="store_true", help="the control")
    given = asked.parse_args()
    if lacking := missing("nginx", "testssl", "openssl"):
        raise SystemExit(
            f"Not here: {', '.join(lacking)}. An administrator can run: apt-get install nginx testssl.sh openssl"
        )
    with folder_of_ours() as folder:
        certificates(folder)
        port, began = free_port(), time.monotonic()
        server = Place().begin(["nginx", "-c", str(configuration(folder, port, weak=given.weak))])
        try:
            until(lambda: listens("127.0.0.1", port), 20)
            found = found_at(port, folder)
        finally:
            server.terminate()
            server.wait(20)
    counts = Counter(one["severity"] for one in found)
    for one in found:
        if one["severity"] in (*HIGH, "MEDIUM", "LOW", "FATAL"):
            print(f"{one['severity']}: {one['id']}: {one['finding']}")
    high = sum(counts[one] for one in HIGH)
    print(f"{len(found)} things looked at in {time.monotonic() - began:.0f} s; high or critical: {high}")
    # A look that saw nothing proves nothing.
    return int(high > 0 or counts["FATAL"] > 0 or counts["OK"] < 20)


if __name__ == "__main__":
    sys.exit(main())

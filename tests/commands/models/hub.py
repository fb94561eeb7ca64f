"""A hub of one model on this machine, as far as `sectune fetch` speaks to one."""

import hashlib
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

COMMIT, NEWER = "a" * 40, "b" * 40  # the pinned one, and the newest


class Hub(ThreadingHTTPServer):
    """org/small and what it answers: its files by path, and whether it asks for a token."""

    files: dict[str, bytes]
    gated = False
    broken: str = ""  # a file that is sent with other bytes than are listed


class Answers(BaseHTTPRequestHandler):
    server: Hub

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if "/org/small" not in path:
            return self.answer(404, b"{}", {"X-Error-Code": "RepoNotFound"})
        if self.server.gated and self.headers.get("Authorization") != "Bearer right":
            return self.answer(403, b"{}", {"X-Error-Code": "GatedRepo"})
        if path.startswith("/api/"):
            if not path.endswith(("/org/small", COMMIT, NEWER)) and "/tree/" not in path:
                return self.answer(404, b"{}", {"X-Error-Code": "RevisionNotFound"})
            found = [listed(name, body) for name, body in self.server.files.items()]
            body = {"id": "org/small", "sha": COMMIT if COMMIT in path else NEWER, "siblings": found}
            tree = [{"type": "file", "path": f["rfilename"], "size": f["size"], "oid": f["blobId"]} for f in found]
            return self.answer(200, json.dumps(tree if "/tree/" in path else body).encode(), {})
        name = path.partition("/resolve/")[2].partition("/")[2]
        body = self.server.files[name]
        self.answer(200, body[::-1] if name == self.server.broken else body, {"ETag": f'"{blob(body)}"', "X-Repo-Commit": COMMIT})

    do_HEAD = do_GET

    def answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for key, value in ({"Content-Length": str(len(body)), "Content-Type": "application/json"} | headers).items():
            self.send_header(key, value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Nothing."""


def blob(body: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(body) + body).hexdigest()


def listed(name: str, body: bytes) -> dict[str, Any]:
    large = {"sha256": hashlib.sha256(body).hexdigest(), "size": len(body), "pointerSize": 100}
    return {"rfilename": name, "size": len(body), "blobId": blob(body)} | (
        {"lfs": large} if name.endswith(".safetensors") else {}
    )

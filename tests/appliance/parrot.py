"""A server of OpenAI's protocol on port 8080 of a board, with one model and one answer."""

import json
from http.server import BaseHTTPRequestHandler, HTTPServer


class Parrot(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.reply("application/json", json.dumps({"data": [{"id": "parrot"}]}))

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if body["messages"] is None:  # whether the key is right
            self.reply("application/json", "{}", status=400)
            return
        choice = {"choices": [{"delta": {"content": "The parrot says hello."}}]}
        self.reply("text/event-stream", f"data: {json.dumps(choice)}\n\ndata: [DONE]\n\n")

    def reply(self, kind: str, text: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())


HTTPServer(("127.0.0.1", 8080), Parrot).serve_forever()

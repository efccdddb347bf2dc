"""Toy back office: the commands start.py calls, nothing behind them."""

import http.server
import json
import sys

if sys.argv[1] == "prepare-practice":
    print(
        json.dumps(
            {"logins": [{"role": "pengelola", "label": "Pengelola", "username": "rani", "password": "rahasia-1"}]}
        )
    )
elif sys.argv[1] == "serve":
    http.server.ThreadingHTTPServer(
        ("127.0.0.1", int(sys.argv[3])), http.server.SimpleHTTPRequestHandler
    ).serve_forever()

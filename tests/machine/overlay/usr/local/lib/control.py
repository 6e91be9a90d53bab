"""Sends the requests of standard input, one a line, to Myna's control socket, and prints its lines as they come.

A request waits for the answer to the one before. Behind one for events, all that happen are printed.
"""

import json
import socket
import sys

with socket.socket(socket.AF_UNIX) as connection:
    connection.connect("/run/myna/control.sock")
    lines = connection.makefile("r")
    for request in sys.stdin:
        connection.sendall(request.encode())
        for line in lines:
            print(line, end="", flush=True)
            if "ok" in json.loads(line):
                break
        if json.loads(request)["command"] == "events":
            for line in lines:
                print(line, end="", flush=True)

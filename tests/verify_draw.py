#!/usr/bin/env python3
"""Recomputes draws (JISHI-DRAW-V1): evidence files as JSON lines on stdin, the winner of each on stdout."""
import hashlib
import hmac
import json
import sys


def mac(key, text):
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


def winner(evidence):
    secret = bytes.fromhex(evidence["secret"])
    if hashlib.sha256(secret).hexdigest() != evidence["commit"]:
        return "the secret is not the one committed"
    lines = sorted(f"{e['uscc']}:{e['nonce']}" for e in evidence["roster"])
    roster_hash = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    parts = ["JISHI-DRAW-V1", evidence["notice_code"], roster_hash, evidence["select_time"], evidence["beacon"]]
    seed = mac(secret, "\n".join(parts))
    if (roster_hash, seed.hex()) != (evidence["roster_hash"], evidence["seed"]):
        return "roster hash or seed differ"
    n, ctr = len(lines), 0
    while True:
        v = int.from_bytes(mac(seed, f"winner\n{ctr}")[:8], "big")
        if v < 2**64 // n * n:
            return lines[v % n].split(":")[0]
        ctr += 1


for line in sys.stdin:
    print(winner(json.loads(line)))

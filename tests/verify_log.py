"""Checks a Jishi log from outside, with nothing but Python: verify_log.py URL [FILE kept from the last time]; see docs/integrity.md."""
import base64, hashlib, hmac, json, os, sys, urllib.request

def sha(b): return hashlib.sha256(b).digest()
def get(path): return urllib.request.urlopen(f"{sys.argv[1].rstrip('/')}/{path}", timeout=30).read()
def check(holds, what):
    if not holds: sys.exit(f"ALARM: {what}")
P, L, D = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493, -121665 * pow(121666, -1, 2**255 - 19)  # Ed25519 (RFC 8032), slowly
def point(b):
    y, sign = int.from_bytes(b, "little") % 2**255, b[31] >> 7
    xx = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = next(x for k in (1, pow(2, (P - 1) // 4, P)) for x in [pow(xx, (P + 3) // 8, P) * k % P] if (x * x - xx) % P == 0)
    return (x if x % 2 == sign else P - x), y
def add(a, b):
    k = D * a[0] * b[0] * a[1] * b[1]
    return (a[0] * b[1] + b[0] * a[1]) * pow(1 + k, -1, P) % P, (a[1] * b[1] + a[0] * b[0]) * pow(1 - k, -1, P) % P
def times(a, n):
    return (0, 1) if n == 0 else add(times(add(a, a), n // 2), a if n % 2 else (0, 1))
def signed(key, text, sig):
    h, base = int.from_bytes(hashlib.sha512(sig[:32] + key + text).digest(), "little") % L, point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
    return times(base, int.from_bytes(sig[32:], "little")) == add(point(sig[:32]), times(point(key), h))
def root(h):  # RFC 6962
    k = 1 << (len(h) - 1).bit_length() - 1 if len(h) > 1 else 0
    return sha(b"\1" + root(h[:k]) + root(h[k:])) if k else h[0]
name, _, key = get("log/key").decode().strip().split("+", 2)
text, lines = get("log/checkpoint").decode().split("\n\n", 1)
origin, size, want = text.split("\n")
sigs = [base64.b64decode(l.split()[2])[4:] for l in lines.splitlines() if l.split()[1] == name]
check(origin == name and any(signed(base64.b64decode(key)[1:], (text + "\n").encode(), s) for s in sigs), "the checkpoint is not signed by the key")
leaves = []
for n in range(0, int(size), 256):
    width, i = min(256, int(size) - n), f"{n // 256:03}" if n < 256000 else f"x{n // 256000:03}/{n // 256 % 1000:03}"
    bundle = get(f"log/tile/entries/{i}" + (f".p/{width}" if width < 256 else ""))
    while bundle:
        end = 2 + int.from_bytes(bundle[:2], "big")
        leaves, bundle = leaves + [bundle[2:end]], bundle[end:]
hashes = [sha(b"\0" + leaf) for leaf in leaves]
kept = json.load(open(sys.argv[2])) if len(sys.argv) > 2 and os.path.exists(sys.argv[2]) else {"key": key, "leaves": []}
check(kept["key"] == key, "the key is another one")
check(len(hashes) >= len(kept["leaves"]), f"the log was truncated to {len(hashes)} entries")
for i, (old, new) in enumerate(zip(kept["leaves"], hashes)): check(old == new.hex(), f"entry {i} is not the one seen before")
check(len(leaves) == int(size) and root(hashes) == base64.b64decode(want), "the entries do not give the signed root")
promised, awards = {}, 0
for leaf in map(json.loads, leaves):
    said, kind = leaf.get("public") or {}, leaf.get("kind")
    for field, repeated in (("draw_commit", "commit"), ("rules_hash", "rules_hash"), ("sealed_roster_hash", "sealed_roster_hash"), ("roster_hash", "roster_hash"), ("beacon_source", "beacon_source"), ("beacon", "beacon")):
        if kind in ("notice.published", "round.closed", "round.opened", "round.beacon", "round.beacon_missing") and said.get(field): promised.setdefault((said["notice_code"], repeated), said[field])
    if kind == "award.selected":
        e, awards = json.loads(get(f"api/v1/awards/{said['award_id']}/evidence")), awards + 1
        rest = json.dumps({k: v for k, v in e.items() if k != "digest"}, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        check(e["digest"] == said["evidence_digest"] == sha(rest.encode()).hex(), f"the evidence of {e['notice_code']} was replaced")
        for (code, field), value in promised.items(): check(code != said["notice_code"] or e.get(field) == value, f"{code}: {field} is not what was promised")
        if e["method"] != "draw": continue
        lines, secret = sorted(f"{x['uscc']}:{x['nonce']}" for x in e["roster"]), bytes.fromhex(e["secret"])
        rh, ctr, n = sha("\n".join(lines).encode()).hex(), 0, len(lines)
        seed = hmac.digest(secret, f"JISHI-DRAW-V1\n{e['notice_code']}\n{rh}\n{e['select_time']}\n{e['beacon']}".encode(), "sha256")
        while (v := int.from_bytes(hmac.digest(seed, f"winner\n{ctr}".encode(), "sha256")[:8], "big")) >= 2**64 // n * n: ctr += 1
        check(sha(secret).hex() == e["commit"] and rh == e["roster_hash"] and lines[v % n].startswith(e["winner"]), f"{e['notice_code']}: another winner")
if len(sys.argv) > 2: json.dump({"key": key, "leaves": [h.hex() for h in hashes]}, open(sys.argv[2], "w"))
print(f"verified: {size} entries, {awards} selections")

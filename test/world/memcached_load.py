"""A load on a memcached at a Unix socket: several clients at once, each with keys of its own, whose conversations are
printed one after another. Everything that the server answers is in them. memcached_load.py SOCKET CLIENTS OPERATIONS"""

import random
import socket
import sys
import threading


class Client:
    def __init__(self, path, number, operations):
        self.rng = random.Random(number)
        self.prefix = f"client{number}"
        self.operations = operations
        self.said = []
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(60)
        self.socket.connect(path)
        self.file = self.socket.makefile("rb")

    def read_reply(self):
        lines = []
        while True:
            line = self.file.readline()
            if not line:
                raise SystemExit(f"{self.prefix}: the server hung up")
            lines.append(line)
            word = line.split()
            if word and word[0] == b"VALUE":
                lines.append(self.file.read(int(word[3]) + 2))
            elif word and word[0] == b"VA":
                lines.append(self.file.read(int(word[1]) + 2))
                return lines
            else:
                return lines

    # Reads lines until one that ends a reply of many.
    def read_values(self):
        lines = []
        while not lines or lines[-1] != b"END\r\n":
            lines += self.read_reply()
        return lines

    def ask(self, command, many=False):
        self.socket.sendall(command)
        self.said.append((command, self.read_values() if many else self.read_reply()))

    def key(self):
        return f"{self.prefix}:{self.rng.randrange(80)}:{'k' * self.rng.randrange(3)}"

    # A number or what is none. Of white space alone, memcached would read on into what was in that memory before.
    def value(self):
        if self.rng.random() < 0.3:
            return str(self.rng.randrange(10**9)).encode()
        length = self.rng.choices([0, 1, 30, 200, 900, 5000, 70000], [9, 9, 9, 9, 9, 9, 1])[0]
        return b"!" * (length > 0) + self.rng.randbytes(length)

    def store(self):
        verb = self.rng.choice(["set", "set", "set", "add", "replace", "append", "prepend"])
        value = self.value()
        noreply = self.rng.random() < 0.1
        head = f"{verb} {self.key()} {self.rng.randrange(2**32)} 0 {len(value)}"
        if noreply:
            self.socket.sendall(f"{head} noreply\r\n".encode() + value + b"\r\n")
        else:
            self.ask(f"{head}\r\n".encode() + value + b"\r\n")

    def get(self):
        keys = " ".join(self.key() for _ in range(self.rng.choice([1, 1, 5, 30])))
        self.ask(f"{self.rng.choice(['get', 'get', 'gat 0'])} {keys}\r\n".encode(), many=True)

    def compare_and_swap(self):
        key, value = self.key(), self.value()
        self.socket.sendall(f"gets {key}\r\n".encode())
        reply = self.read_values()
        unique = reply[0].split()[4] if len(reply) > 1 else b"1"
        self.said.append((b"gets", reply[1:]))  # the unique number depends on the other clients
        for _ in range(2):
            self.socket.sendall(f"cas {key} 7 0 {len(value)} ".encode() + unique + b"\r\n" + value + b"\r\n")
            self.said.append((b"cas", self.read_reply()))

    def count(self):
        self.ask(f"{self.rng.choice(['incr', 'decr'])} {self.key()} {self.rng.randrange(2**40)}\r\n".encode())

    def other(self):
        key = self.key()
        self.ask(self.rng.choice([
            f"delete {key}\r\n", f"touch {key} 0\r\n", f"mg {key} v f s\r\n", f"mg {key} t k O7\r\n", f"md {key}\r\n",
            f"ms {key} 5 T0 F3\r\nhello\r\n", f"ma {key} N0 J13 D3 v\r\n", "nonsense\r\n", f"get {'x' * 300}\r\n",
            f"incr {key} much\r\n", "verbosity 0\r\n", f"set {key} abc\r\n", "version\r\n",
        ]).encode())

    def run(self):
        for _ in range(self.operations):
            do = [self.store, self.get, self.compare_and_swap, self.count, self.other]
            self.rng.choices(do, [6, 5, 2, 2, 3])[0]()
        self.ask(" ".join(["get"] + [f"{self.prefix}:{i}:" for i in range(80)]).encode() + b"\r\n", many=True)


def main():
    path, clients, operations = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    everyone = [Client(path, number, operations) for number in range(clients)]
    threads = [threading.Thread(target=client.run) for client in everyone]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    last = Client(path, clients, 0)
    last.ask(b"flush_all\r\n")
    last.ask(b"get " + b" ".join(f"client1:{i}:".encode() for i in range(80)) + b"\r\n", many=True)
    last.socket.sendall(b"stats\r\n")
    counted = [line for line in last.read_values() if line.split()[1:-1] in COUNTERS]
    last.said.append((b"stats", counted))
    for client in everyone + [last]:
        for command, reply in client.said:
            print(client.prefix, command, b"".join(reply))


COUNTERS = [[name] for name in (
    b"cmd_get", b"cmd_set", b"cmd_touch", b"get_hits", b"get_misses", b"incr_hits", b"decr_misses", b"cas_hits",
    b"cas_badval", b"delete_hits", b"total_items", b"evictions",
)]
main()

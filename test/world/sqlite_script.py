"""Prints a script for SQLite's shell that uses much of SQLite. It is always the same, and so are SQLite's answers."""

import json
import random

rng = random.Random(20)
words = [a + b for a in ("ka", "lo", "mi", "ru", "se", "ta") for b in ("n", "rel", "sto", "vi", "x", "zen", "é", "字")]


def say(*lines):
    print("\n".join(lines))


def text(count=3):
    return " ".join(rng.choice(words) for _ in range(count))


def number():
    return rng.choice([rng.randrange(100), rng.randrange(-(10**6), 10**6), round(rng.uniform(-50, 50), 3)])


def value():
    return rng.choice([str(number()), f"'{text()}'", "NULL", f"x'{rng.randbytes(rng.randrange(9)).hex()}'"])


# A condition on a table's columns, each with a prefix like "t1.".
def condition(of=""):
    column = of + rng.choice(["a", "b", "c", "id"])
    return rng.choice([
        f"{column} < {number()}",
        f"{column} IS NOT {value()}",
        f"{column} LIKE '%{rng.choice(words)}%'",
        f"{column} BETWEEN {rng.randrange(50)} AND {rng.randrange(50, 500)}",
        f"typeof({column}) = 'text'",
        f"{column} IN ({value()}, {value()}, {value()})",
        f"{column} GLOB '{rng.choice(words)[0]}*'",
        f"({column} > {number()} OR {of}b = {rng.randrange(20)}) AND {of}c NOT NULL",
    ])


def settings():
    say(".bail off", ".mode list", ".nullvalue ~", ".headers on")
    for setting in ("page_size = 1024", "foreign_keys = on", "recursive_triggers = on", "cache_size = 40"):
        say(f"PRAGMA {setting};")


def tables():
    for i in range(6):
        say(f"CREATE TABLE t{i}(id INTEGER PRIMARY KEY, a, b INTEGER, c TEXT, d REAL DEFAULT 1.5,",
            "    e AS (b * 2), f AS (length(c)) STORED, CHECK (b IS NULL OR b < 1000000));",
            f"CREATE INDEX t{i}_a ON t{i}(a, b);",
            f"CREATE INDEX t{i}_c ON t{i}(lower(c)) WHERE c NOT NULL;")
    say("CREATE TABLE w(k TEXT PRIMARY KEY, v) WITHOUT ROWID;",
        "CREATE TABLE s(x INT, y TEXT, UNIQUE (x, y)) STRICT;",
        "CREATE TABLE child(p INTEGER REFERENCES t0(id) ON DELETE CASCADE ON UPDATE SET NULL, n);",
        "CREATE TABLE log(id INTEGER PRIMARY KEY AUTOINCREMENT, what TEXT, old, new);",
        "CREATE TRIGGER t1_update AFTER UPDATE OF b ON t1 WHEN old.b IS NOT new.b BEGIN",
        "    INSERT INTO log(what, old, new) VALUES ('b', old.b, new.b);",
        "    UPDATE t2 SET b = b + 1 WHERE id = new.id;",
        "    SELECT RAISE(ABORT, 'b is 13') WHERE new.b = 13;",
        "END;",
        "CREATE TRIGGER t2_delete BEFORE DELETE ON t2 BEGIN DELETE FROM w WHERE v = old.b; END;",
        "CREATE VIEW v AS SELECT t0.id, t0.a, t1.b, t1.c FROM t0 LEFT JOIN t1 ON t0.id = t1.id;",
        "CREATE TRIGGER v_insert INSTEAD OF INSERT ON v BEGIN INSERT INTO t0(a, b) VALUES (new.a, new.b); END;")


def insert(i):
    row = f"{value()}, {rng.randrange(200)}, '{text()}'"
    return rng.choice([
        f"INSERT INTO t{i}(a, b, c, d) VALUES ({row}, {number()});",
        f"INSERT INTO t{i}(a, b, c) VALUES ({row}), ({row}) RETURNING id, e, f;",
        f"INSERT OR REPLACE INTO t{i}(id, a, b, c) VALUES ({rng.randrange(300)}, {row});",
        f"INSERT INTO t{i}(id, b) VALUES ({rng.randrange(300)}, 7) ON CONFLICT DO UPDATE SET b = b + excluded.b;",
        f"INSERT INTO t{i}(a, b, c) SELECT b, {rng.randrange(50)}, c FROM t{(i + 1) % 6} WHERE {condition()} LIMIT 3;",
        f"INSERT INTO w VALUES ('{text(1)}{rng.randrange(99)}', {number()}) ON CONFLICT DO UPDATE SET v = v || '+';",
        f"INSERT INTO child VALUES ({rng.randrange(400)}, '{text(2)}');",
        f"INSERT INTO s VALUES ({value()}, '{text(1)}');",
        f"INSERT INTO v(a, b) VALUES ({value()}, {rng.randrange(90)});",
    ])


def change(i):
    return rng.choice([
        f"UPDATE t{i} SET b = b + 1, a = {value()} WHERE {condition()};",
        f"UPDATE t{i} SET c = upper(c) || '{text(1)}' WHERE id % 7 = {rng.randrange(7)} RETURNING id, substr(c, 9);",
        f"UPDATE t{i} SET b = 13 WHERE id = {rng.randrange(200)};",
        f"UPDATE t{i} SET a = w.v FROM w WHERE w.k > t{i}.c AND t{i}.id < {rng.randrange(60)};",
        f"DELETE FROM t{i} WHERE id = {rng.randrange(300)} RETURNING *;",
        f"DELETE FROM t{i} WHERE id IN (SELECT id FROM t{i} WHERE {condition()} ORDER BY d, id LIMIT 2);",
        f"UPDATE t{i} SET b = 2000000 WHERE id = {rng.randrange(100)};",
        f"DELETE FROM w WHERE k LIKE '{rng.choice(words)}%';",
    ])


def select(i):
    condition_i = condition()
    return rng.choice([
        f"SELECT id, a, b, c, d, e, f FROM t{i} WHERE {condition_i} ORDER BY b, id LIMIT 9;",
        f"SELECT b, count(*), sum(d), min(c), max(a), avg(b), group_concat(id) FROM t{i} GROUP BY b"
        " HAVING count(*) > 1 LIMIT 6;",
        f"SELECT id, rank() OVER (PARTITION BY b % 5 ORDER BY d, id), sum(b) OVER (ORDER BY id ROWS 3 PRECEDING),"
        f" lag(c, 2, '-') OVER win FROM t{i} WHERE {condition_i} WINDOW win AS (ORDER BY id) LIMIT 9;",
        f"WITH m(n) AS MATERIALIZED (SELECT b FROM t{i} WHERE {condition_i}) SELECT count(*), sum(n) FROM m;",
        f"SELECT DISTINCT typeof(a), length(a), quote(a) FROM t{i} WHERE {condition_i} ORDER BY 1, 2, 3 LIMIT 7;",
        f"SELECT printf('%08.3f|%-9s|%x|%,d|%Q|%w', d, a, b, b, c, c) FROM t{i} WHERE {condition_i} LIMIT 4;",
        f"SELECT * FROM v WHERE {condition_i} ORDER BY id, b LIMIT 5;",
    ])


def join(i):
    j = (i + rng.randrange(1, 6)) % 6
    compound = rng.choice(["UNION", "EXCEPT", "INTERSECT", "UNION ALL"])
    return rng.choice([
        f"SELECT x.id, y.id, x.c FROM t{i} x JOIN t{j} y ON x.b = y.b WHERE {condition('x.')} ORDER BY 1, 2 LIMIT 9;",
        f"SELECT a FROM t{i} WHERE {condition()} {compound} SELECT a FROM t{j} WHERE {condition()} ORDER BY 1 LIMIT 9;",
        f"SELECT id, (SELECT count(*) FROM t{j} WHERE t{j}.b = t{i}.b) n FROM t{i} WHERE EXISTS"
        f" (SELECT 1 FROM t{j} y WHERE y.id = t{i}.b) ORDER BY n DESC, id LIMIT 5;",
        f"EXPLAIN QUERY PLAN SELECT * FROM t{i}, t{j} USING (b) WHERE {condition(f't{i}.')};",
        f"SELECT * FROM t{i} FULL JOIN w ON k = c WHERE {condition(f't{i}.')} ORDER BY k, id LIMIT 4;",
    ])


def transactions():
    for i in range(250):
        say(rng.choice(["BEGIN", "BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"]) + ";")
        for _ in range(rng.randrange(1, 8)):
            say(rng.choice([insert, insert, change])(i % 6))
            if rng.random() < 0.2:
                say("SAVEPOINT p;", change(i % 6), rng.choice(["ROLLBACK TO p;", ""]), "RELEASE p;")
        say(rng.choice(["COMMIT;", "COMMIT;", "ROLLBACK;"]))
        for _ in range(4):
            say(rng.choice([select, join])(rng.randrange(6)))


def functions():
    for _ in range(250):
        x, y, s, n = number(), number(), text(), rng.randrange(40)
        say(f"SELECT {x} + {y}, {x} * {y}, {x} / {y}, {x} % {y}, {x} & 255, abs({x}), round({y}, 1), {x} <> {y};",
            f"SELECT sqrt(abs({x})), exp({y} / 100.0), sin({x}), atan2({x}, {y}), pow(2, {n}), log(2, 1 + abs({y}));",
            f"SELECT instr('{s}', 'a'), replace('{s}', 'e', '--'), hex('{s}'), unicode('{s}'), trim('{s}', 'knlo'),"
            f" substr('{s}', {rng.randrange(-6, 6)}, 4), soundex('{s}'), '{s}' || {x};",
            f"SELECT date({rng.randrange(2000000, 2500000)}), strftime('%Y-%j %W %H:%M:%f', {rng.randrange(10**9)},"
            f" 'unixepoch', '+{n} months', 'weekday {n % 7}');",
            f"SELECT CAST('{x}abc' AS INTEGER), CAST({y} AS TEXT), CAST('{x}' AS REAL), {value()} IS {value()};")


def documents():
    say("CREATE TABLE j(id INTEGER PRIMARY KEY, doc, bin AS (jsonb(doc)));")
    for i in range(200):
        tree = {"name": text(), "n": number(), "list": [number() for _ in range(4)], "in": {text(1): [text(1), None]}}
        some = rng.randrange(1, 200)
        say(f"INSERT INTO j(doc) VALUES ('{json.dumps(tree, ensure_ascii=i % 2 == 0)}');",
            f"SELECT doc ->> '$.name', doc -> '$.list[#-1]', json_extract(doc, '$.list[{some % 5}]', '$.in') FROM j"
            f" WHERE id = {i};",
            f"SELECT fullkey, type, atom FROM j, json_tree(j.doc) WHERE j.id = {some} AND atom NOT NULL;",
            f"UPDATE j SET doc = json_set(doc, '$.n', {number()}, '$.new', json('[1,{{}}]')) WHERE id = {some};",
            f"SELECT json_patch(doc, '{{\"n\":null}}'), json_group_array(id) FROM j WHERE id % 50 = {some % 50}"
            " GROUP BY 1;")
    say("SELECT json('{bad');", "SELECT json_valid(doc), sum(length(bin)), count(*) FROM j GROUP BY 1;")


def searches():
    say("CREATE VIRTUAL TABLE ft USING fts5(title, body, prefix = '2 3', tokenize = 'porter unicode61');",
        "CREATE VIRTUAL TABLE f4 USING fts4(body);",
        "CREATE VIRTUAL TABLE box USING rtree(id, x0, x1, y0, y1);")
    for i in range(400):
        say(f"INSERT INTO ft VALUES ('{text(3)}', '{text(20)}');", f"INSERT INTO f4 VALUES ('{text(9)}');")
        x, y = rng.randrange(1000), rng.randrange(1000)
        say(f"INSERT INTO box VALUES ({i}, {x}, {x + rng.randrange(50)}, {y}, {y + rng.randrange(50)});")
        if i % 4 == 0:
            one, two = rng.choice(words), rng.choice(words)
            say("SELECT rowid, snippet(ft, 1, '[', ']', '..', 5), highlight(ft, 0, '<', '>'), round(bm25(ft), 6)"
                f" FROM ft('body : {one} NOT title : {two}') LIMIT 3;",
                f"SELECT count(*), max(title) FROM ft('{one[:2]}* OR \"{one} {two}\" OR NEAR({one} {two}, 2)');",
                f"SELECT docid, offsets(f4) FROM f4 WHERE f4 MATCH '{one} {two}' LIMIT 3;",
                f"DELETE FROM ft WHERE rowid = {i // 3};",
                f"SELECT id FROM box WHERE x0 > {x - 200} AND x1 < {x + 200} AND y0 BETWEEN {y - 99} AND {y + 99}"
                " ORDER BY id;")
    say("INSERT INTO ft(ft) VALUES ('optimize');", "INSERT INTO ft(ft) VALUES ('integrity-check');",
        "DELETE FROM box WHERE id % 3 = 0;", "SELECT rtreecheck('box');")


def recursions():
    for i in range(60):
        say(f"WITH RECURSIVE r(n, x) AS (VALUES (1, {i}) UNION ALL SELECT n + 1, (x * 1103515245 + 9) & 65535 FROM r",
            f"    WHERE n < {50 + 20 * i}) SELECT count(*), sum(x), min(x), group_concat(x % 10, '') FROM r;",
            f"SELECT sum(value), count(*), avg(value) FROM generate_series({i}, {i * 31}, {i % 5 + 1});")
    say("WITH RECURSIVE x(v) AS (SELECT -2.0 UNION ALL SELECT v + 0.05 FROM x WHERE v < 1.2),",
        "    y(v) AS (SELECT -1.0 UNION ALL SELECT v + 0.1 FROM y WHERE v < 1.0),",
        "    m(i, cx, cy, x, y) AS (SELECT 0, x.v, y.v, 0.0, 0.0 FROM x, y UNION ALL",
        "    SELECT i + 1, cx, cy, x * x - y * y + cx, 2 * x * y + cy FROM m WHERE x * x + y * y < 4.0 AND i < 28),",
        "    p(i, cx, cy) AS (SELECT max(i), cx, cy FROM m GROUP BY cx, cy),",
        "    a(t) AS (SELECT group_concat(substr(' .+*#', 1 + min(i / 7, 4), 1), '') FROM p GROUP BY cy)",
        "    SELECT group_concat(rtrim(t), x'0a') FROM a;",
        f"SELECT {'(' * 90}1{')' * 90};", f"SELECT {'(' * 3000}1{')' * 3000};", f"SELECT {'1 + ' * 900}1;")


def errors():
    for i in range(150):
        say(rng.choice([
            f"SELECT no_such_{i} FROM t0;", f"SELEC {i};", f"INSERT INTO t{i % 6}(nothing) VALUES (1);",
            f"SELECT 'open{i};\n';", f"INSERT INTO child VALUES ({10**6 + i}, 1);", f"CREATE TABLE t{i % 6}(x);",
            f"SELECT abs({-(2**63)});", "COMMIT;", f"SELECT zeroblob({2**31 + i});", f"SELECT load{i}(1);",
            f"INSERT INTO s VALUES ('text', {i});", "SELECT (1, 2) = 3;", f"SELECT json('[{i},');",
            f"SELECT like('{'%a' * 40}', '{'a' * 60}b');", f"SELECT sum({2**63 - 1 - i}) FROM (VALUES (1), (2));",
            f"SELECT * FROM t0 WHERE a MATCH 'x{i}';", f"ATTACH '/nonexistent/{i}/x' AS bad;",
        ]))


def maintenance():
    say("ANALYZE;", "SELECT * FROM sqlite_stat1 ORDER BY 1, 2;", "REINDEX;",
        "SELECT name, sum(pgsize) FROM dbstat GROUP BY 1 ORDER BY 1;", "ALTER TABLE t3 RENAME COLUMN a TO aa;",
        "ALTER TABLE t4 ADD COLUMN g DEFAULT 'g';", "ALTER TABLE t5 DROP COLUMN d;", "ATTACH ':memory:' AS other;",
        "CREATE TABLE other.copy AS SELECT * FROM t0;", "SELECT count(*), sum(b) FROM other.copy;",
        "CREATE TEMP TABLE tmp AS SELECT * FROM w;", "DELETE FROM tmp WHERE v > 0;", "SELECT count(*) FROM tmp;",
        "DETACH other;", "PRAGMA integrity_check;", "PRAGMA foreign_key_check;", "PRAGMA table_xinfo(t4);",
        "VACUUM;", "PRAGMA journal_mode = wal;")
    for i in range(40):
        say(insert(0), f"PRAGMA wal_checkpoint({'FULL' if i % 9 else 'TRUNCATE'});")
    say("PRAGMA journal_mode = delete;", "PRAGMA auto_vacuum = incremental;", "VACUUM;",
        "DELETE FROM t0 WHERE id > 50;", "PRAGMA incremental_vacuum(5);",
        "EXPLAIN SELECT * FROM t1 WHERE a = 1 ORDER BY c;")
    for mode in "ascii box column csv html insert json line markdown quote table tabs tcl".split():
        say(f".mode {mode}", "SELECT id, a, c, d FROM t1 ORDER BY id LIMIT 12;")
    say(".mode list", ".schema", ".indexes", ".dump t1", ".expert", "SELECT a FROM t1 WHERE d > 3 ORDER BY e;")


for section in (settings, tables, transactions, functions, documents, searches, recursions, errors, maintenance):
    say(f".print -- {section.__name__}")
    section()

"""A peer in Python: asyncpg, psycopg (3) or psycopg2 as first argument, the port as second.

Speaks on standard input and output as PeerMain does: a line "<workload> <operations> <slot>" is a round and is answered by
"measured <rows> <nanos> <allocated bytes> <CPU nanos> <peak heap>"; of the peak, Python tells the largest resident set so far.
"""
import asyncio
import resource
import sys
import time

SELECT_BY_KEY = "SELECT id, name, at, amount, doc FROM bench_point WHERE id = "
SELECT_ROWS = "SELECT a, b, c, d, e FROM bench_wide LIMIT "
INSERT = "INSERT INTO bench_store (a, b, c) VALUES ("
HOST, USER, DATABASE = "127.0.0.1", "postgres", "postgres"
SCRAM = {"user": "bench_scram", "password": "bench secret"}
UNIT = 64
FETCH = 1000


def key(operation):
    return operation * 7919 % 10_000


def entries(rows):
    return [(i, "row %d" % i, i / 7.0) for i in range(rows)]


def read(row):
    """Takes every value once."""
    for value in row:
        if value is None:
            raise ValueError("no value is NULL")
    return 1


class Asyncpg:
    def __init__(self, port):
        import asyncpg

        self.module, self.port, self.pool = asyncpg, port, None

    async def open(self):
        self.connection = await self.module.connect(host=HOST, port=self.port, user=USER, database=DATABASE, ssl=False)

    async def close(self):
        if self.pool:
            await self.pool.close()
        await self.connection.close()

    async def W1(self, operations):
        statement = await self.connection.prepare(SELECT_BY_KEY + "$1")
        return sum([read(await statement.fetchrow(key(i))) for i in range(operations)])

    async def W3(self, operations):
        if not self.pool:
            self.pool = await self.module.create_pool(host=HOST, port=self.port, user=USER, database=DATABASE, ssl=False,
                                                      min_size=8, max_size=8)
        numbers = iter(range(operations))

        async def call():
            return sum([read(await self.pool.fetchrow(SELECT_BY_KEY + "$1", key(i))) for i in numbers])

        return sum(await asyncio.gather(*[call() for _ in range(64)]))

    async def W4(self, operations):
        rows = 0
        async with self.connection.transaction():
            async for row in self.connection.cursor(SELECT_ROWS + "$1", operations, prefetch=FETCH):
                rows += read(row)
        return rows

    async def W4_AT_ONCE(self, operations):
        return sum([read(row) for row in await self.connection.fetch(SELECT_ROWS + "$1", operations)])

    async def W5(self, operations):
        await self.connection.executemany(INSERT + "$1, $2, $3)", entries(operations))
        return operations

    async def W8(self, operations):
        for _ in range(operations):
            connection = await self.module.connect(host=HOST, port=self.port, database=DATABASE, ssl=False, **SCRAM)
            await connection.close()
        return operations


class Psycopg3:
    def __init__(self, port):
        import psycopg

        self.module = psycopg
        self.address = {"host": HOST, "port": port, "dbname": DATABASE, "sslmode": "disable"}

    async def open(self):
        self.connection = self.module.connect(user=USER, autocommit=True, prepare_threshold=0, **self.address)

    async def close(self):
        self.connection.close()

    async def W1(self, operations):
        cursor = self.connection.cursor(binary=True)
        return sum([read(cursor.execute(SELECT_BY_KEY + "%s", (key(i),)).fetchone()) for i in range(operations)])

    async def W2_PIPELINE(self, operations):
        rows = 0
        for start in range(0, operations, UNIT):
            cursors = [self.connection.cursor(binary=True) for _ in range(UNIT)]
            with self.connection.pipeline():
                for i, cursor in enumerate(cursors):
                    cursor.execute(SELECT_BY_KEY + "%s", (key(start + i),))
            rows += sum([read(cursor.fetchone()) for cursor in cursors])
        return rows

    async def W4(self, operations):
        with self.connection.transaction(), self.connection.cursor("bench", binary=True) as cursor:
            cursor.itersize = FETCH
            return sum([read(row) for row in cursor.execute(SELECT_ROWS + "%s", (operations,))])

    async def W4_AT_ONCE(self, operations):
        cursor = self.connection.cursor(binary=True)
        return sum([read(row) for row in cursor.execute(SELECT_ROWS + "%s", (operations,)).fetchall()])

    async def W5(self, operations):
        with self.connection.transaction(), self.connection.cursor() as cursor:
            cursor.executemany(INSERT + "%s, %s, %s)", entries(operations))
        return operations

    async def W8(self, operations):
        for _ in range(operations):
            self.module.connect(**SCRAM, **self.address).close()
        return operations


class Psycopg2:
    def __init__(self, port):
        import psycopg2
        import psycopg2.extras

        self.module, self.extras = psycopg2, psycopg2.extras
        self.address = {"host": HOST, "port": port, "dbname": DATABASE, "sslmode": "disable"}

    async def open(self):
        self.connection = self.module.connect(user=USER, **self.address)
        self.connection.autocommit = True

    async def close(self):
        self.connection.close()

    async def W1(self, operations):
        rows = 0
        with self.connection.cursor() as cursor:
            for i in range(operations):
                cursor.execute(SELECT_BY_KEY + "%s", (key(i),))
                rows += read(cursor.fetchone())
        return rows

    async def W4(self, operations):
        self.connection.autocommit = False
        with self.connection.cursor("bench") as cursor:
            cursor.itersize = FETCH
            cursor.execute(SELECT_ROWS + "%s", (operations,))
            rows = sum([read(row) for row in cursor])
        self.connection.commit()
        self.connection.autocommit = True
        return rows

    async def W4_AT_ONCE(self, operations):
        with self.connection.cursor() as cursor:
            cursor.execute(SELECT_ROWS + "%s", (operations,))
            return sum([read(row) for row in cursor.fetchall()])

    async def W5(self, operations):
        with self.connection.cursor() as cursor:
            self.extras.execute_values(cursor, INSERT.replace("(a, b, c) VALUES (", "(a, b, c) VALUES %s"),
                                       entries(operations), page_size=FETCH)
        return operations

    async def W8(self, operations):
        for _ in range(operations):
            self.module.connect(**SCRAM, **self.address).close()
        return operations


async def main():
    peer = {"asyncpg": Asyncpg, "psycopg": Psycopg3, "psycopg2": Psycopg2}[sys.argv[1]](int(sys.argv[2]))
    await peer.open()
    for line in sys.stdin:
        workload, operations, _ = line.split()
        cpu, start = time.process_time_ns(), time.perf_counter_ns()
        rows = await getattr(peer, workload)(int(operations))
        nanos, cpu = time.perf_counter_ns() - start, time.process_time_ns() - cpu
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        print("measured", rows, nanos, -1, cpu, peak, flush=True)
    await peer.close()


asyncio.run(main())

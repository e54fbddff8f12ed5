#!/usr/bin/env python3
"""damage.py PROGRAM MAKE_COLLECTION SHIM: an archive whose files were damaged is said to be damaged (exit 4), with what to do about it.

It never answers with fewer records than it had, and it is left as it is: a repair may need every byte.
"""
import os
import random
import shutil
import struct
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from program import Program, scratch  # noqa: E402

SEED = 19580509
TRACKS = 60
FLIPS = 150
DAMAGED = 4


def read(path):
    with open(path, 'rb') as file:
        return file.read()


def write(path, data):
    with open(path, 'wb') as file:
        file.write(data)


def flip(path, at, bit=0):
    data = bytearray(read(path))
    data[at] ^= 1 << bit
    write(path, data)


def files(archive, *endings):
    """The store's files whose names begin or end so, the largest first."""
    store = os.path.join(archive, 'store')
    found = [os.path.join(store, name) for name in os.listdir(store) if name.startswith(endings) or name.endswith(endings)]
    return sorted(found, key=lambda path: (-os.path.getsize(path), path))


def contents(archive):
    """Every file's bytes by its name, without what is only noted for people."""
    found = {}
    for folder, _, names in os.walk(archive):
        found |= {os.path.join(folder, name): read(os.path.join(folder, name)) for name in names if not name.startswith('LOG')}
    return found


def manifest(archive):
    return os.path.join(archive, 'store', read(os.path.join(archive, 'store', 'CURRENT')).decode().strip())


def cut(path, share):
    write(path, read(path)[:int(os.path.getsize(path) * share)])


def place(*parts):
    return lambda archive: os.path.join(archive, *parts)


ROWS = [
    ('FORMAT is missing', lambda a: os.remove(place('FORMAT')(a))),
    ('FORMAT is half-written', lambda a: cut(place('FORMAT')(a), 0.6)),
    ('FORMAT is empty', lambda a: cut(place('FORMAT')(a), 0)),
    ('the store is missing', lambda a: shutil.rmtree(place('store')(a))),
    ('CURRENT is missing', lambda a: os.remove(place('store', 'CURRENT')(a))),
    ('CURRENT is empty', lambda a: cut(place('store', 'CURRENT')(a), 0)),
    ('CURRENT is half-written', lambda a: cut(place('store', 'CURRENT')(a), 0.5)),
    ('a bit of CURRENT is flipped', lambda a: flip(place('store', 'CURRENT')(a), 12)),
    ('the manifest is missing', lambda a: os.remove(manifest(a))),
    ('the manifest is empty', lambda a: cut(manifest(a), 0)),
    ('a bit of the manifest is flipped', lambda a: flip(manifest(a), os.path.getsize(manifest(a)) // 2)),
    ('a table is missing', lambda a: os.remove(files(a, '.sst')[0])),
    ('a table is cut', lambda a: cut(files(a, '.sst')[0], 0.5)),
]


class Damages:
    def __init__(self, program, shim, work, music):
        self.program, self.shim, self.work, self.music = program, shim, work, music
        self.good = os.path.join(work, 'good')
        program.must(self.good, 'init')
        program.must(self.good, 'import', music)
        self.exported = program.must(self.good, 'export', 'jsonl')
        self.wrong = []

    def copy(self, of=None):
        archive = os.path.join(self.work, 'damaged')
        shutil.rmtree(archive, ignore_errors=True)
        shutil.copytree(of or self.good, archive, symlinks=True)
        return archive

    def require(self, holds, what, done):
        if not holds:
            self.wrong.append(f'{what}: exit {done.returncode}, {len(done.stdout.splitlines())} lines, {done.stderr.decode(errors="replace")[-300:]}')

    def must_be_said(self, what, archive):
        before = contents(archive)
        for command in (['export', 'jsonl'], ['find'], ['log'], ['import', self.music], ['set', '-y', 'A1', '--', 'note=x']):
            done = self.program.run(archive, *command)
            lines = done.stderr.decode(errors='replace').splitlines()
            hint = len(lines) > 1 and lines[0].startswith('cuetheque: ') and lines[1].startswith('  ')
            self.require(done.returncode == DAMAGED and hint and not done.stdout, f'{what}, {command[0]}', done)
        changed = [name for name in before | contents(archive) if before.get(name) != contents(archive).get(name)]
        if changed:
            self.wrong.append(f'{what}: {changed} changed')

    def rows(self):
        for what, damage in ROWS:
            archive = self.copy()
            damage(archive)
            self.must_be_said(what, archive)

    def log_of_a_death(self):
        """An import that was killed half-way leaves a log; a bit flipped in its middle is no torn tail."""
        died = os.path.join(self.work, 'died')
        shutil.rmtree(died, ignore_errors=True)
        self.program.must(died, 'init')
        self.die(died)
        log = os.path.relpath(files(died, '.log')[0], died)
        archive = self.copy(died)
        size = os.path.getsize(os.path.join(archive, log))
        if size < 10000 or self.program.run(archive, 'export', 'jsonl').returncode != 0:
            raise AssertionError(f'the death left a log of {size} bytes: there is nothing to damage')
        for share in (0.1, 0.5, 0.8):
            archive = self.copy(died)
            flip(os.path.join(archive, log), int(size * share))
            self.must_be_said(f'a bit of the log is flipped at {share}', archive)

    def die(self, archive):
        count = os.path.join(self.work, 'count')
        shimmed = {'LD_PRELOAD': self.shim, 'FAULT_PROGRAM': os.path.basename(self.program.binary), 'FAULT_MODE': 'kill', 'FAULT_COUNT': count}
        counted = self.copy(archive)
        self.program.run(counted, 'import', self.music, more=shimmed | {'FAULT_FOLDER': counted})
        calls = struct.unpack('q', read(count))[0]
        os.remove(count)
        self.program.run(archive, 'import', self.music, more=shimmed | {'FAULT_FOLDER': archive, 'FAULT_AT': str(calls // 2)})

    def flips(self):
        """One bit anywhere in the store: it is said, or it was nothing that the answer hangs on."""
        chance = random.Random(SEED)
        said = 0
        for _ in range(FLIPS):
            archive = self.copy()
            file = chance.choice(files(archive, '.sst', 'MANIFEST', 'CURRENT'))
            at, bit = chance.randrange(os.path.getsize(file)), chance.randrange(8)
            flip(file, at, bit)
            done = self.program.run(archive, 'export', 'jsonl')
            said += done.returncode == DAMAGED
            self.require(done.returncode == DAMAGED or (done.returncode == 0 and done.stdout == self.exported),
                         f'bit {bit} of byte {at} of {os.path.basename(file)} flipped', done)
        if said < FLIPS // 10:
            self.wrong.append(f'only {said} of {FLIPS} flipped bits were noticed: nothing was proved')
        return said


def main(binary, make_collection, shim):
    with scratch() as work:
        music = os.path.join(work, 'music')
        subprocess.run([make_collection, music, str(TRACKS), '7'], check=True)
        damages = Damages(Program(binary, work), shim, work, music)
        damages.rows()
        damages.log_of_a_death()
        said = damages.flips()
    print('\n'.join(damages.wrong) or f'{len(ROWS) + 3} kinds of damage, and {said} of {FLIPS} flipped bits, were said; the others changed nothing')
    return 1 if damages.wrong else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))

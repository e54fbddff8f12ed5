#!/usr/bin/env python3
"""fault_shim_test.py SHIM: every call by which files change is counted once and can be made to fail, and no other is."""
import ctypes
import errno
import os
import struct
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from program import scratch  # noqa: E402

HERE = -100    # AT_FDCWD
SYNC_WRITE = 2    # SYNC_FILE_RANGE_WRITE


class Part(ctypes.Structure):
    _fields_ = [('data', ctypes.c_char_p), ('size', ctypes.c_size_t)]


def part():
    return ctypes.byref(Part(b'ab', 2))


def offset(number):
    return ctypes.c_int64(number)


def new(flags=0):
    return os.O_CREAT | os.O_WRONLY | flags


# Each as (name, whether it takes space, call): `c` is the C library, `f` an open file, `d` a folder with file, empty/ and LOG in it.
WATCHED = [
    ('write', True, lambda c, f, d: c.write(f, b'ab', 2)),
    ('pwrite', True, lambda c, f, d: c.pwrite(f, b'ab', 2, offset(0))),
    ('pwrite64', True, lambda c, f, d: c.pwrite64(f, b'ab', 2, offset(0))),
    ('writev', True, lambda c, f, d: c.writev(f, part(), 1)),
    ('pwritev', True, lambda c, f, d: c.pwritev(f, part(), 1, offset(0))),
    ('pwritev64', True, lambda c, f, d: c.pwritev64(f, part(), 1, offset(0))),
    ('fsync', False, lambda c, f, d: c.fsync(f)),
    ('fdatasync', False, lambda c, f, d: c.fdatasync(f)),
    ('sync_file_range', False, lambda c, f, d: c.sync_file_range(f, offset(0), offset(0), SYNC_WRITE)),
    ('ftruncate', True, lambda c, f, d: c.ftruncate(f, offset(9))),
    ('ftruncate64', True, lambda c, f, d: c.ftruncate64(f, offset(9))),
    ('truncate', True, lambda c, f, d: c.truncate(d + b'file', offset(9))),
    ('fallocate', True, lambda c, f, d: c.fallocate(f, 0, offset(0), offset(9))),
    ('fallocate64', True, lambda c, f, d: c.fallocate64(f, 0, offset(0), offset(9))),
    ('rename', False, lambda c, f, d: c.rename(d + b'file', d + b'other')),
    ('renameat', False, lambda c, f, d: c.renameat(HERE, d + b'file', HERE, d + b'other')),
    ('renameat2', False, lambda c, f, d: c.renameat2(HERE, d + b'file', HERE, d + b'other', 0)),
    ('unlink', False, lambda c, f, d: c.unlink(d + b'file')),
    ('unlinkat', False, lambda c, f, d: c.unlinkat(HERE, d + b'file', 0)),
    ('remove', False, lambda c, f, d: c.remove(d + b'file')),
    ('rmdir', False, lambda c, f, d: c.rmdir(d + b'empty')),
    ('link', True, lambda c, f, d: c.link(d + b'file', d + b'other')),
    ('mkdir', True, lambda c, f, d: c.mkdir(d + b'other', 0o755)),
    ('mkdirat', True, lambda c, f, d: c.mkdirat(HERE, d + b'other', 0o755)),
    ('open', True, lambda c, f, d: c.open(d + b'other', new(), 0o644)),
    ('open64', True, lambda c, f, d: c.open64(d + b'other', new(), 0o644)),
    ('openat', True, lambda c, f, d: c.openat(HERE, d + b'other', new(), 0o644)),
    ('openat64', True, lambda c, f, d: c.openat64(HERE, d + b'other', new(), 0o644)),
    ('open, to cut', True, lambda c, f, d: c.open(d + b'file', os.O_WRONLY | os.O_TRUNC)),
    ('creat', True, lambda c, f, d: c.creat(d + b'other', 0o644)),
    ('fopen', True, lambda c, f, d: c.fopen(d + b'other', b'w')),
    ('fopen64', True, lambda c, f, d: c.fopen64(d + b'other', b'w')),
]
UNWATCHED = [
    ('open, to read', lambda c, f, d: c.open(d + b'file', os.O_RDONLY)),
    ('fopen, to read', lambda c, f, d: c.fopen(d + b'file', b'r')),
    ('unlink of a log for people', lambda c, f, d: c.unlink(d + b'LOG')),
    ('mkdir elsewhere', lambda c, f, d: c.mkdir(os.path.dirname(d[:-1]) + b'/elsewhere', 0o755)),
]
CALLS = {name: call for name, *_, call in WATCHED + UNWATCHED}


def child(name, folder):
    """Makes the one call; prints the errno it left, 0 where it succeeded."""
    library = ctypes.CDLL(None, use_errno=True)
    for stream in (library.fopen, library.fopen64):
        stream.restype = ctypes.c_void_p
    file = os.open(os.path.join(folder, 'file'), os.O_RDWR)
    result = CALLS[name](library, file, os.fsencode(folder) + b'/')
    print(ctypes.get_errno() if result in (None, -1) else 0)


def run(shim, work, name, mode='kill', at=0, program=None):
    """(errno, calls counted) of the call."""
    place = os.path.join(work, f'{name}-{mode}-{at}-{program}')
    folder, count = os.path.join(place, 'folder'), os.path.join(place, 'count')
    os.makedirs(os.path.join(folder, 'empty'))
    for text in ('file', 'LOG'):
        with open(os.path.join(folder, text), 'w', encoding='ascii') as file:
            file.write(text)
    python = os.path.realpath(sys.executable)
    shimmed = {'LD_PRELOAD': shim, 'FAULT_FOLDER': folder, 'FAULT_PROGRAM': program or os.path.basename(python), 'FAULT_MODE': mode,
               'FAULT_AT': str(at), 'FAULT_COUNT': count}
    done = subprocess.run([python, '-B', __file__, '--call', name, folder], env=os.environ | shimmed, capture_output=True, check=True)
    counted = 0
    if os.path.exists(count):
        with open(count, 'rb') as file:
            counted = struct.unpack('q', file.read(8))[0]
    return int(done.stdout), counted


def main(shim):
    with scratch() as work:
        cases = []
        for name, takes_space, _ in WATCHED:
            cases += [(name, {'mode': 'eio', 'at': 1}, (errno.EIO, 1)),
                      (name, {'mode': 'enospc', 'at': 1}, (errno.ENOSPC, 1) if takes_space else (0, 0))]
        cases += [(name, {'mode': 'eio', 'at': 1}, (0, 0)) for name, _ in UNWATCHED]
        cases += [('write', {}, (0, 1)), ('write', {'mode': 'eio', 'at': 1, 'program': 'another'}, (0, 0))]
        wrong = [f'{name} {how}: {got}, not {expected}' for name, how, expected in cases if (got := run(shim, work, name, **how)) != expected]
    print('\n'.join(wrong) or f'{len(cases)} cases of {len(CALLS)} calls')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(child(*sys.argv[2:]) if sys.argv[1] == '--call' else main(sys.argv[1]))

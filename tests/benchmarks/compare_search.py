#!/usr/bin/env python3
"""compare_search.py BUILD [--tracks N] [--questions N] [--folder PLACE] [ROW…]: search in a generated archive beside SQLite FTS5.

Makes the archive (make_archive), its index (reindex, with its rate, size and peak of memory) and the peer's, and compares them
(compare_search). What a folder already holds is used again.
"""
import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from program import Program  # noqa: E402


def size_of(path):
    """Of a file, or of an index: what its name begins every folder's with."""
    folder, start = os.path.split(path)
    return sum(os.path.getsize(os.path.join(place, name)) for place, _, names in os.walk(folder)
               if os.path.relpath(place, folder).startswith(start) or place == folder for name in names
               if place != folder or name == start)


def reindex(build, place, home, tracks):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    Program(os.path.join(build, 'cuetheque'), home).must(place, 'reindex', timeout=3600)
    seconds, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f'reindex: {seconds:.1f} s, {tracks / seconds:.0f} tracks/s ({cpu:.1f} s of the processor), peak {after.ru_maxrss / 1024:.0f} MB')


def compare(build, folder, arguments):
    place, peer = os.path.join(folder, 'archive'), os.path.join(folder, 'peer.db')
    programs = os.path.join(build, 'tests', 'benchmarks')
    if not os.path.exists(place):
        subprocess.run([os.path.join(programs, 'make_archive'), place, str(arguments.tracks)], check=True)
        reindex(build, place, folder, arguments.tracks)
    result = subprocess.run([os.path.join(programs, 'compare_search'), place, peer, str(arguments.questions), *arguments.rows], check=False)
    print(f'index {size_of(os.path.join(place, "index")) / 1e6:.0f} MB, FTS5 {size_of(peer) / 1e6:.0f} MB')
    return result.returncode


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('build')
    parser.add_argument('rows', nargs='*')
    parser.add_argument('--tracks', type=int, default=1_000_000)
    parser.add_argument('--questions', type=int, default=200)
    parser.add_argument('--folder')
    arguments = parser.parse_args()
    if arguments.folder:
        os.makedirs(arguments.folder, exist_ok=True)
        return compare(arguments.build, arguments.folder, arguments)
    with tempfile.TemporaryDirectory() as folder:
        return compare(arguments.build, folder, arguments)


if __name__ == '__main__':
    sys.exit(main())

#!/usr/bin/env python3
"""random_deaths.py PROGRAM MAKE_COLLECTION [DEATHS]: kills an import, with its readers, at random moments, DEATHS times over.

The collection grows between deaths, so that there is always work to be interrupted. Nothing that was once seen may be lost, and the end
must be that of an archive nothing happened to.
"""
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from program import albums, scratch_archive  # noqa: E402

SEED = 20240607
TRACKS_A_ROUND = 60
ROUNDS_BETWEEN_LOOKS = 4


def die_once(program, archive, music, chance, usual):
    """Starts an import and kills it somewhere within the time one usually takes. Returns whether it was still running."""
    running = program.start(archive, 'import', music)
    try:
        running.wait(timeout=chance.uniform(0, usual * 1.2))
        if running.returncode not in (0, -signal.SIGKILL):
            raise AssertionError(f'import: exit {running.returncode}')
        return False
    except subprocess.TimeoutExpired:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        return True


def own_facts(exported):
    """id -> the album without its films: an album that comes later may add to what is known of those."""
    found = {key: json.loads(line) for key, line in albums(exported).items()}
    return {key: {name: value for name, value in album.items() if name != 'productions'} for key, album in found.items()}


def check_nothing_lost(program, archive, seen):
    done = program.run(archive, 'export', 'jsonl')
    if done.returncode == 4 and not seen:
        return seen
    now = own_facts(done.stdout) if done.returncode == 0 else {}
    lost = [key for key, album in seen.items() if now.get(key) != album]
    if done.returncode != 0 or lost:
        raise AssertionError(f'exit {done.returncode}, lost or changed: {lost[:5]} {done.stderr.decode(errors="replace")[-500:]}')
    return now


def main(binary, make_collection, deaths):
    chance = random.Random(SEED)
    with scratch_archive(binary) as (program, archive, music):
        died, rounds, seen, usual = 0, 0, {}, 0.3
        started = time.monotonic()
        while died < deaths:
            if rounds % ROUNDS_BETWEEN_LOOKS == 0:
                subprocess.run([make_collection, os.path.join(music, f'{rounds:05}'), str(TRACKS_A_ROUND * ROUNDS_BETWEEN_LOOKS), str(rounds + 1)],
                               check=True)
                seen = check_nothing_lost(program, archive, seen)
            was_running = die_once(program, archive, music, chance, usual)
            usual = min(2.0, usual * (0.97 if not was_running else 1.01))
            died += was_running
            rounds += 1
        program.must(archive, 'import', music)
        check_nothing_lost(program, archive, seen)
        mended = program.must(archive, 'export', 'jsonl')
        found = program.must(archive, 'find', '--ids').decode().split()
        if sorted(found) != sorted(albums(mended)):
            raise AssertionError(f'find sees {len(found)} albums, export {len(albums(mended))}')
        program.must(archive, 'reindex')
        if program.must(archive, 'find', '--ids').decode().split() != found:
            raise AssertionError('a new index finds something else')
        untouched = f'{archive}-untouched'
        program.must(untouched, 'init')
        program.must(untouched, 'import', music)
        if mended != program.must(untouched, 'export', 'jsonl'):
            raise AssertionError('the archive that died differs from the one that did not')
        shutil.rmtree(archive)
        print(f'{died} deaths in {rounds} imports, {len(found)} albums, nothing lost, {time.monotonic() - started:.0f} s')


if __name__ == '__main__':
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 200)

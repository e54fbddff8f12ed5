#!/usr/bin/env python3
"""finds_beside_import.py PROGRAM MAKE_COLLECTION [DEATHS]: asks while an import runs, and right after it was killed.

`find` and `count` never fail then, and what they show of an album is all of it. The collection grows with every death, so that there is always
work to be interrupted."""
import collections
import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import threading

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from program import scratch_archive  # noqa: E402

SEED = 7
TRACKS_A_ROUND = 240
LEAST_BESIDE = 10  # answers beside a running import, or the test has gone hollow


def halves(told, whole):
    """Albums of which fewer tracks, or more, were told than they have."""
    counts = collections.Counter(album for album, _ in told)
    return {album: (count, whole.get(album)) for album, count in counts.items() if count != whole.get(album)}


def ask(program, archive):
    """(album, track) of every track that a search shows, as it is shown."""
    lines = program.must(archive, 'find', '-t', '--limit', '0', '--jsonl').decode().splitlines()
    return [(one['album_id'], one['id']) for one in map(json.loads, lines)]


class Witness:
    """What was seen is judged at the end, when it is known how many tracks each album has."""

    def __init__(self, program, archive):
        self.program, self.archive = program, archive
        self.answers = []
        self.beside = 0

    def look(self, running):
        """Counts, which is over before a small import is, also on a busy machine; then asks for all tracks, and by two other commands."""
        self.program.must(self.archive, 'count', '-t', 'has:file')
        self.beside += running.poll() is None
        self.answers.append(ask(self.program, self.archive))
        for words in (['find', '-a', 'the', '--ids'], ['facet', '-t', 'album', '--json']):
            self.program.must(self.archive, *words)

    def judge(self, whole):
        wrong = []
        for told in self.answers:
            if found := halves(told, whole):
                wrong.append(f'of {len(told)} tracks: {dict(list(found.items())[:3])}')
            if len(told) != len(set(told)):
                wrong.append(f'a track was told twice among {len(told)}')
        return wrong


def kill(running):
    with contextlib.suppress(ProcessLookupError):
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)


def import_and_kill(program, archive, music, witness, seconds):
    """An import that is killed after so long, whatever is being asked then. Returns whether it was still running."""
    running = program.start(archive, 'import', '-q', music)
    death = threading.Timer(seconds, kill, [running])
    death.start()
    while running.poll() is None:
        witness.look(running)
    death.cancel()
    death.join()
    if running.returncode not in (0, -signal.SIGKILL):
        raise AssertionError(f'import: exit {running.returncode}')
    witness.look(running)
    return running.returncode != 0


def main(binary, make_collection, deaths):
    chance = random.Random(SEED)
    with scratch_archive(binary) as (program, archive, music):
        witness, died, rounds, usual = Witness(program, archive), 0, 0, 0.5
        while died < deaths or witness.beside < LEAST_BESIDE:
            subprocess.run([make_collection, os.path.join(music, f'{rounds:05}'), str(TRACKS_A_ROUND), str(rounds + 1)], check=True)
            was_running = import_and_kill(program, archive, music, witness, chance.uniform(0, usual * 1.2))
            usual *= 1.1 if was_running else 0.9
            died += was_running
            rounds += 1
        program.must(archive, 'import', '-q', music)
        exported = [json.loads(line) for line in program.must(archive, 'export', 'jsonl').splitlines()]
        whole = {album['id']: len(album['tracks']) for album in exported}
        wrong = witness.judge(whole)
        full = ask(program, archive)
        if len(full) != sum(whole.values()) or halves(full, whole):
            wrong.append(f'at the end {len(full)} tracks are found of {sum(whole.values())}')
        if not halves(full[:-1], whole):
            wrong.append('the control: an album that lacks a track passes')
        print(f'{len(witness.answers)} times asked, {witness.beside} beside an import, {died} deaths, {len(whole)} albums: {len(wrong)} wrong')
        print('\n'.join(wrong[:20]))
        return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 12))

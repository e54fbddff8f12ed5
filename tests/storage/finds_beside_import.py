#!/usr/bin/env python3
"""finds_beside_import.py PROGRAM MAKE_COLLECTION [DEATHS]: asks while an import runs, and right after it was killed.

`find` and `count` never fail then, and what they show of an album is all of it. The collection grows with every death, so that there is always
work to be interrupted."""
import collections
import json
import os
import random
import signal
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from program import Program, scratch  # noqa: E402

SEED = 7
TRACKS_A_ROUND = 240
LEAST_BESIDE = 10  # answers beside a running import, or the test has gone hollow


def halves(told, whole):
    """Albums of which fewer tracks, or more, were told than they have."""
    counts = collections.Counter(album for album, _ in told)
    return {album: (count, whole.get(album)) for album, count in counts.items() if count != whole.get(album)}


def ask(program, archive):
    """(album, track) of every track that a search shows, as it is shown; albums and tracks counted by three other commands."""
    lines = program.must(archive, 'find', '-t', '--limit', '0', '--jsonl').decode().splitlines()
    told = [(one['album_id'], one['id']) for one in map(json.loads, lines)]
    for words in (['find', '-a', 'the', '--ids'], ['count', '-t', 'has:file'], ['facet', '-t', 'album', '--json']):
        program.must(archive, *words)
    return told


class Witness:
    """What was seen is judged at the end, when it is known how many tracks each album has."""

    def __init__(self, program, archive):
        self.program, self.archive = program, archive
        self.answers = []
        self.beside = 0

    def look(self):
        self.answers.append(ask(self.program, self.archive))

    def look_while(self, running, until):
        while running.poll() is None and time.monotonic() < until:
            self.look()
            self.beside += running.poll() is None

    def judge(self, whole):
        wrong = []
        for told in self.answers:
            if found := halves(told, whole):
                wrong.append(f'of {len(told)} tracks: {dict(list(found.items())[:3])}')
            if len(told) != len(set(told)):
                wrong.append(f'a track was told twice among {len(told)}')
        return wrong


def import_and_kill(program, archive, music, witness, seconds):
    running = program.start(archive, 'import', '-q', music)
    witness.look_while(running, time.monotonic() + seconds)
    died = running.poll() is None
    if died:
        os.killpg(running.pid, signal.SIGKILL)
    elif running.returncode != 0:
        raise AssertionError(f'import: exit {running.returncode}')
    running.wait()
    witness.look()
    return died


def main(binary, make_collection, deaths):
    chance = random.Random(SEED)
    with scratch() as work:
        program = Program(binary, work)
        archive, music = os.path.join(work, 'archive'), os.path.join(work, 'music')
        os.makedirs(music)
        program.must(archive, 'init')
        witness, died, rounds = Witness(program, archive), 0, 0
        while died < deaths or witness.beside < LEAST_BESIDE:
            subprocess.run([make_collection, os.path.join(music, f'{rounds:05}'), str(TRACKS_A_ROUND), str(rounds + 1)], check=True)
            died += import_and_kill(program, archive, music, witness, chance.uniform(0.05, 1.5))
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

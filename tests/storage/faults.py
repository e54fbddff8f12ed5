#!/usr/bin/env python3
"""faults.py PROGRAM SHIM MAKE_COLLECTION [--only SCENARIO]: dies, loses power, or is refused at every single I/O call of a command.

After each fault: what can be read is the state before a step or after it, never between; the same command again finishes; the export is byte
for byte that of an archive nothing happened to; and the search index says the same as the archive. A command that says 0 had done everything,
and a refusal is 6.
"""
import argparse
import concurrent.futures
import dataclasses
import itertools
import json
import os
import shutil
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from program import Program, albums, scratch  # noqa: E402

MODES = ('kill', 'power', 'eio', 'enospc')
TRACKS = 40
MOST_MISSED = 0.25    # of the deaths: threads take turns, so that a run may make fewer calls than the one that counted
LAST_OPERATION = '{last}'


@dataclasses.dataclass
class Scenario:
    name: str
    before: list    # commands that lead up to it
    command: list   # the one that is hit
    least: int      # calls it must make, or the test has gone hollow
    ask: list       # a question to the index about tracks …
    answer: Callable[[dict], bool]    # … and which tracks of the export answer it
    modes: tuple = MODES


def scenarios(music):
    bring_in = ['import', music]
    change = ['set', '-y', '-t', 'title:theme OR title:title OR title:chase', '--', 'mood=tense', 'note=checked']
    return [
        Scenario('import', [], bring_in, least=95, ask=[], answer=lambda track: True),
        Scenario('set', [bring_in], change, least=90, ask=['mood:tense'], answer=is_tense),
        Scenario('undo', [bring_in, change], ['undo', '-y', LAST_OPERATION], least=90, ask=['--', '-mood:tense'], answer=lambda track: not is_tense(track)),
        Scenario('reindex', [bring_in], ['reindex'], least=80, ask=[], answer=lambda track: True),
    ]


def is_tense(track):
    return 'tense' in track.get('mood', [])


@dataclasses.dataclass
class Look:
    """What an archive says: all of it by the store, and by the index which tracks answer the scenario's question."""
    exported: bytes
    found: list

    def answers(self, scenario):
        return [track['id'] for line in self.exported.splitlines() for track in json.loads(line)['tracks'] if scenario.answer(track)]


class Campaign:
    def __init__(self, program, shim, scenario, work):
        self.program, self.shim, self.scenario, self.work = program, shim, scenario, work
        self.base = os.path.join(work, 'base')
        program.must(self.base, 'init')
        for command in scenario.before:
            program.must(self.base, *command)
        last = json.loads(program.must(self.base, 'log', '--json', '1'))['operations'][0]['operation']
        self.command = [str(last) if word == LAST_OPERATION else word for word in scenario.command]
        self.number = itertools.count()
        self.complaints = []
        self.missed = 0
        self.before = program.must(self.base, 'export', 'jsonl')
        self.calls = {mode: self.count(mode) for mode in scenario.modes}

    def fresh(self):
        """A copy of the archive as it stood before the command, with room for the shim's notes."""
        place = os.path.join(self.work, f'point-{next(self.number)}')
        os.makedirs(os.path.join(place, 'shadow'))
        shutil.copytree(self.base, os.path.join(place, 'archive'), symlinks=True)
        return place

    def hit(self, place, mode, at, deceive=False):
        archive = os.path.join(place, 'archive')
        more = {'LD_PRELOAD': self.shim, 'FAULT_FOLDER': archive, 'FAULT_PROGRAM': os.path.basename(self.program.binary), 'FAULT_MODE': mode,
                'FAULT_AT': str(at), 'FAULT_COUNT': os.path.join(place, 'count'), 'FAULT_SHADOW': os.path.join(place, 'shadow')}
        if deceive:
            more['FAULT_DECEIVE'] = '1'
        return self.program.run(archive, *self.command, more=more)

    def count(self, mode):
        place = self.fresh()
        done = self.hit(place, mode, 0)
        if done.returncode != 0:
            raise AssertionError(f'{self.scenario.name} without faults: exit {done.returncode}\n{done.stderr.decode()}')
        self.after = self.look(os.path.join(place, 'archive'))
        if not self.after.found or self.after.found != self.after.answers(self.scenario):
            raise AssertionError(f'{self.scenario.name} without faults: {self.after}')
        with open(os.path.join(place, 'count'), 'rb') as file:
            calls = struct.unpack('q', file.read(8))[0]
        shutil.rmtree(place)
        return calls

    def look(self, archive):
        found = self.program.must(archive, 'find', '-t', '--ids', '--limit', '0', *self.scenario.ask).decode().split()
        return Look(self.program.must(archive, 'export', 'jsonl'), sorted(found, key=lambda name: int(name[1:])))

    def complain(self, mode, at, what):
        self.complaints.append(f'{self.scenario.name}, {mode} at call {at}: {what}')

    def point(self, mode, at, deceive=False):
        place = self.fresh()
        try:
            before = len(self.complaints)
            self.check(place, mode, at, deceive)
            return len(self.complaints) == before
        except (subprocess.TimeoutExpired, AssertionError, ValueError) as failure:
            self.complain(mode, at, failure)
            return False
        finally:
            shutil.rmtree(place, ignore_errors=True)

    def check(self, place, mode, at, deceive):
        archive = os.path.join(place, 'archive')
        done = self.hit(place, mode, at, deceive)
        code = done.returncode
        dies = mode in ('kill', 'power')
        if code not in (0, -signal.SIGKILL if dies else 6):
            self.complain(mode, at, f'exit {code}: {done.stderr.decode(errors="replace")[-500:]}')
        self.missed += dies and code == 0
        if code != 0:
            self.check_survivors(archive, mode, at)
            again = self.program.run(archive, *self.command)
            if again.returncode != 0:
                self.complain(mode, at, f'again: exit {again.returncode}: {again.stderr.decode(errors="replace")[-500:]}')
        self.check_end(self.look(archive), mode, at)

    def check_survivors(self, archive, mode, at):
        """Right after the fault, before anything is mended, a reader sees a state that the archive was in between two steps."""
        done = self.program.run(archive, 'export', 'jsonl')
        if done.returncode != 0:
            self.complain(mode, at, f'reading after it: exit {done.returncode}: {done.stderr.decode(errors="replace")[-500:]}')
        elif self.scenario.name == 'import':
            landed = done.stdout.splitlines()
            if landed != self.after.exported.splitlines()[:len(landed)]:
                self.complain(mode, at, f'{len(landed)} albums after it, which are not the first ones, whole')
        elif done.stdout not in (self.before, self.after.exported):
            self.complain(mode, at, 'half of it is done')

    def check_end(self, end, mode, at):
        expected = self.after
        if end.exported != expected.exported:
            self.complain(mode, at, f'the export differs: {len(end.exported.splitlines())} albums of {len(expected.exported.splitlines())}')
        if end.found != end.answers(self.scenario):
            self.complain(mode, at, f'find sees {end.found}, export {end.answers(self.scenario)}')

    def run(self, workers, every):
        started = time.monotonic()
        points = [(mode, at) for mode in self.scenario.modes for at in range(1, self.calls[mode] + 1, every)]
        with concurrent.futures.ThreadPoolExecutor(workers) as pool:
            list(pool.map(lambda point: self.point(*point), points))
        print(f'{self.scenario.name}: {len(points)} points ({self.calls}), {self.missed} deaths that came too late, '
              f'{len(self.complaints)} complaints, {time.monotonic() - started:.0f} s', flush=True)
        for mode, calls in self.calls.items():
            if calls < self.scenario.least:
                self.complaints.append(f'{self.scenario.name}, {mode}: only {calls} calls; the test has gone hollow')
        deaths = sum(mode in ('kill', 'power') for mode, at in points)
        if self.missed > MOST_MISSED * deaths:
            self.complaints.append(f'{self.scenario.name}: {self.missed} of {deaths} deaths did not happen; the test has gone hollow')
        return self.complaints

    def negative_control(self, workers):
        """With a sync that lies, losing power must lose something, or nothing above proves anything."""
        points = range(1, self.calls['power'] + 1, max(1, self.calls['power'] // 24))
        with concurrent.futures.ThreadPoolExecutor(workers) as pool:
            survived = list(pool.map(lambda at: self.point('power', at, deceive=True), points))
        lost = survived.count(False)
        self.complaints.clear()
        print(f'negative control: {lost} of {len(survived)} points lost something with a sync that lies')
        return [] if lost else ['the negative control lost nothing: the power model does not work']


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument('program')
    arguments.add_argument('shim')
    arguments.add_argument('make_collection')
    arguments.add_argument('--only')
    arguments.add_argument('--workers', type=int, default=os.cpu_count())
    arguments.add_argument('--every', type=int, default=1, help='only every so many-th call: a quick look')
    arguments.add_argument('--tracks', type=int, default=TRACKS)
    options = arguments.parse_args()
    complaints = []
    with scratch() as work:
        music = os.path.join(work, 'music')
        subprocess.run([options.make_collection, music, str(options.tracks), '7'], check=True)
        program = Program(options.program, work)
        for scenario in scenarios(music):
            if options.only in (None, scenario.name):
                campaign = Campaign(program, options.shim, scenario, os.path.join(work, scenario.name))
                complaints += campaign.run(options.workers, options.every)
                if scenario.name == 'import':
                    complaints += campaign.negative_control(options.workers)
    for complaint in complaints[:60]:
        print(complaint)
    print(f'{len(complaints)} complaints')
    return 1 if complaints else 0


if __name__ == '__main__':
    sys.exit(main())

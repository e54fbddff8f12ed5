#!/usr/bin/env python3
"""releases.py BUILD [--lines N]: how fast a dump of MusicBrainz releases is read, filtered and imported, and that memory does not grow with it.

The lines are made here: releases of twelve tracks with the credits, relations and aliases that a dump has, one in twenty a soundtrack.
Reading is measured without an archive, on one core; the import is the whole of it, with the index.
"""
import argparse
import json
import os
import random
import subprocess
import sys
import time
import uuid

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from program import Program, scratch  # noqa: E402

ROLES = ('conductor', 'performing orchestra', 'producer', 'engineer', 'mix', 'instrument')
WORDS = 'night chase love city main title theme river storm farewell dance shadow garden battle end credits return morning'.split()


def ids(chance):
    while True:
        yield str(uuid.UUID(int=chance.getrandbits(128), version=4))


class Maker:
    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.ids = ids(self.chance)
        self.artists = [self.make_artist(number) for number in range(400)]

    def make_artist(self, number):
        name = f'Person {number}'
        aliases = [{'sort-name': f'{name} {more}', 'type-id': None, 'name': f'{name} {more}', 'locale': None, 'type': None, 'primary': None,
                    'begin': None, 'end': None, 'ended': False} for more in ('Jr.', 'senior')]
        return {'id': next(self.ids), 'name': name, 'sort-name': f'{number}, Person', 'disambiguation': '', 'type': 'Person',
                'type-id': 'b6e035f4-3ce9-331c-97df-83397230b0df', 'aliases': aliases}

    def title(self):
        return ' '.join(self.chance.choices(WORDS, k=3)).title()

    def credit(self):
        artist = self.chance.choice(self.artists)
        return [{'name': artist['name'], 'joinphrase': '', 'artist': artist}]

    def relation(self, role):
        artist = {key: value for key, value in self.chance.choice(self.artists).items() if key != 'aliases'}
        return {'type': role, 'type-id': next(self.ids), 'direction': 'backward', 'target-type': 'artist', 'attributes': [], 'attribute-ids': {},
                'attribute-values': {}, 'source-credit': '', 'target-credit': '', 'begin': None, 'end': None, 'ended': False, 'artist': artist}

    def track(self, position):
        length = self.chance.randrange(30_000, 400_000)
        title = self.title()
        work = {'id': next(self.ids), 'title': title, 'iswcs': [], 'languages': [], 'attributes': [], 'disambiguation': '',
                'relations': [self.relation('composer')]}
        relations = [self.relation(role) for role in ROLES[:3]] + [self.relation('performance') | {'target-type': 'work', 'work': work}]
        return {'id': next(self.ids), 'position': position, 'number': str(position), 'length': length, 'title': title,
                'artist-credit': self.credit(), 'recording': {'id': next(self.ids), 'title': title, 'length': length, 'video': False,
                                                             'disambiguation': '', 'isrcs': [], 'relations': relations}}

    def release(self, soundtrack):
        title = self.title() + (': Original Motion Picture Soundtrack' if soundtrack else '')
        date = f'{self.chance.randrange(1950, 2020)}-05-09'
        return {'id': next(self.ids), 'title': title, 'status': 'Official', 'quality': 'normal', 'packaging': 'Jewel Case', 'date': date,
                'barcode': str(self.chance.randrange(10**12)), 'country': 'US', 'text-representation': {'language': 'eng', 'script': 'Latn'},
                'release-events': [{'date': date, 'area': {'iso-3166-1-codes': ['US']}}], 'disambiguation': '', 'artist-credit': self.credit(),
                'label-info': [{'catalog-number': f'CAT {self.chance.randrange(10**6)}', 'label': {'id': next(self.ids), 'name': 'Label'}}],
                'release-group': {'id': next(self.ids), 'primary-type': 'Album', 'secondary-types': ['Soundtrack'] if soundtrack else [],
                                  'first-release-date': date, 'title': title},
                'media': [{'position': 1, 'format': 'CD', 'title': '', 'track-count': 12,
                           'tracks': [self.track(position) for position in range(1, 13)]}], 'relations': []}


def write(path, lines, soundtracks, seed=1):
    maker = Maker(seed)
    with open(path, 'w', encoding='utf-8') as file:
        for number in range(lines):
            json.dump(maker.release(number % 20 < soundtracks), file, ensure_ascii=False, separators=(',', ':'))
            file.write('\n')


def copies(path, source, times):
    """A dump that is longer, of the same releases: its length is what is measured."""
    with open(path, 'wb') as file, open(source, 'rb') as made:
        text = made.read()
        for _ in range(times):
            file.write(text)


def read(build, folder, *words):
    done = subprocess.run([os.path.join(build, 'tests/benchmarks/read_only'), folder, os.path.join(build, 'cuetheque-reader'), '1', *words],
                          check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def rate(what, path, told):
    size = os.path.getsize(path) / 1e6
    print(f'{what:32} {size:8.0f} MB {told["cpu"]:8.2f} s {size / told["cpu"]:8.0f} MB/s  {told["albums"]} releases')


def peak_of(command, environment):
    """Seconds, and MiB at the most."""
    start = time.monotonic()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    assert status == 0, f'{command}: {status}'
    return time.monotonic() - start, used.ru_maxrss / 1024


def main():
    options = argparse.ArgumentParser()
    options.add_argument('build')
    options.add_argument('--lines', type=int, default=4000)
    asked = options.parse_args()
    with scratch() as work:
        dump, ten, scores = (os.path.join(work, name, 'release.jsonl') for name in ('dump', 'ten', 'scores'))
        for path in (dump, ten, scores):
            os.mkdir(os.path.dirname(path))
        write(dump, asked.lines, 1)
        copies(ten, dump, 10)
        write(scores, asked.lines // 10, 20, 2)
        rate('read, --filter soundtrack', ten, read(asked.build, os.path.dirname(ten), 'soundtrack'))
        rate('read, no filter', dump, read(asked.build, os.path.dirname(dump)))
        rate('read, nothing but soundtracks', scores, read(asked.build, os.path.dirname(scores)))
        program = Program(os.path.join(asked.build, 'cuetheque'), work)
        filtered = ('--filter', 'soundtrack')
        for name, path, words in (('all', scores, ()), ('filtered', dump, filtered), ('filtered, 10x', ten, filtered)):
            archive = os.path.join(work, name.replace(', ', '-'))
            program.must(archive, 'init')
            seconds, peak = peak_of(program.command(archive, 'import', *words, path), program.environment)
            count = f'{asked.lines // 10 / seconds:8.0f} releases/s' if name == 'all' else ' ' * 19
            print(f'import, {name:24} {os.path.getsize(path) / 1e6:8.0f} MB {seconds:8.2f} s {count} {peak:6.0f} MiB at most')


if __name__ == '__main__':
    main()

#!/usr/bin/env python3
"""containers.py BUILD [--files N] [--corpus PLACE] [--repeat N] [--least RATIO]: our reading beside a bare TagLib loop over the same files,
container by container, with one reader and with two. Ratio 1 is as fast as the loop; our side also walks, takes digests, assembles albums.

The files are made (make_collection); with a corpus of real files the containers that we cannot make are read too, each of its files as
often as it takes. Only ratios of one run mean anything: both sides take turns, and the best of each counts. Run it on an idle machine.
"""
import argparse
import collections
import json
import os
import subprocess
import sys
import tempfile

# TagLib opens nothing else, or takes it for something else.
READ_BY_BOTH = ('flac', 'mp3', 'm4a', 'ogg', 'opus', 'wav', 'aiff', 'ape', 'mpc', 'wv', 'wma', 'spx', 'tta')
SAME = {'aif': 'aiff', 'm4b': 'm4a', 'oga': 'ogg'}


def files_by_container(folder):
    found = collections.defaultdict(list)
    for place, _, names in os.walk(folder):
        for name in sorted(names):
            kind = name.rsplit('.', 1)[-1].lower()
            kind = SAME.get(kind, kind)
            if kind in READ_BY_BOTH:
                found[kind].append(os.path.join(place, name))
    return found


def spread(files, count, folder):
    """A tree of `count` files, ten a folder, each a link to one of these or a copy of it."""
    contents = {}
    for number in range(count):
        source = files[number % len(files)]
        album = os.path.join(folder, f'{number // 10:05}')
        os.makedirs(album, exist_ok=True)
        place = os.path.join(album, f'{number:06}.{source.rsplit(".", 1)[-1]}')
        try:
            os.link(source, place)
        except OSError:
            if source not in contents:
                with open(source, 'rb') as file:
                    contents[source] = file.read()
            with open(place, 'wb') as file:
                file.write(contents[source])


def timed(command):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=True)
    return json.loads(done.stdout)['seconds']


def compared(build, folder, threads, repeat):
    """Seconds of the loop and of ours: the best of each, taken in turns after a round that only warms the cache."""
    tools = os.path.join(build, 'tests', 'benchmarks')
    loop = [os.path.join(tools, 'taglib_loop'), folder, str(threads)]
    ours = [os.path.join(tools, 'read_only'), folder, os.path.join(build, 'cuetheque-reader'), str(threads)]
    timed(loop)
    rounds = [(timed(loop), timed(ours)) for _ in range(repeat)]
    return min(row[0] for row in rounds), min(row[1] for row in rounds)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('build')
    parser.add_argument('--files', type=int, default=5000)
    parser.add_argument('--corpus')
    parser.add_argument('--repeat', type=int, default=3)
    parser.add_argument('--least', type=float, default=0.0, help='exit 1 where a ratio is lower')
    asked = parser.parse_args()
    lowest = None
    with tempfile.TemporaryDirectory(prefix='containers-') as work:
        made = os.path.join(work, 'made')
        subprocess.run([os.path.join(asked.build, 'tests', 'benchmarks', 'make_collection'), made, str(min(asked.files, 2000))], check=True,
                       stdout=subprocess.DEVNULL)
        sources = files_by_container(asked.corpus) if asked.corpus else {}
        sources.update(files_by_container(made))
        print(f'{"container":10} {"readers":>7} {"files":>7} {"loop s":>8} {"ours s":>8} {"ratio":>6}')
        for kind in sorted(sources):
            folder = os.path.join(work, kind)
            spread(sources[kind], asked.files, folder)
            for threads in (1, 2):
                loop, ours = compared(asked.build, folder, threads, asked.repeat)
                lowest = min(loop / ours, lowest or loop / ours)
                print(f'{kind:10} {threads:7} {asked.files:7} {loop:8.3f} {ours:8.3f} {loop / ours:6.2f}', flush=True)
    return 1 if lowest is not None and lowest < asked.least else 0


if __name__ == '__main__':
    sys.exit(main())

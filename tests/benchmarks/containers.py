#!/usr/bin/env python3
"""containers.py BUILD [--files N] [--corpus PLACE] [--repeat N] [--least RATIO]: our reading beside a bare TagLib loop over the same files,
container by container, with one reader and with two. Ratio 1 is as fast as the loop.

Reading is what the loop does, and more: walking with sizes and times, every tag and cover, digests, in processes that a file may kill.
The import before the archive is all that with the albums assembled, which the loop has no part of: what a title says of its film, discs,
copies. Of one run each; `cpu` is the processor time of all processes, which says more on a machine that does something else too.

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
    done = json.loads(subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=True).stdout)
    return done['seconds'], done['cpu']


def compared(build, folder, threads, repeat):
    """(seconds, cpu) of the loop, of reading and of all before the archive: the best of each, in turns after a round that warms the cache."""
    tools = os.path.join(build, 'tests', 'benchmarks')
    ours = [folder, os.path.join(build, 'cuetheque-reader'), str(threads)]
    commands = [[os.path.join(tools, 'taglib_loop'), folder, str(threads)], [os.path.join(tools, 'read_only'), '--alone', *ours],
                [os.path.join(tools, 'read_only'), *ours]]
    timed(commands[0])
    rounds = [[timed(command) for command in commands] for _ in range(repeat)]
    return [tuple(min(times) for times in zip(*(one[side] for one in rounds))) for side in range(len(commands))]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('build')
    parser.add_argument('--files', type=int, default=5000)
    parser.add_argument('--corpus')
    parser.add_argument('--repeat', type=int, default=3)
    parser.add_argument('--least', type=float, default=0.0, help='exit 1 where a ratio of reading is lower')
    asked = parser.parse_args()
    lowest = None
    with tempfile.TemporaryDirectory(prefix='containers-') as work:
        made = os.path.join(work, 'made')
        subprocess.run([os.path.join(asked.build, 'tests', 'benchmarks', 'make_collection'), made, str(min(asked.files, 2000))], check=True,
                       stdout=subprocess.DEVNULL)
        sources = files_by_container(asked.corpus) if asked.corpus else {}
        sources.update(files_by_container(made))
        print(f'{"container":10} {"readers":>7} {"loop s":>8} {"cpu":>7}   {"reading":>8} {"ratio":>5} {"cpu":>7} {"ratio":>5}   '
              f'{"albums":>8} {"ratio":>5} {"cpu":>7} {"ratio":>5}')
        for kind in sorted(sources):
            folder = os.path.join(work, kind)
            spread(sources[kind], asked.files, folder)
            for threads in (1, 2):
                loop, *sides = compared(asked.build, folder, threads, asked.repeat)
                ratios = [[mine / ours for mine, ours in zip(loop, side)] for side in sides]
                lowest = min(ratios[0][0], lowest or ratios[0][0])
                print(f'{kind:10} {threads:7} {loop[0]:8.3f} {loop[1]:7.3f}', *(
                    f'  {side[0]:8.3f} {ratio[0]:5.2f} {side[1]:7.3f} {ratio[1]:5.2f}' for side, ratio in zip(sides, ratios)), flush=True)
    return 1 if lowest is not None and lowest < asked.least else 0


if __name__ == '__main__':
    sys.exit(main())

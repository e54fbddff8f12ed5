#!/usr/bin/env python3
"""compare.py BUILD [--tracks N] [--small N] [--find N] [--folder PLACE] [--json FILE]: an import beside its floor and its peers, in one run on
one machine, and questions to a larger archive as whole processes.

The floor is a bare TagLib loop over the same files; the peers are MPD's database update and beets' import without lookup, each left out
(with a word) where it is not installed. Times of one run are compared with each other only: trust the ratios.
"""
import argparse
import contextlib
import dataclasses
import json
import os
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from program import Program  # noqa: E402

SAMPLE_SECONDS = 0.02
QUERIES = (['find', '-t', 'composer:herrmann'], ['find', '-t', 'title:chase'], ['find', 'film:night'], ['find', '-t', 'mood:tense'],
           ['find', '-t', 'title:the OR title:love'], ['find', 'year:1958..1965'])


@dataclasses.dataclass
class Row:
    what: str
    files: int
    seconds: float
    cpu: float
    peak: float = 0.0  # MiB of all its processes together, shared pages counted once

    def line(self, floor):
        rate = self.files / self.seconds if self.seconds else 0
        peak = f'{self.peak:8.0f}' if self.peak else ' ' * 8
        return (f'{self.what:44} {self.files:6} {self.seconds:8.2f} {rate:9.0f} {self.cpu / max(1, self.files) * 1e6:9.0f} {peak}'
                f' {self.seconds / self.files / floor:8.2f}')


def session_pss(session):
    """Proportional set size, in MiB, of every process of a session."""
    total = 0
    for name in os.listdir('/proc'):
        if not name.isdigit():
            continue
        with contextlib.suppress(OSError, ValueError, IndexError):
            with open(f'/proc/{name}/stat', encoding='utf-8', errors='replace') as file:
                if int(file.read().rsplit(')', 1)[1].split()[3]) != session:
                    continue
            with open(f'/proc/{name}/smaps_rollup', encoding='utf-8') as file:
                total += sum(int(line.split()[1]) for line in file if line.startswith('Pss:'))
    return total / 1024


class PeakMemory:
    """Watches a session's memory while it runs."""

    def __init__(self, session):
        self.session, self.peak, self.done = session, 0.0, threading.Event()
        self.thread = threading.Thread(target=self.watch)

    def watch(self):
        while not self.done.wait(SAMPLE_SECONDS):
            self.peak = max(self.peak, session_pss(self.session))

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.done.set()
        self.thread.join()


def cpu_of_children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure(what, files, command, environment=None, memory=False, allowed=(0,)):
    """Runs a command to its end. Memory is watched in a run of its own: the watching costs time."""
    cpu, start = cpu_of_children(), time.monotonic()
    running = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               start_new_session=True)
    peak = 0.0
    if memory:
        with PeakMemory(running.pid) as watched:
            out, said = running.communicate()
        peak = watched.peak
    else:
        out, said = running.communicate()
    seconds = time.monotonic() - start
    if running.returncode not in allowed:
        raise RuntimeError(f'{what}: exit {running.returncode}: {said.decode(errors="replace")[-1500:]}')
    return Row(what, files, seconds, cpu_of_children() - cpu, peak), out


def loop(what, files, command):
    """A program of ours that times itself."""
    _, out = measure(what, files, command)
    said = json.loads(out)
    return Row(what, said['files'], said['seconds'], said['cpu'])


class Mpd:
    """An MPD of our own: its own port, its own database, no sound."""

    def __init__(self, music, work):
        self.place = os.path.join(work, 'mpd')
        os.makedirs(self.place)
        self.socket = os.path.join(self.place, 'socket')
        config = os.path.join(self.place, 'mpd.conf')
        with open(config, 'w', encoding='utf-8') as file:
            file.write(f'music_directory "{self.place}/music"\ndb_file "{self.place}/database"\nbind_to_address "{self.socket}"\n'
                       f'log_file "{self.place}/log"\nauto_update "no"\naudio_output {{\n type "null"\n name "none"\n}}\n'
                       'input {\n plugin "curl"\n enabled "no"\n}\n')
        os.makedirs(os.path.join(self.place, 'music'))  # empty until it has started: its first update is then ours to time
        self.process = subprocess.Popen(['mpd', '--no-daemon', config], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL, start_new_session=True)
        self.connect()
        self.wait()
        os.symlink(music, os.path.join(self.place, 'music', 'collection'))

    def connect(self):
        for _ in range(500):
            with contextlib.suppress(OSError):
                self.connection = socket.socket(socket.AF_UNIX)
                self.connection.connect(self.socket)
                self.stream = self.connection.makefile('rw', encoding='utf-8', newline='\n')
                self.stream.readline()
                return
            time.sleep(0.02)
        raise RuntimeError('mpd does not answer')

    def ask(self, command):
        self.stream.write(command + '\n')
        self.stream.flush()
        lines = []
        while not (line := self.stream.readline()).startswith(('OK', 'ACK')):
            if not line:
                raise RuntimeError('mpd is gone')
            lines.append(line.strip())
        return lines

    def wait(self):
        while any(line.startswith('updating_db') for line in self.ask('status')):
            time.sleep(0.005)

    def songs(self):
        return next(int(line.split()[1]) for line in self.ask('stats') if line.startswith('songs:'))

    def cpu(self):
        with open(f'/proc/{self.process.pid}/stat', encoding='utf-8') as file:
            fields = file.read().rsplit(')', 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')

    def update(self, what, files):
        cpu, start = self.cpu(), time.monotonic()
        with PeakMemory(self.process.pid) as watched:
            self.ask('update')
            self.wait()
        seconds = time.monotonic() - start
        if self.songs() < files * 0.95:
            raise RuntimeError(f'mpd found {self.songs()} of {files} songs')
        return Row(what, files, seconds, self.cpu() - cpu, watched.peak)

    def stop(self):
        self.process.terminate()
        self.process.wait()


def measure_mpd(music, files, work):
    mpd = Mpd(music, work)
    try:
        return [mpd.update('mpd, first update', files), mpd.update('mpd, second update', files)]
    finally:
        mpd.stop()


def measure_beets(music, files, work):
    place = os.path.join(work, 'beets')
    os.makedirs(place)
    with open(os.path.join(place, 'config.yaml'), 'w', encoding='utf-8') as file:
        file.write(f'directory: {place}/music\nlibrary: {place}/library.db\nplugins: []\n'
                   'import:\n  copy: no\n  write: no\n  autotag: no\n  resume: no\n  quiet: yes\n')
    environment = os.environ | {'BEETSDIR': place, 'LC_ALL': 'C.UTF-8'}
    return [measure('beet import -A', files, ['beet', 'import', '-A', '-q', music], environment)[0]]


def measure_ours(build, music, files, work):
    program = Program(os.path.join(build, 'cuetheque'), work)
    archive = os.path.join(work, f'archive-{files}')
    watched = os.path.join(work, f'watched-{files}')
    for place in (archive, watched):
        program.must(place, 'init')
    bring_in = ['import', '-q', music]
    rows = [measure('cuetheque import', files, program.command(archive, *bring_in), program.environment)[0],
            measure('cuetheque import, nothing new', files, program.command(archive, *bring_in), program.environment)[0]]
    rows[0].peak = measure('memory', files, program.command(watched, *bring_in), program.environment, memory=True)[0].peak
    return rows


def query_times(build, work, tracks):
    """What a person waits for: from the start of the process to its end, a page of hits."""
    program = Program(os.path.join(build, 'cuetheque'), work)
    archive = os.path.join(work, 'asked')
    program.must(archive, 'init')
    program.must(archive, 'import', '-q', collection(build, work, tracks))
    medians = []
    for words in QUERIES:
        times = []
        for _ in range(15):
            start = time.monotonic()
            program.must(archive, *words, '--limit', '20')
            times.append((time.monotonic() - start) * 1000)
        medians.append(statistics.median(times))
        print(f'{" ".join(words):44} {medians[-1]:7.1f} ms (best {min(times):.1f})')
    print(f'find over {tracks} tracks: median {statistics.median(medians):.1f} ms')


def collection(build, work, tracks):
    place = os.path.join(work, f'music-{tracks}')
    subprocess.run([os.path.join(build, 'tests', 'benchmarks', 'make_collection'), place, str(tracks)], check=True)
    return place


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument('build')
    arguments.add_argument('--tracks', type=int, default=20000)
    arguments.add_argument('--small', type=int, default=5000, help='a second size, to see whether memory grows; 0 = none')
    arguments.add_argument('--find', type=int, default=100000, help='the size of the archive that is asked')
    arguments.add_argument('--folder', help='where to work; a disk gives other figures than memory does')
    arguments.add_argument('--without', action='append', default=[], choices=['mpd', 'beets', 'queries'])
    arguments.add_argument('--json')
    options = arguments.parse_args()
    tools = os.path.join(options.build, 'tests', 'benchmarks')
    threads = str(os.cpu_count())
    work = tempfile.mkdtemp(prefix='cuetheque-bench-', dir=options.folder)
    try:
        music = collection(options.build, work, options.tracks)
        for _ in range(2):  # the first pass warms the cache for everyone
            rows = [loop('TagLib loop, 1 thread', options.tracks, [os.path.join(tools, 'taglib_loop'), music, '1'])]
        rows.append(loop(f'TagLib loop, {threads} threads', options.tracks, [os.path.join(tools, 'taglib_loop'), music, threads]))
        rows.append(loop('cuetheque, reading and assembling', options.tracks,
                         [os.path.join(tools, 'read_only'), music, os.path.join(options.build, 'cuetheque-reader')]))
        rows += measure_ours(options.build, music, options.tracks, work)
        if options.small:
            small = measure_ours(options.build, collection(options.build, work, options.small), options.small, work)
            rows.append(dataclasses.replace(small[0], what='cuetheque import, a smaller collection'))
        for name, binary, peer in (('mpd', 'mpd', measure_mpd), ('beets', 'beet', measure_beets)):
            if name in options.without:
                continue
            if shutil.which(binary):
                rows += peer(music, options.tracks, work)
            else:
                print(f'no {name} here: left out')
        floor = rows[0].seconds / rows[0].files
        print(f'{"":44} {"files":>6} {"seconds":>8} {"files/s":>9} {"cpu us/f":>9} {"peak MiB":>8} {"x floor":>8}')
        for row in rows:
            print(row.line(floor))
        if 'queries' not in options.without:
            query_times(options.build, work, options.find)
        if options.json:
            with open(options.json, 'w', encoding='utf-8') as file:
                json.dump([dataclasses.asdict(row) for row in rows], file, indent=1)
        return 0
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == '__main__':
    sys.exit(main())

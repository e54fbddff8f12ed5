#!/usr/bin/env python3
"""import_corpus.py PROGRAM CORPUS TOOLS: imports real files that nobody here wrote and compares what we read with what other readers read.

A second import writes nothing and opens no audio; no byte and no time of an original changes.
"""
import filecmp
import hashlib
import json
import os
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from program import Program, scratch  # noqa: E402

TAGS_AGREE = '0.97'
CUES_AGREE = '0.99'
AUDIO = ('.mp3', '.flac', '.m4a', '.ogg', '.opus', '.wav', '.aif', '.aiff', '.wma', '.ape', '.wv', '.mpc', '.dsf')


def originals(folder):
    """path -> digest and time of every file."""
    found = {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            with open(path, 'rb') as file:
                found[path] = (hashlib.sha256(file.read()).hexdigest(), os.stat(path).st_mtime_ns)
    return found


def bring_in(program, archive, corpus, *options):
    done = program.run(archive, 'import', '--json', *options, corpus, timeout=500)
    if done.returncode not in (0, 5):  # 5: broken files are there on purpose
        raise AssertionError(f'import: exit {done.returncode}\n{done.stderr.decode(errors="replace")[-2000:]}')
    return done


def agreement(tools, name, expected, exported, corpus, least):
    done = subprocess.run([sys.executable, '-B', os.path.join(tools, name), expected, exported, corpus, '--min', least], capture_output=True,
                          text=True, check=False)
    print(done.stdout.strip().splitlines()[-1])
    if done.returncode != 0:
        raise AssertionError(f'{name}: less than {least}\n{done.stdout}{done.stderr}')


def history(program, archive):
    return program.must(archive, 'log', '--json', '100')


def audio_opened(program, archive, corpus, work):
    """Paths of audio that an import opens, where strace can tell; else none."""
    if not shutil.which('strace'):
        print('no strace here: that a second import opens no audio is not checked')
        return []
    trace = os.path.join(work, 'trace')
    subprocess.run(['strace', '-f', '-qq', '-e', 'trace=open,openat', '-o', trace, *program.command(archive, 'import', corpus)],
                   env=program.environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=500, check=False)
    with open(trace, encoding='utf-8', errors='replace') as file:
        return [line.strip() for line in file
                if corpus in line and 'O_DIRECTORY' not in line and any(kind + '"' in line.lower() for kind in AUDIO)]


def export(program, archive, path):
    with open(path, 'wb') as file:
        file.write(program.must(archive, 'export', 'jsonl'))


def main(binary, corpus, tools):
    if not os.path.isdir(corpus) or not os.path.isdir(tools):
        print(f'skipped: no corpus at {corpus}')
        return 77
    corpus = os.path.realpath(corpus)
    before = originals(corpus)
    with scratch() as work:
        program = Program(binary, work)
        archive = os.path.join(work, 'archive')
        program.must(archive, 'init')
        bring_in(program, archive, corpus)
        exported = os.path.join(work, 'export.jsonl')
        export(program, archive, exported)
        with open(exported, encoding='utf-8') as file:
            print(sum(len(json.loads(line).get('tracks', [])) for line in file), 'tracks')
        agreement(tools, 'check_tags.py', os.path.join(corpus, 'expected-tags.jsonl'), exported, corpus, TAGS_AGREE)
        agreement(tools, 'check_cues.py', os.path.join(corpus, 'expected-cues.jsonl'), exported, corpus, CUES_AGREE)
        crowded = os.path.join(work, 'crowded')
        program.must(crowded, 'init')
        bring_in(program, crowded, corpus, '--jobs', '8')
        export(program, crowded, exported + '.8')
        assert filecmp.cmp(exported, exported + '.8', shallow=False), 'eight readers made another archive'
        written = history(program, archive)
        counts = json.loads(bring_in(program, archive, corpus).stdout)
        assert counts['files_read'] == 0, f'a second import read {counts["files_read"]} files'
        assert history(program, archive) == written, 'a second import of the same files wrote an operation'
        opened = audio_opened(program, archive, corpus, work)
        assert not opened, f'a second import opened {len(opened)} audio files: {opened[:3]}'
    after = originals(corpus)
    changed = [path for path in before.keys() | after.keys() if before.get(path) != after.get(path)]
    assert not changed, f'originals changed: {changed[:5]}'
    print(f'{len(before)} originals unchanged')
    return 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:4]))

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


def cuts(path):
    """album id -> what a CUE file made of it: numbers, titles and frames of its tracks, in order."""
    def title(track):  # one that is only guessed is stated by what is exported; a quote and what is no character have no place in the format
        return '' if 'title' in track.get('guess', []) else ''.join(c for c in track.get('title', '').replace('"', "'") if c >= ' ')

    keys = ('track', 'start_frames', 'end_frames', 'pregap_frames', 'silence_before_frames', 'silence_after_frames', 'indexes', 'flags', 'isrc')
    found = {}
    with open(path, encoding='utf-8') as file:
        for line in file:
            album = json.loads(line)
            made = [([track.get(key) for key in keys], title(track))
                    for track in album.get('tracks', []) if 'cue_file' in track]
            if made:
                found[album['id']] = (album.get('album'), made, [track['cue_file'] for track in album['tracks'] if 'cue_file' in track])
    return found


def same_cuts(made, again):
    return len(made) == len(again) and all(a[0] == b[0] and a[1] in ('', b[1]) for a, b in zip(made, again))


def cue_round_trip(program, archive, exported, work):
    """Every album a CUE file cut is exported as CUE and read again, without its audio: the same tracks, frame for frame."""
    before = cuts(exported)
    sheets = os.path.join(work, 'sheets')
    for album in before:
        os.makedirs(os.path.join(sheets, album))
        program.must(archive, 'export', 'cue', album, '-o', os.path.join(sheets, album))
    again = os.path.join(work, 'again')
    program.must(again, 'init')
    program.run(again, 'import', sheets, timeout=500)
    export(program, again, exported + '.again')
    after = {os.path.basename(os.path.dirname(files[0])): made for _, made, files in cuts(exported + '.again').values()}
    differ = [(album, title, made, after.get(album)) for album, (title, made, _) in before.items() if not same_cuts(made, after.get(album, []))]
    print(f'{len(before) - len(differ)} of {len(before)} albums of CUE files are the same after export and import')
    assert not differ, f'{len(differ)} CUE files do not read back: {differ[:3]}'


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
        cue_round_trip(program, archive, exported, work)
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

#!/usr/bin/env python3
"""import_bad_tree.py PROGRAM TOOLS MEBIBYTES: imports a tree in which nearly everything is wrong (RELIABILITY.md 3, A and C).

No crash, no hang; the good files beside the bad ones are catalogued; every bad file is named once with its reason; the main process stays
under that many MiB; no byte and no time of an original changes (A45). TOOLS/mkbad.py adds its files where it is there.
"""
import hashlib
import json
import os
import stat
import subprocess
import sys

import bad_files
from nobody import as_nobody

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from program import Program, scratch  # noqa: E402

# Megabytes of nothing: on a machine with much else to do they may run out of time, and then say so.
HEAVY = ('A11', 'A12', 'A13', 'A16', 'A21', 'A23')
# What an import may pass over without a word, or what becomes tracks of other files.
UNSAID = (b'.cue', b'.csv', b'.tsv', b'.jpg', b'.png', b'.md', b'.py')
GIANT = 5_000_000_000
SAMPLES = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'data', 'sample')
ODD = {  # what is no readable file at all -> what is said of it
    b'odd/pipe.mp3': 'not a regular file',
    b'odd/pipe': 'not a regular file',
    b'odd/pipe.cue': 'not a regular file',
    b'odd/device.mp3': 'symbolic link leads out of the root',
    b'odd/self.mp3': 'Too many levels of symbolic links',
    b'odd/dangling.flac': 'No such file or directory',
    b'odd/giant.mp3': 'no audio stream',
    b'odd/giant.flac': 'not a FLAC file',
    b'odd/giant.cue': 'larger than 1 MiB',
    b'odd/giant.csv': 'larger than 16 MiB',
    b'odd/up': 'symbolic link to a folder of the same place',
}
LOCKED = {name: 'ermission denied' for name in (b'locked', b'odd/locked.mp3', b'odd/locked.cue', b'odd/locked.csv', b'odd/locked')}
# Names that are no text, or no line: catalogued under their bytes.
NAMES = [b'odd/names/caf\xe9.flac', b'odd/names/two\nlines.flac', b'odd/names/\x1b[31mred\xe2\x80\xaetxt.flac', b'odd/names/' + b'n' * 250 + b'.flac',
         b'odd/fol\xff\xfeder/1.flac']


def write(root, name, data):
    path = os.path.join(root, name if isinstance(name, bytes) else os.fsencode(name))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'wb') as file:
        file.write(data)


def good(title):
    return bad_files.flac(b'ALBUM=Good', b'TITLE=' + title)


def make_odd(root):
    odd = os.path.join(root, b'odd')
    write(root, 'odd/1.flac', good(b'one'))
    for name in ('pipe.mp3', 'pipe', 'pipe.cue'):
        os.mkfifo(os.path.join(odd, os.fsencode(name)))
    for target, name in (('/dev/zero', 'device.mp3'), ('self.mp3', 'self.mp3'), ('nothing', 'dangling.flac'), ('..', 'up')):
        os.symlink(target, os.path.join(odd, os.fsencode(name)))
    for name in ('giant.mp3', 'giant.flac', 'giant.cue', 'giant.csv'):
        write(root, 'odd/' + name, b'')
        os.truncate(os.path.join(odd, os.fsencode(name)), GIANT)
    for number, name in enumerate(NAMES):
        write(root, name, bad_files.flac(b'ALBUM=Names', b'TITLE=%d' % number))


def make_locked(root):
    write(root, 'locked/1.flac', good(b'hidden'))
    write(root, 'odd/locked.mp3', bad_files.MP3)
    write(root, 'odd/locked.cue', b'TITLE "x"\nFILE "1.flac" WAVE\nTRACK 01 AUDIO\nINDEX 01 00:00:00\n')
    write(root, 'odd/locked.csv', b'title,usage\nLocksmith,BI\n')
    write(root, 'odd/locked', bad_files.MP3)
    for name in LOCKED:
        os.chmod(os.path.join(root, name), 0)


def make_tree(root, tools):
    for bad in bad_files.all_bad_files():
        write(root, f'bad/{bad.row}/{bad.name}', bad.data)
        write(root, f'bad/{bad.row}/good.flac', good(bad.row.encode()))
    for name, data in [*bad_files.random_files(), *bad_files.damaged(SAMPLES)]:
        write(root, name, data)
    make_odd(root)
    make_locked(root)
    maker = os.path.join(tools, 'mkbad.py')
    if not os.path.exists(maker):
        print(f'no {maker}: only our own bad files are tried')
        return
    made = os.path.join(root, b'made')
    os.makedirs(made)
    subprocess.run([sys.executable, '-B', maker], cwd=made, check=True)


def originals(root):
    """path -> what must not change. Giants are not read: their size and time tell."""
    found = {}
    for place, folders, names in os.walk(root):
        for name in [*folders, *names]:
            path = os.path.join(place, name)
            status = os.lstat(path)
            digest = b''
            if stat.S_ISREG(status.st_mode) and status.st_size < GIANT and os.access(path, os.R_OK):
                with open(path, 'rb') as file:
                    digest = hashlib.sha256(file.read()).digest()
            found[path] = (status.st_mode, status.st_size, status.st_mtime_ns, digest)
    return found


def memory_peak(pid):
    with open(f'/proc/{pid}/status', encoding='ascii') as file:
        return next((int(line.split()[1]) << 10 for line in file if line.startswith('VmHWM')), 0)


def watched(command, environment, output, timeout):
    """Runs a command; its exit code and the most memory its own process (not its children) ever held. The high-water mark only grows, so
    that looking now and then is enough."""
    most, waited = 0, 0.0
    with open(output, 'wb') as out, open(output + '.err', 'wb') as err:
        run = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=err)
        while run.poll() is None:
            most = max(most, memory_peak(run.pid))
            try:
                run.wait(0.02)
            except subprocess.TimeoutExpired:
                waited += 0.02
            if waited > timeout:
                run.kill()
                raise AssertionError(f'hangs: {command}')
    return run.returncode, most


class Complaints:
    def __init__(self):
        self.list = []

    def expect(self, holds, what):
        if not holds:
            self.list.append(what)


def file_of(track):
    if 'file_base64' in track:
        import base64
        return base64.b64decode(track['file_base64'])
    return os.fsencode(track.get('file', ''))


def check_bad(complaints, root, said, catalogued):
    for bad in bad_files.all_bad_files():
        path = f'bad/{bad.row}/{bad.name}'
        words = said.get(os.fsencode(path), [])
        known = os.path.join(root, os.fsencode(path)) in catalogued
        complaints.expect(any(bad.says in what or 'took longer' in what for what in words) or (bad.says == '' and (known or words)), f'{path}: says {words}, not "{bad.says}"')
        late = any('took longer' in what for what in words)
        if not (late and bad.row in HEAVY) and bad.row != 'A18':  # it depends on the system's memory whether 2,000,000 atoms fit
            complaints.expect(known != bad.failed, f'{path}: catalogued is {known}; said {words}')
        complaints.expect(os.path.join(root, f'bad/{bad.row}/good.flac'.encode()) in catalogued, f'{path}: its good neighbour is lost')


def check_others(complaints, root, said, catalogued, locked):
    for name, words in (ODD | (LOCKED if locked else {})).items():
        complaints.expect(any(words in what for what in said.get(name, [])), f'{name}: says {said.get(name)}, not "{words}"')
    for name in NAMES:
        complaints.expect(os.path.join(root, name) in catalogued, f'{name}: not catalogued')
    for part in (b'noise', b'made', b'damaged'):
        for place, _, names in os.walk(os.path.join(root, part)):
            for name in names:
                if name.endswith(UNSAID):
                    continue
                path = os.path.join(place, name)
                complaints.expect(path in catalogued or os.path.relpath(path, root) in said, f'{path}: neither catalogued nor said to be bad')


def check_clarity(complaints, summary):
    seen = {}
    for remark in summary['remarks']:
        what = remark['what']
        if remark['failed']:
            seen.setdefault(remark['path'], []).append(what)
            complaints.expect(len(what) > 8, f'{remark}: says nothing')
            complaints.expect('bug' not in what, f'{remark}: our own fault')
    for path, words in seen.items():
        complaints.expect(len(words) == 1, f'{path}: said to have failed {len(words)} times: {words}')


def remarks_by_path(summary):
    """path as bytes -> what is said."""
    said = {}
    for remark in summary['remarks']:
        words = ' '.join(remark.get(key, '') for key in ('position', 'what', 'read_as'))
        said.setdefault(os.fsencode(remark['path']), []).append(words)
    return said


def check_again(complaints, asked, locked):
    """A second import opens nothing it has read or refused for good, and says again what the system still refuses."""
    before = asked('log', '--json').stdout
    again = asked('import', '--json', '-v', 'MUSIC')
    summary = json.loads(again.stdout)
    complaints.expect(again.returncode == (5 if locked else 0), f'second import: exit {again.returncode} {again.stderr[-500:]}')
    complaints.expect(summary['files_read'] == (1 if locked else 0), f'a second import read {summary["files_read"]} files')
    failed = {os.fsencode(remark['path']) for remark in summary['remarks'] if remark['failed']}
    # The CUE files of a folder are read together: where one is tried again, what is odd about the others is said again.
    wanted = {*LOCKED, b'odd/giant.cue'} if locked else set()
    complaints.expect(failed == wanted, f'a second import says again: {failed}')
    complaints.expect(asked('log', '--json').stdout == before, 'a second import wrote an operation')


def check_unlocked(complaints, root, asked):
    """What could not be opened is read as soon as it can be, though its time has not changed."""
    for name in LOCKED:
        path = os.path.join(root, name)
        os.chmod(path, 0o755 if os.path.isdir(path) else 0o644)
    again = json.loads(asked('import', '--json', '-v', 'MUSIC').stdout)
    complaints.expect(again['files_failed'] == 0, f'unlocked, and still not readable: {again["remarks"]}')
    complaints.expect(again['files_read'] == 3, f'unlocked, and {again["files_read"]} of 3 files read')
    complaints.expect(asked('count', '-c', 'title:locksmith').stdout.strip() == b'1', 'the cue sheet that was locked is not read')


def main(binary, tools, most_memory):
    complaints = Complaints()
    with scratch() as work:
        program = Program(os.path.realpath(binary), work)
        root = os.fsencode(os.path.realpath(work)) + b'/music'
        archive = os.path.join(work, 'archive')
        make_tree(root, tools)
        before = originals(root)
        program.must(archive, 'init')
        prefix = as_nobody(program, work)
        locked = prefix is not None
        if not locked:
            print('nobody but root can be asked here: permissions are not tried')
            prefix = []
        output = os.path.join(work, 'summary')
        code, memory = watched([*prefix, *program.command(archive, 'import', '--json', '-v', os.fsdecode(root))], program.environment, output, 500)
        with open(output, 'rb') as file:
            text = file.read().decode('utf-8')  # never anything but UTF-8
        with open(output + '.err', 'rb') as file:
            errors = file.read()
        complaints.expect(code == 5, f'exit {code}: {errors[-2000:]}')
        complaints.expect(memory <= int(most_memory) << 20, f'the main process took {memory >> 20} MiB')
        complaints.expect(b'\x1b' not in errors and b'\xff' not in errors, 'standard error holds raw escapes or bytes')
        summary = json.loads(text)
        said = remarks_by_path(summary)

        def asked(*words):
            words = [os.fsdecode(root) if word == 'MUSIC' else word for word in words]
            return subprocess.run([*prefix, *program.command(archive, *words)], env=program.environment, stdin=subprocess.DEVNULL, capture_output=True,
                                  timeout=300, check=False)

        exported = asked('export', 'jsonl')
        complaints.expect(exported.returncode == 0, f'export: exit {exported.returncode} {exported.stderr}')
        catalogued = {file_of(track) for line in exported.stdout.decode('utf-8').splitlines() for track in json.loads(line)['tracks']}
        check_bad(complaints, root, said, catalogued)
        check_others(complaints, root, said, catalogued, locked)
        check_clarity(complaints, summary)
        for words in (['find', '-t', 'album:good', '--json'], ['find', '-t', '--csv'], ['status', '--json'], ['log', '--json'], ['export', 'm3u8'],
                      ['export', 'csv']):
            done = asked(*words)
            complaints.expect(done.returncode in (0, 1), f'{words}: exit {done.returncode} {done.stderr[-500:]}')
        check_again(complaints, asked, locked)
        after = originals(root)
        if locked:
            check_unlocked(complaints, root, asked)
        changed = [path for path in before.keys() | after.keys() if before.get(path) != after.get(path)]
        complaints.expect(not changed, f'originals changed: {changed[:5]}')
        print(f'{len(before)} files and folders, {len(catalogued)} catalogued, {summary["files_failed"]} not readable, {summary["remark_count"]} remarks, '
              f'{memory >> 20} MiB')
    print('\n'.join(complaints.list))
    return 1 if complaints.list else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:4]))

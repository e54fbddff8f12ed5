#!/usr/bin/env python3
"""locked_archive.py PROGRAM: an archive that may be read but not written (RELIABILITY.md L4): reading works, writing is exit 6 and says why,
nothing changes. As nobody, since root may write anything; on a read-only mount where mounts can be made."""
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
import bad_files  # noqa: E402
from nobody import as_nobody  # noqa: E402
from program import Program, scratch  # noqa: E402

READING = [['find'], ['count'], ['show', 'A1'], ['why', 'A1', 'album'], ['export', 'jsonl'], ['log'], ['status'], ['import', '-n', 'MUSIC'], ['import', 'MUSIC']]
WRITING = [['set', '-y', 'album:good', '--', 'note=x'], ['undo', '-y'], ['reindex'], ['import', 'MORE'], ['config', 'root', 'music', 'MORE']]


def state(archive):
    """Every file with its size and time: the lock file apart, which is opened to see whether somebody writes."""
    return {path: (os.lstat(path).st_size, os.lstat(path).st_mtime_ns) for place, _, names in os.walk(archive) for path in
            (os.path.join(place, name) for name in names) if not path.endswith('/LOCK')}


def check(ask, archive, why, complaints):
    before = state(archive)
    for words, code in [*((words, 0) for words in READING), *((words, 6) for words in WRITING)]:
        done = ask(words)
        said = done.stderr.decode('utf-8', 'replace')
        if done.returncode != code:
            complaints.append(f'{why}: {" ".join(words)}: exit {done.returncode}, not {code}: {said}')
        if code == 6 and why not in said:
            complaints.append(f'{why}: {" ".join(words)} says {said!r}')
    if state(archive) != before:
        complaints.append(f'{why}: the archive has changed')


def set_modes(archive, folders, files):
    for place, _, names in os.walk(archive, topdown=False):
        for name in names:
            os.chmod(os.path.join(place, name), files)
        os.chmod(place, folders)


def main(binary):
    complaints = []
    with scratch() as work:
        program = Program(os.path.realpath(binary), work)
        archive, music, more = (os.path.join(work, name) for name in ('archive', 'music', 'more'))
        for folder in (music, more):
            os.makedirs(folder)
            with open(os.path.join(folder, '1.flac'), 'wb') as file:
                file.write(bad_files.flac(b'ALBUM=Good', b'TITLE=one'))
        program.must(archive, 'init', '-q')
        program.must(archive, 'import', '-q', music)
        prefix = as_nobody(program, work)
        if prefix is None:
            print('skipped: nobody but root can be asked here')
            return 77
        set_modes(archive, 0o555, 0o444)

        def ask(words, before=()):
            places = {'MUSIC': music, 'MORE': more}
            command = [*before, *prefix, *program.command(archive, *(places.get(word, word) for word in words))]
            return subprocess.run(command, env=program.environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False)

        check(ask, archive, 'permission denied', complaints)
        set_modes(archive, 0o755, 0o644)
        readonly = ['unshare', '-m', 'sh', '-c', 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"', archive]
        if os.geteuid() == 0 and ask(['version'], readonly).returncode == 0:
            check(lambda words: ask(words, readonly), archive, 'read-only', complaints)
        else:
            print('no mounts can be made here: read-only media are not tried')
    print('\n'.join(complaints))
    return 1 if complaints else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))

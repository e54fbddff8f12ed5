#!/usr/bin/env python3
"""refused.py PROGRAM MAKE_COLLECTION: an archive on read-only media, or one that another user may only read, answers every question; a change to
it is refused (exit 6) with the reason, and one that may not be read at all says so. Nothing is changed by any of it.
"""
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from program import Program, disk, in_own_mounts, may_be_others, remount, scratch  # noqa: E402

NOBODY = 65534
REFUSED = 6
QUESTIONS = [['find'], ['find', '-t', 'title:theme'], ['show', 'A1'], ['count'], ['why', 'A1', 'album'], ['log'], ['status'], ['export', 'jsonl'],
             ['export', 'csv', '-t', 'title:theme']]


def changes(music):
    return [['import', music], ['set', '-y', 'A1', '--', 'note=x'], ['undo', '-y'], ['reindex'], ['config', 'root', 'music', music]]


def stamps(folder):
    """What tells that a file was touched."""
    found = {}
    for place, folders, files in os.walk(folder):
        for name in folders + files:
            state = os.lstat(os.path.join(place, name))
            found[os.path.join(place, name)] = (state.st_size, state.st_mtime_ns, state.st_mode)
    return found


def check_answers(run, archive, answers, why):
    before = stamps(archive)
    wrong = [f'{why}, {" ".join(question)}: exit {done.returncode}: {done.stderr.decode(errors="replace")[-400:]}'
             for question, answer in zip(QUESTIONS, answers) if (done := run(archive, *question)).returncode != 0 or done.stdout != answer]
    return wrong + ([f'{why}: something was written'] if stamps(archive) != before else [])


def check_refusals(run, archive, commands, words, why):
    before = stamps(archive)
    wrong = []
    for command in commands:
        done = run(archive, *command)
        if done.returncode != REFUSED or words.encode() not in done.stderr:
            wrong.append(f'{why}, {" ".join(command)}: exit {done.returncode}: {done.stderr.decode(errors="replace")[-400:]}')
    return wrong + ([f'{why}: something was written'] if stamps(archive) != before else [])


def set_modes(folder, folders, files):
    for place, _, names in os.walk(folder):
        os.chmod(place, folders)
        for name in names:
            os.chmod(os.path.join(place, name), files)


def check_another_user(nobody, archive, answers, more):
    set_modes(archive, 0o555, 0o444)
    wrong = check_answers(nobody.run, archive, answers, 'may only read')
    wrong += check_refusals(nobody.run, archive, changes(more), 'permission denied for', 'may only read')
    for part in ('', 'store', 'index.000001'):
        os.chmod(os.path.join(archive, part), 0o000)
        wrong += check_refusals(nobody.run, archive, [['find'], ['import', more]], 'permission denied for', f'may not look into /{part}')
        os.chmod(os.path.join(archive, part), 0o555)
    return wrong


def check_disk(program, make_collection, place, music):
    archive, more = os.path.join(place, 'archive'), os.path.join(music, 'more')
    subprocess.run([make_collection, os.path.join(music, 'first'), '30', '7'], check=True)
    program.must(archive, 'init')
    program.must(archive, 'import', os.path.join(music, 'first'))
    subprocess.run([make_collection, more, '12', '8'], check=True)

    answers = [program.must(archive, *question) for question in QUESTIONS]
    remount(place, 'ro')
    wrong = check_answers(program.run, archive, answers, 'read-only media')
    wrong += check_refusals(program.run, archive, changes(more), 'is on read-only media', 'read-only media')
    wrong += check_refusals(program.run, os.path.join(place, 'another'), [['init']], 'is on read-only media', 'read-only media')
    remount(place, 'rw')
    if may_be_others():
        wrong += check_another_user(Program(program.binary, os.path.dirname(place), user=NOBODY), archive, answers, more)
    else:
        print('not root: what another user may do is not tried')
    return wrong


def main(binary, make_collection):
    in_own_mounts()
    with scratch() as work:
        os.chmod(work, 0o755)
        with disk(os.path.join(work, 'disk'), 'size=100m') as place:
            wrong = check_disk(Program(binary, work), make_collection, place, os.path.join(work, 'music'))
    print('\n'.join(wrong) or 'what may only be read answers, and is not written')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))

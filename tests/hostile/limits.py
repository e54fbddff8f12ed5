#!/usr/bin/env python3
"""limits.py PROGRAM: with little memory, few files and few processes a command works or is exit 6 with a reason (RELIABILITY.md L7); it never dies
of it, and the archive is whole afterwards."""
import os
import resource
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
import bad_files  # noqa: E402
from program import scratch_archive  # noqa: E402

MEGABYTE = 1 << 20
LIMITS = [(resource.RLIMIT_AS, [size * MEGABYTE for size in (300, 350, 400, 450, 500, 600)]), (resource.RLIMIT_NOFILE, [8, 12, 20, 40, 64]),
          (resource.RLIMIT_STACK, [256 << 10])]
COMMANDS = [['count'], ['find', 'good'], ['export', 'jsonl'], ['import', 'MUSIC']]


def limited(kind, limit):
    return lambda: resource.setrlimit(kind, (limit, limit))


def check_export(program, archive, work, complaints):
    """P4: an export for which there is no room half-way leaves what stood there, and nothing else."""
    folder = os.path.join(work, 'exports')
    os.makedirs(folder)
    place = os.path.join(folder, 'out.jsonl')
    with open(place, 'w', encoding='ascii') as file:
        file.write('old')
    done = subprocess.run(program.command(archive, 'export', 'jsonl', '--force', '-o', place), env=program.environment, stdin=subprocess.DEVNULL,
                          capture_output=True, timeout=60, check=False, preexec_fn=limited(resource.RLIMIT_FSIZE, 2048))
    with open(place, encoding='ascii') as file:
        left = file.read()
    if done.returncode != 6 or left != 'old' or os.listdir(folder) != ['out.jsonl']:
        complaints.append(f'export without room: exit {done.returncode} {done.stderr}, {len(left)} bytes in {os.listdir(folder)}')


def main(binary):
    complaints, tried, refused = [], 0, 0
    with scratch_archive(os.path.realpath(binary)) as (program, archive, music):
        for kind, limits in LIMITS:
            for limit in limits:
                for words in COMMANDS:
                    with open(os.path.join(music, f'{tried}.flac'), 'wb') as file:
                        file.write(bad_files.flac(b'ALBUM=Good', b'TITLE=%d' % tried))
                    command = program.command(archive, *(music if word == 'MUSIC' else word for word in words))
                    done = subprocess.run(command, env=program.environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False,
                                          preexec_fn=limited(kind, limit))
                    tried += 1
                    refused += done.returncode == 6
                    reason = b'\ncuetheque: ' in b'\n' + done.stderr  # an import says first how far it came
                    if done.returncode not in (0, 6) or (done.returncode == 6 and not reason):
                        complaints.append(f'limit {kind}, {limit}: {words}: exit {done.returncode} {done.stderr[-300:]}')
        program.must(archive, 'import', '-q', music)
        if program.must(archive, 'count', '-t').strip() != b'%d' % tried:
            complaints.append('tracks are lost')
        check_export(program, archive, os.path.dirname(archive), complaints)
    print(f'{tried} tried, {refused} refused')
    print('\n'.join(complaints))
    return 1 if complaints or refused == 0 else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))

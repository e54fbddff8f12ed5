#!/usr/bin/env python3
"""check_tidy.py ROOT BUILD: clang-tidy over our sources, except the unit tests, where GoogleTest's macros drown it.

One that passed is not read again until it, a header of ours or the rules change.
"""
import concurrent.futures
import hashlib
import json
import os
import shutil
import subprocess
import sys

import sources


UNIT_TESTS = ('tests/core/', 'tests/importer/', 'tests/search/', 'tests/cli/')


def digest(root, names):
    total = hashlib.sha256()
    for name in names:
        total.update(name.encode() + b'\0' + sources.read(root, name).encode())
    return total.hexdigest()


def tidy(root, build, name):
    # gcc's own warning flags mean nothing to clang.
    run = subprocess.run(['clang-tidy', '-p', build, '--quiet', '--extra-arg=-Wno-unknown-warning-option', '--extra-arg=-Wno-error', name],
                         cwd=root, capture_output=True, text=True, check=False)
    return run.returncode, run.stdout + ('' if run.returncode == 0 else run.stderr)


def main(root, build):
    if not shutil.which('clang-tidy'):
        print('skipped: there is no clang-tidy here')
        return 77
    ours = sources.files(root)
    with open(os.path.join(build, 'compile_commands.json'), encoding='utf-8') as file:
        compiled = {os.path.relpath(entry['file'], root) for entry in json.load(file)}
    rules = digest(root, ['.clang-tidy', 'CMakeLists.txt'] + [name for name in ours if name.endswith(('.h', '.proto'))])
    stamps = os.path.join(build, 'tidy')
    os.makedirs(stamps, exist_ok=True)
    stamp = {name: os.path.join(stamps, hashlib.sha256((rules + digest(root, [name])).encode()).hexdigest())
             for name in ours if name in compiled and name.endswith('.cpp') and not name.startswith(UNIT_TESTS)}
    todo = [name for name in stamp if not os.path.exists(stamp[name])]
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, (code, said) in zip(todo, pool.map(lambda name: tidy(root, build, name), todo)):
            if code == 0:
                open(stamp[name], 'w', encoding='utf-8').close()
            else:
                failed += 1
                print(said)
    print(f'{len(stamp)} sources, {len(todo)} read, {failed} with findings')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1], sys.argv[2]))

#!/usr/bin/env python3
"""check_tidy.py ROOT BUILD: clang-tidy over our sources, except the unit tests, where GoogleTest's macros drown it.

Three quarters of its time go into the headers of libraries, so it reads sources in batches: one file that includes several. Files that
declare the same name are never in one batch, and a batch with findings is read again in halves down to one file, so that no finding is
an accident of the company. A source that passed is not read again until it, a header of ours that it includes, or the rules change.
"""
import concurrent.futures
import hashlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys

import sources

UNIT_TESTS = ('tests/core/', 'tests/importer/', 'tests/search/', 'tests/cli/')
LONGEST_BATCH = 16
# clang-format begins the line of a declaration in a namespace where the file begins it.
DECLARED = re.compile(r'^(?:(?:struct|class|enum class|enum|using)\s+(\w+)|'
                      r'(?!return|namespace|using|//|#|\}|\s)[\w:<>,&*\[\] ]*?[\s&*>](\w+)\s*[({=\[;])', re.MULTILINE)


def flags_of(command):
    """What decides how clang reads a file: definitions, include folders, the standard."""
    words = iter(shlex.split(command))
    flags = []
    for word in words:
        if word.startswith(('-D', '-I', '-std=')):
            flags.append(word)
        elif word == '-isystem':
            flags += [word, next(words)]
    return tuple(flags)


def compiled(root, build):
    """Our sources, each with its flags."""
    with open(os.path.join(build, 'compile_commands.json'), encoding='utf-8') as file:
        commands = {os.path.relpath(entry['file'], root): entry['command'] for entry in json.load(file)}
    return {name: flags_of(commands[name]) for name in sources.files(root)
            if name in commands and name.endswith('.cpp') and not name.startswith(UNIT_TESTS)}


def batches(root, flags):
    made = []
    for name in sorted(flags, key=lambda name: (flags[name], name)):
        declared = {a or b for a, b in DECLARED.findall(sources.read(root, name))}
        fitting = (b for b in made if b['flags'] == flags[name] and len(b['names']) < LONGEST_BATCH and not b['declared'] & declared)
        batch = next(fitting, None)
        if batch is None:
            batch = {'flags': flags[name], 'names': [], 'declared': set()}
            made.append(batch)
        batch['names'].append(name)
        batch['declared'] |= declared
    return made


def tidy(root, folder, names, flags):
    """(whether all is well, what was said) of these files read as one."""
    one = os.path.join(folder, hashlib.sha256('\n'.join(names).encode()).hexdigest()[:16] + '.cpp')
    with open(one, 'w', encoding='utf-8') as file:
        file.writelines(f'#include "{os.path.join(root, name)}"\n' for name in names)
    run = subprocess.run(['clang-tidy', '--quiet', f'--config-file={root}/.clang-tidy', one, '--', *flags],
                         cwd=root, capture_output=True, text=True, check=False)
    return run.returncode == 0, run.stdout + ('' if run.returncode == 0 else run.stderr)


def tidy_batch(root, folder, names, flags):
    """What is wrong with each file of a batch: one that is not well is read in halves."""
    well, said = tidy(root, folder, names, flags)
    if well or len(names) == 1:
        return dict.fromkeys(names, '' if well else said)
    middle = len(names) // 2
    return tidy_batch(root, folder, names[:middle], flags) | tidy_batch(root, folder, names[middle:], flags)


def main(root, build):
    if not shutil.which('clang-tidy'):
        print('skipped: there is no clang-tidy here')
        return 77
    folder = os.path.join(build, 'tidy')
    os.makedirs(folder, exist_ok=True)
    version = subprocess.run(['clang-tidy', '--version'], capture_output=True, check=True).stdout
    rules = version + sources.read(root, '.clang-tidy').encode()
    flags = compiled(root, build)

    def stamp(name):
        read = ''.join(sources.read(root, part) for part in sources.with_headers(root, name))
        return os.path.join(folder, hashlib.sha256(rules + repr(flags[name]).encode() + read.encode()).hexdigest())

    stamps = {name: stamp(name) for name in flags}
    todo = {name: flags[name] for name in flags if not os.path.exists(stamps[name])}
    wrong = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for said in pool.map(lambda batch: tidy_batch(root, folder, batch['names'], batch['flags']), batches(root, todo)):
            for name, findings in said.items():
                if findings:
                    wrong += 1
                    print(findings)
                else:
                    open(stamps[name], 'w', encoding='utf-8').close()
    print(f'{len(flags)} sources, {len(todo)} read, {wrong} with findings')
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main(os.path.abspath(sys.argv[1]), sys.argv[2]))

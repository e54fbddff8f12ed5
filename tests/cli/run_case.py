#!/usr/bin/env python3
"""run_case.py PROGRAM CASE [--accept]: runs CASE/cmd in a folder of its own with an archive of its own, and compares what it prints and its
exit code with CASE/out, err and exit. What differs from run to run (times, uuids, places) is masked on both sides. --accept writes the
files instead: read them before committing."""
import difflib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

MASKS = [
    (r'[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', 'UUID'),
    (r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ', 'TIME'),
    (r'20[2-9]\d-\d\d-\d\d', 'DATE'),
    (r'\b\d+ ms\b', 'N ms'),
    (r'pid \d+', 'pid N'),
]


def masked(text, folder):
    text = text.replace(folder, 'HERE')
    for pattern, word in MASKS:
        text = re.sub(pattern, word, text)
    return text


def environment(program, folder, tools):
    kept = {name: os.environ[name] for name in os.environ if re.match(r'(ASAN|UBSAN|TSAN|LSAN)_OPTIONS$', name)}
    path = os.pathsep.join([str(program.parent), str(tools), os.environ.get('PATH', '/usr/bin:/bin')])
    return kept | {'PATH': path, 'HOME': folder, 'CUETHEQUE_DB': f'{folder}/archive', 'CUETHEQUE_USER': 'tester', 'TOOLS': str(tools),
                   'LC_ALL': 'C.UTF-8', 'NO_COLOR': '1', 'TZ': 'UTC', 'PYTHONDONTWRITEBYTECODE': '1'}


def run(program, case, tools):
    with tempfile.TemporaryDirectory(prefix='cuetheque-case-') as folder:
        folder = os.path.realpath(folder)
        done = subprocess.run(['sh', str(case / 'cmd')], cwd=folder, env=environment(program, folder, tools), stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=240, check=False)
        texts = [masked(stream.decode('utf-8', 'backslashreplace'), folder) for stream in (done.stdout, done.stderr)]
        return {'out': texts[0], 'err': texts[1], 'exit': f'{done.returncode}\n'}


def expected(case, name):
    file = case / name
    return file.read_bytes().decode('utf-8') if file.exists() else {'exit': '0\n'}.get(name, '')


def accept(case, got):
    for name, text in got.items():
        if text == {'exit': '0\n'}.get(name, ''):
            (case / name).unlink(missing_ok=True)
        else:
            (case / name).write_bytes(text.encode('utf-8'))


def main():
    program, case = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    got = run(program, case, pathlib.Path(__file__).resolve().parent / 'tools')
    if '--accept' in sys.argv[3:]:
        accept(case, got)
        return 0
    wrong = [name for name, text in got.items() if text != expected(case, name)]
    for name in wrong:
        lines = [expected(case, name).splitlines(True), got[name].splitlines(True)]
        sys.stdout.writelines(difflib.unified_diff(*lines, f'{case.name}/{name}', 'what came'))
        print()
    return 1 if wrong else 0


sys.exit(main())

"""Which files are ours: what is committed, or would be by `git add -A`; without git, everything but builds."""
import functools
import os
import re
import subprocess

INCLUDE = re.compile(r'^[ \t]*#\s*include\s*[<"]([^>"]+)[>"]', re.MULTILINE)


def files(root):
    listed = subprocess.run(['git', '-C', root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard'],
                            capture_output=True, check=False)
    if listed.returncode == 0:
        names = [os.fsdecode(name) for name in listed.stdout.split(b'\0') if name]
        return sorted(name for name in set(names) if os.path.isfile(os.path.join(root, name)))
    found = []
    for folder, below, names in os.walk(root):
        below[:] = [name for name in below if name != '.git' and not name.startswith(('build', '__pycache__'))]
        found += [os.path.relpath(os.path.join(folder, name), root) for name in names]
    return sorted(found)


def is_cpp(name):
    return name.endswith(('.cpp', '.h'))


def is_code(name):
    return is_cpp(name) or name.endswith(('.py', '.sh', 'CMakeLists.txt', '.proto')) or '.' not in os.path.basename(name)


def read(root, name):
    with open(os.path.join(root, name), encoding='utf-8', errors='replace') as file:
        return file.read()


@functools.cache
def headers_of(root, name):
    """Of what a file includes, our own files (for a generated header, what it is generated from), and the rest as written."""
    ours, others = [], []
    for target in INCLUDE.findall(read(root, name)):
        places = (target.replace('.pb.h', '.proto'), os.path.join(os.path.dirname(name), target))
        place = next((place for place in places if os.path.isfile(os.path.join(root, place))), None)
        (others if place is None else ours).append(place or target)
    return ours, others


def with_headers(root, name):
    """A file and all files of ours that it includes, directly or not."""
    found = {name: None}
    waiting = [name]
    while waiting:
        new = [header for header in headers_of(root, waiting.pop())[0] if header not in found]
        found.update(dict.fromkeys(new))
        waiting += new
    return list(found)

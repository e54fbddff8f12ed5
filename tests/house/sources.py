"""Which files are ours: what is committed, or would be by `git add -A`; without git, everything but builds."""
import os
import subprocess


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

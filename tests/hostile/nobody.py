"""Asking as a user for whom permissions count: root is above them."""
import os
import subprocess

NOBODY = 65534


def as_nobody(program, *folders):
    """What to put before a command to run it as nobody, to whom the folders are given; none where that cannot be. Nothing where we are not
    root anyway."""
    if os.geteuid() != 0:
        return []
    words = ['setpriv', f'--reuid={NOBODY}', f'--regid={NOBODY}', '--clear-groups']
    try:
        done = subprocess.run([*words, program.binary, 'version'], env=program.environment, capture_output=True, check=False)
    except FileNotFoundError:
        return None
    if done.returncode != 0:
        return None
    for folder in folders:
        for place, _, names in os.walk(folder):
            for path in [place, *(os.path.join(place, name) for name in names)]:
                os.lchown(path, NOBODY, NOBODY)
    return words

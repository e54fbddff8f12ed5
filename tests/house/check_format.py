#!/usr/bin/env python3
"""check_format.py ROOT: fails where clang-format would change one of our sources."""
import shutil
import subprocess
import sys

import sources

if not shutil.which('clang-format'):
    print('skipped: there is no clang-format here')
    sys.exit(77)
root = sys.argv[1]
names = [name for name in sources.files(root) if sources.is_cpp(name)]
checked = subprocess.run(['clang-format', '--dry-run', '--Werror', *names], cwd=root, capture_output=True, text=True, check=False)
wrong = sorted({line.split(':')[0] for line in checked.stderr.splitlines() if 'clang-format-violations' in line})
for name in wrong:
    print(f'clang-format -i {name}')
print(f'{len(wrong)} of {len(names)} files are not formatted')
sys.exit(1 if checked.returncode else 0)

#!/usr/bin/env python3
"""check_rows.py ROOT: every row of RELIABILITY.md 3 that concerns this program stands in rows.tsv, and the test named there names the row."""
import os
import re
import sys

# What the table has for commands that are here; the others (D4, D6 … JSON; P7, P13, P14; L10, L11) come with theirs.
WANTED = [('A', range(1, 46)), ('C', range(1, 21)), ('D', [1, 2, 3, 5, 7, 10, 14, 15]), ('Q', range(1, 13)), ('P', [*range(1, 7), *range(8, 13)]),
          ('L', [*range(1, 10), 12, 13])]


def rows(root):
    with open(os.path.join(root, 'tests', 'hostile', 'rows.tsv'), encoding='utf-8') as file:
        return [line.rstrip('\n').split('\t') for line in file if not line.startswith('#')]


def named(text, row):
    """A1 in A1, in A1–A45 and in A1-A45, not in A12."""
    if re.search(rf'\b{row}\b', text):
        return True
    number = int(row[1:])
    return any(int(first) <= number <= int(last) for first, last in re.findall(rf'\b{row[0]}(\d+)[–-]{row[0]}(\d+)\b', text))


def findings(root):
    known = rows(root)
    ids = [row[0] for row in known]
    wanted = [f'{letter}{number}' for letter, numbers in WANTED for number in numbers]
    yield from (f'{row}: no line in rows.tsv' for row in wanted if row not in ids)
    yield from (f'{row}: more than one line' for row in set(ids) if ids.count(row) > 1)
    for row, _, test in known:
        path = os.path.join(root, test)
        if not os.path.exists(path):
            yield f'{row}: {test} is not there'
            continue
        with open(path, encoding='utf-8') as file:
            if not named(file.read(), row):
                yield f'{row}: {test} does not name it'


def main(root):
    found = list(findings(root))
    print('\n'.join(found))
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))

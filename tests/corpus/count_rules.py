#!/usr/bin/env python3
"""count_rules.py READ_TITLES CORPUS: on how many real titles each rule of data/inference speaks, and a few of them, so that a change of rules can be looked at.

Run by hand: diff what it prints before the change and after.
"""
import csv
import os
import subprocess
import sys
from collections import defaultdict

INFERENCE = os.path.join(os.path.dirname(__file__), '..', '..', 'data', 'inference')


def titles(corpus):
    """(what, title, album, genre) of every track and album of the catalogues."""
    with open(os.path.join(corpus, 'facts-track_titles.tsv'), encoding='utf-8') as file:
        facts = list(csv.DictReader(file, delimiter='\t', quoting=csv.QUOTE_NONE))
    rows = {('track', fact['title'], fact['album_or_film'] or '', fact['kind'] or '') for fact in facts}
    rows |= {('album', fact['album_or_film'], '', fact['kind'] or '') for fact in facts if fact['album_or_film']}
    return sorted(rows)


def main(read_titles, corpus):
    text = 'what\ttitle\talbum\tgenre\n' + ''.join('\t'.join(row) + '\n' for row in titles(corpus))
    out = subprocess.run([read_titles], input=text, capture_output=True, text=True, check=True).stdout
    spoke = {'album': defaultdict(list), 'track': defaultdict(list)}
    for line in out.splitlines():
        cells = line.split('\t')
        for rule in cells[-1].split():
            spoke[cells[0]][int(rule)].append(cells[1])
    for what, rules in spoke.items():
        with open(os.path.join(INFERENCE, what + '-titles.tsv'), encoding='utf-8') as file:
            patterns = file.read().splitlines()
        for rule, examples in sorted(rules.items(), key=lambda item: -len(item[1])):
            print(what, len(examples), patterns[rule - 1].split('\t')[0], '; '.join(examples[:3]), sep='\t')


if __name__ == '__main__':
    main(*sys.argv[1:])

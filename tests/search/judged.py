#!/usr/bin/env python3
"""judged.py PROGRAM SOURCE: how well `find` orders what a researcher asks for (tests/search/judged.tsv, over the sample catalogue).

Reports nDCG@10, over all queries and of the worst, and fails below a floor. `count` must equal what `find` gives, at every level.
"""
import json
import math
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
from program import Program, scratch  # noqa: E402

FLOOR = 0.95
TITLE = {'-a': 'album', '-t': 'title', '-f': 'film', '-p': 'name'}
LEVELS = ('-a', '-t', '-c', '-f', '-p')


def judgements(source):
    with open(os.path.join(source, 'tests/search/judged.tsv'), encoding='utf-8') as table:
        for line in table:
            if line.startswith('#'):
                continue
            query, level, wanted, why = line.rstrip('\n').split('\t')
            grades = [one.strip().rsplit('=', 1) for one in wanted.split(' | ')]
            yield query, level, {title: int(grade) for title, grade in grades}, why


def grade_of(title, grades):
    """The longest beginning that fits judges; a title of its own before one that only begins so."""
    fitting = [start for start in grades if title.startswith(start)]
    return grades[max(fitting, key=len)] if fitting else 0


def gain(grades):
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades[:10]))


def ndcg(found, everything, grades):
    ideal = gain(sorted((grade_of(title, grades) for title in everything), reverse=True))
    return gain([grade_of(title, grades) for title in found]) / ideal if ideal else 0.0


def titles(program, archive, level, *query):
    lines = program.must(archive, 'find', level, '--jsonl', '--limit', '0', '--', *query).decode().splitlines()
    return [json.loads(line).get(TITLE[level], '') for line in lines]


def check_counts(program, archive, query):
    wrong = []
    for level in LEVELS:
        found = program.must(archive, 'find', level, '--ids', '--limit', '0', '--', query).split()
        counted = int(program.must(archive, 'count', level, '--', query))
        if counted != len(set(found)) or len(found) != len(set(found)):
            wrong.append(f'{query} {level}: count says {counted}, find gives {len(found)}')
    return wrong


def main(binary, source):
    scores, wrong = [], []
    with scratch() as place:
        program, archive = Program(binary, place), os.path.join(place, 'archive')
        program.must(archive, 'init')
        program.must(archive, 'import', os.path.join(source, 'data/sample'))
        everything = {level: titles(program, archive, level) for level in TITLE}
        for query, level, grades, why in judgements(source):
            found = titles(program, archive, level, query)
            scores.append((ndcg(found, everything[level], grades), query, level, why, found[:4]))
            wrong += check_counts(program, archive, query)
    mean = sum(score[0] for score in scores) / len(scores)
    for score, query, level, why, found in sorted(scores)[:8]:
        print(f'{score:.3f} {level} {query} ({why}): {found}')
    print(f'nDCG@10 of {len(scores)} queries: {mean:.4f}; floor {FLOOR}')
    print('\n'.join(wrong))
    return 1 if wrong or mean < FLOOR or len(scores) < 60 else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1], sys.argv[2]))

#!/usr/bin/env python3
"""judged.py PROGRAM RANK SOURCE CORPUS: how well `find` orders what a researcher asks for, against BM25 as it comes.

Two catalogues are judged: the sample catalogue (judged.tsv) and those of the corpus (judged-corpus.tsv), where there is one. Reports nDCG@10
of both rankings, over all queries, and those where ours is worst; fails below a floor, or where ours is not the better one. `count` must equal
what `find` gives: of the sample catalogue at every level."""
import json
import math
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
from program import Program, scratch  # noqa: E402
from corpus_releases import write_releases  # noqa: E402

FLOORS = {'sample': 0.95, 'corpus': 0.85}
TITLE = {'-a': 'album', '-t': 'title', '-f': 'film', '-p': 'name'}
LEVELS = ('-a', '-t', '-c', '-f', '-p')


def judgements(table):
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), table), encoding='utf-8') as lines:
        for line in lines:
            if line.startswith('#'):
                continue
            query, level, wanted, _ = line.rstrip('\n').split('\t')
            grades = [one.strip(' ').rsplit('=', 1) for one in wanted.split(' | ')]
            yield query, level, {tuple(title.split(' @ ')): int(grade) for title, grade in grades}


def fits(wanted, label):
    return all(text.startswith(start) for start, text in zip(wanted, label))


def grade_of(label, grades):
    """The longest beginning that fits judges; a title of its own before one that only begins so."""
    fitting = [wanted for wanted in grades if fits(wanted, label)]
    return grades[max(fitting, key=lambda wanted: (len(wanted), len(wanted[0])))] if fitting else 0


def gain(grades):
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades[:10]))


def ndcg(found, labels, grades):
    ideal = gain(sorted((grade_of(label, grades) for label in labels.values()), reverse=True))
    return gain([grade_of(labels[one], grades) for one in found]) / ideal if ideal else 0.0


def labels_of(program, archive, level):
    """id -> title, and of a track the album's."""
    lines = program.must(archive, 'find', level, '--jsonl', '--limit', '0').decode().splitlines()
    told = [json.loads(line) for line in lines]
    return {one['id']: (one.get(TITLE[level], ''), one.get('album', '')) for one in told}


def rankings(program, rank, archive, judged):
    """Of each query the ids in our order, and in BM25's."""
    asked = ''.join(f'{level}\t{query}\n' for query, level, _ in judged)
    told = subprocess.run([rank, archive], input=asked.encode(), env=program.environment, capture_output=True, check=True).stdout.decode()
    return [[ids.split() for ids in line.split('\t')] for line in told.splitlines()]


def check_as_found(program, archive, query, level, ids, levels):
    """What is measured is what `find` gives, and what `count` counts."""
    wrong = []
    for one in levels:
        found = program.must(archive, 'find', one, '--ids', '--limit', '0', '--', query).decode().split()
        counted = int(program.must(archive, 'count', one, '--', query))
        if counted != len(set(found)) or len(found) != len(set(found)):
            wrong.append(f'{query} {one}: count says {counted}, find gives {len(found)}')
        if one == level and found != ids:
            wrong.append(f'{query} {one}: find gives another order than was measured')
    return wrong


def measure(name, program, rank, archive, judged, levels):
    labels = {level: labels_of(program, archive, level) for level in TITLE}
    scores, wrong = [], []
    for (query, level, grades), orders in zip(judged, rankings(program, rank, archive, judged), strict=True):
        ours, plain = [ndcg(order, labels[level], grades) for order in orders]
        best = [labels[level][one][0] for one in orders[0][:4]]
        scores.append((ours, plain, f'{level} {query}: {best}'))
        wrong += check_as_found(program, archive, query, level, orders[0], levels or (level,))
    mean, plain = [sum(score[place] for score in scores) / len(scores) for place in (0, 1)]
    for ours, theirs, what in sorted(scores)[:8]:
        print(f'  {ours:.3f}, BM25 {theirs:.3f}: {what}')
    print(f'{name}: nDCG@10 of {len(scores)} queries {mean:.4f}, BM25 as it comes {plain:.4f}; floor {FLOORS[name]}')
    if mean < FLOORS[name] or mean < plain:
        wrong.append(f'{name}: found in a worse order than it should')
    return wrong


def sample_catalogue(program, archive, source):
    program.must(archive, 'init')
    program.must(archive, 'import', os.path.join(source, 'data/sample'))


def corpus_catalogues(program, archive, corpus, place):
    write_releases(corpus, os.path.join(place, 'releases.jsonl'))
    program.must(archive, 'init')
    program.must(archive, 'import', '-q', os.path.join(corpus, 'catalog'), os.path.join(place, 'releases.jsonl'))


def main(binary, rank, source, corpus):
    wrong, judged = [], {name: list(judgements(table)) for name, table in (('sample', 'judged.tsv'), ('corpus', 'judged-corpus.tsv'))}
    with scratch() as place:
        program, archive = Program(binary, place), os.path.join(place, 'sample')
        sample_catalogue(program, archive, source)
        wrong += measure('sample', program, rank, archive, judged['sample'], LEVELS)
        if os.path.isdir(corpus):
            archive = os.path.join(place, 'corpus')
            corpus_catalogues(program, archive, corpus, place)
            wrong += measure('corpus', program, rank, archive, judged['corpus'], ())
        else:
            print(f'corpus: skipped, there is none at {corpus}')
    print('\n'.join(wrong))
    return 1 if wrong or len(judged['sample']) < 60 or len(judged['corpus']) < 25 else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))

#!/usr/bin/env python3
"""check_releases.py PROGRAM CORPUS: imports every MusicBrainz release of the corpus, each file by itself, and compares what is exported with
what Python reads there: titles, barcodes, dates, labels and numbers; of each track place, title, length, people.

Three writings of one thing are in the corpus: the web service's, musicbrainzngs' (`medium-list`) and beets' (`label_info`).
"""
import json
import os
import re
import sys
import unicodedata

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from program import SKIPPED, Program, scratch  # noqa: E402

MBID = re.compile(r'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')
NAMES = {'medium-list': 'media', 'track-list': 'tracks', 'data-track-list': 'data-tracks', 'label-info-list': 'label-info', 'isrc-list': 'isrcs',
         'release-event-list': 'release-events', 'release-list': 'releases'}
PEOPLE = {'composer': ('composer',), 'lyricist': ('lyricist', 'librettist'), 'conductor': ('conductor',),
          'arranger': ('arranger', 'instrument arranger', 'vocal arranger')}
NOBODY = ('[no label]', '[none]')  # how MusicBrainz writes that there is none


def plain(value):
    """One spelling of every key, all relations in one list, no nulls."""
    if isinstance(value, list):
        return [plain(one) for one in value if one is not None]
    if not isinstance(value, dict):
        return value
    result = {'relations': []}
    for key, one in value.items():
        key = key.replace('_', '-')
        if key.endswith('relations') or key.endswith('relation-list'):
            result['relations'] += [plain(each) for each in one or [] if each]
        elif one is not None:
            result[NAMES.get(key, key)] = plain(one)
    return result


def text(value):
    return unicodedata.normalize('NFC', value).strip() if isinstance(value, str) else ''


def releases_in(document):
    found = plain(document)
    if isinstance(found.get('release'), dict):
        found = found['release']
    if 'id' not in found:
        return [one for one in found.get('releases', []) if is_release(one)]
    return [found] if is_release(found) else []


def is_release(one):
    return bool(MBID.match(str(one.get('id')))) and any(key in one for key in ('media', 'release-events', 'label-info', 'text-representation'))


def people(owner, role):
    """Of the works first, as a cataloguer reads them."""
    names = []
    for relation in owner['relations']:
        if isinstance(relation.get('work'), dict):
            names += people(relation['work'], role)
    names += [text(relation['artist']['name']) for relation in owner['relations'] if relation.get('type') in PEOPLE[role] and
              relation.get('artist')]
    return list(dict.fromkeys(names))


def expected_track(disc, track, release):
    recording = track.get('recording') or {'relations': []}
    length = int(track.get('length') or recording.get('length') or 0)
    told = {'disc': disc, 'track': int(track.get('position') or 0), 'title': text(track.get('title')) or text(recording.get('title')),
            'duration_ms': length, 'isrc': (recording.get('isrcs') or [''])[0]}
    for role in PEOPLE:
        told[role] = people(recording, role) or people({'relations': [r for r in release['relations'] if 'work' not in r]}, role)
    return {key: value for key, value in told.items() if value}


def expected(release):
    told = {'album': text(release.get('title')), 'barcode': [text(release.get('barcode'))], 'date': release.get('date')}
    info = release.get('label-info', [])
    told['label'] = list(dict.fromkeys(text((one.get('label') or {}).get('name')) for one in info))
    told['catalognumber'] = list(dict.fromkeys(text(one.get('catalog-number')) for one in info))
    tracks = []
    for number, medium in enumerate(release.get('media', []), 1):
        disc = int(medium.get('position') or number)
        parts = ([medium['pregap']] if 'pregap' in medium else []) + medium.get('tracks', []) + medium.get('data-tracks', [])
        tracks += [expected_track(disc, track, release) for track in parts]
    told = {key: [one for one in value if one and one not in NOBODY] if isinstance(value, list) else value for key, value in told.items()}
    return {key: value for key, value in told.items() if value} | {'tracks': tracks}


def only(exported):
    """What was exported, as far as it is compared."""
    kept = {key: exported[key] for key in ('album', 'barcode', 'date', 'label', 'catalognumber') if key in exported}
    for key in ('barcode', 'label', 'catalognumber'):
        if isinstance(kept.get(key), str):
            kept[key] = [kept[key]]
    tracks = []
    for track in exported.get('tracks', []):
        one = {key: track[key] for key in ('disc', 'track', 'title', 'duration_ms', 'isrc', *PEOPLE) if key in track}
        if isinstance(one.get('isrc'), list):
            one['isrc'] = one['isrc'][0]
        tracks.append(one)
    return kept | {'tracks': tracks}


def compare(path, exported, wanted, differences):
    fields = 0
    for key in sorted(set(exported) | set(wanted) - {'tracks'}):
        if key == 'tracks':
            continue
        fields += 1
        if exported.get(key) != wanted.get(key):
            differences.append(f'{path}: {key}: {exported.get(key)!r}, not {wanted.get(key)!r}')
    if len(exported['tracks']) != len(wanted['tracks']):
        differences.append(f'{path}: {len(exported["tracks"])} tracks, not {len(wanted["tracks"])}')
    for ours, theirs in zip(exported['tracks'], wanted['tracks']):
        for key in sorted(set(ours) | set(theirs)):
            fields += 1
            if ours.get(key) != theirs.get(key):
                differences.append(f'{path}: {theirs.get("disc")}.{theirs.get("track")} {key}: {ours.get(key)!r}, not {theirs.get(key)!r}')
    return fields


def json_files(folder):
    for place, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            if name.endswith('.json'):
                yield os.path.join(place, name)


def main(binary, corpus):
    folder = os.path.join(corpus, 'catalog')
    if not os.path.isdir(folder):
        print(f'skipped: no corpus at {corpus}')
        return SKIPPED
    differences, files, releases, fields, passed = [], 0, 0, 0, 0
    with scratch() as work:
        program = Program(binary, work)
        for path in json_files(folder):
            files += 1
            with open(path, encoding='utf-8') as file:
                wanted = [expected(one) for one in releases_in(json.load(file))]
            archive = os.path.join(work, str(files))
            program.must(archive, 'init')
            program.must(archive, 'import', path)
            lines = [json.loads(line) for line in program.must(archive, 'export', 'jsonl').splitlines()]
            name = os.path.basename(path)
            passed += not wanted
            if len(lines) != len(wanted):
                differences.append(f'{name}: {len(lines)} albums, not {len(wanted)}')
            for ours, theirs in zip(lines, wanted):
                releases += 1
                fields += compare(name, only(ours), theirs, differences)
    print('\n'.join(differences))
    print(f'{files} files, {passed} of them of no release; {releases} releases, {fields} fields compared, {len(differences)} differ')
    return 1 if differences else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:3]))

"""Albums of the corpus' table of track titles as MusicBrainz writes releases: real ones, with the people the table gives.

Rows are kept of sources that name the album or the film: a shop's sample catalogue, a list of Star Wars albums, songs that were nominated
for an award (the film stands for the album there)."""
import csv
import json
import os
import re
import uuid

SOURCES = {'chinook': ';', 'jedr-academy': ',', 'oscar_data': ';'}  # what stands between two people


def rows(corpus):
    with open(os.path.join(corpus, 'facts-track_titles.tsv'), encoding='utf-8') as table:
        for row in csv.DictReader(table, delimiter='\t', quoting=csv.QUOTE_NONE):
            if row['source'] in SOURCES and row['album_or_film']:
                yield row


def albums(corpus):
    found = {}
    for row in rows(corpus):
        found.setdefault((row['source'], row['album_or_film']), []).append(row)
    return found


def people(text, source):
    return [name.strip() for name in text.split(SOURCES[source]) if name.strip()]


def credit(names):
    return [{'name': name, 'joinphrase': ', ' if place + 1 < len(names) else ''} for place, name in enumerate(names)]


def track(place, row):
    composers = [{'type': 'composer', 'target-type': 'artist', 'artist': {'name': name}} for name in people(row['composer'], row['source'])]
    told = {'position': place, 'number': str(place), 'title': row['title'], 'recording': {'relations': composers}}
    if row['duration_ms']:
        told['length'] = int(row['duration_ms'])
    if row['artist']:
        told['artist-credit'] = credit(people(row['artist'], row['source']))
    return told


def release(source, title, songs):
    film = source == 'oscar_data'
    told = {'id': str(uuid.uuid5(uuid.NAMESPACE_URL, f'{source}/{title}')),
            'title': f'{title} (Original Motion Picture Soundtrack)' if film else title,
            'media': [{'position': 1, 'tracks': [track(place, row) for place, row in enumerate(songs, 1)]}]}
    if songs[0]['date']:
        told['date'] = songs[0]['date']
    if songs[0]['artist']:
        told['artist-credit'] = credit(people(songs[0]['artist'], source))
    if film or re.search(r'soundtrack|original score', title, re.IGNORECASE):
        told['release-group'] = {'primary-type': 'Album', 'secondary-types': ['Soundtrack']}
    return told


def write_releases(corpus, path):
    with open(path, 'w', encoding='utf-8') as lines:
        for (source, title), songs in albums(corpus).items():
            lines.write(json.dumps(release(source, title, songs), ensure_ascii=False) + '\n')

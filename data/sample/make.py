#!/usr/bin/env python3
"""make.py: writes the sample catalogue beside itself: tiny tones, really tagged. Needs ffmpeg and python3-mutagen.

Vorbis comments, ID3v2.4 and MP4 atoms are each written as the common taggers write them; what has no frame of its own goes into TXXX and
----:com.apple.iTunes atoms.
"""
import csv
import os
import subprocess

import mutagen.flac
import mutagen.id3
import mutagen.mp3
import mutagen.mp4
import mutagen.oggopus
import mutagen.oggvorbis
import mutagen.wave

import albums

HERE = os.path.dirname(os.path.abspath(__file__))
CODECS = {
    'flac': ['-c:a', 'flac'], 'wav': ['-c:a', 'pcm_u8'], 'mp3': ['-c:a', 'libmp3lame', '-b:a', '16k', '-write_xing', '1', '-id3v2_version', '0'],
    'm4a': ['-c:a', 'aac', '-b:a', '16k'], 'ogg': ['-c:a', 'libvorbis', '-q:a', '-1'], 'opus': ['-c:a', 'libopus', '-b:a', '8k']}


def encode(path, extension, tone, seconds):
    """One sine tone, mono."""
    source = f'sine=frequency={tone}:sample_rate=8000:duration={seconds}' if tone else f'anullsrc=r=44100:cl=mono:d={seconds}'
    subprocess.run(['ffmpeg', '-nostdin', '-v', 'error', '-y', '-f', 'lavfi', '-i', source, '-map_metadata', '-1', '-fflags', '+bitexact',
                    '-flags:a', '+bitexact', *CODECS[extension], path], check=True)


def split(value):
    return [part.strip() for part in value.split(';') if part.strip()]


def tags_of(album, disc, discs, track):
    number, title, scene, mood, *credits = track
    artist, composer = credits[:1], credits[1:]
    return {
        'TITLE': [title], 'ALBUM': [album['album']], 'ALBUMARTIST': split(album['albumartist']),
        'ARTIST': artist or split(album['albumartist']), 'COMPOSER': composer or split(album.get('composer', '')),
        'CONDUCTOR': split(album.get('conductor', '')), 'ORCHESTRA': split(album.get('orchestra', '')),
        'DATE': split(album.get('date', '')), 'GENRE': [album['genre']], 'LABEL': split(album.get('label', '')),
        'CATALOGNUMBER': split(album.get('catalognumber', '')), 'COMPILATION': split(album.get('compilation', '')),
        'TRACKNUMBER': [str(number)] if number else [], 'DISCNUMBER': [str(disc)] if discs > 1 else [],
        'FILM': [album['film']] if 'film' in album else [], 'SHOW': [album['show']] if 'show' in album else [],
        'GAME': [album['game']] if 'game' in album else [], 'FILMYEAR': split(album.get('filmyear', '')),
        'PRODUCTIONKIND': split(album.get('kind', '')), 'DIRECTOR': split(album.get('director', '')),
        'RELEASETYPE': split(album.get('releasetype', '')), 'SCENE': split(scene), 'MOOD': split(mood)}


FRAMES = {'TITLE': 'TIT2', 'ALBUM': 'TALB', 'ALBUMARTIST': 'TPE2', 'ARTIST': 'TPE1', 'COMPOSER': 'TCOM', 'CONDUCTOR': 'TPE3', 'DATE': 'TDRC',
          'GENRE': 'TCON', 'LABEL': 'TPUB', 'TRACKNUMBER': 'TRCK', 'DISCNUMBER': 'TPOS', 'MOOD': 'TMOO', 'COMPILATION': 'TCMP'}
ATOMS = {'TITLE': '\xa9nam', 'ALBUM': '\xa9alb', 'ALBUMARTIST': 'aART', 'ARTIST': '\xa9ART', 'COMPOSER': '\xa9wrt', 'DATE': '\xa9day',
         'GENRE': '\xa9gen'}


def write_id3(audio, tags):
    if audio.tags is None:
        audio.add_tags()
    for key, values in tags.items():
        if key in FRAMES:
            audio.tags.add(getattr(mutagen.id3, FRAMES[key])(encoding=3, text=values))
        else:
            audio.tags.add(mutagen.id3.TXXX(encoding=3, desc=key, text=values))
    audio.save()


def write_mp4(audio, tags):
    for key, values in tags.items():
        if key in ('TRACKNUMBER', 'DISCNUMBER'):
            audio['trkn' if key == 'TRACKNUMBER' else 'disk'] = [(int(values[0]), 0)]
        elif key == 'COMPILATION':
            audio['cpil'] = True
        elif key in ATOMS:
            audio[ATOMS[key]] = values
        else:
            audio[f'----:com.apple.iTunes:{key}'] = [value.encode() for value in values]
    audio.save()


def write_comments(audio, tags):
    audio.delete()
    for key, values in tags.items():
        audio[key] = values
    audio.save()


def tag(path, extension, tags):
    tags = {key: values for key, values in tags.items() if values}
    if extension == 'mp3':
        write_id3(mutagen.mp3.MP3(path), tags)
    elif extension == 'wav':
        write_id3(mutagen.wave.WAVE(path), tags)
    elif extension == 'm4a':
        write_mp4(mutagen.mp4.MP4(path), tags)
    else:
        kind = {'flac': mutagen.flac.FLAC, 'ogg': mutagen.oggvorbis.OggVorbis, 'opus': mutagen.oggopus.OggOpus}[extension]
        write_comments(kind(path), tags)


def file_name(place, track):
    number, title, *_ = track
    safe = title.replace('/', '-').replace(':', ' -').replace('?', '').replace('"', '')
    return f'{number or place:02} {safe}'


def make_album(album):
    extension = album['format']
    discs = album.get('discs') or {1: album['tracks']}
    for disc, tracks in discs.items():
        folder = os.path.join(HERE, album['folder'], f'Disc {disc}' if album.get('disc_folders') else '')
        os.makedirs(folder, exist_ok=True)
        for place, track in enumerate(tracks, 1):
            path = os.path.join(folder, f'{file_name(place, track)}.{extension}')
            encode(path, extension, 220 + 20 * place + 200 * (disc - 1), 0.3)
            tag(path, extension, tags_of(album, disc, len(discs), track))


def make_image(image):
    """Each track of the image lasts 15 frames of 1/75 s."""
    folder = os.path.join(HERE, image['folder'])
    os.makedirs(folder, exist_ok=True)
    encode(os.path.join(folder, image['name'] + '.flac'), 'flac', 0, len(image['tracks']) * 15 / 75)
    lines = [f'REM GENRE {image["genre"]}'] + ([f'REM DATE {image["date"]}'] if image['date'] else [])
    lines += [f'PERFORMER "{image["performer"]}"', f'TITLE "{image["album"]}"', f'FILE "{image["name"]}.flac" WAVE']
    for place, (title, performer) in enumerate(image['tracks']):
        frames = place * 15
        lines += [f'  TRACK {place + 1:02} AUDIO', f'    TITLE "{title}"', f'    PERFORMER "{performer}"',
                  f'    REM COMPOSER "{image["performer"]}"', f'    INDEX 01 00:{frames // 75:02}:{frames % 75:02}']
    with open(os.path.join(folder, image['name'] + '.cue'), 'wb') as sheet:
        sheet.write(('\r\n'.join(lines) + '\r\n').encode(image['encoding']))


COLUMNS = ('seq,cue_number,title,tc_in,tc_out,duration,usage,vocal,visual,origin,scene,mood,performer,iswc,isrc,label,catalogue_number,'
           'track_number,role,name,ipi,society,share,notes').split(',')


def seconds(time):
    hours, minutes, rest = time.split(':')
    return int(hours) * 3600 + int(minutes) * 60 + int(rest)


def clock(total):
    return f'{total // 3600:02}:{total // 60 % 60:02}:{total % 60:02}'


def make_sheet(sheet):
    note = 'Illustrative: times, cue number, publisher and shares were made up for this sample'
    total = sum(seconds(cue[3]) - seconds(cue[2]) for cue in sheet['cues'])
    with open(os.path.join(HERE, sheet['path']), 'w', newline='', encoding='utf-8') as out:
        writer = csv.writer(out)
        writer.writerows([['Format', 'cuetheque-cuesheet/1'], ['Production Title', sheet['title']], ['Production Type', sheet['kind']],
                          ['Year', sheet['year']], ['Production Company', sheet['company']], ['Director', sheet['director']],
                          ['Total Music', clock(total)], ['Prepared By', 'Cuetheque sample'], ['Version', 'illustrative'], []])
        writer.writerow(COLUMNS)
        for place, (number, title, start, end, usage, scene, mood) in enumerate(sheet['cues'], 1):
            row = dict(seq=place, cue_number=number, title=title, tc_in=start, tc_out=end, duration=clock(seconds(end) - seconds(start)),
                       usage=usage, vocal='I', visual='B', origin='X', scene=scene, mood=mood, role='C', name=sheet['composer'], share='100.00', notes=note)
            writer.writerow([row.get(column, '') for column in COLUMNS])
            party = dict(role='E', name='Sample Music Publishing', share='100.00')
            writer.writerow([party.get(column, '') for column in COLUMNS])


def main():
    for album in albums.ALBUMS:
        make_album(album)
    for image in albums.IMAGES:
        make_image(image)
    for sheet in albums.SHEETS:
        make_sheet(sheet)


if __name__ == '__main__':
    main()

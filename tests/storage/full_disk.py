#!/usr/bin/env python3
"""full_disk.py PROGRAM: an import on a disk that really fills up: exit 6 with the reason, what was stored stays readable, and when there is
room the same command finishes the work. Needs a file system of its own to fill; where it may not mount one, it says so and is skipped.
"""
import dataclasses
import os
import random
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', 'support'))
from program import Program, disk, in_own_mounts, remount, scratch  # noqa: E402

SHEETS = 90
TRACKS = 90
TITLE = 9000    # bytes; the sheets hold about as much as the disk, in text that nothing can compress
DISK = 'size=72m'    # a little more than the room an import asks for before it begins
REFUSED = 6


def make_sheets(folder):
    chance = random.Random(7)
    for number in range(SHEETS):
        place = os.path.join(folder, f'{number:03}')
        os.makedirs(place)
        with open(os.path.join(place, 'album.cue'), 'w', encoding='ascii') as file:
            file.write(f'TITLE "Volume {number}"\nFILE "album.wav" WAVE\n')
            for track in range(1, TRACKS + 1):
                file.write(f'  TRACK {track:02} AUDIO\n    TITLE "{chance.randbytes(TITLE // 2).hex()}"\n    INDEX 01 {track:02}:00:00\n')


def require(holds, what, done):
    if not holds:
        raise AssertionError(f'{what}: exit {done.returncode}\n{done.stderr.decode(errors="replace")[-1000:]}')


def check_refusal(done, what):
    first = next((line for line in done.stderr.decode().splitlines() if line.startswith('cuetheque: ')), '')
    require(done.returncode == REFUSED and 'no space left on' in first, what, done)


def fill(program, place, music, expected):
    """Imports on the disk until it is full, then with room. Gives how many albums were stored when it was full."""
    archive = os.path.join(place, 'archive')
    program.must(archive, 'init')
    filled = program.run(archive, 'import', music)
    check_refusal(filled, 'the disk fills up')
    landed = program.must(archive, 'export', 'jsonl').splitlines()
    require(f'\n{len(landed)} albums new, '.encode() in filled.stderr, f'{len(landed)} albums are stored', filled)
    if not 0 < len(landed) < len(expected.exported) or landed != expected.exported[:len(landed)]:
        raise AssertionError(f'{len(landed)} albums on the full disk, which are not the first ones of {len(expected.exported)}, whole')
    program.must(archive, 'find', '--ids')
    check_refusal(program.run(archive, 'import', music), 'the disk is still full')
    check_refusal(program.run(archive, 'set', '-y', 'A1', '--', 'note=x'), 'a change on the full disk')
    remount(place, 'size=1g')
    program.must(archive, 'import', music)
    if Look.at(program, archive) != expected:
        raise AssertionError('after making room the export or the index differs from that of an import nothing happened to')
    return len(landed)


@dataclasses.dataclass
class Look:
    exported: list
    found: list

    @staticmethod
    def at(program, archive):
        return Look(program.must(archive, 'export', 'jsonl').splitlines(), program.must(archive, 'find', '-t', '--ids', '--limit', '0').split())


def main(binary):
    in_own_mounts()
    with scratch() as work:
        program = Program(binary, work)
        music, untouched = os.path.join(work, 'music'), os.path.join(work, 'untouched')
        make_sheets(music)
        program.must(untouched, 'init')
        program.must(untouched, 'import', music)
        expected = Look.at(program, untouched)
        with disk(os.path.join(work, 'disk'), DISK) as place:
            landed = fill(program, place, music, expected)
    print(f'{landed} of {len(expected.exported)} albums were stored when the disk was full, and are there; the rest came when there was room')


if __name__ == '__main__':
    main(sys.argv[1])

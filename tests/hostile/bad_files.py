"""Files made to hurt (RELIABILITY.md 3, A and C): each row with its bytes and what an import must say of it.

`says` is part of the remark; '' where the file is read like any other. `failed` tells whether the file is left out of the catalogue.
"""
import dataclasses
import os
import random
import struct
import zlib


@dataclasses.dataclass
class Bad:
    row: str
    name: str
    data: bytes
    says: str
    failed: bool = True


def synchsafe(number):
    return bytes([number >> 21 & 127, number >> 14 & 127, number >> 7 & 127, number & 127])


def frame(name, data, size=None, flags=b'\0\0'):
    return name + synchsafe(len(data) if size is None else size) + flags + data


def id3(frames, size=None, version=4, flags=0):
    return b'ID3' + bytes([version, 0, flags]) + synchsafe(len(frames) if size is None else size) + frames


MP3 = (b'\xff\xfb\x90\x64' + bytes(413)) * 40


def block(kind, data, last=False, size=None):
    return bytes([kind | (128 if last else 0)]) + struct.pack('>I', len(data) if size is None else size)[1:] + data


STREAM_INFO = struct.pack('>HH', 4096, 4096) + bytes(6) + struct.pack('>Q', 44100 << 44 | 1 << 41 | 15 << 36 | 441000) + bytes(16)


def comments(*fields):
    return struct.pack('<I', 4) + b'test' + struct.pack('<I', len(fields)) + b''.join(struct.pack('<I', len(f)) + f for f in fields)


def flac(*fields, before=b'', sound=bytes(100)):
    return b'fLaC' + block(0, STREAM_INFO) + before + block(4, comments(*fields), True) + sound


def atom(name, data, size=None):
    return struct.pack('>I', len(data) + 8 if size is None else size) + name + data


FTYP = atom(b'ftyp', b'M4A \0\0\0\0')


def deep_atoms(depth=100_000):
    return FTYP + b''.join(struct.pack('>I', 8 * (depth - i)) + b'moov' for i in range(depth))


def page(data, number, first=0):
    return b'OggS\0' + bytes([first]) + struct.pack('<qIII', 0, 1, number, 0) + bytes([1, len(data)]) + data


VORBIS = page(b'\x01vorbis' + struct.pack('<IBIiiiBB', 0, 2, 44100, 0, 128000, 0, 0xb8, 1), 0, 2)


def nested_chapters(kind, depth):
    """CHAP in CHAP (or CTOC in CTOC), each with a head of its own: TagLib reads them by recursion."""
    head = b'a\0' + bytes(16) if kind == b'CHAP' else b'a\0\0\0'
    parts, size = [], len(head)
    for _ in range(depth):
        parts.append(kind + synchsafe(size) + b'\0\0')
        size += len(head) + 10
    return id3(b''.join(part + head for part in reversed(parts))) + MP3


def zlib_bomb(size=500_000_000):
    return id3(frame(b'TIT2', synchsafe(0x0fffffff) + zlib.compress(bytes(size), 1), flags=b'\0\x09')) + MP3


def bad_pictures():
    claim = struct.pack('>II', 3, 10) + b'image/jpeg' + struct.pack('>IIIIII', 0, 1, 1, 24, 0, 500_000_000) + b'x' * 100
    foreign = struct.pack('>II', 3, 2) + b'\xff\xfe' + struct.pack('>IIIIII', 0, 1, 1, 24, 0, 4) + b'data'
    return [
        Bad('A8', 'apic-claims.mp3', id3(frame(b'APIC', b'\0image/jpeg\0\3\0' + b'\xff' * 100, size=0x0eee6b28), size=0x0fffffff) + MP3, 'no audio'),
        Bad('A9', 'picture-claims.flac', flac(b'TITLE=x', before=block(6, claim)), 'the picture was left out', False),
        Bad('A9', 'picture-of-no-type.flac', flac(b'TITLE=x', before=block(6, foreign)), '', False),
    ]


def bad_id3():
    return [
        Bad('A1', 'empty.mp3', b'', 'empty file'),
        Bad('A2', 'text.mp3', b'hello, I am not audio\n' * 10, 'no audio stream'),
        Bad('A6', 'size.mp3', id3(frame(b'TIT2', b'\3x'), size=0x0fffffff) + MP3, 'no audio stream'),
        Bad('A7', 'frame-size.mp3', id3(frame(b'TIT2', b'\3x', size=0x0fffffff)) + MP3, 'a frame claims more', False),
        Bad('A7', 'frame-size-2.3.mp3', id3(b'TIT2\xff\xff\xff\xff\0\0\0x', version=3) + MP3, 'a frame claims more', False),
        Bad('A11', 'bomb.mp3', zlib_bomb(), ''),
        Bad('A12', 'frames.mp3', id3(b''.join(frame(b'TXXX', b'\3k%d\0v' % i) for i in range(100_000))) + MP3, 'more than 10,000 tag fields', False),
        Bad('A13', 'heads.mp3', id3(b'') * 200_000 + MP3, '', False),
        Bad('A14', 'extended.mp3', id3(b'\x0f\xff\xff\xff' + bytes(20), flags=0x40) + MP3, '', False),
        Bad('A24', 'ape.mp3', MP3 + b'APETAGEX' + struct.pack('<IIII', 2000, 0x7fffffff, 0x7fffffff, 0) + bytes(8), 'APE tag', False),
        Bad('A26', 'chapters.mp3', nested_chapters(b'CHAP', 50_000), 'crashed'),
        Bad('A26', 'contents.mp3', nested_chapters(b'CTOC', 50_000), 'crashed'),
        Bad('A27', 'really-flac.mp3', flac(b'TITLE=x'), 'named .mp3, but it is FLAC', False),
        Bad('A28', 'no-extension', MP3, '', False),
        Bad('A37', 'long.flac', flac(b'TITLE=' + b'x' * 10_000_000), 'longer than 64 KiB', False),
    ]


def bad_xiph():
    return [
        Bad('A3', 'one-byte.flac', b'f', 'not a FLAC file'),
        Bad('A3', 'magic.flac', b'fLaC', 'not a FLAC file'),
        Bad('A4', 'cut-in-tags.flac', flac(b'ALBUM=' + b'a' * 1000, b'TITLE=x')[:600], 'ends inside its metadata', False),
        Bad('A15', 'count.flac', b'fLaC' + block(0, STREAM_INFO) + block(4, struct.pack('<I', 4) + b'test' + b'\xff' * 4 + bytes(40), True) + bytes(100),
            'Vorbis comment', False),
        Bad('A15', 'vendor.flac', b'fLaC' + block(0, STREAM_INFO) + block(4, b'\xff' * 4 + b'test', True) + bytes(100), 'Vorbis comment', False),
        Bad('A15', 'count.ogg', VORBIS + page(b'\x03vorbis' + struct.pack('<I', 4) + b'test' + b'\xff' * 4, 1), 'Vorbis comment', False),
        Bad('A16', 'blocks.flac', flac(b'TITLE=x', before=block(1, b'') * 2_000_000), '', False),
        Bad('A21', 'pages.ogg', VORBIS + b''.join(page(b'', i) for i in range(1, 300_000)), '', False),
    ]


def bad_atoms_and_chunks():
    form = b'fmt ' + struct.pack('<IHHIIHH', 16, 1, 2, 44100, 176400, 4, 16)
    return [
        Bad('A17', 'zeros.m4a', bytes(5_000_000), 'not an MP4 file'),
        Bad('A18', 'atoms.m4a', FTYP + atom(b'free', b'') * 2_000_000 + atom(b'moov', b''), ''),
        Bad('A19', 'deep.m4a', deep_atoms(), 'crashed'),
        Bad('A20', 'size.m4a', FTYP + struct.pack('>I', 1) + b'moov' + b'\xff' * 8, 'not an MP4 file'),
        Bad('A22', 'size.wav', b'RIFF\xff\xff\xff\xffWAVE' + form + b'data\xff\xff\xff\xff', '', False),
        Bad('A22', 'size.aiff', b'FORM\xff\xff\xff\xffAIFFCOMM\xff\xff\xff\xf0' + bytes(18), 'COMM chunk', False),
        Bad('A23', 'chunks.wav', b'RIFF\xff\xff\xff\x7fWAVE' + form + b'abcd\0\0\0\0' * 1_000_000, '20,000 chunks', False),
        Bad('A25', 'size.wma', bytes.fromhex('3026b2758e66cf11a6d900aa0062ce6c') + struct.pack('<QI', 0x7fffffffffffffff, 0xffffffff) + b'\1\2' + bytes(64),
            'not an ASF file'),
    ]


def random_files():
    """Noise under every name an import reads, and noise behind every magic that it knows: whatever comes, it must be said."""
    noise = random.Random(19580509)
    magics = {'flac': b'fLaC', 'mp3': b'ID3\4\0\0', 'ogg': b'OggS\0\2', 'm4a': b'\0\0\0\x20ftypM4A ', 'wav': b'RIFF\0\1\0\0WAVE', 'aiff': b'FORM\0\1\0\0AIFF',
              'wma': bytes.fromhex('3026b2758e66cf11a6d900aa0062ce6c'), 'ape': b'MAC ', 'mpc': b'MPCK', 'wv': b'wvpk', 'tta': b'TTA1', 'dsf': b'DSD ',
              'dff': b'FRM8', 'mka': b'\x1a\x45\xdf\xa3', 'xm': b'Extended Module: ', 's3m': b'x' * 44 + b'SCRM', 'it': b'IMPM', 'tak': b'tBaK', 'ofr': b'OFR ',
              'caf': b'caff\0\1\0\0', 'ac3': b'\x0b\x77\0\0\x14\x40', 'dts': b'\x7f\xfe\x80\x01'}
    files = [(f'noise.{name}', noise.randbytes(20_000)) for name in magics]
    files += [(f'magic.{name}', magic + noise.randbytes(20_000)) for name, magic in magics.items()]
    files += [(f'noise.{name}', noise.randbytes(20_000)) for name in ('cue', 'csv', 'tsv')]
    return [(f'noise/{name}', data) for name, data in files]


def damaged(samples):
    """Of the first file of each kind under a folder of good ones: cut short at every eighth, and with bytes changed at its start and anywhere."""
    chance = random.Random(19601107)
    first = {}
    for place, _, names in sorted(os.walk(samples)):
        for name in sorted(names):
            first.setdefault(os.path.splitext(name)[1], os.path.join(place, name))
    files = []
    for kind, path in sorted(first.items()):
        with open(path, 'rb') as file:
            whole = file.read()
        files += [(f'cut{eighth}{kind}', whole[:len(whole) * eighth // 8]) for eighth in range(8)]
        for number in range(24):
            changed = bytearray(whole)
            for _ in range(1 + number // 4):
                changed[chance.randrange(min(len(changed), 512 if number % 2 else len(changed)))] = chance.randrange(256)
            files.append((f'changed{number}{kind}', bytes(changed)))
    return [(f'damaged/{name}', data) for name, data in files]


def all_bad_files():
    return [*bad_id3(), *bad_pictures(), *bad_xiph(), *bad_atoms_and_chunks()]

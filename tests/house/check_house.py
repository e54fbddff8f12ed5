#!/usr/bin/env python3
"""check_house.py ROOT: walks the sources and fails when a layer, a door or a rule of the house is broken.

Layers: core sees nobody above it; importer and search see core and never each other; cli sees all three. Doors: a library is
included where it is at home and nowhere else. The tests of a folder see what the folder sees. What the build reads before every file
(`ground_headers`) is used only by files that include it themselves or by a header of ours: there may be no such build tomorrow.
"""
import os
import re
import sys

import sources

SEES = {
    'core': {'core'},
    'importer': {'core', 'importer'},
    'search': {'core', 'search'},
    'cli': {'core', 'importer', 'search', 'cli'},
}
# What an #include of a library begins with -> the files that may have it.
DOORS = {
    'rocksdb/': r'core/[a-z_]+\.cpp',
    'taglib/': r'importer/tags/.*|tests/importer/.*|tests/benchmarks/.*',
    'simdjson': r'importer/releases/.*',
    'libav': r'importer/media/.*|tests/importer/media/.*',
    'xapian': r'search/.*|tests/search/.*',
    'boost/program_options': r'cli/.*',
    'unicode/': r'core/text[a-z_]*\.cpp|importer/(.*/)?[a-z_]*(charset|encoding)[a-z_]*\.cpp',
    'boost/': r'cli/.*',
    'sqlite3': r'tests/benchmarks/peer\.cpp',
    'archive': r'importer/packed/.*',
    'lzma': r'importer/packed/.*',
}
# TagLib's folder is on the include path, so its headers come by bare name.
TAGLIB_HEADERS = re.compile(r'^(taglib|fileref|tfile|tag|tpropertymap|tstring|tstringlist|tbytevector|audioproperties|tiostream|t[a-z]+stream|'
                            r'flac[a-z]*|mpeg[a-z]*|mp4[a-z]*|ogg[a-z]*|vorbis[a-z]*|opus[a-z]*|speex[a-z]*|riff[a-z]*|wav[a-z]*|aiff[a-z]*|'
                            r'asf[a-z]*|ape[a-z]*|mpc[a-z]*|wavpack[a-z]*|trueaudio[a-z]*|xiph[a-z]*|id3v[12][a-z]*)\.h$')
ONE_FILE = ['rocksdb/']
# Header of the ground -> what needs it; <string> brings <string_view>, as the standard says.
GROUND = {
    'algorithm': r'\bstd::(ranges::(?!begin|end|size|empty|data|distance|swap)\w+|(stable_)?sort|find(_if)?|(any|all|none)_of|max|min|clamp|'
                 r'(max|min)_element|count_if|remove_if|unique|copy(_if)?|(lower|upper)_bound|equal|replace|reverse|rotate|transform|search)\(',
    'array': r'\bstd::array\b',
    'charconv': r'\bstd::(from|to)_chars\b',
    'chrono': r'\bstd::chrono\b',
    'cstdint': r'\bstd::u?int\d+_t\b',
    'filesystem': r'\bstd::filesystem\b',
    'fstream': r'\bstd::[io]?fstream\b',
    'functional': r'\bstd::function\b',
    'map': r'\bstd::(multi)?map\b',
    'memory': r'\bstd::(unique_ptr|make_unique)\b',
    'optional': r'\bstd::(optional|nullopt)\b',
    'set': r'\bstd::(multi)?set\b',
    'span': r'\bstd::span\b',
    'string': r'\bstd::(string|to_string)\b',
    'string_view': r'\bstd::string_view\b',
    'unordered_map': r'\bstd::unordered_map\b',
    'utility': r'\bstd::(exchange|as_const)\b',
    'vector': r'\bstd::vector\b',
    'fmt/format.h': r'\bfmt::',
    'core/records.pb.h': r'\b(Record|Statement|Origin|JournalEntry)\b',
    'gtest/gtest.h': r'^TEST(_F)?\(',
    'boost/program_options/options_description.hpp': r'\boptions_description\b',
    'boost/program_options/variables_map.hpp': r'\bvariables_map\b',
}
COMES_WITH = {'string_view': {'string'}, 'fmt/format.h': {'fmt/chrono.h', 'fmt/ranges.h'}, 'core/records.pb.h': {'core/records.proto'}}
TOP = {'CMakeLists.txt', 'README.md', 'LICENSE', '.ci', '.clang-format', '.clang-tidy', '.gitignore', '.gitattributes',
       'core', 'importer', 'search', 'cli', 'tests', 'data'}
FORBIDDEN_CODE = [
    (r'^[ \t]*using\s+namespace\b', 'using namespace'),
    (r'\b(std::)?(shared_ptr|make_shared)\b', 'shared_ptr: say who owns it'),
    (r'\bnew\s+[A-Za-z_:]+\s*[({\[;]', 'new: use a value, a container or make_unique'),
    (r'(?<!= )\bdelete\s*(\[\])?\s+?[A-Za-z_*(]', 'delete'),
    (r'^[ \t]*#\s*define\b', 'a macro'),
    (r'\b(reinterpret_cast<[^>]*\*+>\s*\(\s*0|goto\s)', 'goto'),
]
# Places of one machine have no place in a repository (written so that this line is not one).
FORBIDDEN_TEXT = [(r'/w[o]rk/', 'a path of one machine'), (r'/r[o]ot/', 'a path of one machine'), (r'\b(T[O]DO|F[I]XME|X[X]X)\b', 'unfinished work')]


def layer(name):
    """The folder whose rules a file follows: tests/core/x.cpp follows core's; other tests may see everything."""
    parts = name.split('/')
    return parts[1] if parts[0] == 'tests' and len(parts) > 2 else parts[0]


def without_comments(text):
    text = re.sub(r'R"([^(\s]*)\(.*?\)\1"', '""', text, flags=re.DOTALL)
    text = re.sub(r'/\*.*?\*/', lambda comment: '\n' * comment.group().count('\n'), text, flags=re.DOTALL)
    text = re.sub(r'"(\\.|[^"\\\n])*"', '""', text)
    return re.sub(r'//[^\n]*', '', text)


def line_of(text, position):
    return text.count('\n', 0, position) + 1


def library(include):
    if TAGLIB_HEADERS.match(include):
        return 'taglib/'
    return next((door for door in DOORS if include.startswith(door)), None)


def check_includes(name, text):
    seen = SEES.get(layer(name))
    for include in sources.INCLUDE.finditer(text):
        target = include.group(1)
        where = f'{name}:{line_of(text, include.start())}'
        folder = target.split('/')[0]
        if folder in SEES and seen is not None and folder not in seen:
            yield f'{where}: {layer(name)} must not see {folder} ({target})'
        door = library(target)
        if door and not re.fullmatch(DOORS[door], name):
            yield f'{where}: {target} may be included in {DOORS[door]} only'


def check_ground(root, name, code):
    parts = sources.with_headers(root, name)
    included = set(parts).union(*(sources.headers_of(root, part)[1] for part in parts))
    for header, use in GROUND.items():
        needed = re.search(use, code, re.MULTILINE)
        if needed and not included & {header, *COMES_WITH.get(header, ())}:
            yield f'{name}:{line_of(code, needed.start())}: {needed.group()} without an #include of {header}'


def check_ground_is_known(text):
    for header in re.findall(r'<([^>]+)>', ' '.join(re.findall(r'ground_headers[^)]*', text))):
        if header not in GROUND:
            yield f'CMakeLists.txt: {header} is read before every file, and nothing here knows who needs it'


def check_one_file(names, texts):
    for door in ONE_FILE:
        users = [name for name in names if any(i.startswith(door) for i in sources.INCLUDE.findall(texts[name]))]
        if len(users) > 1:
            yield f'{door} is included in {len(users)} files, and has one door: {", ".join(users)}'


def check_rules(name, text):
    if name.endswith('.h') and '#pragma once' not in text:
        yield f'{name}: no #pragma once'
    code = without_comments(text)
    for pattern, rule in FORBIDDEN_CODE:
        for found in re.finditer(pattern, code, re.MULTILINE):
            yield f'{name}:{line_of(code, found.start())}: {rule}'


def check_text(name, text):
    for pattern, rule in FORBIDDEN_TEXT:
        for found in re.finditer(pattern, text):
            yield f'{name}:{line_of(text, found.start())}: {rule}: {found.group()}'


def check_top(names):
    for entry in sorted({name.split('/')[0] for name in names} - TOP):
        yield f'{entry}: not one of the names at the top ({", ".join(sorted(TOP))})'


def habits(names, texts):
    """Reported, not enforced."""
    for name in names:
        lines = texts[name].count('\n')
        if lines > (120 if name.endswith('.h') else 300) and not name.startswith('tests/'):
            yield f'{name}: {lines} lines'


def findings(root):
    names = sources.files(root)
    cpp = [name for name in names if sources.is_cpp(name)]
    texts = {name: sources.read(root, name) for name in cpp}
    yield from check_top(names)
    yield from check_one_file(cpp, texts)
    yield from check_ground_is_known(''.join(sources.read(root, name) for name in names if name.endswith('CMakeLists.txt')))
    for name in cpp:
        yield from check_includes(name, texts[name])
        yield from check_rules(name, texts[name])
        yield from check_ground(root, name, without_comments(texts[name]))
    for name in names:
        if sources.is_code(name) and os.path.basename(name) != 'LICENSE':
            yield from check_text(name, sources.read(root, name))
    for habit in habits(cpp, texts):
        print('longer than the habit:', habit)


def main(root):
    found = list(findings(root))
    for finding in found:
        print(finding)
    print(f'{len(found)} rules broken')
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))

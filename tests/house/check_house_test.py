#!/usr/bin/env python3
"""The house test must be able to fail: each case is a small tree and what is said about it."""
import contextlib
import io
import os
import sys
import tempfile

import check_house

CASES = [
    ({'core/a.cpp': '#include "core/a.h"\n#include <rocksdb/db.h>\n'}, None),
    ({'core/a.cpp': '#include "importer/a.h"\n'}, 'core/a.cpp:1: core must not see importer'),
    ({'importer/a.h': '#pragma once\n\n#include "search/index.h"\n'}, 'importer/a.h:3: importer must not see search'),
    ({'search/a.cpp': '#include "importer/a.h"\n'}, 'search/a.cpp:1: search must not see importer'),
    ({'core/a.cpp': '#include "cli/a.h"\n'}, 'core must not see cli'),
    ({'cli/a.cpp': '#include "importer/a.h"\n#include "search/index.h"\n#include <boost/program_options.hpp>\n'}, None),
    ({'tests/core/a.cpp': '#include "search/index.h"\n'}, 'core must not see search'),
    ({'core/a.cpp': '#include <rocksdb/db.h>\n', 'core/b.cpp': '#include <rocksdb/slice.h>\n'}, 'has one door: core/a.cpp, core/b.cpp'),
    ({'search/a.cpp': '#include <rocksdb/db.h>\n'}, 'rocksdb/db.h may be included in'),
    ({'importer/a.cpp': '#include <fileref.h>\n'}, 'fileref.h may be included in'),
    ({'importer/tags/a.cpp': '#include <taglib/fileref.h>\n#include <tpropertymap.h>\n'}, None),
    ({'core/a.cpp': '#include <xapian.h>\n'}, 'xapian.h may be included in'),
    ({'core/a.cpp': '#include <boost/program_options.hpp>\n'}, 'boost/program_options.hpp may be included in'),
    ({'core/ids.cpp': '#include <unicode/uchar.h>\n'}, 'unicode/uchar.h may be included in'),
    ({'core/text.cpp': '#include <unicode/uchar.h>\n'}, None),
    ({'core/a.cpp': 'std::map<int, int> a;\n'}, 'core/a.cpp:1: std::map without an #include of map'),
    ({'core/a.cpp': '#include "core/a.h"\nstd::map<int, int> a;\n', 'core/a.h': '#pragma once\n#include <map>\n'}, None),
    ({'core/a.cpp': '#include <string>\nstd::string_view a;\n'}, None),
    ({'core/a.cpp': 'auto a = std::ranges::max(1, 2);\n'}, 'std::ranges::max( without an #include of algorithm'),
    ({'core/a.cpp': 'auto a = fmt::format("");\n'}, 'fmt:: without an #include of fmt/format.h'),
    ({'core/a.cpp': '#include "core/a.pb.h"\nRecord a;\n'}, 'Record without an #include of core/records.pb.h'),
    ({'core/a.cpp': '#include "core/records.pb.h"\nRecord a;\n', 'core/records.proto': ''}, None),
    ({'CMakeLists.txt': 'set(ground_headers <rocksdb/db.h>)\n'}, 'rocksdb/db.h is read before every file'),
    ({'core/a.h': 'int a();\n'}, 'core/a.h: no #pragma once'),
    ({'core/a.cpp': 'using namespace std;\n'}, 'core/a.cpp:1: using namespace'),
    ({'core/a.cpp': 'auto a = std::make_shared<int>();\n'}, 'shared_ptr'),
    ({'core/a.cpp': 'auto* a = new int(1);\n'}, 'core/a.cpp:1: new'),
    ({'core/a.cpp': 'void f(int* a) { delete a; }\n'}, 'core/a.cpp:1: delete'),
    ({'core/a.cpp': 'struct A { A(const A&) = delete; };\n// a new thing; delete it\nauto s = "new int(1); delete a;";\n'}, None),
    ({'core/a.cpp': '#define A 1\n'}, 'core/a.cpp:1: a macro'),
    ({'core/a.cpp': '// T' + 'ODO: later\n'}, 'unfinished work'),
    ({'tests/a.py': 'open("/wo' + 'rk/x")\n'}, 'tests/a.py:1: a path of one machine'),
    ({'notes.txt': 'x\n'}, 'notes.txt: not one of the names at the top'),
]


def said_about(tree):
    with tempfile.TemporaryDirectory() as root:
        for name, text in tree.items():
            os.makedirs(os.path.dirname(os.path.join(root, name)) or root, exist_ok=True)
            with open(os.path.join(root, name), 'w', encoding='utf-8') as file:
                file.write(text)
        with contextlib.redirect_stdout(io.StringIO()):
            return list(check_house.findings(root))


failures = 0
for tree, expected in CASES:
    said = said_about(tree)
    if (expected is None and said) or (expected is not None and not any(expected in line for line in said)):
        failures += 1
        print(f'{tree}: expected {expected!r}, said {said}')
print(f'{len(CASES) - failures} of {len(CASES)} cases as expected')
sys.exit(1 if failures else 0)

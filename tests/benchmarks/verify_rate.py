#!/usr/bin/env python3
"""verify_rate.py BUILD [--files N] [--megabytes N] [--rounds N] [--jobs 1,2]: `verify` against OpenSSL's SHA-256 alone on the same warm
files, in turns. Prints both rates, the ratio of the medians (the goal is 0.9) and the most memory `verify` took. A measure only on a
machine that does nothing else."""
import argparse
import os
import pathlib
import resource
import statistics
import struct
import subprocess
import sys
import tempfile
import time

RATE, CHANNELS, BYTES = 44100, 2, 2


def write_wav(path, size, noise):
    samples = size - 44
    with open(path, 'wb') as file:
        file.write(b'RIFF' + struct.pack('<I', size - 8) + b'WAVEfmt ' + struct.pack('<IHHIIHH', 16, 1, CHANNELS, RATE, RATE * CHANNELS * BYTES,
                                                                                  CHANNELS * BYTES, BYTES * 8))
        file.write(b'data' + struct.pack('<I', samples))
        for at in range(0, samples, len(noise)):
            file.write(noise[:samples - at])


def seconds(command, environment):
    start = time.monotonic()
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - start


def measure(build, folder, options):
    environment = os.environ | {'CUETHEQUE_DB': f'{folder}/archive', 'HOME': folder}
    program, noise = str(build / 'cuetheque'), os.urandom(1 << 20)
    files = [f'{folder}/music/{number:04}.wav' for number in range(options.files)]
    os.mkdir(f'{folder}/music')
    for file in files:
        write_wav(file, options.megabytes * 1_000_000, noise)
    subprocess.run([program, 'init', '-q'], env=environment, check=True)
    subprocess.run([program, 'import', '-q', '--checksum', f'{folder}/music'], env=environment, check=True)
    megabytes = options.files * options.megabytes
    for jobs in options.jobs.split(','):
        ours, bare = [], []
        for _ in range(options.rounds):
            bare.append(float(subprocess.run([build / 'tests/benchmarks/sha256_loop', jobs, *files], capture_output=True, check=True).stdout))
            ours.append(megabytes / seconds([program, 'verify', '-q', '--jobs', jobs], environment))
        ratio = statistics.median(ours) / statistics.median(bare)
        print(f'{jobs} jobs: verify {statistics.median(ours):.0f} MB/s, OpenSSL alone {statistics.median(bare):.0f} MB/s, ratio {ratio:.3f}')
    print(f'most memory of a command: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024} MiB')


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('build', type=pathlib.Path)
    parser.add_argument('--files', type=int, default=40)
    parser.add_argument('--megabytes', type=int, default=50)
    parser.add_argument('--rounds', type=int, default=5)
    parser.add_argument('--jobs', default='1,2')
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix='cuetheque-verify-') as folder:
        measure(options.build.resolve(), folder, options)
    return 0


sys.exit(main())

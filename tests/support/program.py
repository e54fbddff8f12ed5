"""Running the built program as a script does: no terminal, no locale, a home of its own."""
import contextlib
import json
import os
import shutil
import subprocess
import tempfile


@contextlib.contextmanager
def scratch():
    """A folder for one test. In memory where there is room: what is tested does not hang on the disk's speed."""
    memory = '/dev/shm'
    roomy = os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > 512 << 20
    place = tempfile.mkdtemp(prefix='cuetheque-', dir=memory if roomy else None)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


class Program:
    def __init__(self, binary, home):
        self.binary = binary
        self.environment = {'PATH': os.environ.get('PATH', '/usr/bin:/bin'), 'HOME': home, 'XDG_DATA_HOME': home, 'XDG_CONFIG_HOME': home,
                            'XDG_CACHE_HOME': home}
        for name in ('ASAN_OPTIONS', 'UBSAN_OPTIONS', 'TSAN_OPTIONS'):
            if name in os.environ:
                self.environment[name] = os.environ[name]

    def command(self, archive, *words):
        return [self.binary, '--db', archive, *words]

    def run(self, archive, *words, more=None, timeout=120):
        return subprocess.run(self.command(archive, *words), env=self.environment | (more or {}), stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=timeout, check=False)

    def start(self, archive, *words):
        """In a process group of its own, so that it can be killed with its children."""
        return subprocess.Popen(self.command(archive, *words), env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL, start_new_session=True)

    def must(self, archive, *words, timeout=600):
        done = self.run(archive, *words, timeout=timeout)
        if done.returncode != 0:
            raise AssertionError(f'{" ".join(words)}: exit {done.returncode}\n{done.stderr.decode(errors="replace")[-2000:]}')
        return done.stdout


def albums(exported):
    """id -> line of an `export jsonl`."""
    return {json.loads(line)['id']: line for line in exported.splitlines()}

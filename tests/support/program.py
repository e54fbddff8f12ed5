"""Running the built program as a script does: no terminal, no locale, a home of its own."""
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77


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


def in_own_mounts():
    """Runs the script again where what it mounts is seen by nobody else and gone at its end; skips it where that is not allowed."""
    if 'CUETHEQUE_OWN_MOUNTS' in os.environ:
        return
    own = ['unshare', '--mount'] if os.geteuid() == 0 else ['unshare', '--map-root-user', '--mount']
    allowed = subprocess.run([*own, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], capture_output=True, check=False)
    if allowed.returncode != 0:
        print(f'skipped: nothing may be mounted here: {allowed.stderr.decode(errors="replace").strip()}')
        sys.exit(SKIPPED)
    os.environ['CUETHEQUE_OWN_MOUNTS'] = own[1]
    os.execvp(own[0], [*own, sys.executable, '-B', *sys.argv])


def may_be_others():
    """Whether a program may be run as another user: by root, unless it is one in name only."""
    return os.geteuid() == 0 and os.environ.get('CUETHEQUE_OWN_MOUNTS') != '--map-root-user'


@contextlib.contextmanager
def disk(place, options):
    """A file system of its own in memory."""
    os.mkdir(place)
    subprocess.run(['mount', '-t', 'tmpfs', '-o', options, 'tmpfs', place], check=True)
    try:
        yield place
    finally:
        subprocess.run(['umount', place], check=True)


def remount(place, options):
    subprocess.run(['mount', '-o', f'remount,{options}', 'tmpfs', place], check=True)


class Program:
    def __init__(self, binary, home, user=None):
        self.binary = binary
        self.user = {} if user is None else {'user': user, 'group': user, 'extra_groups': []}
        self.environment = {'PATH': os.environ.get('PATH', '/usr/bin:/bin'), 'HOME': home, 'XDG_DATA_HOME': home, 'XDG_CONFIG_HOME': home,
                            'XDG_CACHE_HOME': home}
        for name in ('ASAN_OPTIONS', 'UBSAN_OPTIONS', 'TSAN_OPTIONS'):
            if name in os.environ:
                self.environment[name] = os.environ[name]

    def command(self, archive, *words):
        return [self.binary, '--db', archive, *words]

    def run(self, archive, *words, more=None, timeout=120):
        return subprocess.run(self.command(archive, *words), env=self.environment | (more or {}), stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=timeout, check=False, **self.user)

    def start(self, archive, *words):
        """In a process group of its own, so that it can be killed with its children."""
        return subprocess.Popen(self.command(archive, *words), env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL, start_new_session=True)

    def must(self, archive, *words, timeout=600):
        done = self.run(archive, *words, timeout=timeout)
        if done.returncode != 0:
            raise AssertionError(f'{" ".join(words)}: exit {done.returncode}\n{done.stderr.decode(errors="replace")[-2000:]}')
        return done.stdout


@contextlib.contextmanager
def scratch_archive(binary):
    """A program, an empty archive of it and an empty folder for music, in a folder for one test."""
    with scratch() as work:
        program = Program(binary, work)
        archive, music = os.path.join(work, 'archive'), os.path.join(work, 'music')
        os.makedirs(music)
        program.must(archive, 'init')
        yield program, archive, music


def albums(exported):
    """id -> line of an `export jsonl`."""
    return {json.loads(line)['id']: line for line in exported.splitlines()}

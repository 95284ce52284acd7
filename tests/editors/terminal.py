"""An editor on a terminal screen of tmux, and checks with counts: keys go in, text is read off the screen.

Waiting is looking again until what is expected is there, with a limit.
"""

import os
import re
import shlex
import subprocess
import sys
import time
import traceback
from pathlib import Path

WORKSPACE = Path(os.environ["WORKSPACE"])
SCRATCH = Path(os.environ["SCRATCH"])

# The draft's wrong sentence, and where the sources have the right year.
WRONG_SENTENCE = "UNHCR has been operating in Azerbaijan since 1993."
SOURCE_TITLE = "Azerbaijan: international cooperation in the humanitarian field"
SOURCE_FILE = "seeds/004_5e32103b5ee5e312.txt"
FINDING = 'Another year for UNHCR: the draft says "since 1993", the source says "since 1992"'
FIX = 'Replace "1993" with "1992"'

LIMIT = 20  # seconds, the longest wait for anything
COLUMNS, ROWS = 180, 50

counted = {True: 0, False: 0}


def check(name, holds, seen=""):
    """Counts one check and prints its name; when it fails, what was seen too."""
    counted[bool(holds)] += 1
    print(f"{'ok' if holds else 'not ok'}: {name}", flush=True)
    if not holds:
        print(f"  seen: {seen}", flush=True)
    return holds


def place_in_source(sentence, word):
    """Line and column of a word in a sentence of the source, as editors count them: from 1, in signs."""
    for number, line in enumerate((WORKSPACE / SOURCE_FILE).read_text("utf-8").splitlines(), 1):
        if sentence in line:
            return number, line.index(sentence) + sentence.index(word) + 1
    raise LookupError(sentence)


RIGHT_YEAR = ("operating in Azerbaijan since 1992, has supported", "1992")


class Missing(Exception):
    """Something did not appear, without which the rest would show nothing."""


class Terminal:
    def __init__(self, *command):
        self.socket = SCRATCH / "tmux"
        size = ["-x", str(COLUMNS), "-y", str(ROWS)]
        self.tmux("new-session", "-d", *size, "-c", str(WORKSPACE), shlex.join(command))

    def tmux(self, *words):
        command = ["tmux", "-S", str(self.socket), "-f", "/dev/null", *words]
        return subprocess.run(command, text=True, capture_output=True, timeout=LIMIT)

    def keys(self, *names):
        """Presses keys, by tmux's names for them."""
        self.tmux("send-keys", *names)

    def type(self, text):
        self.tmux("send-keys", "-l", text)

    def screen(self):
        return "\n".join(line.rstrip() for line in self.tmux("capture-pane", "-p").stdout.splitlines())

    def wait(self, probe):
        """What the probe makes of the screen, once it is true; else what it made of it last."""
        end = time.monotonic() + LIMIT
        while not (found := probe(self.screen())) and time.monotonic() < end:
            time.sleep(0.05)
        return found

    def shows(self, name, *texts, needed=False):
        """Checks that all the texts come to stand on the screen, each in one line."""
        holds = check(name, self.wait(lambda now: all(text in now for text in texts)), self.screen())
        if needed and not holds:
            raise Missing("without it the rest shows nothing")

    def flows(self, name, *texts):
        """The same for texts that may be broken over lines, in a box or not."""
        check(name, self.wait(lambda now: all(text in flowing(now) for text in texts)), self.screen())

    def lacks(self, name, text):
        """Checks that the text goes away."""
        check(name, self.wait(lambda now: text not in now), self.screen())

    def ended(self):
        return self.wait(lambda _: self.tmux("has-session").returncode != 0)

    def show(self, title):
        """Prints the screen, to be looked at."""
        print(f"--- {title}\n{self.screen().rstrip()}\n---", flush=True)


def flowing(screen):
    """The screen's text without line breaks and the lines of boxes."""
    return re.sub(r"[\s│┃|]+", " ", screen)


def run(session, *command):
    """Runs a session in the editor that the command starts, and ends the test with its counts."""
    terminal = Terminal(*command)
    try:
        session(terminal)
    except Exception:  # noqa: BLE001 whatever it is, it is reported
        check("the script ran to its end", False, traceback.format_exc() + terminal.screen())
    finally:
        terminal.tmux("kill-server")
    print(f"{counted[True]} passed, {counted[False]} failed")
    sys.exit(bool(counted[False]) or not counted[True])


def snippet(name):
    """The code block of that name in editors/README.md."""
    program = Path(os.environ["REPOSITORY"], "tests/editors/snippet")
    return subprocess.run([program, name], text=True, capture_output=True, check=True).stdout

"""Run by tests/editors/drive: a writer's session in Kakoune with kakoune-lsp, set up by the lines that editors/README.md gives."""

import os
from pathlib import Path

from terminal import FINDING, FIX, RIGHT_YEAR, SOURCE_FILE, SOURCE_TITLE, WORKSPACE, WRONG_SENTENCE
from terminal import check, place_in_source, run, snippet


def menu(kakoune, key):
    """A key of kakoune-lsp's menu, once the menu is there."""
    kakoune.keys("Space", "l")
    kakoune.shows("Space l opens the menu", "h: show info for current position")
    kakoune.keys(key)


def select(kakoune, word, place):
    """Selects the first place of a word, found from the top."""
    kakoune.keys("g", "g", "/")
    kakoune.type(word)
    kakoune.keys("Enter")
    kakoune.shows(f"the cursor stands on {word}", f" {place} ")


def command(kakoune, line):
    kakoune.type(":" + line)
    kakoune.keys("Enter")


def findings(kakoune):
    kakoune.shows("the draft is on the screen", WRONG_SENTENCE, needed=True)
    kakoune.shows("the finding has a mark in the margin", "*" + WRONG_SENTENCE, needed=True)
    menu(kakoune, "e")
    kakoune.shows("Space l e lists the findings", "*diagnostics*", f"sample-brief.md:14:46: [error][factmark][factmark][F002] {FINDING}")
    kakoune.shows("each with the place in the source", f"{SOURCE_FILE}:12:171: [factmark] {SOURCE_TITLE}, line 12")
    kakoune.show("the findings")
    command(kakoune, "delete-buffer *diagnostics*")
    kakoune.shows("and the list closes", WRONG_SENTENCE)


def hover(kakoune):
    select(kakoune, "UNHCR", "14:5")
    menu(kakoune, "h")
    kakoune.shows("Space l h shows the facts", "United Nations High Commissioner for Refugees (UNHCR")
    kakoune.flows("with the source's words and place", "Azerbaijan since 1992, has supported", f"— {SOURCE_TITLE}, line 12")
    kakoune.flows("and the finding of the line", FINDING, f"{SOURCE_TITLE}, line 12:")
    check("without marks of Markdown", "**" not in kakoune.screen(), kakoune.screen())
    kakoune.show("the facts")
    kakoune.keys("l")
    kakoune.lacks("which the next key closes", "7 mentions in 2 sources")


def jump(kakoune):
    line, column = place_in_source(*RIGHT_YEAR)
    select(kakoune, "1993", "14:49")
    kakoune.keys("g", "d")
    kakoune.shows("g d jumps to the year in the source", SOURCE_FILE, f" {line}:{column} ")
    check("the source has no findings", "*For many years" not in kakoune.screen(), kakoune.screen())
    kakoune.keys("C-o")
    kakoune.shows("C-o comes back", "*" + WRONG_SENTENCE)


def fix(kakoune):
    select(kakoune, "1993", "14:49")
    menu(kakoune, "a")
    kakoune.shows("Space l a offers the fix", FIX, "Ignore F002 in this sentence")
    kakoune.show("the fixes")
    kakoune.type("Replace")
    kakoune.lacks("typing finds it", "Ignore F002")
    kakoune.keys("Tab", "Enter")
    kakoune.shows("and applies it, and the mark is gone", " UNHCR has been operating in Azerbaijan since 1992.")


def plain_text(kakoune):
    (WORKSPACE / "notes.txt").write_text("Notes:\nUNICEF has been operating in Azerbaijan since 1992.\n")
    command(kakoune, "edit notes.txt")
    kakoune.shows("a text file is checked too", "*UNICEF has been operating")


def session(kakoune):
    findings(kakoune)
    hover(kakoune)
    jump(kakoune)
    fix(kakoune)
    plain_text(kakoune)
    command(kakoune, "quit!")
    check("Kakoune ends", kakoune.ended(), kakoune.screen())


CONFIG = Path(os.environ["XDG_CONFIG_HOME"], "kak")
CONFIG.mkdir(parents=True)
(CONFIG / "kakrc").write_text(snippet("kakoune"))
run(session, "kak", "sample-brief.md")

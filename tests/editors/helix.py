"""Run by tests/editors/drive: a writer's session in Helix, set up by the lines that editors/README.md gives."""

import os
from pathlib import Path

from terminal import FINDING, FIX, RIGHT_YEAR, SOURCE_FILE, SOURCE_TITLE, WORKSPACE, WRONG_SENTENCE
from terminal import check, place_in_source, run, snippet

NOTES = "UNICEF has been operating in Azerbaijan since 1992.\n"


def command(helix, line):
    helix.type(":" + line)
    helix.keys("Enter")


def select(helix, text, word):
    """Selects the first place of a word, found from the top of the draft."""
    helix.keys("g", "g", "/")
    helix.type(word)
    helix.keys("Enter")
    number, column = next(
        (number, line.index(word) + len(word))
        for number, line in enumerate(text.splitlines(), 1)
        if word in line
    )
    helix.shows(f"the cursor stands on {word}", f"{number}:{column}")


def closes(helix, text):
    """Escape leaves what shows the text; a key sent at its heels would be taken for one with Alt."""
    helix.keys("Escape")
    helix.lacks("which Escape leaves", text)


def findings(helix):
    helix.shows("the draft is on the screen", WRONG_SENTENCE, needed=True)
    helix.shows("the status line counts seven errors and a warning", "● 1 ● 7", needed=True)
    select(helix, BRIEF, "1993")
    helix.flows("the finding stands beside its line", FINDING)
    helix.flows("with the source and what it says", SOURCE_TITLE + ", line 12:", "since 1992, has supported")
    helix.show("a finding")
    helix.keys("Space", "d")
    helix.shows("Space d lists the findings", "8/8", "F002 Another year for UNHCR")
    closes(helix, "8/8")


def hover(helix):
    select(helix, BRIEF, "UNHCR")
    helix.keys("Space", "k")
    helix.shows("Space k shows the facts", "United Nations High Commissioner for Refugees (UNHCR")
    helix.shows("with the source's words and place", "since 1992, has supported", "— Azerbaijan: international", "field, line 12")
    check("without marks of Markdown", "**" not in helix.screen(), helix.screen())
    helix.show("the facts")
    closes(helix, "7 mentions in 2 sources")


def jump(helix):
    select(helix, BRIEF, "1993")
    helix.keys("g", "d")
    line, column = place_in_source(*RIGHT_YEAR)
    helix.shows("g d jumps to the year in the source", SOURCE_FILE, f" {line}:{column}")
    check("the source has no findings", "●" not in helix.screen(), helix.screen())
    helix.keys("C-o")
    helix.shows("C-o comes back", WRONG_SENTENCE)


def lists(helix):
    helix.keys("Space", "s")
    helix.shows("Space s lists headings and claims", "Who works there", "Missing persons", "25/25")
    closes(helix, "25/25")
    helix.keys("Space", "S")
    helix.type("Population")
    helix.shows("Space S finds the sources' names", "United Nations Population Fund")
    helix.show("names of the sources")
    helix.keys("Escape")
    select(helix, BRIEF, "UNICEF")
    helix.keys("g", "r")
    helix.shows("g r lists where the sources name it", "11/11", f"{SOURCE_FILE}:25")
    closes(helix, "11/11")


def commands(helix):
    command(helix, "lsp-workspace-command")
    helix.shows("the server's command is offered", "> factmark.summary")
    helix.keys("Enter")
    helix.shows("and says what the draft is worth", "Factmark, sample-brief.md: ", "claims")
    helix.show("the summary")


def fix(helix):
    select(helix, BRIEF, "1993")
    helix.keys("Space", "a")
    helix.shows("Space a offers the fix", FIX, "Ignore F002 in this sentence", "Fix all 2 of F002")
    helix.keys("Enter")
    helix.shows("and applies it", "UNHCR has been operating in Azerbaijan since 1992.")
    helix.shows("one finding fewer", "● 1 ● 6")


def completion(helix):
    helix.keys("o")
    helix.type("UNHCR has been operating in Azerbaijan since ")
    helix.keys("C-x")
    helix.shows("C-x offers the figure", " 1992 value")
    helix.keys("C-n")
    helix.shows("with its source beside it", "Azerbaijan: international")
    helix.show("completion")
    helix.keys("Enter")
    helix.shows("as the source has it", "Azerbaijan since 1992\n")
    # The first one may close what completion shows, and Helix does not draw at once that it has left off inserting.
    check("Escape leaves inserting", helix.wait(lambda now: " INS " not in now or helix.keys("Escape")), helix.screen())


def rename(helix):
    select(helix, BRIEF, "UNICEF")
    helix.keys("Space", "r")
    helix.shows("Space r asks for the new name", "rename-to:UNICEF")
    helix.keys("C-u")
    helix.type("Unicef")
    helix.keys("Enter")
    helix.shows("and writes it", "Unicef has been operating")


def plain_text(helix):
    (WORKSPACE / "notes.txt").write_text(NOTES)
    command(helix, "open notes.txt")
    helix.shows("a text file is checked too", "notes.txt", "● 1")
    select(helix, NOTES, "1992")
    helix.flows("with the source", 'the source says "since 1993"', SOURCE_TITLE)


def session(helix):
    findings(helix)
    hover(helix)
    jump(helix)
    lists(helix)
    commands(helix)
    fix(helix)
    rename(helix)
    completion(helix)
    plain_text(helix)
    command(helix, "quit-all!")
    check("Helix ends", helix.ended(), helix.screen())


BRIEF = (WORKSPACE / "sample-brief.md").read_text("utf-8")
CONFIG = Path(os.environ["XDG_CONFIG_HOME"], "helix")
CONFIG.mkdir(parents=True)
(CONFIG / "languages.toml").write_text(snippet("helix"))
run(session, "hx", "sample-brief.md")

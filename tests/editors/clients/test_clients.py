"""What a writer sees through clients of many capabilities and of few: the finding, its passage, the facts, the jump, the fix.

`drive` holds the shape of every message against the protocol at the same time; here the content is looked at.
"""

import asyncio
import os
import pathlib

import pytest
from lsprotocol import types
from pytest_lsp import LanguageClient

LIMIT = 60  # seconds that anything may take on a slow machine
WRONG = "UNHCR has been operating in Azerbaijan since 1993."
PASSAGE = "which has been operating in Azerbaijan since 1992"

workspace = pathlib.Path(os.environ["WORKSPACE"])


class Draft:
    """The sample brief, open in one session."""

    def __init__(self, client: LanguageClient, name: str, text: str):
        self.client, self.text, self.version = client, text, 1
        self.uri = (workspace / name).as_uri()
        item = types.TextDocumentItem(uri=self.uri, language_id="markdown", version=1, text=text)
        client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))

    @property
    def document(self):
        return types.TextDocumentIdentifier(uri=self.uri)

    def position(self, needle: str, within: str = "") -> types.Position:
        start = self.text.index(within) if within else 0
        before = self.text[: self.text.index(needle, start)]
        line = before.rsplit("\n", 1)[-1]
        # Every character of the brief's wrong sentences takes one unit in each encoding.
        assert line.isascii()
        return types.Position(line=before.count("\n"), character=len(line))

    def replace(self, old: str, new: str, within: str):
        start = self.position(old, within)
        end = types.Position(line=start.line, character=start.character + len(old))
        self.version += 1
        at = self.text.index(old, self.text.index(within))
        self.text = self.text[:at] + new + self.text[at + len(old) :]
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                text_document=types.VersionedTextDocumentIdentifier(uri=self.uri, version=self.version),
                content_changes=[
                    types.TextDocumentContentChangePartial(range=types.Range(start=start, end=end), text=new)
                ],
            )
        )

    async def diagnostics(self, wanted) -> list[types.Diagnostic]:
        """The diagnostics, as soon as `wanted` accepts them: pushed, or pulled where the client pulls."""
        # A client that cannot be told to ask again is sent its diagnostics.
        told = getattr(self.client.capabilities.workspace, "diagnostics", None)
        pulls = getattr(self.client.capabilities.text_document, "diagnostic", None) is not None
        pulls = pulls and told is not None and bool(told.refresh_support)
        async with asyncio.timeout(LIMIT):
            while True:
                if pulls:
                    params = types.DocumentDiagnosticParams(text_document=self.document)
                    try:
                        report = await self.client.text_document_diagnostic_async(params)
                        found = list(getattr(report, "items", []))
                    except Exception:  # a server that pushes has not offered it
                        pulls = False
                        continue
                else:
                    found = list(self.client.diagnostics.get(self.uri, []))
                if wanted(found):
                    return found
                if pulls:
                    await asyncio.sleep(0.05)
                else:
                    await self.client.wait_for_notification("textDocument/publishDiagnostics")

    async def wrong_year(self) -> types.Diagnostic:
        place = self.position("1993", WRONG)
        at = lambda found: [one for one in found if one.range.start == place]
        return at(await self.diagnostics(at))[0]


@pytest.fixture
def draft(client: LanguageClient) -> Draft:
    return Draft(client, "sample-brief.md", (workspace / "sample-brief.md").read_text(encoding="utf-8"))


def words(contents) -> str:
    if isinstance(contents, list):
        return "\n".join(map(words, contents))
    return contents if isinstance(contents, str) else contents.value


@pytest.mark.asyncio
async def test_a_finding_names_both_values_and_its_source(draft: Draft):
    finding = await draft.wrong_year()
    assert finding.severity == types.DiagnosticSeverity.Error
    assert finding.source == "factmark" and finding.code == "F002"
    assert "1993" in finding.message and "1992" in finding.message
    publish = draft.client.capabilities.text_document.publish_diagnostics
    if publish and publish.related_information:
        related = finding.related_information[0]
        assert related.location.uri.endswith("004_5e32103b5ee5e312.txt")
        assert "Azerbaijan" in related.message
    else:
        assert PASSAGE in finding.message and "humanitarian field" in finding.message


@pytest.mark.asyncio
async def test_hover_tells_the_facts_and_where_they_stand(draft: Draft):
    params = types.HoverParams(text_document=draft.document, position=draft.position("UNHCR", WRONG))
    hover = await draft.client.text_document_hover_async(params)
    assert "1992" in words(hover.contents) and "humanitarian field" in words(hover.contents)


@pytest.mark.asyncio
async def test_a_jump_goes_to_the_very_sentence(draft: Draft):
    params = types.DefinitionParams(text_document=draft.document, position=draft.position("1993", WRONG))
    found = await draft.client.text_document_definition_async(params)
    first = found[0] if isinstance(found, list) else found
    uri = getattr(first, "target_uri", None) or first.uri
    place = getattr(first, "target_range", None) or first.range
    source = (workspace / "seeds" / "004_5e32103b5ee5e312.txt").read_text(encoding="utf-8")
    assert uri.endswith("004_5e32103b5ee5e312.txt")
    assert PASSAGE in source.split("\n")[place.start.line]


@pytest.mark.asyncio
async def test_the_fix_sets_the_right_year_and_the_finding_goes(draft: Draft):
    finding = await draft.wrong_year()
    params = types.CodeActionParams(
        text_document=draft.document,
        range=finding.range,
        context=types.CodeActionContext(diagnostics=[finding]),
    )
    actions = await draft.client.text_document_code_action_async(params)
    action = next(action for action in actions if "1992" in action.title)
    edit = action.edit
    changed = edit.document_changes[0].edits if edit.document_changes else edit.changes[draft.uri]
    assert [(one.range, one.new_text) for one in changed] == [(finding.range, "1992")]
    draft.replace("1993", "1992", WRONG)
    await draft.diagnostics(lambda found: found and all(one.range.start != finding.range.start for one in found))


@pytest.mark.asyncio
async def test_findings_move_with_the_text_above_them(draft: Draft):
    before = await draft.wrong_year()
    heading = draft.text.split("\n", 1)[0]
    draft.replace(heading, heading + "\n\nOne more line.", heading)
    after = await draft.wrong_year()
    assert after.range.start.line == before.range.start.line + 2


@pytest.mark.asyncio
async def test_a_source_gets_hover_and_no_findings(client: LanguageClient):
    name = "seeds/004_5e32103b5ee5e312.txt"
    source = Draft(client, name, (workspace / name).read_text(encoding="utf-8"))
    line, column = next((at, text.index("UNHCR")) for at, text in enumerate(source.text.split("\n")) if "UNHCR" in text)
    place = types.Position(line=line, character=column)
    params = types.HoverParams(text_document=source.document, position=place)
    hover = await client.text_document_hover_async(params)
    assert hover is not None and "UNHCR" in words(hover.contents)
    assert not client.diagnostics.get(source.uri)

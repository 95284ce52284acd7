"""One session of the built server for each client profile that pytest-lsp ships, in the throw-away workspace of `drive`."""

import os
import pathlib

import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

PROFILES = [
    "visual-studio-code@1.65",
    "neovim@0.6",
    "neovim@0.7",
    "neovim@0.8",
    "neovim@0.9",
    "neovim@0.10",
    "neovim@0.11",
    "emacs@29",
]


@pytest_lsp.fixture(
    params=PROFILES,
    config=ClientServerConfig(server_command=["factmark", "lsp"], server_env=dict(os.environ)),
)
async def client(lsp_client: LanguageClient, request):
    # pytest-lsp's client does not know it; both real clients of these profiles do.
    @lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(params: types.RegistrationParams):
        return None

    # Nor these, which profiles with the capability offer: "ask me again".
    for method in (
        types.WORKSPACE_CODE_LENS_REFRESH,
        types.WORKSPACE_INLAY_HINT_REFRESH,
        types.WORKSPACE_SEMANTIC_TOKENS_REFRESH,
    ):
        lsp_client.feature(method)(lambda params: None)

    workspace = pathlib.Path(os.environ["WORKSPACE"])
    await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities(client_spec=request.param),
            root_uri=workspace.as_uri(),
            workspace_folders=[types.WorkspaceFolder(uri=workspace.as_uri(), name="brief")],
        )
    )
    yield
    await lsp_client.shutdown_session()

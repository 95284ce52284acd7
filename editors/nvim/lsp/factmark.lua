---@brief
---
--- Factmark checks a draft against the writer's own sources: hover shows what they say, definition jumps to the very
--- sentence, diagnostics show where the draft and a source cannot both be right.
---
--- Neovim finds this file on the runtimepath; turn the server on with:
---
--- ```lua
--- vim.lsp.enable('factmark')
--- ```
---
--- Change a part of it, for example the program, before that line:
---
--- ```lua
--- vim.lsp.config('factmark', { cmd = { '/opt/factmark/bin/factmark', 'lsp' } })
--- ```

---@type vim.lsp.Config
return {
  cmd = { 'factmark', 'lsp' },
  filetypes = { 'markdown', 'text' },
  -- In falling priority. A folder of sources marks the root too, so that a draft needs no other file beside it, and a
  -- source finds the same root as the draft that led to it; otherwise the jump would start a second server.
  root_markers = { 'factmark.toml', '.git', 'sources', 'seeds' },
  -- The protocol calls plain text "plaintext", Neovim calls it "text".
  get_language_id = function(_, filetype)
    return filetype == 'text' and 'plaintext' or filetype
  end,
  capabilities = {
    -- Neovim applies such edits, and not to a buffer that has changed since, but does not say so by itself.
    workspace = { workspaceEdit = { documentChanges = true } },
    -- What the server may send beyond the protocol; see server/factmark/PROTOCOL.md.
    experimental = { factmark = { status = true }, commands = { commands = { 'factmark.showClaims' } } },
  },
  handlers = {
    ['factmark/status'] = function(_, status, context)
      require('factmark.status').received(status, context.client_id)
    end,
  },
  commands = {
    -- Behind the code lens at the top of a draft.
    ['factmark.showClaims'] = function(_, context)
      require('factmark').claims({ buffer = context.bufnr })
    end,
  },
}

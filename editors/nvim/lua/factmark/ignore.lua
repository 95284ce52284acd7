--- Silencing the finding at the cursor, in the ways that the server offers, with a reason.
--- Knows actions and their edits, not what a silencing comment covers.

local server = require('factmark.server')

local M = {}

--- The server's own word for a reason that is still to be given, in a draft and in the settings file.
local PLACEHOLDER = ': reason -->'
local SETTINGS_PLACEHOLDER = ' # reason'

--- Findings of the line, the one at the column first, then from left to right.
---@param buffer integer
---@param client vim.lsp.Client
---@return vim.Diagnostic?
local function finding_at_cursor(buffer, client)
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  local found = vim.tbl_filter(function(finding)
    return finding.code ~= nil
  end, require('factmark.findings').of(buffer, client, row - 1))
  table.sort(found, function(a, b)
    return a.col < b.col
  end)
  return vim.iter(found):find(function(finding)
    return column < finding.end_col
  end) or found[#found]
end

--- The action with a reason in what it writes: in the comment, or behind the line of the settings file.
---@param edit lsp.WorkspaceEdit
---@param reason string '' for none
local function give_reason(edit, reason)
  reason = vim.trim(reason:gsub('%s+', ' '):gsub('%-%-+>', '->'))
  local function change(text)
    local comment, found = text:gsub(vim.pesc(PLACEHOLDER), function()
      return reason == '' and ' -->' or (': %s -->'):format(reason)
    end)
    if found > 0 then
      return comment
    end
    return (text:gsub(vim.pesc(SETTINGS_PLACEHOLDER), function()
      return reason == '' and '' or ' # ' .. reason
    end, 1))
  end
  for _, document in ipairs(edit.documentChanges or {}) do
    for _, one in ipairs(document.edits or {}) do
      one.newText = change(one.newText)
    end
  end
  for _, edits in pairs(edit.changes or {}) do
    for _, one in ipairs(edits) do
      one.newText = change(one.newText)
    end
  end
end

--- Files that the edit changes and that nobody had open: they are written, since nobody would see that they are changed.
---@param edit lsp.WorkspaceEdit
---@return string[]
local function closed_files(edit)
  local uris = vim.tbl_keys(edit.changes or {})
  for _, document in ipairs(edit.documentChanges or {}) do
    uris[#uris + 1] = document.textDocument and document.textDocument.uri
  end
  return vim.tbl_filter(function(name)
    return vim.fn.bufloaded(name) == 0
  end, vim.tbl_map(vim.uri_to_fname, uris))
end

---@param files string[]
local function write(files)
  for _, name in ipairs(files) do
    vim.api.nvim_buf_call(vim.fn.bufadd(name), function()
      local written, fault = pcall(vim.cmd, 'silent write')
      if not written then
        server.say(('%s could not be written: %s'):format(name, fault), vim.log.levels.ERROR)
      end
    end)
  end
end

---@param client vim.lsp.Client
---@param action lsp.CodeAction
---@param reason string
local function apply(client, action, reason)
  give_reason(action.edit, reason)
  local closed = closed_files(action.edit)
  vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
  if #closed > 0 then
    write(closed)
    -- The settings file is not open, so that the server hears nothing of it.
    client:notify(server.READ_SOURCES)
  end
end

--- Asks for the edit where the server keeps it until it is wanted.
---@param client vim.lsp.Client
---@param action lsp.CodeAction
---@param buffer integer
---@param reason string
local function carry_out(client, action, buffer, reason)
  if action.edit then
    return apply(client, action, reason)
  end
  server.ask(client, 'codeAction/resolve', action, buffer, function(resolved)
    if resolved and resolved.edit then
      apply(client, resolved, reason)
    end
  end)
end

---@param client vim.lsp.Client
---@param actions lsp.CodeAction[]
---@param finding vim.Diagnostic
---@param buffer integer
---@param reason? string
local function choose(client, actions, finding, buffer, reason)
  vim.ui.select(actions, {
    prompt = ('Ignore %s: %s'):format(finding.code, finding.message:match('^[^\n]*')),
    kind = 'factmark.ignore',
    format_item = function(action)
      return action.title
    end,
  }, function(action)
    if not action then
      return
    end
    if reason and reason ~= '' then
      return carry_out(client, action, buffer, reason)
    end
    vim.ui.input({ prompt = 'Reason: ' }, function(given)
      if given then
        carry_out(client, action, buffer, given)
      end
    end)
  end)
end

--- Silences the finding at the cursor, or else one of its line.
---@param reason? string asked for where it is not given
function M.run(reason)
  local buffer = vim.api.nvim_get_current_buf()
  local client = server.client(buffer)
  if not client then
    return
  end
  local finding = finding_at_cursor(buffer, client)
  if not finding then
    return server.say('there is no finding on this line')
  end
  local diagnostic = finding.user_data.lsp
  local params = {
    textDocument = server.document(buffer),
    range = diagnostic.range,
    context = { diagnostics = { diagnostic }, only = { 'quickfix' }, triggerKind = 1 },
  }
  server.ask(client, 'textDocument/codeAction', params, buffer, function(answer)
    local actions = vim.tbl_filter(function(action)
      local about = action.diagnostics and action.diagnostics[1]
      return vim.startswith(action.title, 'Ignore ') and (not about or about.code == finding.code)
    end, answer or {})
    if #actions == 0 then
      return server.say('this finding cannot be ignored')
    end
    choose(client, actions, finding, buffer, reason)
  end)
end

return M

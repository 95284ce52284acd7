--- What the sources say, in a few words behind every claim of the drafts, for writers who ask for it.
--- Knows marks in buffers and the claims of the server, not when they are asked for.

local highlights = require('factmark.highlights')
local server = require('factmark.server')
local words = require('factmark.words')

local M = {}

local namespace = vim.api.nvim_create_namespace('factmark.virtual_text')

--- Longest title behind a claim, in cells: the words of the draft matter more.
local TITLE = 24

---@alias factmark.Shown 'source'|'verdict'|fun(claim: factmark.Claim): string?

---@type factmark.Shown|false
local shown = false

--- Buffers whose claims are on their way, and whether they are to be asked for again after that.
---@type table<integer, { again: boolean }>
local asking = {}

---@return factmark.Shown|false
function M.shown()
  return shown
end

--- What stands behind a claim; nothing where there is nothing to tell.
---@param claim factmark.Claim
---@return [string, string][]?
local function chunks(claim)
  local verdict = words.verdict[claim.verdict]
  if type(shown) == 'function' then
    local text = shown(claim)
    return text and text ~= '' and { { ' ' .. text, verdict.group } } or nil
  end
  if claim.verdict == 'none' then
    return nil
  end
  local sign = { ' ' .. words.sign(claim.verdict), verdict.group }
  local best = claim.evidence[1]
  if shown == 'verdict' or not best then
    return { sign, { ' ' .. verdict.name, verdict.group } }
  end
  local title = words.shortened(best.passage.source.title, TITLE)
  local said = claim.verdict ~= 'supported' and best.passage.quote.value ~= '' and best.passage.quote.value .. ', ' or ''
  return { sign, { ' ' .. said .. title, 'FactmarkSource' } }
end

--- What tells a mark from others: where it stands and what it shows.
---@param row integer
---@param col integer
---@param text [string, string][]
---@return string
local function key_of(row, col, text)
  local parts = { row, col }
  for _, chunk in ipairs(text) do
    vim.list_extend(parts, chunk)
  end
  return table.concat(parts, '\n')
end

--- Has the buffer show just these claims. Marks that are right already are left alone, so that nothing flickers.
---@param buffer integer
---@param items factmark.Item[]
local function place(buffer, items)
  local kept = {}
  for _, mark in ipairs(vim.api.nvim_buf_get_extmarks(buffer, namespace, 0, -1, { details = true })) do
    kept[key_of(mark[2], mark[3], mark[4].virt_text)] = mark[1]
  end
  for _, item in ipairs(items) do
    local row, col, text = item.end_lnum - 1, item.end_col - 1, chunks(item.user_data)
    local key = text and key_of(row, col, text)
    if key and not kept[key] then
      vim.api.nvim_buf_set_extmark(buffer, namespace, row, col, {
        virt_text = text,
        virt_text_pos = 'inline',
        -- The underline of a finding ends where the claim ends.
        hl_mode = 'replace',
        invalidate = true,
        undo_restore = false,
        strict = false,
      })
    elseif key then
      kept[key] = nil
    end
  end
  for _, mark in pairs(kept) do
    vim.api.nvim_buf_del_extmark(buffer, namespace, mark)
  end
end

--- Shows the claims of the draft as they are now. One request is on its way at a time.
---@param buffer integer
local function refresh(buffer)
  if asking[buffer] then
    asking[buffer].again = true
    return
  end
  local client = server.clients(buffer)[1]
  -- What nobody sees is shown when somebody does.
  if not client or #vim.fn.win_findbuf(buffer) == 0 then
    return
  end
  asking[buffer] = { again = false }
  local sent = client:request(server.CLAIMS, { textDocument = server.document(buffer) }, function(_, answer)
    local again = asking[buffer] and asking[buffer].again
    asking[buffer] = nil
    if not shown or not vim.api.nvim_buf_is_loaded(buffer) then
      return
    end
    -- After a change the marks move with the text until the claims of the new text are there.
    if answer and answer.version == vim.lsp.util.buf_versions[buffer] then
      place(buffer, require('factmark.items').claims(answer, client.offset_encoding))
    elseif not answer then
      place(buffer, {})
    end
    if again then
      refresh(buffer)
    end
  end, buffer)
  if not sent then
    asking[buffer] = nil
  end
end

local function watch()
  local group = vim.api.nvim_create_augroup('factmark.virtual_text', {})
  -- The server publishes the findings of a draft, be there none, whenever it has checked it: after the writer paused, and
  -- when sources changed.
  vim.api.nvim_create_autocmd({ 'LspAttach', 'DiagnosticChanged', 'BufWinEnter' }, {
    group = group,
    callback = function(event)
      refresh(event.buf)
    end,
  })
  vim.api.nvim_create_autocmd('LspDetach', {
    group = group,
    callback = function(event)
      local client = vim.lsp.get_client_by_id(event.data.client_id)
      -- A client that has ended is not found any more.
      if not client or client.name == server.NAME then
        asking[event.buf] = nil
        vim.api.nvim_buf_clear_namespace(event.buf, namespace, 0, -1)
      end
    end,
  })
end

--- Shows the source or the verdict behind each claim of every draft, or no longer.
---@param what factmark.Shown|false
function M.show(what)
  shown = what
  if not what then
    pcall(vim.api.nvim_del_augroup_by_name, 'factmark.virtual_text')
  else
    highlights.define()
    watch()
  end
  for _, client in ipairs(server.clients()) do
    for buffer in pairs(client.attached_buffers) do
      if what then
        refresh(buffer)
      else
        vim.api.nvim_buf_clear_namespace(buffer, namespace, 0, -1)
      end
    end
  end
end

return M

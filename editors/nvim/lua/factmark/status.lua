--- How reading and checking stand, as the server tells it.
--- Knows counts, not sources or findings.

local server = require('factmark.server')
local words = require('factmark.words')

local M = {}

---@class factmark.Status
---@field state 'reading'|'ready'
---@field root? string
---@field sources { read: integer, total: integer }
---@field problems integer
---@field findings { errors: integer, warnings: integer, information: integer, hints: integer }
---@field drafts integer

--- The last word of each client, by its id.
---@type table<integer, factmark.Status>
local latest = {}

--- Who hears of every change, by the id of the client.
---@type table<integer, fun(status: factmark.Status)>
local listening = {}

--- Handles `factmark/status`.
---@param status factmark.Status
---@param client_id integer
function M.received(status, client_id)
  for id in pairs(latest) do
    if not vim.lsp.get_client_by_id(id) then
      latest[id], listening[id] = nil, nil
    end
  end
  latest[client_id] = status
  if listening[client_id] then
    listening[client_id](status)
  end
  vim.api.nvim_exec_autocmds('User', { pattern = 'FactmarkStatus', data = status })
end

--- Has one listener hear of every change from now on; nil ends it.
---@param client_id integer
---@param listener fun(status: factmark.Status)?
function M.listen(client_id, listener)
  listening[client_id] = listener
end

--- What the server of a buffer said last.
---@param buffer integer
---@return factmark.Status?
function M.of(buffer)
  local client = server.clients(buffer)[1]
  return client and latest[client.id]
end

--- Whether the server of a client reads sources just now.
---@param client_id integer
---@return boolean
function M.is_reading(client_id)
  return latest[client_id] ~= nil and latest[client_id].state == 'reading'
end

--- A few words for a statusline; '' for a buffer without Factmark.
---@param buffer integer
---@return string
function M.text(buffer)
  local client = server.clients(buffer)[1]
  local status = client and latest[client.id]
  if not status then
    return ''
  end
  if status.state == 'reading' then
    return ('reading sources %d/%d'):format(status.sources.read, status.sources.total)
  end
  local found = #require('factmark.findings').of(buffer, client)
  return words.dotted(
    words.plural(status.sources.read, 'source'),
    found > 0 and words.plural(found, 'finding'),
    status.problems > 0 and words.plural(status.problems, 'problem')
  )
end

return M

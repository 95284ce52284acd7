--- The way to the server: which client serves a buffer, what is said where none does, and asking it.
--- Knows Neovim's client and the names of the methods, not what is done with the answers.

local M = {}

--- The server's name in `vim.lsp.config`, `vim.lsp.enable` and `client.name`.
M.NAME = 'factmark'

M.FACTS = 'factmark/facts'
M.CLAIMS = 'factmark/claims'
M.SOURCES = 'factmark/sources'
M.READ_SOURCES = 'factmark/readSources'

---@param message string
---@param level? integer one of vim.log.levels, INFO by default
function M.say(message, level)
  vim.notify('Factmark: ' .. message, level or vim.log.levels.INFO)
end

--- The running clients, of one buffer if given.
---@param buffer? integer
---@return vim.lsp.Client[]
function M.clients(buffer)
  return vim.lsp.get_clients({ name = M.NAME, bufnr = buffer })
end

--- Whether the server starts with a draft.
---@return boolean
function M.is_enabled()
  -- A Neovim that cannot tell is taken at its word.
  return not vim.lsp.is_enabled or vim.lsp.is_enabled(M.NAME)
end

--- Why no server serves the buffer, and what to do about it.
---@param buffer integer
---@return string
local function absence(buffer)
  local config = vim.lsp.config[M.NAME]
  if not config then
    return 'its folder editors/nvim is not on the runtimepath'
  end
  local program = type(config.cmd) == 'table' and config.cmd[1]
  if program and vim.fn.executable(program) == 0 then
    return ('the program `%s` is not found; :checkhealth factmark says what to do'):format(program)
  end
  local filetype = vim.bo[buffer].filetype
  if config.filetypes and not vim.list_contains(config.filetypes, filetype) then
    local read = table.concat(config.filetypes, ', ')
    return ('this buffer is no draft: its filetype is "%s", and Factmark reads %s'):format(filetype, read)
  end
  if not M.is_enabled() then
    return "it is not enabled; :Factmark start starts it, and vim.lsp.enable('factmark') in your init.lua does so always"
  end
  return 'no server serves this buffer; :Factmark restart starts one, :checkhealth factmark says why there is none'
end

--- The client of the buffer; where there is none, the user is told why.
---@param buffer integer
---@return vim.lsp.Client?
function M.client(buffer)
  local client = M.clients(buffer)[1]
  if not client then
    M.say(absence(buffer), vim.log.levels.WARN)
  end
  return client
end

--- The client of the buffer, else any that runs; where there is none, the user is told why.
---@param buffer integer
---@return vim.lsp.Client?
function M.any(buffer)
  return M.clients(buffer)[1] or M.clients()[1] or M.client(buffer)
end

--- Asks the server. What goes wrong is told to the user, and then there is no answer.
---@param client vim.lsp.Client
---@param method string
---@param params table?
---@param buffer integer
---@param answered fun(answer: any) gets nil where the server has nothing to say
function M.ask(client, method, params, buffer, answered)
  -- While the sources are read for the first time, answers wait; so that nobody wonders, it is said, but not kept.
  local waits = require('factmark.status').is_reading(client.id)
  if waits then
    vim.api.nvim_echo({ { 'Factmark: reading the sources …' } }, false, {})
  end
  local sent = client:request(method, params, function(fault, answer)
    if waits then
      vim.api.nvim_echo({ { '' } }, false, {})
    end
    if not fault then
      return answered(answer)
    end
    -- An answer that came too late, or a request that was taken back, is no fault of anybody.
    local late = fault.code == vim.lsp.protocol.ErrorCodes.RequestCancelled
      or fault.code == vim.lsp.protocol.ErrorCodes.ContentModified
    if fault.code == vim.lsp.protocol.ErrorCodes.MethodNotFound then
      M.say(('the server is too old for %s; install it anew'):format(method), vim.log.levels.ERROR)
    elseif not late then
      M.say(('%s failed: %s'):format(method, fault.message), vim.log.levels.ERROR)
    end
  end, buffer)
  if not sent then
    M.say('the server has ended; :Factmark restart starts it again', vim.log.levels.WARN)
  end
end

---@param buffer integer
---@return { uri: string }
function M.document(buffer)
  return { uri = vim.uri_from_bufnr(buffer) }
end

return M

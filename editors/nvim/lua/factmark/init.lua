--- Factmark's Lua functions, for a user's own mappings and for the :Factmark command.
--- Knows Neovim's client, not the checker: what is found, shown and fixed is the server's affair.

local M = {}

--- The server's name in `vim.lsp.config`, `vim.lsp.enable` and `client.name`.
M.NAME = 'factmark'

--- How long a restart waits for the old server to end, in milliseconds.
local STOP_LIMIT = 3000

---@param message string
---@param level? integer one of vim.log.levels, INFO by default
local function say(message, level)
  vim.notify('Factmark: ' .. message, level or vim.log.levels.INFO)
end

--- The running clients, of one buffer if given.
---@param buffer? integer
---@return vim.lsp.Client[]
function M.clients(buffer)
  return vim.lsp.get_clients({ name = M.NAME, bufnr = buffer })
end

--- Starts the server for the open drafts, and for those opened later. The same as `vim.lsp.enable('factmark')`.
function M.start()
  vim.lsp.enable(M.NAME)
end

--- Stops the server, and does not start it again for drafts opened later.
function M.stop()
  vim.lsp.enable(M.NAME, false)
end

--- Starts the server anew, for example after the program was replaced.
function M.restart()
  local old = M.clients()
  M.stop()
  local stopped = vim.wait(STOP_LIMIT, function()
    return vim.iter(old):all(function(client)
      return client:is_stopped()
    end)
  end, 20)
  if not stopped then
    say('the old server does not answer and is ended', vim.log.levels.WARN)
    vim.lsp.stop_client(old, true)
  end
  M.start()
end

--- Opens Neovim's log of language servers, where the server's messages on its error channel are kept.
function M.log()
  vim.cmd.tabnew({ vim.lsp.get_log_path() })
end

--- Lists Factmark's findings of the buffer in its location list.
---@param buffer? integer the current buffer by default
function M.findings(buffer)
  buffer = buffer or vim.api.nvim_get_current_buf()
  local findings = {}
  for _, client in ipairs(M.clients(buffer)) do
    for _, pull in ipairs({ false, true }) do
      local namespace = vim.lsp.diagnostic.get_namespace(client.id, pull)
      vim.list_extend(findings, vim.diagnostic.get(buffer, { namespace = namespace }))
    end
  end
  if #findings == 0 then
    return say('no findings')
  end
  vim.fn.setloclist(0, {}, ' ', { title = 'Factmark', items = vim.diagnostic.toqflist(findings) })
  vim.cmd.lopen()
end

return M

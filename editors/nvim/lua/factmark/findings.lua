--- Factmark's findings among the diagnostics of a buffer.

local M = {}

--- The findings of a client, of one line if given (from 0).
---@param buffer integer
---@param client vim.lsp.Client
---@param row? integer
---@return vim.Diagnostic[]
function M.of(buffer, client, row)
  local found = {}
  for _, pull in ipairs({ false, true }) do
    local namespace = vim.lsp.diagnostic.get_namespace(client.id, pull)
    vim.list_extend(found, vim.diagnostic.get(buffer, { namespace = namespace, lnum = row }))
  end
  return found
end

return M

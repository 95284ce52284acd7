--- The highlight groups, each linked to one that every colour scheme has. A link of the user's own wins.

local GROUPS = {
  FactmarkConflict = 'DiagnosticError',
  FactmarkContested = 'DiagnosticWarn',
  FactmarkUnsourced = 'DiagnosticInfo',
  FactmarkUndecided = 'Comment',
  FactmarkSupported = 'DiagnosticOk',
  FactmarkQuote = 'NormalFloat',
  FactmarkSource = 'Comment',
  FactmarkBar = 'Comment',
  FactmarkHint = 'FloatBorder',
  FactmarkValue = '@markup.strong',
}

local M = {}

--- Names of the groups, in order.
---@return string[]
function M.names()
  local names = vim.tbl_keys(GROUPS)
  table.sort(names)
  return names
end

--- Defines the groups that are not defined yet. Neovim restores default links itself when the colour scheme changes.
function M.define()
  for name, link in pairs(GROUPS) do
    vim.api.nvim_set_hl(0, name, { link = link, default = true })
  end
end

return M

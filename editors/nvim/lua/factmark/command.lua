--- The :Factmark command: one table of subcommands, used to run them and to complete their names.

local factmark = require('factmark')

local M = {}

---@type table<string, fun()>
local subcommands = {
  findings = factmark.findings,
  health = function()
    vim.cmd.checkhealth('factmark')
  end,
  log = factmark.log,
  restart = factmark.restart,
  start = factmark.start,
  stop = factmark.stop,
}

--- Names of the subcommands that begin with the text, in order.
---@param lead string
---@return string[]
function M.complete(lead)
  local names = vim.tbl_filter(function(name)
    return vim.startswith(name, lead)
  end, vim.tbl_keys(subcommands))
  table.sort(names)
  return names
end

---@param name string
function M.run(name)
  local run = subcommands[name]
  if run then
    return run()
  end
  local known = table.concat(M.complete(''), ', ')
  vim.notify(('Factmark: no subcommand "%s" (there are: %s)'):format(name, known), vim.log.levels.ERROR)
end

return M

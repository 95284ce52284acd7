--- Having the sources read again, and saying what came of it.
--- Knows the server's counts and lists, not how it reads.

local server = require('factmark.server')
local status = require('factmark.status')
local words = require('factmark.words')

local M = {}

---@param answer factmark.Sources
---@return table<string, boolean>
local function paths(answer)
  local found = {}
  for _, entry in ipairs(answer.sources) do
    found[entry.source.path] = true
  end
  return found
end

---@param these table<string, boolean>
---@param those table<string, boolean>
---@return integer how many of these are not among those
local function beyond(these, those)
  return #vim.tbl_filter(function(path)
    return not those[path]
  end, vim.tbl_keys(these))
end

---@param before factmark.Sources
---@param after factmark.Sources
local function report(before, after)
  local old, new = paths(before), paths(after)
  local added, gone = beyond(new, old), beyond(old, new)
  local parts = { words.plural(#after.sources, 'source') .. ' read' }
  if added > 0 then
    parts[#parts + 1] = added .. ' new'
  end
  if gone > 0 then
    parts[#parts + 1] = gone .. ' gone'
  end
  local message = table.concat(parts, ', ')
  -- Those that keep a check from being whole come first.
  local problem = after.problems[1]
  for _, other in ipairs(after.problems) do
    problem = not problem.urgent and other.urgent and other or problem
  end
  if not problem then
    return server.say(message)
  end
  local more = #after.problems > 1 and (' (and %d more: see :Factmark sources)'):format(#after.problems - 1) or ''
  local level = problem.urgent and vim.log.levels.WARN or vim.log.levels.INFO
  server.say(('%s. %s%s'):format(message, problem.message, more), level)
end

--- Has the server read the sources again, shows how far it has come, and reports in the end.
---@param buffer integer
---@param done? fun(sources: factmark.Sources) instead of the report
function M.run(buffer, done)
  local client = server.any(buffer)
  if not client then
    return
  end
  server.ask(client, server.SOURCES, nil, buffer, function(before)
    status.listen(client.id, function(now)
      if now.state == 'reading' then
        local count = ('Factmark: reading sources, %d of %d'):format(now.sources.read, now.sources.total)
        return vim.api.nvim_echo({ { count } }, false, {})
      end
      status.listen(client.id, nil)
      server.ask(client, server.SOURCES, nil, buffer, function(after)
        if done then
          done(after)
        else
          report(before or after, after)
        end
      end)
    end)
    client:notify(server.READ_SOURCES)
  end)
end

return M

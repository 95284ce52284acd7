--- The :Factmark command: one table of subcommands, used to run them, to complete them and to tell what there is.

local factmark = require('factmark')
local server = require('factmark.server')

local M = {}

--- Longest wait for names to complete, in milliseconds.
local PATIENCE = 500

---@class factmark.Subcommand
---@field does string in a few words
---@field takes? string its arguments
---@field run fun(arguments: string[], rest: string)
---@field complete? fun(lead: string, rest: string): string[]

---@param names string[]
---@param lead string
---@return string[]
local function beginning(names, lead)
  return vim.tbl_filter(function(name)
    return vim.startswith(name:lower(), lead:lower())
  end, names)
end

--- Names that the sources know, for the last word of a name that may have several.
---@param lead string the last word
---@param rest string all of the name that is typed
---@return string[]
local function names(lead, rest)
  local buffer = vim.api.nvim_get_current_buf()
  local client = server.clients(buffer)[1] or server.clients()[1]
  local answer = client and client:request_sync('workspace/symbol', { query = rest }, PATIENCE, buffer)
  local typed = #rest - #lead
  local found = {}
  for _, symbol in ipairs(answer and answer.result or {}) do
    -- The short form stands behind the name.
    local name = symbol.name:gsub(' %b()$', '')
    if vim.startswith(name:lower(), rest:lower()) then
      found[name:sub(typed + 1)] = true
    end
  end
  local sorted = vim.tbl_keys(found)
  table.sort(sorted)
  return sorted
end

---@param lead string
---@return string[]
local function verdicts(lead)
  return beginning(require('factmark.words').VERDICTS, lead)
end

--- In the order in which the help tells of them.
local ORDER = {
  'facts',
  'claims',
  'sources',
  'index',
  'ignore',
  'virtual_text',
  'findings',
  'health',
  'log',
  'restart',
  'start',
  'stop',
}

---@type table<string, factmark.Subcommand>
local subcommands = {
  facts = {
    takes = '[name]',
    does = 'what the sources say of what stands at the cursor, or of a name',
    run = function(_, rest)
      factmark.facts({ name = rest ~= '' and rest or nil })
    end,
    complete = names,
  },
  claims = {
    takes = '[verdict…]',
    does = 'the claims of the draft with their verdicts, in the quickfix list',
    run = function(arguments)
      local known = require('factmark.words').verdict
      for _, verdict in ipairs(arguments) do
        if not known[verdict] then
          local all = table.concat(verdicts(''), ', ')
          return server.say(('no verdict "%s" (there are: %s)'):format(verdict, all), vim.log.levels.ERROR)
        end
      end
      factmark.claims({ verdicts = arguments })
    end,
    complete = verdicts,
  },
  sources = {
    does = 'the sources and what is wrong with them, in the quickfix list',
    run = function()
      factmark.sources()
    end,
  },
  index = {
    does = 'read the sources again',
    run = function()
      factmark.index()
    end,
  },
  ignore = {
    takes = '[reason]',
    does = 'silence the finding at the cursor',
    run = function(_, rest)
      factmark.ignore({ reason = rest ~= '' and rest or nil })
    end,
  },
  virtual_text = {
    takes = '[source|verdict|off]',
    does = 'show behind each claim what the sources say, or no longer',
    run = function(arguments)
      local what = arguments[1]
      if what ~= nil and not vim.list_contains({ 'source', 'verdict', 'off' }, what) then
        return server.say(('"%s" cannot be shown (source, verdict or off)'):format(what), vim.log.levels.ERROR)
      end
      if what == 'off' then
        what = false
      end
      factmark.virtual_text(what)
    end,
    complete = function(lead)
      return beginning({ 'off', 'source', 'verdict' }, lead)
    end,
  },
  findings = {
    does = 'the findings of the draft, in the location list',
    run = function()
      factmark.findings()
    end,
  },
  health = {
    does = 'is everything there that Factmark needs?',
    run = function()
      vim.cmd.checkhealth('factmark')
    end,
  },
  log = { does = "Neovim's log of language servers", run = factmark.log },
  restart = { does = 'end the server and start it again', run = factmark.restart },
  start = { does = 'start the server', run = factmark.start },
  stop = { does = 'end the server', run = factmark.stop },
}

--- What can stand at the end of the command line.
---@param lead string the word at the cursor
---@param line string the command line up to the cursor
---@return string[]
function M.complete(lead, line)
  local arguments = line:match('^.-Factmark!?%s+(.*)$') or ''
  local name, rest = arguments:match('^(%S+)%s+(.*)$')
  if not name then
    return beginning(vim.fn.sort(vim.list_slice(ORDER)), lead)
  end
  local complete = subcommands[name] and subcommands[name].complete
  return complete and complete(lead, rest) or {}
end

--- Tells what there is.
local function help()
  local chunks = { { 'Factmark checks a draft against your own sources.\n', 'Title' } }
  for _, name in ipairs(ORDER) do
    local subcommand = subcommands[name]
    local usage = name .. (subcommand.takes and ' ' .. subcommand.takes or '')
    local gap = (' '):rep(34 - vim.fn.strdisplaywidth(usage))
    chunks[#chunks + 1] = { '  :Factmark ' .. usage .. gap, 'Statement' }
    chunks[#chunks + 1] = { subcommand.does .. '\n' }
  end
  chunks[#chunks + 1] = { '  :help factmark', 'Statement' }
  vim.api.nvim_echo(chunks, false, {})
end

---@param line string what stands behind :Factmark
function M.run(line)
  local name, rest = vim.trim(line):match('^(%S*)%s*(.*)$')
  if name == '' then
    return help()
  end
  local subcommand = subcommands[name]
  if subcommand then
    return subcommand.run(vim.split(rest, '%s+', { trimempty = true }), rest)
  end
  local known = table.concat(ORDER, ', ')
  server.say(('no subcommand "%s" (there are: %s)'):format(name, known), vim.log.levels.ERROR)
end

return M

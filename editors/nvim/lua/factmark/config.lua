--- The options, with their defaults. They are few: what is found and how it is worded is the server's affair.

local M = {}

---@class factmark.Options
---@field virtual_text? false|'source'|'verdict'|fun(claim: factmark.Claim): string?
---@field float? { max_width?: integer, max_height?: integer, border?: string|string[] }
---@field signs? table<factmark.Verdict, string>

local DEFAULTS = {
  virtual_text = false,
  float = { max_width = 84, max_height = 24 },
  signs = {},
}

local options = vim.deepcopy(DEFAULTS)

--- What was wrong with the options that were given last, for `:checkhealth`.
---@type string[]
M.problems = {}

---@return factmark.Options
function M.get()
  return options
end

--- What is wrong with the options, in words.
---@param given any
---@return string[]
local function faults(given)
  if type(given) ~= 'table' then
    return { 'the options are to be a table' }
  end
  local found = {}
  local function expect(name, holds, expected)
    if not holds then
      found[#found + 1] = ('%s is to be %s'):format(name, expected)
    end
  end
  for name in vim.spairs(given) do
    expect(('option "%s"'):format(name), DEFAULTS[name] ~= nil, 'one of float, signs, virtual_text')
  end
  local shown = given.virtual_text
  local known = vim.list_contains({ false, 'source', 'verdict' }, shown) or shown == nil or type(shown) == 'function'
  expect('virtual_text', known, "false, 'source', 'verdict' or a function")
  if given.float ~= nil and type(given.float) ~= 'table' then
    expect('float', false, 'a table')
  end
  for _, name in ipairs({ 'max_width', 'max_height' }) do
    local size = type(given.float) == 'table' and given.float[name]
    expect('float.' .. name, not size or (type(size) == 'number' and size >= 1), 'a number of cells')
  end
  if given.signs ~= nil and type(given.signs) ~= 'table' then
    expect('signs', false, 'a table')
  end
  for verdict, sign in vim.spairs(type(given.signs) == 'table' and given.signs or {}) do
    local fine = require('factmark.words').verdict[verdict] and type(sign) == 'string'
    expect(('signs.%s'):format(verdict), fine, 'a verdict with a string')
  end
  return found
end

--- Takes the options over the defaults. Where one is wrong, all stay as they were.
---@param given? factmark.Options
---@return boolean whether they were taken
function M.set(given)
  M.problems = faults(given or {})
  if #M.problems > 0 then
    return false
  end
  options = vim.tbl_deep_extend('force', DEFAULTS, given or {})
  return true
end

return M

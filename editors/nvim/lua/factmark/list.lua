--- Items in the quickfix list, laid out in columns and coloured by verdict.
--- Knows items, not how they were asked for.

local highlights = require('factmark.highlights')
local words = require('factmark.words')

local M = {}

local namespace = vim.api.nvim_create_namespace('factmark.list')

--- Longest first column behind the line number, in cells.
local WIDEST = 24

---@class factmark.Row
---@field place string
---@field head string
---@field text string
---@field group string colour of the head

---@param item table as the quickfix list gives it
---@return factmark.Row
local function row_of(item)
  local data = type(item.user_data) == 'table' and item.user_data or {}
  if data.verdict then
    local head = words.sign(data.verdict) .. ' ' .. words.shortened(data.value, WIDEST - 2)
    local text = require('factmark.items').detail(data)
    return { place = tostring(item.lnum), head = head, text = text, group = words.verdict[data.verdict].group }
  end
  local name = item.bufnr > 0 and vim.fs.basename(vim.api.nvim_buf_get_name(item.bufnr)) or ''
  if data.entry then
    local entry, source = data.entry, data.entry.source
    local health = entry.newerEdition and 'contested' or entry.undated and 'unsourced' or 'supported'
    local text = words.dotted(
      source.title,
      words.newer_edition(entry),
      source.publisher,
      words.plural(entry.sentences, 'sentence')
    )
    local head = words.sign(health) .. ' ' .. (words.dated(source) or 'undated')
    return { place = words.shortened(name, WIDEST), head = head, text = text, group = words.verdict[health].group }
  end
  local problem = data.problem or { urgent = false }
  local group = problem.urgent and 'FactmarkConflict' or 'FactmarkContested'
  local head = words.sign(problem.urgent and 'conflict' or 'contested') .. ' not read'
  if problem.kind == 'settings' or problem.kind == 'manifest' then
    head = words.sign('conflict') .. ' faulty'
  end
  return { place = words.shortened(name, WIDEST), head = head, text = item.text, group = group }
end

---@param text string
---@param width integer
---@return string
local function padded(text, width)
  return text .. (' '):rep(width - vim.fn.strdisplaywidth(text))
end

--- Colours the heads of a list that the quickfix window shows.
---@param id integer the list's
---@param rows factmark.Row[]
---@param lines string[]
local function colour(id, rows, lines)
  local list = vim.fn.getqflist({ id = 0, qfbufnr = 0, size = 0 })
  local buffer = list.qfbufnr
  if list.id ~= id or buffer == 0 or vim.api.nvim_buf_line_count(buffer) ~= #lines then
    return
  end
  vim.api.nvim_buf_clear_namespace(buffer, namespace, 0, -1)
  -- The window shows other lists too; Neovim fills it anew without moving what is marked in it.
  vim.api.nvim_create_autocmd('BufReadPost', {
    group = vim.api.nvim_create_augroup('factmark.list', {}),
    buffer = buffer,
    desc = 'Factmark: another list is shown',
    callback = function()
      vim.api.nvim_buf_clear_namespace(buffer, namespace, 0, -1)
    end,
  })
  for at, row in ipairs(rows) do
    local start = (lines[at]:find('|', 1, true)) or 0
    local stop = (lines[at]:find('|', start + 1, true) or start + 1) - 1
    vim.api.nvim_buf_set_extmark(buffer, namespace, at - 1, start, {
      end_col = stop,
      hl_group = row.group,
      strict = false,
    })
  end
end

--- 'quickfixtextfunc' of our lists.
---@param info { id: integer, start_idx: integer, end_idx: integer }
---@return string[]
local function text_of(info)
  local items = vim.fn.getqflist({ id = info.id, items = 0 }).items
  local rows, place, head = {}, 0, 0
  for at, item in ipairs(items) do
    rows[at] = row_of(item)
    place = math.max(place, vim.fn.strdisplaywidth(rows[at].place))
    head = math.max(head, vim.fn.strdisplaywidth(rows[at].head))
  end
  local lines = {}
  for at, row in ipairs(rows) do
    local text = row.text:gsub('%s+', ' ')
    -- Numbers are read from the right, names from the left.
    local first = tonumber(row.place) and (' '):rep(place - #row.place) .. row.place or padded(row.place, place)
    lines[at] = ('%s|%s| %s'):format(first, padded(row.head, head), text)
  end
  vim.schedule(function()
    colour(info.id, rows, lines)
  end)
  return vim.list_slice(lines, info.start_idx, info.end_idx)
end

--- Shows the items in the quickfix list and opens its window. The list that was made for the same thing before is replaced,
--- if it is the newest.
---@param items factmark.Item[]
---@param title string
---@param subject { factmark: string, buffer: integer } what the list is about
function M.show(items, title, subject)
  highlights.define()
  local current = vim.fn.getqflist({ context = 0, id = 0 })
  local again = type(current.context) == 'table' and current.context.factmark == subject.factmark
  vim.fn.setqflist({}, again and 'r' or ' ', {
    id = again and current.id or nil,
    title = title,
    items = items,
    context = subject,
    quickfixtextfunc = text_of,
  })
  vim.cmd('botright copen')
  -- The columns are wider than some windows; wrapped, they would be none.
  vim.wo[0][0].wrap = false
end

return M

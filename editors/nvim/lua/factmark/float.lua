--- The window of the fact sheet: a floating preview as Neovim's own hover opens it, from which one can go to the sources.
--- Knows pages and passages, not how they came about.

local config = require('factmark.config')
local highlights = require('factmark.highlights')
local sheet = require('factmark.sheet')

local M = {}

local namespace = vim.api.nvim_create_namespace('factmark.sheet')

--- By this name Neovim finds the open window again.
local FOCUS = 'factmark'

--- What is said in the frame, where there is one.
local KEYS = ' <CR> open source · <Tab> next · q close '

--- The window that shows the sheet of this buffer, if it is open.
---@param buffer integer
---@return integer?
function M.window(buffer)
  return vim.iter(vim.api.nvim_list_wins()):find(function(window)
    return vim.w[window][FOCUS] == buffer
  end)
end

--- Puts the cursor into the sheet of this buffer, if it is open, or out of it, if it stands there.
---@param buffer integer
---@return boolean
function M.focus(buffer)
  if vim.w[FOCUS] == buffer then
    vim.cmd.wincmd('p')
    return true
  end
  local window = M.window(buffer)
  if window then
    vim.api.nvim_set_current_win(window)
  end
  return window ~= nil
end

--- Goes to a passage from the window that the sheet was opened over, leaving a way back in the jump list and the tag stack.
---@param passage factmark.Passage?
---@param encoding string
---@param window integer the sheet's
---@param home integer
local function open(passage, encoding, window, home)
  if not passage or not passage.source.uri then
    return
  end
  vim.api.nvim_win_close(window, true)
  if vim.api.nvim_win_is_valid(home) then
    vim.api.nvim_set_current_win(home)
  end
  local place = { uri = passage.source.uri, range = passage.selectionRange }
  vim.lsp.util.show_document(place, encoding, { focus = true, reuse_win = true })
end

--- Puts the cursor on the first line of the next passage, or of the one before.
---@param page factmark.Page
---@param window integer
---@param step 1|-1
local function go_on(page, window, step)
  local starts = {}
  for row = 1, #page.lines do
    if page.passages[row] and page.passages[row] ~= page.passages[row - 1] then
      starts[#starts + 1] = row
    end
  end
  local row = vim.api.nvim_win_get_cursor(window)[1]
  local first, last = 1, #starts
  if step < 0 then
    first, last = last, first
  end
  for at = first, last, step do
    if (starts[at] - row) * step > 0 then
      return vim.api.nvim_win_set_cursor(window, { starts[at], 0 })
    end
  end
end

---@param buffer integer the sheet's
---@param page factmark.Page
local function dress(buffer, page)
  vim.bo[buffer].filetype = 'markdown'
  pcall(vim.treesitter.start, buffer, 'markdown')
  for _, mark in ipairs(page.marks) do
    vim.api.nvim_buf_set_extmark(buffer, namespace, mark.row, mark.col, mark.opts)
  end
end

--- Shows an answer over the current window.
---@param answer factmark.Facts
---@param encoding string
function M.show(answer, encoding)
  highlights.define()
  local home = vim.api.nvim_get_current_win()
  local options = config.get().float
  local page = sheet.page(answer, math.max(20, math.min(options.max_width, vim.o.columns - 4)))
  local buffer, window = vim.lsp.util.open_floating_preview(page.lines, '', {
    focus_id = FOCUS,
    border = options.border,
    width = page.width,
    height = math.min(#page.lines, options.max_height),
    max_height = options.max_height,
    -- The page is wrapped already; Neovim would count what is hidden too.
    wrap = false,
  })
  dress(buffer, page)
  vim.wo[window][0].conceallevel = 2
  vim.wo[window][0].concealcursor = 'nc'
  vim.wo[window][0].spell = false
  -- Most of the sheet is quoted: coloured as quotations are elsewhere, little would stand out.
  local colours = vim.wo[window].winhighlight
  vim.wo[window][0].winhighlight = (colours ~= '' and colours .. ',' or '') .. '@markup.quote.markdown:FactmarkQuote'
  if vim.api.nvim_win_get_config(window).border ~= nil then
    local footer = { { KEYS, 'FactmarkHint' } }
    pcall(vim.api.nvim_win_set_config, window, { footer = footer, footer_pos = 'right' })
  end
  -- It closes when the cursor moves; a list or another window that opens must not lie under it either.
  vim.api.nvim_create_autocmd('WinEnter', {
    group = vim.api.nvim_create_augroup('factmark.float', {}),
    desc = 'Factmark: the fact sheet gives way to another window',
    callback = function()
      local current = vim.api.nvim_get_current_win()
      if not vim.api.nvim_win_is_valid(window) then
        return true
      end
      if current ~= home and current ~= window and vim.api.nvim_win_get_config(current).relative == '' then
        vim.api.nvim_win_close(window, true)
        return true
      end
    end,
  })
  local function map(key, description, run)
    vim.keymap.set('n', key, run, { buffer = buffer, nowait = true, silent = true, desc = 'Factmark: ' .. description })
  end
  map('<Esc>', 'close', '<Cmd>bdelete<CR>')
  map('<CR>', 'open the source', function()
    open(page.passages[vim.api.nvim_win_get_cursor(window)[1]], encoding, window, home)
  end)
  map('<Tab>', 'next passage', function()
    go_on(page, window, 1)
  end)
  map('<S-Tab>', 'passage before', function()
    go_on(page, window, -1)
  end)
end

return M

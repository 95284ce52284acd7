-- The fact sheet in its window, as a writer opens, reads and leaves it, and the same as items for pickers.

package.path = vim.env.REPOSITORY .. '/tests/editors/nvim/?.lua;' .. package.path
local t = require('lib')
local factmark

--- Opens the sheet by the command; gives its window and its text.
local function open(arguments)
  vim.cmd('Factmark facts ' .. (arguments or ''))
  local window = t.wait(t.float)
  return window, window and table.concat(t.lines(window), '\n')
end

local function close()
  local window = t.float()
  if window then
    vim.api.nvim_win_close(window, true)
  end
end

--- The line of the sheet (from 1) that holds the text.
local function line_of(window, text)
  for row, line in ipairs(t.lines(window)) do
    if line:find(text, 1, true) then
      return row
    end
  end
end

local function test_name(draft)
  t.go_to(t.WRONG_SENTENCE, 'UNHCR')
  local home = vim.api.nvim_get_current_win()
  local window, text = open()
  if not t.check('a sheet opens', window) then
    return
  end
  t.equal('it is headed by the name', t.lines(window)[1], '# United Nations High Commissioner for Refugees')
  t.contains('it tells the short form and how often it is named', text, 'organisation · 7 mentions in 2 sources')
  t.contains('it quotes the source with the value marked', text, 'Azerbaijan since **1992**, has')
  t.contains('it says where', text, t.SOURCE_TITLE .. ', line 12')
  t.equal('it is Markdown', vim.bo[vim.api.nvim_win_get_buf(window)].filetype, 'markdown')
  t.equal('it does not take the cursor', vim.api.nvim_get_current_win(), home)
  local again = open()
  t.equal('the second time the cursor goes into the same window', vim.api.nvim_get_current_win(), window)
  t.equal('and no other is opened', again, window)
  open()
  t.equal('the third time it comes out', { vim.api.nvim_get_current_win(), t.float() }, { home, window })
  open()
  t.type_keys('q')
  t.equal('q closes it', t.float(), nil)
  t.equal('and the cursor is in the draft again', vim.api.nvim_get_current_buf(), draft)
  open()
  open()
  t.type_keys('<Esc>')
  t.equal('Escape closes it', t.float(), nil)
  open()
  vim.api.nvim_exec_autocmds('CursorMoved', { buffer = draft })
  t.check('moving on closes it', t.wait(function()
    return not t.float()
  end))
end

local function test_claim()
  t.go_to(t.WRONG_SENTENCE, '1993')
  local window, text = open()
  t.equal('on a value the verdict comes first', t.lines(window)[1], '✗ since 1993 — contradicted')
  t.contains('with the message of the finding', text, 'the source says "since 1992"')
  t.contains('and what is known of the name of the sentence', text, '# United Nations High Commissioner for Refugees')
  local _, sentences = text:gsub('has been operating in', '')
  t.equal('a passage is quoted once', sentences, 1)
  close()
  t.go_to('asylum system, and Azerbaijan has sat on', 'Azerbaijan')
  vim.fn.search('since 2012')
  t.type_keys('w')
  window = open()
  t.equal('a value without a source says so', t.lines(window)[1], '? since 2012 — no source')
  t.equal('in a sentence', t.lines(window)[2], 'No source speaks of it.')
  close()
end

local function test_jump(draft)
  t.go_to(t.WRONG_SENTENCE, 'UNHCR')
  local from = vim.api.nvim_win_get_cursor(0)
  local window = open()
  open()
  vim.api.nvim_win_set_cursor(window, { 1, 0 })
  t.type_keys('<CR>')
  t.equal('<CR> on the heading goes nowhere', vim.api.nvim_get_current_win(), window)
  t.type_keys('<Tab>')
  local first = vim.api.nvim_win_get_cursor(window)[1]
  t.equal('<Tab> goes to the first passage', first, line_of(window, 'has been operating in'))
  t.type_keys('<Tab>')
  t.equal('and to the next', vim.api.nvim_win_get_cursor(window)[1], line_of(window, 'legislation on refugee status'))
  t.type_keys('<S-Tab>')
  t.equal('<S-Tab> goes back', vim.api.nvim_win_get_cursor(window)[1], first)
  vim.api.nvim_win_set_cursor(window, { line_of(window, 'line 12'), 0 })
  t.type_keys('<CR>')
  t.equal('<CR> opens the source', vim.fn.expand('%:t'), t.SOURCE_FILE)
  t.stands_in('in the very sentence', t.SOURCE_SENTENCE)
  t.equal('the cursor is on the value', vim.fn.expand('<cword>'), '1992')
  t.equal('the sheet is closed', t.float(), nil)
  t.type_keys('<C-T>')
  t.equal('CTRL-T comes back to the draft', vim.api.nvim_get_current_buf(), draft)
  t.equal('to the very place', vim.api.nvim_win_get_cursor(0), from)
end

local function test_other_names()
  local _, text = open('UNICEF')
  t.contains('a name may be given', text, '# United Nations International Children’s Emergency Fund')
  close()
  _, text = open('UN Alliance of Civilizations')
  t.contains('of several words too', text, '# UN Alliance of Civilizations')
  close()
  t.equal('an unknown name is said', t.said(function()
    vim.cmd('Factmark facts Xanadu')
  end), 'Factmark: no source speaks of "Xanadu"')
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  t.equal('so is a place without any', t.said(function()
    vim.cmd('Factmark facts')
  end), 'Factmark: no source speaks of what stands at the cursor')
  t.equal('names are completed', vim.fn.getcompletion('Factmark facts UN Alliance of', 'cmdline'), { 'of Civilizations' })
  local all = vim.fn.getcompletion('Factmark facts united n', 'cmdline')
  t.check('whatever their case', #all > 0 and vim.startswith(all[1], 'Nations'), all)
end

--- The same draft in two windows, with the cursor at another place in each.
local function test_second_window()
  t.go_to('asylum system, and Azerbaijan has sat on', 'Azerbaijan')
  vim.cmd.split()
  t.go_to(t.WRONG_SENTENCE, 'UNHCR')
  local window = open()
  t.equal('the window that the cursor is in counts', t.lines(window)[1], '# United Nations High Commissioner for Refugees')
  close()
  vim.cmd.wincmd('j')
  window = open()
  t.equal('whichever it is', t.lines(window)[1], '# Azerbaijan')
  close()
  vim.cmd.only()
end

--- No line is wider than its window, and the window not larger than it may be.
local function test_size()
  vim.o.columns, vim.o.lines = 44, 16
  t.go_to(t.WRONG_SENTENCE, '1993')
  local window = open()
  local config = vim.api.nvim_win_get_config(window)
  t.check('the window fits a small screen', config.width <= 40 and config.height <= 14, config)
  local seen = vim.api.nvim_win_call(window, function()
    local widest = 0
    for row, line in ipairs(t.lines(window)) do
      local shown = line:gsub('%*%*', ''):gsub('\\', ''):gsub('^# ', '')
      widest = math.max(widest, vim.fn.strdisplaywidth(shown))
      vim.fn.screenpos(window, row, 1)
    end
    return widest
  end)
  t.check('and its lines fit the window', seen <= config.width, { seen, config.width })
  close()
  vim.o.columns, vim.o.lines = 160, 60
  factmark.setup({ float = { max_width = 50, max_height = 6, border = 'single' } })
  window = open()
  config = vim.api.nvim_win_get_config(window)
  t.check('the options bound it', config.width <= 50 and config.height == 6, config)
  t.contains('a frame tells the keys', vim.inspect(config.footer), 'open source')
  close()
  factmark.setup()
end

--- A list that opens is not covered by the sheet.
local function test_list()
  t.go_to(t.WRONG_SENTENCE, '1993')
  vim.cmd('Factmark facts')
  t.check('the fact sheet is open', t.wait(t.float))
  vim.cmd('Factmark claims')
  t.check('and gives way to a list', t.wait(function()
    return vim.fn.getqflist({ winid = 0 }).winid ~= 0 and not t.float()
  end))
  vim.cmd.cclose()
end

--- Hidden and coloured parts of the page, without a window.
local function test_page()
  local source = { path = 'a.txt', title = 'A *starred* title', uri = 'file:///a.txt' }
  local function passage(before, value, after, row)
    local range = { start = { line = row, character = 0 }, ['end'] = { line = row, character = 9 } }
    local quote = { before = before, value = value, after = after }
    return { source = source, range = range, selectionRange = range, line = row + 1, quote = quote }
  end
  local other = passage('It has ', '59', ' boats.', 7)
  local fact = { passage = passage('- In `1994` it had ', '$ 44', ' boats_and_oars', 2), contested = true, others = { other } }
  local same = { passage = passage('Founded in ', '1950', '.', 4), contested = false, others = { passage('', '1950', '', 9) } }
  local sheet = { name = 'River Trust', aliases = { 'RT' }, type = 'unknown', mentions = {}, facts = { fact, same } }
  local page = require('factmark.sheet').page({ sheet = sheet }, 40)
  local text = table.concat(page.lines, '\n')
  t.contains('what looks like markup is made plain', text, '> \\- In \\`1994\\` it had **\\$ 44** boats')
  t.contains('a source that says otherwise is marked', text, '> ≠ It has **59** boats.')
  t.contains('one that says the same is named', text, '> ✓ the same: A \\*starred\\* title, line')
  local strong = vim.iter(page.marks):filter(function(mark)
    return mark.opts.hl_group == 'FactmarkValue'
  end)
  t.equal('the values are strong', strong
    :map(function(mark)
      return page.lines[mark.row + 1]:sub(mark.col + 1, mark.opts.end_col)
    end)
    :totable(), { '\\$ 44', '59', '1950' })
  t.equal('every line of a passage leads to it', page.passages[#page.lines].line, 10)
end

local function test_items()
  t.go_to(t.WRONG_SENTENCE, '1993')
  local items, answer = t.answer(function(done)
    factmark.facts({}, done)
  end)
  t.equal('no window opens for a picker', t.float(), nil)
  t.equal('it gets the answer of the server', answer.claim.verdict, 'conflict')
  local first = items[1]
  t.equal('the passage on the claim comes first', first.user_data.kind, 'evidence')
  t.equal('with its file', vim.fs.basename(first.filename), t.SOURCE_FILE)
  local line = vim.fn.readfile(first.filename)[first.lnum]
  t.equal('and the place of the value', line:sub(first.col, first.end_col - 1), '1992')
  t.contains('and its words', first.text, 'has been operating in Azerbaijan since 1992')
  items = t.answer(function(done)
    factmark.facts({ name = 'Xanadu' }, done)
  end)
  t.equal('an unknown name gives no items', items, {})
end

t.run(function()
  t.load_plugin()
  vim.o.columns, vim.o.lines = 160, 60
  factmark = require('factmark')
  local draft = t.open_brief()
  test_name(draft)
  test_claim()
  test_jump(draft)
  test_other_names()
  test_second_window()
  test_size()
  test_list()
  test_page()
  test_items()
end)

-- The claims and the sources in the quickfix list, reading the sources again, and the same as items for pickers.

package.path = vim.env.REPOSITORY .. '/tests/editors/nvim/?.lua;' .. package.path
local t = require('lib')
local factmark

--- Runs a command that makes a quickfix list; gives the list once its window is open.
local function list(command)
  vim.cmd.cclose()
  vim.cmd(command)
  t.wait(function()
    return vim.fn.getqflist({ winid = 0 }).winid ~= 0
  end)
  return vim.fn.getqflist({ all = 0 })
end

local function item_on(items, lnum)
  return vim.iter(items):find(function(item)
    return item.lnum == lnum
  end)
end

local function test_claims(draft)
  local row, column = t.find(draft, t.WRONG_SENTENCE)
  local found = list('Factmark claims')
  t.contains('the list is titled', found.title, 'Factmark: claims of sample-brief.md  ✗ 8')
  local wrong = item_on(found.items, row + 1)
  t.equal('a contradicted claim is an error', wrong.type, 'E')
  t.contains('its text is what is wrong', wrong.text, '✗ since 1993: Another year for UNHCR')
  local place = { wrong.bufnr, wrong.col, wrong.end_col }
  local first = column + t.WRONG_SENTENCE:find('since 1993')
  t.equal('it stands at the value', place, { draft, first, first + #'since 1993' })
  local types = {}
  for _, item in ipairs(found.items) do
    types[item.user_data.verdict] = item.type
  end
  t.equal('each verdict has its type', types, { conflict = 'E', unsourced = 'I', none = 'N', supported = 'N' })
  t.check('the list is in the order of the text', vim.iter(ipairs(found.items)):all(function(at, item)
    return at == 1 or found.items[at - 1].lnum <= item.lnum
  end))
  local lines = t.lines(found.winid)
  t.equal('a line of the window has three columns', #vim.split(lines[1], '|', { plain = true }), 3)
  local cells = vim.iter(lines):map(function(line)
    return vim.fn.strdisplaywidth(line:match('^[^|]*|[^|]*|'))
  end)
  t.equal('of the same width in each', #vim.fn.uniq(vim.fn.sort(cells:totable())), 1)
  local namespace = vim.api.nvim_get_namespaces()['factmark.list']
  local colours = t.wait(function()
    local marks = vim.api.nvim_buf_get_extmarks(found.qfbufnr, namespace, 0, -1, { details = true })
    return #marks == #lines and marks
  end)
  t.equal('coloured by verdict', colours and colours[2][4].hl_group, 'FactmarkConflict')

  vim.cmd('cc 2')
  t.equal('an item leads to its claim', { vim.api.nvim_get_current_buf(), vim.fn.line('.') }, { draft, row + 1 })
  vim.api.nvim_set_current_win(found.winid)
  vim.cmd('Factmark claims conflict contested')
  t.wait(function()
    return #vim.fn.getqflist() < #found.items
  end)
  local again = vim.fn.getqflist({ all = 0 })
  t.check('verdicts may be chosen', vim.iter(again.items):all(function(item)
    return item.type == 'E'
  end), again.items)
  t.equal('the list is replaced, not stacked, also from its own window', again.id, found.id)
  vim.cmd.cclose()
  vim.cmd.copen()
  vim.cmd('Factmark facts UNICEF')
  local sheet = t.wait(t.float)
  t.check('a fact sheet opens over the list too', sheet and t.lines(sheet)[1]:find('Fund', 1, true))
  vim.api.nvim_win_close(sheet, true)
  vim.cmd.cclose()
  t.contains('an unknown verdict is named with those there are', t.said(function()
    vim.cmd('Factmark claims wrong')
  end), 'no verdict "wrong" (there are: conflict, contested, unsourced, none, supported)')
  t.equal('verdicts are completed', vim.fn.getcompletion('Factmark claims con', 'cmdline'), { 'conflict', 'contested' })
  t.equal('none of a kind is said', t.said(function()
    vim.cmd('Factmark claims contested')
  end), 'Factmark: the draft has no claims of this kind (contested)')
end

local function test_foreign_list()
  vim.fn.setqflist({}, ' ', { title = 'mine', items = { { text = 'x|y' } } })
  local mine = vim.fn.getqflist({ id = 0 }).id
  local found = list('Factmark claims')
  t.check("a list of the user's own is left alone", found.id ~= mine)
  vim.cmd('colder')
  local namespace = vim.api.nvim_get_namespaces()['factmark.list']
  t.equal('and not coloured', vim.api.nvim_buf_get_extmarks(found.qfbufnr, namespace, 0, -1, {}), {})
  t.equal('nor laid out by us', t.lines(found.winid)[1], '|| x|y')
  vim.cmd('cnewer')
  vim.cmd.cclose()
end

local function test_source(draft)
  vim.cmd.edit(vim.fn.fnameescape(t.workspace .. '/seeds/' .. t.SOURCE_FILE))
  t.wait(function()
    return #vim.lsp.get_clients({ name = 'factmark', bufnr = 0 }) > 0
  end)
  t.contains('a source has no claims', t.said(function()
    vim.cmd('Factmark claims')
  end), 'this is a source')
  vim.api.nvim_set_current_buf(draft)
end

local function test_lens(draft, client)
  vim.cmd.cclose()
  client:exec_cmd({ title = 'claims', command = 'factmark.showClaims' }, { bufnr = draft })
  t.check('the code lens opens the list', t.wait(function()
    return vim.fn.getqflist({ winid = 0 }).winid ~= 0
  end))
  vim.cmd.cclose()
end

local function test_sources()
  local found = list('Factmark sources')
  t.equal('the sources are counted', found.title, 'Factmark: 2 sources · 2 undated')
  t.equal('an undated source is remarked', found.items[1].type, 'I')
  local lines = t.lines(found.winid)
  t.contains('each has its file and health', lines[2], t.SOURCE_FILE .. '|? undated')
  t.contains('and its title', lines[2], t.SOURCE_TITLE)
  vim.cmd('cc 2')
  t.equal('an item leads to the source', vim.fn.expand('%:t'), t.SOURCE_FILE)
  vim.cmd.cclose()
end

--- A source comes, changes what is found, and goes.
local function test_reading(draft)
  vim.cmd.buffer(draft)
  local path = t.workspace .. '/seeds/006_ministry.md'
  vim.fn.writefile({ '---', 'title: Report of the ministry', 'date: 2024-05-01', '---', '', t.WRONG_SENTENCE }, path)
  t.equal('a new source is counted', t.said(function()
    vim.cmd('Factmark index')
  end), 'Factmark: 3 sources read, 1 new')
  local found = list('Factmark sources')
  local line = vim.iter(t.lines(found.winid)):find(function(one)
    return one:find('006_ministry.md', 1, true)
  end)
  t.contains('with its date', line, '✓ 2024-05-01')
  vim.cmd.cclose()
  local claims = t.answer(function(done)
    factmark.claims({ buffer = draft }, done)
  end)
  t.check('and compared with the draft', vim.iter(claims):any(function(item)
    return vim.iter(item.user_data.evidence):any(function(evidence)
      return evidence.passage.source.title == 'Report of the ministry'
    end)
  end))
  local newer = t.workspace .. '/seeds/007_ministry.md'
  vim.fn.writefile({ '---', 'title: Report of the ministry', 'date: 2024-06-01', '---', '', 'All is well.' }, newer)
  t.said(function()
    vim.cmd('Factmark index')
  end)
  found = list('Factmark sources')
  t.equal('a source with a newer edition is counted', found.title, 'Factmark: 4 sources · 1 outdated · 2 undated')
  line = vim.iter(t.lines(found.winid)):find(function(one)
    return one:find('006_ministry.md', 1, true)
  end)
  t.contains('and says which', line, 'newer edition: 2024-06-01')
  vim.cmd.cclose()
  vim.fn.delete(newer)
  vim.fn.delete(path)
  local scan = assert(io.open(t.workspace .. '/seeds/007_scan.txt', 'wb'))
  scan:write('\0\1\2\255')
  scan:close()
  local said = t.said(function()
    vim.cmd('Factmark index')
  end)
  t.contains('those that are gone are counted', said, '2 sources read, 2 gone. ')
  t.contains('one that cannot be read is named', said, '007_scan.txt')
  found = list('Factmark sources')
  t.contains('it stands first in the list', t.lines(found.winid)[1], '007_scan.txt')
  t.check('as a fault', vim.list_contains({ 'E', 'W' }, found.items[1].type), found.items[1])
  vim.cmd.cclose()
  vim.fn.delete(t.workspace .. '/seeds/007_scan.txt')
  local sources = t.answer(function(done)
    factmark.index({}, done)
  end)
  t.equal('a callback gets the sources', #sources.sources, 2)
end

local function test_items(draft)
  local items, answer = t.answer(function(done)
    factmark.claims({ verdicts = { 'conflict' } }, done)
  end)
  t.equal('claims come as items', { #items, #answer.claims > #items }, { 8, true })
  local names = {}
  for name, value in pairs(items[1]) do
    names[name] = type(value)
  end
  t.equal('of plain fields', names, {
    filename = 'string',
    lnum = 'number',
    col = 'number',
    end_lnum = 'number',
    end_col = 'number',
    text = 'string',
    type = 'string',
    user_data = 'table',
  })
  t.equal('in the draft', items[1].filename, vim.api.nvim_buf_get_name(draft))
  items = t.answer(function(done)
    factmark.sources({}, done)
  end)
  t.equal('sources come as items', vim.fs.basename(items[2].filename), t.SOURCE_FILE)
  t.contains('with title and health', items[2].text, t.SOURCE_TITLE .. ' · undated')
end

local function test_status(draft, client)
  t.equal('a statusline tells the counts', factmark.status(draft), '2 sources · 8 findings')
  local status, echo, echoed = require('factmark.status'), vim.api.nvim_echo, {}
  local now = vim.deepcopy(status.of(draft))
  status.received(vim.tbl_extend('force', now, { state = 'reading', sources = { read = 1, total = 9 } }), client.id)
  t.equal('also while the sources are read', factmark.status(draft), 'reading sources 1/9')
  vim.api.nvim_echo = function(chunks)
    echoed[#echoed + 1] = chunks[1][1]
  end
  t.answer(function(done)
    factmark.claims({}, done)
  end)
  vim.api.nvim_echo = echo
  t.equal('who asks then is told why it takes a while', echoed, { 'Factmark: reading the sources …', '' })
  status.received(now, client.id)
  vim.cmd.enew()
  t.equal('and nothing elsewhere', factmark.status(), '')
  vim.api.nvim_set_current_buf(draft)
end

--- A client that counts in UTF-16 gets columns in bytes all the same.
local function test_encoding()
  vim.cmd('%bwipeout!')
  vim.lsp.enable('factmark', false)
  t.wait(function()
    return #vim.lsp.get_clients({ name = 'factmark' }) == 0
  end)
  vim.lsp.config('factmark', { capabilities = { general = { positionEncodings = { 'utf-16' } } } })
  local path = t.workspace .. '/brève.md'
  vim.fn.writefile({ '“Été” 🙂: ' .. t.WRONG_SENTENCE }, path)
  vim.lsp.enable('factmark')
  vim.cmd.edit(vim.fn.fnameescape(path))
  local client = t.wait(function()
    return #vim.diagnostic.get(0) > 0 and vim.lsp.get_clients({ bufnr = 0 })[1]
  end)
  t.equal('the client counts in UTF-16', client and client.offset_encoding, 'utf-16')
  local items = t.answer(function(done)
    factmark.claims({}, done)
  end)
  local line = vim.api.nvim_get_current_line()
  t.equal('the item stands at the value', line:sub(items[1].col, items[1].end_col - 1), 'since 1993')
end

t.run(function()
  t.load_plugin()
  factmark = require('factmark')
  local heard = {}
  vim.api.nvim_create_autocmd('User', {
    pattern = 'FactmarkStatus',
    callback = function(event)
      heard[#heard + 1] = event.data.state
    end,
  })
  local draft, client = t.open_brief()
  test_claims(draft)
  test_foreign_list()
  test_source(draft)
  test_lens(draft, client)
  test_sources()
  test_reading(draft)
  test_items(draft)
  test_status(draft, client)
  t.check('changes are told by an event', vim.list_contains(heard, 'ready'), heard)
  test_encoding()
end)

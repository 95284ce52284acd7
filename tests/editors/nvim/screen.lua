-- Neovim on a terminal screen, in tmux: what a writer sees and types, with the settings that the help file gives.

package.path = vim.env.REPOSITORY .. '/tests/editors/nvim/?.lua;' .. package.path
local t = require('lib')

local socket = t.scratch .. '/tmux'
local COLUMNS, ROWS = 220, 50

local function tmux(...)
  local result = vim.system({ 'tmux', '-S', socket, '-f', '/dev/null', ... }, { text = true }):wait(t.LIMIT)
  return result.stdout, result.code
end

--- The screen as text; with colours as escape sequences if asked.
local function screen(coloured)
  return (tmux('capture-pane', '-p', coloured and '-e' or nil)) or ''
end

local function keys(...)
  tmux('send-keys', ...)
end

--- Waits as t.wait does, looking less often: every look starts a program.
local function wait(probe)
  return t.wait(probe, 60)
end

--- Waits until the screen holds the text (or no longer holds it).
local function shows(text, absent)
  return wait(function()
    local found = screen():find(text, 1, true) ~= nil
    return found ~= (absent or false)
  end)
end

--- Whether the text stands on the screen with an underline (SGR 4, plain or styled) among the codes right before it.
local function underlined(text)
  for before in screen(true):gmatch('([^\n]-)' .. vim.pesc(text)) do
    local codes = before:match('[\27%[%d;:m]*$')
    if codes:find('\27%[4m') or codes:find('\27%[4:%dm') then
      return true
    end
  end
  return false
end

local function start()
  local config = vim.env.XDG_CONFIG_HOME .. '/nvim'
  vim.fn.mkdir(config, 'p')
  vim.fn.writefile({
    ('vim.opt.runtimepath:append(%q)'):format(t.repository .. '/editors/nvim'),
    "vim.lsp.enable('factmark')",
    'vim.diagnostic.config({ virtual_text = true })',
  }, config .. '/init.lua')
  local command = { vim.fn.shellescape(t.nvim()), vim.fn.shellescape(t.workspace .. '/sample-brief.md') }
  tmux('new-session', '-d', '-x', tostring(COLUMNS), '-y', tostring(ROWS), table.concat(command, ' '))
end

local function test_finding_is_seen()
  t.check('the draft is on the screen', shows(t.WRONG_SENTENCE), screen())
  local line = wait(function()
    return screen():match(vim.pesc(t.WRONG_SENTENCE) .. '[^\n]+1992[^\n]*')
  end)
  if not t.check('the message stands beside the sentence', line, screen()) then
    error('without it the rest shows nothing', 0)
  end
  t.check('the year is underlined', wait(function()
    return underlined('1993')
  end), screen(true))
  t.say('--- on the screen\n' .. (line or '') .. '\n---')
end

local function test_hover()
  keys('/UNHCR has been', 'Enter')
  keys('K')
  t.check('K opens the facts', shows('United Nations High Commissioner for Refugees'), screen())
  -- Neovim hides the marks of Markdown a moment after the first picture.
  t.check('with the sourced year, laid out', shows('operating in Azerbaijan since 1992, has supported'), screen())
  t.check('and the title of the source', shows('Azerbaijan: international'), screen())
  t.say('--- the screen with the hover\n' .. screen():gsub('[ \n]+$', '') .. '\n---')
  keys('l')
  t.check('moving on closes them', shows('United Nations High Commissioner for Refugees', true), screen())
end

local function test_jump()
  keys('/1993', 'Enter')
  keys('C-]')
  t.check('CTRL-] jumps into the source', shows('For many years the Republic of Azerbaijan'), screen())
  t.check('the source has no findings', not underlined('1992'))
  keys('C-t')
  t.check('CTRL-T comes back', shows(t.WRONG_SENTENCE), screen())
end

local function test_fix()
  keys('ciw1992', 'Escape')
  t.check('the sentence is mended', shows('operating in Azerbaijan since 1992.'), screen())
  t.check('the message goes away', wait(function()
    return not screen():match('operating in Azerbaijan since 1992%.[^\n]*%S[^\n]*1992')
  end), screen())
  t.check('nothing is underlined there', not underlined('1992.'))
end

--- The sheet is opened, entered and left by keys.
local function test_facts()
  keys('/UNHCR has been', 'Enter')
  keys(':Factmark facts', 'Enter')
  t.check(':Factmark facts opens the sheet', shows('organisation · 7 mentions in 2 sources'), screen())
  t.check('without marks of Markdown', wait(function()
    local now = screen()
    return now:find('Azerbaijan since 1992, has', 1, true) and not now:find('# United Nations', 1, true)
  end), screen())
  t.check('with a bar beside the quotations', shows('▎ The UNHCR, which has been operating'), screen())
  t.check('it fits the screen', not screen():find('@@@', 1, true), screen())
  t.say('--- the fact sheet\n' .. screen():gsub('[ \n]+$', '') .. '\n---')
  keys(':Factmark facts', 'Enter', 'Tab', 'Enter')
  t.check('<CR> on a passage opens the source', shows('For many years the Republic of Azerbaijan'), screen())
  keys('C-t')
  t.check('CTRL-T comes back', shows(t.WRONG_SENTENCE), screen())
end

local function test_claims()
  keys(':Factmark claims', 'Enter')
  t.check(':Factmark claims lists them in columns', wait(function()
    return screen():find('14|✗ since 1993 +| Another year for UNHCR: the draft says')
  end), screen())
  t.check('with the counts', shows('claims of sample-brief.md  ✗ 8  ? 6'), screen())
  t.say('--- the claims\n' .. screen():gsub('[ \n]+$', '') .. '\n---')
  keys(':cclose', 'Enter')
  t.check('and the list closes', shows('claims of sample-brief.md', true), screen())
end

local function test_virtual_text()
  keys(':Factmark virtual_text', 'Enter')
  t.check('the source stands behind a claim', shows('since 1993 ✗ 1992, Azerbaijan: inter'), screen())
  keys(':Factmark virtual_text off', 'Enter')
  t.check('and no longer', shows('✗ 1992, Azerbaijan', true), screen())
end

--- Through Neovim's own prompts.
local function test_ignore()
  keys('gg', '/1993', 'Enter')
  keys(':Factmark ignore', 'Enter')
  t.check(':Factmark ignore offers where', shows('1: Ignore F002 in this sentence'), screen())
  keys('1', 'Enter')
  t.check('and asks why', shows('Reason:'), screen())
  keys('counted anew', 'Enter')
  t.check('the comment stands behind the sentence', shows('since 1993. <!-- factmark-ignore F002: counted anew -->'), screen())
  t.check('and the message is gone', wait(function()
    return not screen():find('Another year for UNHCR', 1, true)
  end), screen())
  keys('u')
  t.check('undo brings it back', shows('Another year for UNHCR'), screen())
end

local function test_findings_list()
  keys(':Factmark findings', 'Enter')
  t.check(':Factmark findings lists the others', shows('sample-brief.md|'), screen())
end

t.run(function()
  start()
  local fine, fault = xpcall(function()
    test_finding_is_seen()
    test_hover()
    test_jump()
    test_facts()
    test_claims()
    test_virtual_text()
    test_ignore()
    test_fix()
    test_findings_list()
    keys(':qall!', 'Enter')
    t.check('the editor ends', wait(function()
      return select(2, tmux('has-session')) ~= 0
    end))
  end, debug.traceback)
  tmux('kill-server')
  if not fine then
    error(fault, 0)
  end
end)

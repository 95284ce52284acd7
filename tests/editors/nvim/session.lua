-- A writer's session in Neovim without a screen: diagnostics, hover, jumps, references, a fix by typing and one that is
-- offered, plain text, restart.

package.path = vim.env.REPOSITORY .. '/tests/editors/nvim/?.lua;' .. package.path
local t = require('lib')

local exit = {}

local function diagnostics_on(buffer, row)
  return vim.diagnostic.get(buffer, { lnum = row })
end

--- Waits for a year finding on the row, or for there to be none.
local function wait_for_year(buffer, row, present)
  return t.wait(function()
    local found = diagnostics_on(buffer, row)
    if not present then
      return #found == 0
    end
    return #found > 0 and found
  end)
end

--- The text that Neovim's own hover shows at the cursor.
local function hover_text()
  vim.lsp.buf.hover()
  local window = t.wait(function()
    return vim.iter(vim.api.nvim_list_wins()):find(function(w)
      return vim.api.nvim_win_get_config(w).relative ~= ''
    end)
  end)
  if not window then
    return nil
  end
  local buffer = vim.api.nvim_win_get_buf(window)
  local lines = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
  vim.api.nvim_win_close(window, true)
  return table.concat(lines, '\n')
end

--- Jumps by the definition under the cursor, and returns the name of the file that it led to.
local function jump()
  local from = { vim.api.nvim_get_current_buf(), unpack(vim.api.nvim_win_get_cursor(0)) }
  vim.lsp.buf.definition()
  local moved = t.wait(function()
    return not vim.deep_equal(from, { vim.api.nvim_get_current_buf(), unpack(vim.api.nvim_win_get_cursor(0)) })
  end)
  return moved and vim.fn.expand('%:t')
end

local function test_year_is_underlined(draft)
  local row, column = t.find(draft, t.WRONG_SENTENCE)
  local found = wait_for_year(draft, row, true)
  if not t.check('the wrong year has a finding', found) then
    return
  end
  local finding = found[1]
  t.equal('one finding on the sentence', #found, 1)
  t.equal('its code', finding.code, 'F002')
  t.equal('its origin', finding.source, 'factmark')
  t.equal('its severity', finding.severity, vim.diagnostic.severity.ERROR)
  t.equal(
    'the year alone is underlined',
    { finding.col, finding.end_col },
    { column + t.WRONG_SENTENCE:find('1993') - 1, column + t.WRONG_SENTENCE:find('1993') + 3 }
  )
  t.contains('the message names the right year', finding.message, '1992')
  local related = vim.tbl_get(finding, 'user_data', 'lsp', 'relatedInformation') or {}
  t.check('the finding names its source', related[1] and related[1].location.uri:find(t.SOURCE_FILE, 1, true), related)
end

local function test_hover(draft)
  vim.api.nvim_set_current_buf(draft)
  t.go_to(t.WRONG_SENTENCE, 'UNHCR')
  local text = hover_text()
  t.contains('hover on a name tells its long form', text, 'United Nations High Commissioner for Refugees')
  t.contains('hover on a name tells the fact', text, '1992')
  t.contains('hover on a name names the source', text, t.SOURCE_TITLE)
  t.say('--- hover on UNHCR\n' .. (text or '') .. '\n---')
  t.go_to(t.WRONG_SENTENCE, '1993')
  t.contains('hover on the year quotes the source', hover_text(), 'operating in Azerbaijan since')
end

local function test_jumps(draft)
  t.go_to(t.WRONG_SENTENCE, '1993')
  t.equal('a jump from the year opens the source', jump(), t.SOURCE_FILE)
  t.stands_in('and stands in the very sentence', t.SOURCE_SENTENCE)
  local source = vim.api.nvim_get_current_buf()
  t.check('the same server serves the source', t.wait(function()
    return #vim.lsp.get_clients({ bufnr = source, name = 'factmark' }) == 1
  end) and #vim.lsp.get_clients({ name = 'factmark' }) == 1, #vim.lsp.get_clients())
  vim.api.nvim_set_current_buf(draft)

  t.go_to(t.WRONG_SENTENCE, 'UNHCR')
  local file = jump()
  t.check('a jump from the name opens a source', file and file ~= 'sample-brief.md', file)
  t.contains('at a line that names it', vim.api.nvim_get_current_line(), '(UNHCR)')
  t.equal('a source gets no findings', vim.diagnostic.get(source), {})
  vim.api.nvim_set_current_buf(draft)
end

local function test_references()
  t.go_to(t.WRONG_SENTENCE, 'UNHCR')
  local list
  vim.lsp.buf.references(nil, {
    on_list = function(answer)
      list = answer.items
    end,
  })
  t.wait(function()
    return list
  end)
  local files = {}
  for _, item in ipairs(list or {}) do
    files[vim.fs.basename(item.filename)] = true
  end
  t.check('references name the sources', files[t.SOURCE_FILE], files)
  t.check('references name the draft', files['sample-brief.md'], files)
end

--- Types as a writer does; the keys go through Neovim's mappings and undo.
local function type_keys(keys)
  vim.api.nvim_feedkeys(vim.keycode(keys), 'xt', false)
end

local function test_fix(draft)
  local row = t.find(draft, t.WRONG_SENTENCE)
  t.go_to(t.WRONG_SENTENCE, '1993')
  type_keys('ciw1992<Esc>')
  t.check('the right year is silent', wait_for_year(draft, row, false), diagnostics_on(draft, row))
  type_keys('u')
  t.check('undo brings the finding back', wait_for_year(draft, row, true))
end

--- The fix that the server offers for the finding, applied as `gra` would.
local function test_offered_fix(draft)
  local row = t.find(draft, t.WRONG_SENTENCE)
  t.go_to(t.WRONG_SENTENCE, '1993')
  vim.lsp.buf.code_action({
    apply = true,
    filter = function(action)
      return action.title:find('1992', 1, true) ~= nil
    end,
  })
  local line = t.wait(function()
    local now = vim.api.nvim_buf_get_lines(draft, row, row + 1, false)[1]
    return now ~= t.WRONG_SENTENCE and now
  end)
  t.equal('the offered fix puts the right year', line, (t.WRONG_SENTENCE:gsub('1993', '1992')))
  t.check('and the finding is gone', wait_for_year(draft, row, false), diagnostics_on(draft, row))
  type_keys('u')
  t.check('undo takes it back', wait_for_year(draft, row, true))
end

local function test_plain_text()
  local path = t.workspace .. '/note.txt'
  vim.fn.writefile({ t.WRONG_SENTENCE }, path)
  vim.cmd.edit(vim.fn.fnameescape(path))
  local buffer = vim.api.nvim_get_current_buf()
  t.equal('a text file is text', vim.bo[buffer].filetype, 'text')
  t.check('a plain text draft is checked', wait_for_year(buffer, 0, true))
  local client = vim.lsp.get_clients({ bufnr = buffer })[1]
  t.equal('the server hears plaintext', client and client.get_language_id(buffer, 'text'), 'plaintext')
  vim.api.nvim_buf_delete(buffer, { force = true })
end

local function test_restart(draft)
  local before = vim.lsp.get_clients({ name = 'factmark' })[1]
  vim.cmd('Factmark restart')
  local after = t.wait(function()
    return vim.iter(vim.lsp.get_clients({ name = 'factmark', bufnr = draft })):find(function(client)
      return client.id ~= before.id
    end)
  end)
  t.check(':Factmark restart starts a new server', after)
  local ended = t.wait(function()
    return exit[before.id]
  end)
  t.equal('the old server ended in order', ended, { code = 0, signal = 0 })
  local row = t.find(draft, t.WRONG_SENTENCE)
  t.check('the new server checks the draft', wait_for_year(draft, row, true))
end

t.run(function()
  vim.opt.runtimepath:append(t.repository .. '/editors/nvim')
  vim.cmd.runtime('plugin/factmark.lua')
  vim.lsp.config('factmark', {
    on_exit = function(code, signal, id)
      exit[id] = { code = code, signal = signal }
    end,
  })
  vim.lsp.enable('factmark')
  vim.cmd('filetype on')
  vim.cmd.edit(vim.fn.fnameescape(t.workspace .. '/sample-brief.md'))
  local draft = vim.api.nvim_get_current_buf()
  local client = t.wait(function()
    local found = vim.lsp.get_clients({ name = 'factmark', bufnr = draft })[1]
    return found and found.initialized and found
  end)
  if not t.check('the server starts with the draft', client) then
    return
  end
  t.equal('its root is the folder with factmark.toml', vim.uv.fs_realpath(client.root_dir), vim.uv.fs_realpath(t.workspace))
  test_year_is_underlined(draft)
  test_hover(draft)
  test_jumps(draft)
  test_references()
  test_fix(draft)
  test_offered_fix(draft)
  test_plain_text()
  test_restart(draft)
end)

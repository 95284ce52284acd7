-- What stands in the draft: the few words behind each claim, and comments that silence a finding.

package.path = vim.env.REPOSITORY .. '/tests/editors/nvim/?.lua;' .. package.path
local t = require('lib')
local factmark

--- Marks behind the claims of a row: id and text of each.
local function marks_on(buffer, row)
  local namespace = vim.api.nvim_get_namespaces()['factmark.virtual_text']
  if not namespace then
    return {}
  end
  local found = vim.api.nvim_buf_get_extmarks(buffer, namespace, { row, 0 }, { row, -1 }, { details = true })
  return vim.tbl_map(function(mark)
    local text = vim.iter(mark[4].virt_text):fold('', function(all, chunk)
      return all .. chunk[1]
    end)
    return { id = mark[1], col = mark[3], text = text, group = mark[4].virt_text[1][2] }
  end, found)
end

--- Waits until the only mark of the row has the text.
local function wait_for_mark(buffer, row, text)
  return t.wait(function()
    local marks = marks_on(buffer, row)
    return #marks == 1 and marks[1].text:find(text, 1, true) and marks[1]
  end)
end

local function test_virtual_text(draft)
  local row, column = t.find(draft, t.WRONG_SENTENCE)
  t.equal('nothing stands behind claims unless asked for', marks_on(draft, row), {})
  t.equal('and its module is not loaded', package.loaded['factmark.virtual_text'], nil)
  vim.cmd('Factmark virtual_text')
  local mark = wait_for_mark(draft, row, ' ✗ 1992, Azerbaijan: inter')
  t.check('the figure of the source stands behind a contradicted claim', mark, marks_on(draft, row))
  t.equal('at its end', mark.col, column + #t.WRONG_SENTENCE - 1)
  t.equal('in the colour of its verdict', mark.group, 'FactmarkConflict')

  -- An edit of another line leaves every mark alone; one of the claim changes its mark alone.
  local new = row
  row = row + 2
  vim.api.nvim_buf_set_lines(draft, new, new, false, { 'The office has 12 boats.', '' })
  t.check('a new claim gets a mark', wait_for_mark(draft, new, '? no source'), marks_on(draft, new))
  t.equal('the mark of another stays the same', marks_on(draft, row)[1].id, mark.id)
  t.go_to(t.WRONG_SENTENCE, '1993')
  t.type_keys('ciw1992<Esc>')
  local mended = wait_for_mark(draft, row, '✓ Azerbaijan')
  t.check('a mended claim is shown as supported', mended and mended.group == 'FactmarkSupported', marks_on(draft, row))
  t.type_keys('u')
  t.check('and undone as contradicted', wait_for_mark(draft, row, '✗ 1992'))

  vim.cmd('Factmark virtual_text verdict')
  t.check('the verdict may stand there', wait_for_mark(draft, row, ' ✗ contradicted'))
  factmark.setup({
    signs = { conflict = '!!' },
    virtual_text = function(claim)
      return claim.verdict == 'conflict' and '<' .. claim.value .. '>' or nil
    end,
  })
  t.check('or what a function makes of it', wait_for_mark(draft, row, ' <since 1993>'))
  t.equal('only where it says something', marks_on(draft, new), {})
  vim.cmd('Factmark virtual_text verdict')
  t.check('the signs may be others', wait_for_mark(draft, row, ' !! contradicted'))
  vim.cmd('Factmark virtual_text off')
  t.equal('and nothing when it is off', marks_on(draft, row), {})
  t.equal('nor any autocommand', pcall(vim.api.nvim_get_autocmds, { group = 'factmark.virtual_text' }), false)
  t.contains('an unknown word is named', t.said(function()
    vim.cmd('Factmark virtual_text loud')
  end), '"loud" cannot be shown')
  factmark.setup()
  vim.api.nvim_buf_set_lines(draft, new, row, false, {})
  row = new

  factmark.setup({ virtual_text = 'verdict' })
  wait_for_mark(draft, row, '✗ contradicted')
  vim.cmd('Factmark stop')
  t.check('nothing is left when the server ends', t.wait(function()
    return #marks_on(draft, row) == 0
  end), marks_on(draft, row))
  vim.cmd('Factmark start')
  t.check('it comes again with the server', wait_for_mark(draft, row, '✗ contradicted'))
  factmark.setup()
  t.equal('setup() takes it back', marks_on(draft, row), {})
end

--- Chooses as a writer would when asked: the way that the text names, and the reason.
local function choosing(way, reason, run)
  local select, input = vim.ui.select, vim.ui.input
  local asked = {}
  vim.ui.select = function(actions, options, on_choice)
    asked.prompt = options.prompt
    asked.titles = vim.tbl_map(options.format_item, actions)
    on_choice(vim.iter(actions):find(function(action)
      return way and options.format_item(action):find(way, 1, true) ~= nil
    end))
    asked.done = way == nil or asked.reason ~= nil or reason == nil
  end
  vim.ui.input = function(options, on_confirm)
    asked.reason = options.prompt
    on_confirm(reason)
  end
  run()
  t.wait(function()
    return asked.done
  end)
  vim.ui.select, vim.ui.input = select, input
  return asked
end

local function ignore(arguments)
  return function()
    -- As if the writer had typed before.
    vim.bo.undolevels = vim.bo.undolevels
    vim.cmd('Factmark ignore ' .. (arguments or ''))
  end
end

local function wait_for_findings(buffer, row, count)
  return t.wait(function()
    return #vim.diagnostic.get(buffer, { lnum = row }) == count
  end)
end

local function line(buffer, row)
  return vim.api.nvim_buf_get_lines(buffer, row, row + 1, false)[1]
end

local function wait_for_line(buffer, row, text)
  local reached = t.wait(function()
    return line(buffer, row) == text
  end)
  return reached, line(buffer, row)
end

local function test_ignore(draft)
  local row = t.find(draft, t.WRONG_SENTENCE)
  wait_for_findings(draft, row, 1)
  t.go_to(t.WRONG_SENTENCE, 'UNHCR')
  local asked = choosing(nil, nil, ignore())
  t.contains('the writer is asked what to ignore', asked.prompt, 'Ignore F002: Another year for UNHCR')
  t.equal('and where', asked.titles, {
    'Ignore F002 in this sentence',
    'Ignore F002 (another year) in this draft',
    'Ignore F002 (another year) everywhere, in factmark.toml',
  })
  t.equal('who chooses nothing changes nothing', line(draft, row), t.WRONG_SENTENCE)
  asked = choosing('in this sentence', 'the office --> says so', ignore())
  t.equal('and for the reason', asked.reason, 'Reason: ')
  local comment = ' <!-- factmark-ignore F002: the office -> says so -->'
  t.check('the reason stands in the comment', wait_for_line(draft, row, t.WRONG_SENTENCE .. comment))
  t.check('and the finding is gone', wait_for_findings(draft, row, 0))
  t.type_keys('u')
  t.check('undo takes it back', wait_for_line(draft, row, t.WRONG_SENTENCE))
  wait_for_findings(draft, row, 1)

  choosing('in this sentence', nil, ignore('counted 50% anew'))
  comment = ' <!-- factmark-ignore F002: counted 50% anew -->'
  t.check('a reason may be given at once', wait_for_line(draft, row, t.WRONG_SENTENCE .. comment))
  t.type_keys('u')
  wait_for_findings(draft, row, 1)
  choosing('in this sentence', '', ignore())
  t.check('it may be left out', wait_for_line(draft, row, t.WRONG_SENTENCE .. ' <!-- factmark-ignore F002 -->'))
  t.type_keys('u')
  wait_for_findings(draft, row, 1)

  choosing('in this draft', 'old', ignore())
  t.check('the whole draft at its top', t.wait(function()
    return table.concat(vim.api.nvim_buf_get_lines(draft, 0, 10, false), '\n')
      :find('<!-- factmark-ignore-file F002: old -->', 1, true)
  end))
  t.contains('the cursor stays at the claim', vim.api.nvim_get_current_line(), t.WRONG_SENTENCE)
  t.type_keys('u')
  wait_for_findings(draft, row, 1)

  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  t.equal('a line without a finding', t.said(ignore()), 'Factmark: there is no finding on this line')
end

local function test_ignore_everywhere(draft)
  local row = t.find(draft, t.WRONG_SENTENCE)
  t.go_to(t.WRONG_SENTENCE, '1993')
  choosing('everywhere', 'all %d rechecked', ignore())
  local settings = t.workspace .. '/factmark.toml'
  t.check('a rule is switched off in the settings file', t.wait(function()
    return table.concat(vim.fn.readfile(settings), '\n'):find('F002 = "off" # all %d rechecked', 1, true)
  end), vim.fn.readfile(settings))
  t.check('which is written', not vim.bo[vim.fn.bufadd(settings)].modified)
  t.check('and heard of', wait_for_findings(draft, row, 0), vim.diagnostic.get(draft, { lnum = row }))

  -- As in a project that has no settings file yet.
  vim.cmd('bwipeout! ' .. vim.fn.fnameescape(settings))
  vim.fn.delete(settings)
  vim.cmd('Factmark index')
  wait_for_findings(draft, row, 1)
  choosing('in a new factmark.toml', 'once more', ignore())
  t.check('one is made where there is none', t.wait(function()
    return vim.fn.filereadable(settings) == 1 and vim.fn.readfile(settings)[2] == 'F002 = "off" # once more'
  end), vim.fn.filereadable(settings) == 1 and vim.fn.readfile(settings))
  t.check('and heard of too', wait_for_findings(draft, row, 0), vim.diagnostic.get(draft, { lnum = row }))
end

t.run(function()
  t.load_plugin()
  factmark = require('factmark')
  local draft = t.open_brief()
  test_virtual_text(draft)
  test_ignore(draft)
  test_ignore_everywhere(draft)
end)

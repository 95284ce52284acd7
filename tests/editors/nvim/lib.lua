-- What the Neovim scripts share: checks with counts, waiting with a limit, and places in the sample brief.

local M = {}

M.workspace = vim.env.WORKSPACE
M.scratch = vim.env.SCRATCH
M.repository = vim.env.REPOSITORY

--- The longest wait for anything, in milliseconds.
M.LIMIT = 20000

--- The draft's wrong sentence, the wrong word in it, and what the sources say.
M.WRONG_SENTENCE = 'UNHCR has been operating in Azerbaijan since 1993.'
M.SOURCE_SENTENCE = 'The UNHCR, which has been operating in Azerbaijan since 1992, has supported the efforts of the Government '
  .. 'of Azerbaijan to improve the living conditions of the IDPs through income-generating activities.'
M.SOURCE_TITLE = 'Azerbaijan: international cooperation in the humanitarian field'
M.SOURCE_FILE = '004_5e32103b5ee5e312.txt'

local passed, failed = 0, 0

--- Writes whole lines to standard output; print() of a Neovim without a screen puts the line end in front.
function M.say(text)
  io.stdout:write(text, '\n')
  io.stdout:flush()
end

--- Counts one check and prints its name.
---@return boolean
function M.check(name, holds, seen)
  if holds then
    passed = passed + 1
    M.say('ok: ' .. name)
  else
    failed = failed + 1
    M.say('not ok: ' .. name)
    if seen ~= nil then
      M.say('  seen: ' .. (type(seen) == 'string' and seen or vim.inspect(seen)))
    end
  end
  return holds and true or false
end

function M.equal(name, seen, expected)
  return M.check(name, vim.deep_equal(seen, expected), { seen = seen, expected = expected })
end

function M.contains(name, text, part)
  return M.check(name, text ~= nil and text:find(part, 1, true) ~= nil, text or 'nothing')
end

--- Waits until the function gives a truthy value and returns that value, or nil at the limit; looks again after so many
--- milliseconds.
function M.wait(probe, interval)
  local value
  vim.wait(M.LIMIT, function()
    value = probe()
    return value
  end, interval or 10)
  return value
end

--- The program of this very Neovim; child processes must be of the same version.
function M.nvim()
  return vim.v.progpath
end

--- Row (from 0) and byte column of a text in the buffer.
function M.find(buffer, text)
  for row, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
    local column = line:find(text, 1, true)
    if column then
      return row - 1, column - 1
    end
  end
  error('not in the buffer: ' .. text)
end

--- Puts the cursor on a word, found behind the beginning of a longer text.
function M.go_to(text, word)
  local row, column = M.find(0, text)
  local offset = word and text:find(word, 1, true) - 1 or 0
  vim.api.nvim_win_set_cursor(0, { row + 1, column + offset })
end

--- Checks that the cursor stands inside a sentence; a source's line holds a whole paragraph.
function M.stands_in(name, sentence)
  local first = vim.api.nvim_get_current_line():find(sentence, 1, true)
  local column = vim.api.nvim_win_get_cursor(0)[2] + 1
  return M.check(
    name,
    first and column >= first and column < first + #sentence,
    vim.api.nvim_get_current_line():sub(column, column + 100)
  )
end

--- Has the plugin on the runtimepath, as a plugin manager puts it there.
function M.load_plugin()
  vim.opt.runtimepath:append(M.repository .. '/editors/nvim')
  vim.cmd.runtime('plugin/factmark.lua')
  vim.cmd('filetype plugin on')
end

--- Opens the sample brief and waits for the server and its first findings; gives the buffer and the client.
function M.open_brief()
  vim.lsp.enable('factmark')
  vim.cmd.edit(vim.fn.fnameescape(M.workspace .. '/sample-brief.md'))
  local draft = vim.api.nvim_get_current_buf()
  local client = M.wait(function()
    local found = vim.lsp.get_clients({ name = 'factmark', bufnr = draft })[1]
    return found and #vim.diagnostic.get(draft) > 0 and found
  end)
  assert(M.check('the server has checked the brief', client), 'without it the rest shows nothing')
  return draft, client
end

--- Runs something that says a message later, and gives the first one.
function M.said(run)
  local message
  local notify = vim.notify
  vim.notify = function(text)
    message = message or text
  end
  local fine, fault = pcall(run)
  M.wait(function()
    return message or not fine
  end)
  vim.notify = notify
  return message or fault
end

--- Runs something that answers by a callback, and gives what the callback got.
function M.answer(ask)
  local got
  ask(function(...)
    got = { ... }
  end)
  M.wait(function()
    return got
  end)
  return unpack(got or {})
end

--- Types keys as a writer does, through Neovim's mappings.
function M.type_keys(keys)
  vim.api.nvim_feedkeys(vim.keycode(keys), 'xt', false)
end

--- The floating window that is open, if one is.
function M.float()
  return vim.iter(vim.api.nvim_list_wins()):find(function(window)
    return vim.api.nvim_win_get_config(window).relative ~= ''
  end)
end

--- Lines of a window's buffer.
function M.lines(window)
  return vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
end

--- Prints the counts and ends Neovim.
function M.finish()
  M.say(('%d passed, %d failed'):format(passed, failed))
  vim.cmd(failed == 0 and passed > 0 and 'qall!' or 'cquit!')
end

--- Runs the tests; an error in them counts as one failed check.
function M.run(tests)
  local fine, fault = xpcall(tests, debug.traceback)
  if not fine then
    M.check('the script ran to its end', false, fault)
  end
  M.finish()
end

return M

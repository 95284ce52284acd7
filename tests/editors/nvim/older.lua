-- The snippet that the help file gives for Neovim 0.7 to 0.10, run as it stands there, without the plugin.

package.path = vim.env.REPOSITORY .. '/tests/editors/nvim/?.lua;' .. package.path
local t = require('lib')

--- The code block of the help file behind the tag.
local function snippet(tag)
  local help = table.concat(vim.fn.readfile(t.repository .. '/editors/nvim/doc/factmark.txt'), '\n')
  local section = help:sub((help:find('*' .. tag .. '*', 1, true)))
  return section:match('>lua\n(.-)\n<')
end

t.run(function()
  assert(loadstring(snippet('factmark-older-neovim')))()
  vim.cmd('filetype plugin on')
  vim.cmd('edit ' .. vim.fn.fnameescape(t.workspace .. '/sample-brief.md'))
  local draft = vim.api.nvim_get_current_buf()
  local row = t.find(draft, t.WRONG_SENTENCE)
  local found = t.wait(function()
    local on_row = vim.diagnostic.get(draft, { lnum = row })
    return #on_row > 0 and on_row
  end)
  if not t.check('the wrong year has a finding', found) then
    return
  end
  t.contains('that names the right year', found[1].message, '1992')
  t.go_to(t.WRONG_SENTENCE, '1993')
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes('<C-]>', true, false, true), 'xt', false)
  t.check('CTRL-] opens the source', t.wait(function()
    return vim.fn.expand('%:t') == t.SOURCE_FILE
  end), vim.fn.expand('%:t'))
  t.stands_in('in the very sentence', t.SOURCE_SENTENCE)
  for _, key in ipairs({ 'K', 'grr', 'gra' }) do
    t.check(key .. ' is mapped', vim.fn.maparg(key, 'n', false, true).buffer == 1)
  end
  t.equal('one server serves both', #vim.lsp.get_active_clients(), 1)
end)

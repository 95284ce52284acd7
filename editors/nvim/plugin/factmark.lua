-- Defines :Factmark and its <Plug> mappings, and no keys: the server starts by vim.lsp.enable('factmark'), and the rest loads on first use.
if vim.g.loaded_factmark then
  return
end
vim.g.loaded_factmark = true

vim.api.nvim_create_user_command('Factmark', function(call)
  require('factmark.command').run(call.args)
end, {
  nargs = '*',
  complete = function(lead, line, cursor)
    return require('factmark.command').complete(lead, line:sub(1, cursor))
  end,
  desc = 'Factmark: facts, claims, sources and more; alone it tells what there is',
})

-- One for each subcommand that a key is wanted for; what it is mapped to is the user's choice.
for name, command in pairs({
  facts = 'facts',
  claims = 'claims',
  open = 'claims conflict contested unsourced',
  sources = 'sources',
  index = 'index',
  ignore = 'ignore',
  ['virtual-text'] = 'virtual_text',
  findings = 'findings',
}) do
  vim.keymap.set('n', ('<Plug>(factmark-%s)'):format(name), ('<Cmd>Factmark %s<CR>'):format(command), {
    desc = 'Factmark: ' .. command,
  })
end

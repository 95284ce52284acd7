-- Defines :Factmark and nothing else: the server starts by vim.lsp.enable('factmark'), and the rest loads on first use.
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

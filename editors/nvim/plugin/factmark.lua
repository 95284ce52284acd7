-- Defines :Factmark and nothing else: the server starts by vim.lsp.enable('factmark'), and the rest loads on first use.
if vim.g.loaded_factmark then
  return
end
vim.g.loaded_factmark = true

vim.api.nvim_create_user_command('Factmark', function(call)
  require('factmark.command').run(call.args)
end, {
  nargs = 1,
  complete = function(lead)
    return require('factmark.command').complete(lead)
  end,
  desc = 'Factmark: findings, health, log, restart, start, stop',
})

-- The plugin's own parts: nothing done at load, the command, the help file, the health check.

package.path = vim.env.REPOSITORY .. '/tests/editors/nvim/?.lua;' .. package.path
local t = require('lib')

local plugin = t.repository .. '/editors/nvim'

local function health_report()
  vim.cmd('silent checkhealth factmark')
  local text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
  vim.cmd.bwipeout({ bang = true })
  return text
end

local function test_load()
  local loaded = vim.tbl_filter(function(name)
    return vim.startswith(name, 'factmark')
  end, vim.tbl_keys(package.loaded))
  t.equal('loading the plugin loads no module', loaded, {})
  t.equal('and enables nothing', vim.lsp.is_enabled('factmark'), false)
  t.equal(':Factmark completes its subcommands', vim.fn.getcompletion('Factmark re', 'cmdline'), { 'restart' })
end

local function test_config()
  local config = vim.lsp.config.factmark
  t.equal('the server is factmark lsp', config and config.cmd, { 'factmark', 'lsp' })
  t.equal('for Markdown and text', config and config.filetypes, { 'markdown', 'text' })
end

local function test_help()
  -- A copy, so that the tags file is not written into the checkout.
  local copy = t.scratch .. '/help'
  vim.fn.mkdir(copy .. '/doc', 'p')
  vim.uv.fs_copyfile(plugin .. '/doc/factmark.txt', copy .. '/doc/factmark.txt')
  local fine, fault = pcall(vim.cmd.helptags, copy .. '/doc')
  t.check('the help tags build', fine, fault)
  vim.opt.runtimepath:prepend(copy)
  for _, topic in ipairs({ 'factmark', 'factmark-setup', 'factmark-older-neovim', ':Factmark-restart' }) do
    t.check(':help ' .. topic, pcall(vim.cmd.help, topic))
  end
  local documented = table.concat(vim.fn.readfile(plugin .. '/doc/factmark.txt'), '\n')
  for _, name in ipairs(vim.fn.getcompletion('Factmark ', 'cmdline')) do
    t.contains(name .. ' is documented', documented, '*:Factmark-' .. name .. '*')
  end
  for name in vim.spairs(require('factmark')) do
    if name ~= 'NAME' then
      t.contains(name .. '() is documented', documented, '*factmark.' .. name .. '()*')
    end
  end
  vim.cmd.helpclose()
end

local function test_health()
  local report = health_report()
  t.contains('health: not enabled is said', report, 'not enabled')
  vim.lsp.enable('factmark')
  report = health_report()
  t.contains('health: the program and its version', report, 'OK factmark')
  t.contains('health: not running is said', report, 'not running')

  vim.cmd.edit(vim.fn.fnameescape(t.workspace .. '/sample-brief.md'))
  t.wait(function()
    local client = vim.lsp.get_clients({ name = 'factmark' })[1]
    return client and client.initialized
  end)
  report = health_report()
  t.contains('health: the root and what it holds', report, 'holds factmark.toml, seeds')
  t.check('health: no complaint when all is well', not report:find('ERROR') and not report:find('WARNING'), report)

  vim.lsp.config('factmark', { cmd = { 'no-such-factmark', 'lsp' } })
  t.contains('health: a missing program', health_report(), '`no-such-factmark` is not an executable program')
  local foreign = t.scratch .. '/foreign'
  vim.fn.writefile({ '#!/bin/sh', 'echo something else 1.0' }, foreign)
  vim.uv.fs_chmod(foreign, 493)
  vim.lsp.config('factmark', { cmd = { foreign, 'lsp' } })
  t.contains('health: a foreign program', health_report(), '--version` failed')
end

local function test_unknown_subcommand()
  local said
  local notify = vim.notify
  vim.notify = function(message)
    said = message
  end
  vim.cmd('Factmark nonsense')
  vim.notify = notify
  t.contains('an unknown subcommand is named with those there are', said, 'findings, health, log, restart, start, stop')
end

t.run(function()
  vim.opt.runtimepath:append(plugin)
  vim.cmd.runtime('plugin/factmark.lua')
  vim.cmd('filetype on')
  test_load()
  test_config()
  test_help()
  test_health()
  test_unknown_subcommand()
end)

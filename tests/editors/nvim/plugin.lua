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
  t.equal('and nothing behind those that take nothing', vim.fn.getcompletion('Factmark index ', 'cmdline'), {})
end

--- Mappings for a user's own keys; every one runs its subcommand, and no key is taken.
local function test_mappings()
  local help = table.concat(vim.fn.readfile(plugin .. '/doc/factmark.txt'), '\n')
  local mapped = {}
  for _, mapping in ipairs(vim.api.nvim_get_keymap('n')) do
    if (mapping.rhs or ''):find('Factmark', 1, true) then
      mapped[#mapped + 1] = mapping.lhs
    end
  end
  t.check('there are mappings for keys of the user', #mapped > 5, mapped)
  for _, lhs in ipairs(mapped) do
    t.check(lhs .. ' takes no key', vim.startswith(lhs, '<Plug>(factmark-'))
    t.contains('and is told of in the help', help, '`' .. lhs .. '`')
  end
  vim.cmd.enew()
  vim.keymap.set('n', '<F5>', '<Plug>(factmark-open)', { buffer = true })
  t.contains('a key that is mapped to one runs its subcommand', t.said(function()
    t.type_keys('<F5>')
  end), 'this buffer is no draft')
  vim.cmd.bwipeout()
end

local function test_command_alone()
  local shown = vim.api.nvim_exec2('Factmark', { output = true }).output
  for _, name in ipairs(vim.fn.getcompletion('Factmark ', 'cmdline')) do
    t.contains(':Factmark alone tells of ' .. name, shown, '  :Factmark ' .. name)
  end
  t.contains('and where to read on', shown, ':help factmark')
end

--- What a writer reads where no server serves the buffer.
local function test_no_server()
  local function said(command)
    return t.said(function()
      vim.cmd('Factmark ' .. command)
    end)
  end
  vim.cmd.enew()
  for _, command in ipairs({ 'facts', 'claims', 'sources', 'index', 'ignore', 'findings', 'facts UNHCR' }) do
    t.contains(':Factmark ' .. command .. ' without a server', said(command), 'this buffer is no draft: its filetype is ""')
  end
  vim.bo.filetype = 'markdown'
  t.contains('in a draft, where it is not enabled', said('claims'), "vim.lsp.enable('factmark')")
  vim.lsp.config('factmark', { cmd = { 'no-such-factmark', 'lsp' } })
  t.contains('where the program is missing', said('claims'), 'the program `no-such-factmark` is not found')
  vim.lsp.config('factmark', { cmd = { 'factmark', 'lsp' } })
  vim.cmd('bwipeout!')
end

local function test_highlights()
  local highlights = require('factmark.highlights')
  vim.api.nvim_set_hl(0, 'FactmarkConflict', { link = 'WarningMsg' })
  highlights.define()
  local function link(name)
    return vim.api.nvim_get_hl(0, { name = name }).link
  end
  t.equal("a link of the user's own is kept", link('FactmarkConflict'), 'WarningMsg')
  t.equal('the others are linked to groups that there are', link('FactmarkContested'), 'DiagnosticWarn')
  vim.cmd.colorscheme('habamax')
  t.equal('also after the colour scheme has changed', link('FactmarkContested'), 'DiagnosticWarn')
  for _, name in ipairs(highlights.names()) do
    t.check(name .. ' is a group', vim.fn.hlexists(name) == 1)
  end
end

local function test_options()
  local said = t.said(function()
    require('factmark').setup({ virtual_text = 'loud', colour = 'red' })
  end)
  t.contains('a wrong option is named', said, 'option "colour" is to be one of float, signs, virtual_text')
  t.contains('and a wrong value', said, "virtual_text is to be false, 'source', 'verdict' or a function")
  t.contains('health: wrong options', health_report(), 'setup(): option "colour"')
  require('factmark').setup({ signs = { conflict = 'x' } })
  t.equal('right ones are taken', require('factmark.words').sign('conflict'), 'x')
  t.check('and no complaint is left', not health_report():find('setup()', 1, true))
  require('factmark').setup()
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
  -- A bar makes a link; one that leads nowhere opens an error.
  local tags = {}
  for _, line in ipairs(vim.fn.readfile(copy .. '/doc/tags')) do
    tags[line:match('^[^\t]+')] = true
  end
  local dead = {}
  for _, line in ipairs(vim.fn.readfile(copy .. '/doc/factmark.txt')) do
    for link in (' ' .. line):gmatch('%f[|]|([^| ]+)|') do
      if not tags[link] and #vim.fn.getcompletion(link, 'help') == 0 then
        dead[#dead + 1] = link
      end
    end
  end
  t.equal('every link of the help file leads somewhere', dead, {})
  local documented = table.concat(vim.fn.readfile(plugin .. '/doc/factmark.txt'), '\n')
  for _, name in ipairs(vim.fn.getcompletion('Factmark ', 'cmdline')) do
    t.contains(name .. ' is documented', documented, '*:Factmark-' .. name .. '*')
  end
  for name in vim.spairs(require('factmark')) do
    t.contains(name .. '() is documented', documented, '*factmark.' .. name .. '()*')
  end
  for _, name in ipairs(require('factmark.highlights').names()) do
    t.contains(name .. ' is documented', documented, '*hl-' .. name .. '*')
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
  t.contains('health: the root', report, 'root: ' .. vim.uv.fs_realpath(t.workspace))
  t.contains('health: the sources', report, 'OK 2 sources')
  t.contains('health: how the server counts', report, 'position encoding: utf-8')
  t.contains('health: its version', report, 'server 0.1.0, 1 file open')
  t.check('health: no complaint when all is well', not report:find('ERROR') and not report:find('WARNING'), report)

  local settings = t.workspace .. '/factmark.toml'
  local before = vim.fn.readfile(settings)
  local function report_with(lines)
    vim.fn.writefile(lines, settings)
    t.answer(function(done)
      require('factmark').index({}, done)
    end)
    return health_report()
  end
  report = report_with({ '[rules]', 'F999 = "loud"' })
  t.contains('health: a wrong setting is an error', report, 'ERROR settings: ')
  t.contains('health: with its place', report, 'factmark.toml:2')
  report = report_with({ '[sources]', 'paths = ["seeds", "nowhere"]' })
  t.contains('health: a folder that is not there', report, 'nowhere')
  vim.fn.writefile(before, settings)

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
  t.contains('an unknown subcommand is named with those there are', said, 'facts, claims, sources, index, ignore')
end

t.run(function()
  local globals = vim.tbl_keys(_G)
  vim.opt.runtimepath:append(plugin)
  vim.cmd.runtime('plugin/factmark.lua')
  vim.cmd('filetype on')
  test_load()
  test_mappings()
  test_command_alone()
  test_no_server()
  test_config()
  test_highlights()
  test_options()
  test_help()
  test_health()
  test_unknown_subcommand()
  local leaked = vim.tbl_filter(function(name)
    return not vim.list_contains(globals, name)
  end, vim.tbl_keys(_G))
  t.equal('no global variable is left', leaked, {})
end)

--- `:checkhealth factmark`: says whether Factmark can run here, and if not, what to do.

local factmark = require('factmark')
local health = vim.health

local M = {}

--- Limit on `factmark --version`, in milliseconds.
local PROBE_LIMIT = 5000

--- Folders that the server reads as sources when factmark.toml names none.
local DEFAULT_SOURCES = { 'seeds', 'sources' }

---@return boolean
local function check_neovim()
  if vim.fn.has('nvim-0.11') == 1 then
    health.ok('Neovim ' .. tostring(vim.version()))
    return true
  end
  health.error(
    'Neovim 0.11 or newer is needed for vim.lsp.enable()',
    { 'for 0.7 to 0.10, use the snippet under |factmark-older-neovim|' }
  )
  return false
end

---@param cmd any
local function check_program(cmd)
  if type(cmd) ~= 'table' then
    return health.info('the server is started by a function of your own; its program is not checked')
  end
  local path = vim.fn.exepath(cmd[1])
  if path == '' then
    return health.error(('`%s` is not an executable program'):format(cmd[1]), {
      'build it with `cargo install --path server/factmark` and have ~/.cargo/bin in $PATH, or',
      "name it: vim.lsp.config('factmark', { cmd = { '/path/to/factmark', 'lsp' } })",
    })
  end
  local started, probe = pcall(vim.system, { path, '--version' }, { text = true })
  local result = started and probe:wait(PROBE_LIMIT) or { code = -1, stderr = probe }
  local answer = vim.trim(result.stdout or '')
  if result.code == 0 and vim.startswith(answer, 'factmark') then
    return health.ok(('%s (%s)'):format(answer, path))
  end
  health.error(
    ('`%s --version` failed: %s'):format(path, vim.trim(result.stderr or '')),
    { 'is this program Factmark, built for this machine?' }
  )
end

local function check_enabled()
  if vim.lsp.is_enabled(factmark.NAME) then
    health.ok('enabled')
  else
    health.warn('not enabled', { "put vim.lsp.enable('factmark') in your init.lua" })
  end
end

--- What stands in for the sources below a root: factmark.toml, or the default folders that are there.
---@param root string
---@return string[]
local function signs_of_sources(root)
  local names = vim.list_extend({ 'factmark.toml' }, DEFAULT_SOURCES)
  return vim.tbl_filter(function(name)
    return vim.uv.fs_stat(vim.fs.joinpath(root, name)) ~= nil
  end, names)
end

---@param client vim.lsp.Client
local function check_client(client)
  local root = client.root_dir
  health.info(('client %d, drafts open: %d'):format(client.id, vim.tbl_count(client.attached_buffers)))
  if not root then
    return health.warn('the draft belongs to no folder with factmark.toml, .git or a sources folder', {
      'put a file factmark.toml (it may be empty) into the folder that holds the sources folder',
    })
  end
  local signs = signs_of_sources(root)
  if #signs == 0 then
    return health.warn(('no factmark.toml and no sources folder in %s'):format(root), {
      'put the sources into a folder named `sources`, or name their folder in factmark.toml',
    })
  end
  health.ok(('root %s holds %s'):format(root, table.concat(signs, ', ')))
end

local function check_clients()
  local clients = factmark.clients()
  if #clients == 0 then
    return health.info('not running: open a Markdown or text file to start it')
  end
  vim.iter(clients):each(check_client)
end

function M.check()
  health.start('Factmark')
  if not check_neovim() then
    return
  end
  local config = vim.lsp.config[factmark.NAME]
  if not config then
    return health.error('lsp/factmark.lua is not on the runtimepath', {
      'add the folder editors/nvim of Factmark to the runtimepath, or install it as a plugin',
    })
  end
  check_program(config.cmd)
  check_enabled()
  check_clients()
end

return M

--- `:checkhealth factmark`: says whether Factmark can run here, and if not, what to do.

local server = require('factmark.server')
local words = require('factmark.words')
local health = vim.health

local M = {}

--- Limit on `factmark --version`, in milliseconds.
local PROBE_LIMIT = 5000

--- Limit on the server's list of sources, in milliseconds.
local ANSWER_LIMIT = 5000

--- Problems of one kind that are told one by one.
local MOST_PROBLEMS = 10

---@return boolean
local function check_neovim()
  if vim.fn.has('nvim-0.11') == 1 then
    local version = vim.version()
    health.ok(('Neovim %d.%d.%d'):format(version.major, version.minor, version.patch))
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
  if server.is_enabled() then
    health.ok('enabled')
  else
    health.warn('not enabled', { "put vim.lsp.enable('factmark') in your init.lua" })
  end
end

local function check_options()
  for _, problem in ipairs(require('factmark.config').problems) do
    health.error('setup(): ' .. problem, { 'see |factmark-options|' })
  end
  if not pcall(vim.treesitter.language.inspect, 'markdown') then
    health.info('the fact sheet is not coloured: there is no tree-sitter parser for Markdown')
  end
end

---@param answer factmark.Sources
local function check_problems(answer)
  for at, problem in ipairs(answer.problems) do
    if at > MOST_PROBLEMS then
      return health.info(('%d more: see :Factmark sources'):format(#answer.problems - MOST_PROBLEMS))
    end
    local place = problem.uri and vim.fn.fnamemodify(vim.uri_to_fname(problem.uri), ':~:.') or nil
    local known = not place or problem.message:find(vim.fs.basename(place), 1, true)
    local message = known and problem.message or ('%s: %s'):format(place, problem.message)
    if problem.kind == 'settings' then
      health.error('settings: ' .. message)
    elseif problem.urgent then
      health.warn(message)
    else
      health.info(message)
    end
  end
end

---@param client vim.lsp.Client
local function check_sources(client)
  local answer, fault = client:request_sync(server.SOURCES, nil, ANSWER_LIMIT)
  if not answer or answer.err then
    local why = fault or answer and answer.err.message
    return health.warn(('the server did not say which sources it has read (%s)'):format(why), {
      'are there very many? Then wait until they are read.',
    })
  end
  local sources = answer.result
  if not sources then
    return health.warn('the draft belongs to no folder with factmark.toml, .git or a sources folder', {
      'put a file factmark.toml (it may be empty) into the folder that holds the sources folder',
    })
  end
  local undated = #vim.tbl_filter(function(entry)
    return entry.undated
  end, sources.sources)
  local count = words.dotted(words.plural(#sources.sources, 'source'), undated > 0 and undated .. ' undated')
  if #sources.sources > 0 then
    health.ok(count)
  else
    health.warn(count, {
      'put the sources into a folder named `sources`, or name their folder in factmark.toml',
    })
  end
  if undated > 0 then
    health.info('dates of sources can be given in a file sources.toml beside them')
  end
  check_problems(sources)
end

--- Neovim watches no files where it would cost much, by its own choice.
---@param client vim.lsp.Client
local function check_watching(client)
  local watches = vim.tbl_get(client.capabilities, 'workspace', 'didChangeWatchedFiles', 'dynamicRegistration')
  if not watches then
    health.info('Neovim does not watch files here: after changing sources outside of it, use `:Factmark index`')
  end
end

---@param client vim.lsp.Client
local function check_client(client)
  local version = vim.tbl_get(client, 'server_info', 'version')
  local drafts = words.plural(vim.tbl_count(client.attached_buffers), 'file')
  health.info(('client %d: server %s, %s open'):format(client.id, version or 'of unknown version', drafts))
  health.info('position encoding: ' .. client.offset_encoding)
  if not vim.tbl_get(client.server_capabilities, 'experimental', 'factmark', 'sources') then
    return health.error('the server is too old for this plugin', { 'build and install it anew' })
  end
  if client.root_dir then
    health.ok('root: ' .. client.root_dir)
  end
  check_sources(client)
  check_watching(client)
end

local function check_clients()
  local clients = server.clients()
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
  local config = vim.lsp.config[server.NAME]
  if not config then
    return health.error('lsp/factmark.lua is not on the runtimepath', {
      'add the folder editors/nvim of Factmark to the runtimepath, or install it as a plugin',
    })
  end
  check_program(config.cmd)
  check_enabled()
  check_options()
  health.start('Factmark: the server')
  check_clients()
end

return M

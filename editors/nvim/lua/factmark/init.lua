--- Factmark's Lua functions, for a user's own mappings, for pickers and for the :Factmark command.
--- Knows Neovim's client, not the checker: what is found, shown and fixed is the server's affair.

local server = require('factmark.server')

local M = {}

--- How long a restart waits for the old server to end, in milliseconds.
local STOP_LIMIT = 3000

--- The running clients, of one buffer if given.
---@param buffer? integer
---@return vim.lsp.Client[]
function M.clients(buffer)
  return server.clients(buffer)
end

--- Takes options. Not needed: without it the defaults hold.
---@param options? factmark.Options
function M.setup(options)
  local config = require('factmark.config')
  if not config.set(options) then
    return server.say(table.concat(config.problems, '; '), vim.log.levels.ERROR)
  end
  local shown = config.get().virtual_text
  if shown or package.loaded['factmark.virtual_text'] then
    M.virtual_text(shown)
  end
end

--- The buffer that is meant: the current one, or the draft that the current window tells of.
---@param options? { buffer?: integer }
---@return integer
local function buffer_of(options)
  local buffer = options and options.buffer or 0
  if buffer ~= 0 then
    return buffer
  end
  local told = vim.w.factmark
  if vim.bo.buftype == 'quickfix' then
    told = vim.tbl_get(vim.fn.getqflist({ context = 0 }), 'context', 'buffer')
  end
  return told and vim.api.nvim_buf_is_valid(told) and told or vim.api.nvim_get_current_buf()
end

--- The fact sheet of what stands at the cursor, or of a name, in a floating window; a second call puts the cursor into it.
--- With a callback nothing is shown: it gets the passages as items, and the server's answer.
---@param options? { name?: string, buffer?: integer }
---@param callback? fun(items: factmark.Item[], answer: factmark.Facts?)
function M.facts(options, callback)
  local buffer = buffer_of(options)
  local name = options and options.name
  local float = not callback and require('factmark.float')
  if float and not name and float.focus(buffer) then
    return
  end
  local client = name and server.any(buffer) or not name and server.client(buffer)
  if not client then
    return
  end
  -- A draft may be in several windows; the one that the user is in counts.
  local window = vim.api.nvim_win_get_buf(0) == buffer and 0 or vim.fn.bufwinid(buffer)
  if window < 0 and not name then
    return server.say('the draft is in no window, so that there is no place to ask about', vim.log.levels.WARN)
  end
  local function place()
    return { vim.api.nvim_get_current_win(), vim.api.nvim_get_current_buf(), unpack(vim.api.nvim_win_get_cursor(0)) }
  end
  local asked_at = place()
  local params = name and { entity = name }
    or vim.lsp.util.make_position_params(window, client.offset_encoding)
  server.ask(client, server.FACTS, params, buffer, function(answer)
    if callback then
      return callback(answer and require('factmark.items').facts(answer, client.offset_encoding) or {}, answer)
    end
    -- Who has moved on does not want it any more.
    if not vim.deep_equal(place(), asked_at) then
      return
    end
    if not answer then
      local what = name and ('"%s"'):format(name) or 'what stands at the cursor'
      return server.say(('no source speaks of %s'):format(what))
    end
    float.show(answer, client.offset_encoding)
  end)
end

---@param items factmark.Item[]
---@param file string
---@return string such as `Factmark: claims of brief.md  ✗ 1  ✓ 2`
local function title_of_claims(items, file)
  local words = require('factmark.words')
  local parts = { ('Factmark: claims of %s'):format(file) }
  for _, verdict in ipairs(words.VERDICTS) do
    local count = #vim.tbl_filter(function(item)
      return item.user_data.verdict == verdict
    end, items)
    if count > 0 then
      parts[#parts + 1] = words.sign(verdict) .. ' ' .. count
    end
  end
  return table.concat(parts, '  ')
end

--- The claims of a draft in the quickfix list, all or those of some verdicts.
--- With a callback nothing is shown: it gets the claims as items, and the server's answer.
---@param options? { buffer?: integer, verdicts?: factmark.Verdict[] }
---@param callback? fun(items: factmark.Item[], answer: factmark.Claims?)
function M.claims(options, callback)
  local buffer = buffer_of(options)
  local client = server.client(buffer)
  if not client then
    return
  end
  local verdicts = options and options.verdicts or {}
  server.ask(client, server.CLAIMS, { textDocument = server.document(buffer) }, buffer, function(answer)
    local items = answer and require('factmark.items').claims(answer, client.offset_encoding, verdicts) or {}
    if callback then
      return callback(items, answer)
    end
    if not answer then
      return server.say('this is a source: only drafts have claims', vim.log.levels.WARN)
    end
    local name = vim.fs.basename(vim.api.nvim_buf_get_name(buffer))
    if #items == 0 then
      local kind = #verdicts > 0 and ' of this kind (' .. table.concat(verdicts, ', ') .. ')' or ''
      return server.say(('the draft has no claims%s'):format(kind))
    end
    local title = title_of_claims(items, name ~= '' and name or 'this draft')
    require('factmark.list').show(items, title, { factmark = 'claims', buffer = buffer })
  end)
end

--- The sources with what is wrong with them in the quickfix list.
--- With a callback nothing is shown: it gets them as items, and the server's answer.
---@param options? { buffer?: integer }
---@param callback? fun(items: factmark.Item[], answer: factmark.Sources?)
function M.sources(options, callback)
  local buffer = buffer_of(options)
  local client = server.any(buffer)
  if not client then
    return
  end
  server.ask(client, server.SOURCES, nil, buffer, function(answer)
    local items = answer and require('factmark.items').sources(answer) or {}
    if callback then
      return callback(items, answer)
    end
    if not answer then
      return server.say('the draft belongs to no folder with sources; :checkhealth factmark says more')
    end
    if #answer.sources == 0 and #items <= 1 then
      return server.say(items[1] and items[1].text or 'there are no sources', vim.log.levels.WARN)
    end
    local words = require('factmark.words')
    local undated = #vim.tbl_filter(function(entry)
      return entry.undated
    end, answer.sources)
    local outdated = #vim.tbl_filter(function(entry)
      return entry.newerEdition ~= nil
    end, answer.sources)
    local health = words.dotted(
      words.plural(#answer.sources, 'source'),
      outdated > 0 and outdated .. ' outdated',
      undated > 0 and undated .. ' undated',
      #answer.problems > 0 and words.plural(#answer.problems, 'problem')
    )
    require('factmark.list').show(items, 'Factmark: ' .. health, { factmark = 'sources', buffer = buffer })
  end)
end

--- Has the sources read again and reports what came of it. With a callback, it gets the server's list of sources instead.
---@param options? { buffer?: integer }
---@param callback? fun(answer: factmark.Sources)
function M.index(options, callback)
  require('factmark.reading').run(buffer_of(options), callback)
end

--- Silences the finding at the cursor in a way that the writer chooses.
---@param options? { reason?: string } asked for where it is not given
function M.ignore(options)
  require('factmark.ignore').run(options and options.reason)
end

--- Shows the source or the verdict behind each claim, or no longer; without a word, the one or the other.
---@param what? factmark.Shown|false
function M.virtual_text(what)
  local virtual_text = require('factmark.virtual_text')
  if what == nil then
    what = not virtual_text.shown() and (require('factmark.config').get().virtual_text or 'source')
  end
  virtual_text.show(what)
end

--- Lists Factmark's findings of the buffer in its location list.
---@param buffer? integer the current buffer by default
function M.findings(buffer)
  buffer = buffer_of({ buffer = buffer })
  local client = server.client(buffer)
  if not client then
    return
  end
  local findings = require('factmark.findings').of(buffer, client)
  if #findings == 0 then
    return server.say('no findings')
  end
  vim.fn.setloclist(0, {}, ' ', { title = 'Factmark', items = vim.diagnostic.toqflist(findings) })
  vim.cmd.lopen()
end

--- A few words for a statusline: the sources read, the findings of the buffer; '' for a buffer without Factmark.
---@param buffer? integer the current buffer by default
---@return string
function M.status(buffer)
  return require('factmark.status').text(buffer_of({ buffer = buffer }))
end

--- Starts the server for the open drafts, and for those opened later. The same as `vim.lsp.enable('factmark')`.
function M.start()
  vim.lsp.enable(server.NAME)
end

--- Stops the server, and does not start it again for drafts opened later.
function M.stop()
  vim.lsp.enable(server.NAME, false)
end

--- Starts the server anew, for example after the program was replaced.
function M.restart()
  local old = server.clients()
  M.stop()
  local stopped = vim.wait(STOP_LIMIT, function()
    return vim.iter(old):all(function(client)
      return client:is_stopped()
    end)
  end, 20)
  if not stopped then
    server.say('the old server does not answer and is ended', vim.log.levels.WARN)
    vim.lsp.stop_client(old, true)
  end
  M.start()
end

--- Opens Neovim's log of language servers, where the server's messages on its error channel are kept.
function M.log()
  vim.cmd.tabnew({ vim.lsp.get_log_path() })
end

return M

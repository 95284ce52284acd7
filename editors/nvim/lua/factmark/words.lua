--- How verdicts, passages and counts are worded and signed, the same in every view.
--- Knows the shapes of server/factmark/PROTOCOL.md, not where the words are shown.

local M = {}

---@alias factmark.Verdict 'supported'|'conflict'|'contested'|'unsourced'|'none'

--- In the order in which a writer wants to see them.
---@type factmark.Verdict[]
M.VERDICTS = { 'conflict', 'contested', 'unsourced', 'none', 'supported' }

--- What each is called, which type of the quickfix list it has, and in which colour and by which sign it is shown.
---@type table<factmark.Verdict, { name: string, type: string, group: string, sign: string }>
M.verdict = {
  conflict = { name = 'contradicted', type = 'E', group = 'FactmarkConflict', sign = '✗' },
  contested = { name = 'sources differ', type = 'W', group = 'FactmarkContested', sign = '≠' },
  unsourced = { name = 'no source', type = 'I', group = 'FactmarkUnsourced', sign = '?' },
  none = { name = 'not decided', type = 'N', group = 'FactmarkUndecided', sign = '·' },
  supported = { name = 'supported', type = 'N', group = 'FactmarkSupported', sign = '✓' },
}

--- The sign of a verdict, as the user has it.
---@param verdict factmark.Verdict
---@return string
function M.sign(verdict)
  return require('factmark.config').get().signs[verdict] or M.verdict[verdict].sign
end

---@param count integer
---@param word string
---@return string
function M.plural(count, word)
  return ('%d %s%s'):format(count, word, count == 1 and '' or 's')
end

--- The parts that are there, with dots between them.
---@param ... string|false|nil
---@return string
function M.dotted(...)
  local parts = {}
  for at = 1, select('#', ...) do
    local part = select(at, ...)
    if part and part ~= '' then
      parts[#parts + 1] = part
    end
  end
  return table.concat(parts, ' · ')
end

--- The text cut to so many cells, with an ellipsis where something is left out.
---@param text string
---@param cells integer
---@return string
function M.shortened(text, cells)
  if vim.fn.strdisplaywidth(text) <= cells then
    return text
  end
  local characters = vim.fn.strchars(text)
  repeat
    characters = characters - 1
    text = vim.fn.strcharpart(text, 0, characters)
  until vim.fn.strdisplaywidth(text) < cells or characters == 0
  return vim.trim(text) .. '…'
end

--- The day that a source describes or was published, as far as known.
---@param source factmark.Source
---@return string?
function M.dated(source)
  return source.asOf or source.issued
end

--- That a source has a newer edition, by its title, or by its date or file where both have the same title.
---@param entry { source: factmark.Source, newerEdition: factmark.Source? }
---@return string?
function M.newer_edition(entry)
  local newer = entry.newerEdition
  if not newer then
    return nil
  end
  local name = newer.title ~= entry.source.title and newer.title or M.dated(newer) or newer.path
  return 'newer edition: ' .. name
end

--- Title and line of a passage, and what else is known of its source.
---@param passage factmark.Passage
---@return string
function M.place(passage)
  local source = passage.source
  return M.dotted(('%s, line %d'):format(source.title, passage.line), source.publisher, M.dated(source))
end

--- The words of a passage on one line.
---@param passage factmark.Passage
---@return string
function M.quote(passage)
  local quote = passage.quote
  return vim.trim(quote.before .. quote.value .. quote.after)
end

return M

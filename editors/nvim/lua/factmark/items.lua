--- Answers of the server as plain items: where each thing stands and what is to be read of it, as quickfix lists and pickers
--- take it.
--- Knows no window and no list.

local words = require('factmark.words')

local M = {}

---@class factmark.Item
---@field filename string
---@field lnum integer counted from 1, as all of these
---@field col integer in bytes
---@field end_lnum? integer
---@field end_col? integer
---@field text string
---@field type string E, W, I or N, as in the quickfix list
---@field valid? 0 where there is no file to go to
---@field user_data table what the server said

--- Longest words of a value in one line of text, in cells.
local VALUE = 40

--- Adds to each item where its range stands, in bytes. The files are read, so those of one answer are taken together.
---@param items table[] each with `uri` and `range`
---@param encoding string
---@return factmark.Item[]
local function placed(items, encoding)
  local locations = {}
  for at, item in ipairs(items) do
    locations[at] = { uri = item.uri, range = item.range, at = at }
  end
  for _, place in ipairs(vim.lsp.util.locations_to_items(locations, encoding)) do
    local item = items[place.user_data.at]
    item.uri, item.range = nil, nil
    item.filename, item.lnum, item.col = place.filename, place.lnum, place.col
    item.end_lnum, item.end_col = place.end_lnum, place.end_col
  end
  return items
end

--- What one line has to say of a claim beside its verdict.
---@param claim factmark.Claim
---@return string
function M.detail(claim)
  if claim.finding then
    return claim.finding.message
  end
  local best = claim.evidence[1]
  if not best then
    return claim.sentence
  end
  if claim.verdict ~= 'contested' then
    return words.place(best.passage)
  end
  local says = {}
  for _, evidence in ipairs(claim.evidence) do
    local passage = evidence.passage
    says[#says + 1] = ('"%s" (%s, line %d)'):format(passage.quote.value, passage.source.title, passage.line)
  end
  return table.concat(says, ', ')
end

--- The claims of a draft, in the order of the text; those of the verdicts alone, if given.
---@param answer factmark.Claims
---@param encoding string
---@param verdicts? factmark.Verdict[]
---@return factmark.Item[]
function M.claims(answer, encoding, verdicts)
  local items = {}
  for _, claim in ipairs(answer.claims) do
    if not verdicts or #verdicts == 0 or vim.list_contains(verdicts, claim.verdict) then
      local value = words.shortened(claim.value, VALUE)
      items[#items + 1] = {
        uri = answer.uri,
        range = claim.range,
        type = words.verdict[claim.verdict].type,
        text = ('%s %s: %s'):format(words.sign(claim.verdict), value, M.detail(claim)),
        user_data = claim,
      }
    end
  end
  return placed(items, encoding)
end

--- The passages of a fact sheet: those on the claim, then the facts with what others say, then the definition.
---@param answer factmark.Facts
---@param encoding string
---@return factmark.Item[]
function M.facts(answer, encoding)
  local items, seen = {}, {}
  local function add(kind, passage, type)
    local start = passage.selectionRange.start
    local place = ('%s:%d:%d'):format(passage.source.uri, start.line, start.character)
    if not passage.source.uri or seen[place] then
      return
    end
    seen[place] = true
    items[#items + 1] = {
      uri = passage.source.uri,
      range = passage.selectionRange,
      type = type or 'N',
      text = ('%s (%s)'):format(words.quote(passage), passage.source.title),
      user_data = { kind = kind, passage = passage },
    }
  end
  for _, evidence in ipairs(answer.claim and answer.claim.evidence or {}) do
    add('evidence', evidence.passage, words.verdict[evidence.verdict].type)
  end
  local sheet = answer.sheet or { facts = {} }
  for _, fact in ipairs(sheet.facts) do
    add('fact', fact.passage, fact.contested and 'W' or nil)
    for _, passage in ipairs(fact.others) do
      add('other', passage, fact.contested and 'W' or nil)
    end
  end
  if sheet.definition then
    add('definition', sheet.definition)
  end
  return placed(items, encoding)
end

--- What kept sources from being read, then the sources in the order of their paths.
---@param answer factmark.Sources
---@return factmark.Item[]
function M.sources(answer)
  local items = {}
  for _, problem in ipairs(answer.problems) do
    items[#items + 1] = {
      filename = problem.uri and vim.uri_to_fname(problem.uri) or nil,
      -- A folder without sources, or what is not there, is nothing to open.
      valid = (not problem.uri or problem.kind == 'noSources' or problem.kind == 'missing') and 0 or nil,
      lnum = problem.line or 1,
      col = 1,
      type = problem.urgent and 'E' or 'W',
      text = problem.message,
      user_data = { problem = problem },
    }
  end
  for _, entry in ipairs(answer.sources) do
    local source = entry.source
    items[#items + 1] = {
      filename = source.uri and vim.uri_to_fname(source.uri) or source.path,
      lnum = 1,
      col = 1,
      type = entry.newerEdition and 'W' or entry.undated and 'I' or 'N',
      text = words.dotted(
        source.title,
        words.newer_edition(entry),
        source.publisher,
        words.dated(source) or 'undated',
        words.plural(entry.sentences, 'sentence')
      ),
      user_data = { entry = entry },
    }
  end
  return items
end

return M

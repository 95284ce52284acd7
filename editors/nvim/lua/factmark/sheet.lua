--- The fact sheet as lines of Markdown, wrapped to a width, with what is to be hidden or coloured and the passage that each
--- line belongs to.
--- Knows no window: it makes data from data.

local words = require('factmark.words')

local M = {}

---@class factmark.Page
---@field lines string[]
---@field marks { row: integer, col: integer, opts: vim.api.keyset.set_extmark }[] rows and columns from 0
---@field passages table<integer, factmark.Passage> by line, from 1
---@field width integer cells of the longest line, as it is seen

local Page = {}
Page.__index = Page

--- What Markdown would take for markup.
---@param text string
---@return string
local function escaped(text)
  return (text:gsub('[\\`*_%[%]<>&$~]', '\\%0'))
end

--- The text with what Markdown takes for a list, a heading or a rule at the beginning of a line made plain.
---@param line string
---@return string
local function guarded(line)
  return (line:gsub('^[-+=#]', '\\%0'):gsub('^(%d+)([.)])', '%1\\%2'))
end

--- Cells of a piece of Markdown as it is seen.
---@param text string
---@return integer
local function cells(text)
  return vim.fn.strdisplaywidth((text:gsub('%*%*', ''):gsub('\\(%p)', '%1')))
end

---@param text string
---@param width integer
---@return string[]
local function wrapped(text, width)
  local lines, line, used = {}, {}, 0
  for word in text:gmatch('%S+') do
    local long = cells(word)
    -- An address may be longer than a line.
    while long > width and not word:find('[*\\]') do
      local first = vim.fn.strcharpart(word, 0, width)
      lines[#lines + 1] = table.concat(vim.list_extend(line, { first }), ' ')
      word = word:sub(#first + 1)
      line, used, long = {}, 0, cells(word)
    end
    -- An ellipsis stays with the word before it, and a dot between two parts is not needed where a line ends.
    if used > 0 and used + 1 + long > width and word ~= '…' then
      if line[#line] == '·' then
        line[#line] = nil
      end
      lines[#lines + 1] = table.concat(line, ' ')
      line, used = {}, 0
    end
    line[#line + 1] = word
    used = used + long + (used > 0 and 1 or 0)
  end
  lines[#lines + 1] = table.concat(line, ' ')
  return lines
end

---@param col integer
---@param opts vim.api.keyset.set_extmark
function Page:mark(col, opts)
  self.marks[#self.marks + 1] = { row = #self.lines - 1, col = col, opts = opts }
end

--- Hides the marks of Markdown from a column on, and has what is strong shown so whatever the parser makes of it.
---@param from integer
---@param strong boolean whether the line begins inside such words
---@return boolean whether it ends inside
function Page:hide_markup(from, strong)
  local line = self.lines[#self.lines]
  local at, began = from + 1, from
  while true do
    local stars = line:find('**', at, true)
    local slash = line:find('\\%p', at)
    local first = math.min(stars or math.huge, slash or math.huge)
    if first == math.huge then
      break
    end
    if first == slash then
      self:mark(slash - 1, { end_col = slash, conceal = '' })
      at = slash + 2
    else
      self:mark(stars - 1, { end_col = stars + 1, conceal = '' })
      if strong then
        self:mark(began, { end_col = stars - 1, hl_group = 'FactmarkValue', priority = 120 })
      end
      strong, began, at = not strong, stars + 1, stars + 2
    end
  end
  if strong then
    self:mark(began, { end_col = #line, hl_group = 'FactmarkValue', priority = 120 })
  end
  return strong
end

--- Adds a paragraph.
---@param text string Markdown on one line
---@param style? { prefix?: string, group?: string, passage?: factmark.Passage }
function Page:add(text, style)
  style = style or {}
  local prefix = style.prefix or ''
  local strong = false
  for _, part in ipairs(wrapped(text, self.limit - #prefix)) do
    local line = prefix .. guarded(part)
    self.lines[#self.lines + 1] = line
    self.passages[#self.lines] = style.passage
    self.width = math.max(self.width, #prefix + cells(part))
    if prefix == '> ' then
      self:mark(0, { virt_text = { { '▎', 'FactmarkBar' } }, virt_text_pos = 'overlay' })
    elseif prefix:find('^#') then
      self:mark(0, { end_col = #prefix, conceal = '' })
    end
    if style.group then
      self:mark(#prefix, { end_col = #line, hl_group = style.group, priority = 110 })
    end
    strong = self:hide_markup(#prefix, strong)
  end
end

function Page:gap()
  if #self.lines > 0 then
    self.lines[#self.lines + 1] = ''
  end
end

--- Adds the words of a passage and, under them, where they stand.
---@param passage factmark.Passage
---@param more? { lead?: string, tail?: string } words of our own before the quotation and behind the place
function Page:passage(passage, more)
  more = more or {}
  local quote = passage.quote
  local value = quote.value ~= '' and '**' .. escaped(quote.value) .. '**' or ''
  local lead = more.lead and more.lead .. ' ' or ''
  self:add(lead .. escaped(quote.before) .. value .. escaped(quote.after), { prefix = '> ', passage = passage })
  local place = words.dotted(words.place(passage), more.tail)
  self:add('— ' .. escaped(place), { prefix = '> ', group = 'FactmarkSource', passage = passage })
end

---@param claim factmark.Claim
function Page:claim(claim)
  local verdict = words.verdict[claim.verdict]
  local head = ('%s %s — %s'):format(words.sign(claim.verdict), claim.value, verdict.name)
  self:add(escaped(head), { group = verdict.group })
  if claim.finding then
    self:add(escaped(claim.finding.message))
  elseif claim.verdict == 'unsourced' then
    self:add('No source speaks of it.')
  end
  for _, evidence in ipairs(claim.evidence) do
    self:gap()
    self:passage(evidence.passage, { lead = #claim.evidence > 1 and words.sign(evidence.verdict) or nil })
  end
end

---@param sheet factmark.Sheet
---@param shown table<string, boolean> places that stand above already
function Page:sheet(sheet, shown)
  local mentions = 0
  for _, mention in ipairs(sheet.mentions) do
    mentions = mentions + mention.count
  end
  local counted = ('%s in %s'):format(words.plural(mentions, 'mention'), words.plural(#sheet.mentions, 'source'))
  local kind = sheet.type ~= 'unknown' and sheet.type or nil
  self:gap()
  self:add(escaped(sheet.name), { prefix = '# ' })
  self:add(
    escaped(words.dotted(table.concat(sheet.aliases, ', '), kind, counted)),
    { group = 'FactmarkSource' }
  )
  for _, fact in ipairs(sheet.facts) do
    if not shown[M.place(fact.passage)] or #fact.others > 0 then
      self:fact(fact)
    end
    shown[M.place(fact.passage)] = true
  end
  if sheet.definition and not shown[M.place(sheet.definition)] then
    self:gap()
    self:passage(sheet.definition)
  end
end

---@param fact factmark.Fact
function Page:fact(fact)
  local speaker = fact.speaker and 'according to ' .. fact.speaker
  local as_of = fact.asOf and fact.asOf ~= words.dated(fact.passage.source) and 'as of ' .. fact.asOf
  self:gap()
  self:passage(fact.passage, { tail = words.dotted(speaker, as_of) })
  for _, passage in ipairs(fact.others) do
    if fact.contested then
      self:passage(passage, { lead = words.sign('contested') })
    else
      local place = ('%s the same: %s'):format(words.sign('supported'), words.place(passage))
      self:add(escaped(place), { prefix = '> ', group = 'FactmarkSource', passage = passage })
    end
  end
end

--- What tells a passage from others.
---@param passage factmark.Passage
---@return string
function M.place(passage)
  local start = passage.range.start
  return ('%s:%d:%d'):format(passage.source.path, start.line, start.character)
end

--- The page of an answer, no line wider than so many cells unless a word is.
---@param answer factmark.Facts
---@param width integer
---@return factmark.Page
function M.page(answer, width)
  local page = setmetatable({ lines = {}, marks = {}, passages = {}, width = 0, limit = width }, Page)
  local shown = {}
  if answer.claim then
    page:claim(answer.claim)
    for _, evidence in ipairs(answer.claim.evidence) do
      shown[M.place(evidence.passage)] = true
    end
  end
  if answer.sheet then
    page:sheet(answer.sheet, shown)
  end
  return page
end

return M

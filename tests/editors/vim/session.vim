" A writer's session in Vim with ALE, set up by the very lines that editors/README.md gives: the finding in the location
" list, the jump into the source, the finding gone after the fix. What it prints goes to $SCRATCH/report.

let s:passed = 0
let s:failed = 0
let s:report = []
let s:limit = 20.0 " seconds, the longest wait for anything
let s:sentence = 'UNHCR has been operating in Azerbaijan since 1993.'
let s:source_sentence = 'The UNHCR, which has been operating in Azerbaijan since 1992, has supported'

function! s:Check(name, holds, seen) abort
  if a:holds
    let s:passed += 1
    call add(s:report, 'ok: ' . a:name)
  else
    let s:failed += 1
    call add(s:report, 'not ok: ' . a:name)
    call add(s:report, '  seen: ' . string(a:seen))
  endif
  return a:holds
endfunction

" Lets jobs and timers run until the function gives a true value; gives that value, or 0 at the limit.
function! s:Wait(Probe) abort
  let l:began = reltime()
  while reltimefloat(reltime(l:began)) < s:limit
    let l:value = a:Probe()
    if !empty(l:value)
      return l:value
    endif
    sleep 10m
  endwhile
  return 0
endfunction

" ALE's findings on the line.
function! s:Findings(line) abort
  return filter(copy(ale#engine#GetLoclist(bufnr(''))), {_, item -> item.lnum == a:line})
endfunction

function! s:GoTo(word) abort
  call cursor(1, 1)
  call search('\V' . s:sentence, 'cW')
  call search('\V' . a:word, 'cW')
endfunction

function! s:TestFinding() abort
  call s:GoTo('1993')
  let l:found = s:Wait({-> s:Findings(line('.'))})
  if !s:Check('the wrong year has a finding', !empty(l:found), ale#engine#GetLoclist(bufnr('')))
    throw 'without it the rest shows nothing'
  endif
  let l:finding = l:found[0]
  call s:Check('exactly the year', [l:finding.col, l:finding.end_col] == [col('.'), col('.') + 3], l:finding)
  call s:Check('the message names the right year', l:finding.text =~# '1992', l:finding.text)
  call s:Check('as an error', l:finding.type ==# 'E', l:finding.type)
  call s:Check('by factmark', l:finding.linter_name ==# 'factmark', l:finding.linter_name)
endfunction

function! s:TestJump() abort
  call s:GoTo('1993')
  ALEGoToDefinition
  call s:Check('a jump opens the source', s:Wait({-> expand('%:t') ==# '004_5e32103b5ee5e312.txt'}), expand('%:t'))
  let l:first = stridx(getline('.'), s:source_sentence) + 1
  let l:inside = l:first > 0 && col('.') >= l:first && col('.') <= l:first + len(s:source_sentence)
  call s:Check('in the very sentence', l:inside, strpart(getline('.'), col('.') - 1, 100))
  execute "normal! \<C-o>"
  call s:Check('and back', expand('%:t') ==# 'sample-brief.md', expand('%:t'))
endfunction

function! s:TestFix() abort
  call s:GoTo('1993')
  let l:line = line('.')
  normal! ciw1992
  doautocmd TextChanged
  call s:Check('the right year is silent', s:Wait({-> empty(s:Findings(l:line))}), s:Findings(l:line))
endfunction

function! s:Run() abort
  execute 'edit' fnameescape($WORKSPACE . '/sample-brief.md')
  call s:Check('a Markdown draft is markdown', &filetype ==# 'markdown', &filetype)
  call s:TestFinding()
  call s:TestJump()
  call s:TestFix()
endfunction

try
  call s:Run()
catch
  call s:Check('the script ran to its end', 0, v:exception . ' at ' . v:throwpoint)
endtry
call add(s:report, s:passed . ' passed, ' . s:failed . ' failed')
call writefile(s:report, $SCRATCH . '/report')
execute s:failed == 0 && s:passed > 0 ? 'qall!' : 'cquit!'

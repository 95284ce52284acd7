;;; lib.el --- what the sessions in Emacs share -*- lexical-binding: t -*-

;; Counts checks, waits for events, finds the wrong sentence of the sample brief. Knows no LSP client.

(defvar session-passed 0)
(defvar session-failed 0)
(defconst session-limit 20 "The longest wait for anything, in seconds.")
(defconst session-sentence "UNHCR has been operating in Azerbaijan since 1993.")
(defconst session-source-sentence
  "The UNHCR, which has been operating in Azerbaijan since 1992, has supported the efforts of the Government")

(defun session-check (name holds &optional seen)
  "Count one check and print its NAME; where it does not HOLD, print what was SEEN."
  (if holds
      (setq session-passed (1+ session-passed))
    (setq session-failed (1+ session-failed)))
  (princ (format "%s: %s\n" (if holds "ok" "not ok") name))
  (when (and seen (not holds))
    (princ (format "  seen: %S\n" seen)))
  holds)

(defun session-wait (probe)
  "Let the processes speak until PROBE gives a value, and return it; nil at the limit."
  (let ((end (+ (float-time) session-limit))
        value)
    (while (and (not (setq value (funcall probe))) (< (float-time) end))
      (accept-process-output nil 0.02))
    value))

(defun session-go-to (word)
  "Put point on WORD inside the wrong sentence."
  (goto-char (point-min))
  (search-forward session-sentence)
  (goto-char (match-beginning 0))
  (search-forward word)
  (goto-char (match-beginning 0)))

(defun session-main (run)
  "Load the snippet of the handbook, call RUN, print the counts and leave Emacs."
  (load (expand-file-name "snippet.el" (getenv "SCRATCH")) nil t)
  (condition-case fault
      (funcall run)
    (error (session-check "the script ran to its end" nil fault)))
  (princ (format "%d passed, %d failed\n" session-passed session-failed))
  (kill-emacs (if (and (zerop session-failed) (> session-passed 0)) 0 1)))

(provide 'session-lib)

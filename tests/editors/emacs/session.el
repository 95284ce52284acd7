;;; session.el --- a writer's session in Emacs with eglot -*- lexical-binding: t -*-

;; Loads the very lines that editors/README.md gives, opens the sample brief, and checks what a writer would see:
;; the finding in Flymake, the facts by hover, the jump into the source, the finding gone after the fix.

(load (expand-file-name "lib.el" (file-name-directory load-file-name)) nil t)

(defun session-finding ()
  "Flymake's diagnostic at point, if any."
  (car (flymake-diagnostics (point))))

(defun session-hover ()
  "The server's hover text at point."
  (let* ((answer (jsonrpc-request (eglot--current-server-or-lose)
                                  :textDocument/hover (eglot--TextDocumentPositionParams)))
         (contents (plist-get answer :contents)))
    (if (stringp contents) contents (plist-get contents :value))))

(defun session-test-finding ()
  (session-go-to "1993")
  (let ((finding (session-wait #'session-finding)))
    (when (session-check "the wrong year is underlined" finding)
      (session-check "exactly the year"
                     (equal "1993" (buffer-substring (flymake-diagnostic-beg finding) (flymake-diagnostic-end finding))))
      (session-check "the message names the right year"
                     (string-match-p "1992" (flymake-diagnostic-text finding))
                     (flymake-diagnostic-text finding))
      (session-check "as an error" (eq (flymake-diagnostic-type finding) 'eglot-error)
                     (flymake-diagnostic-type finding)))))

(defun session-test-hover ()
  (session-go-to "UNHCR")
  (let ((text (session-hover)))
    (session-check "hover tells the fact" (and text (string-match-p "1992" text)) text)))

(defun session-test-jump (draft)
  (session-go-to "1993")
  (xref-find-definitions (xref-backend-identifier-at-point (xref-find-backend)))
  (session-check "M-. opens the source" (string-suffix-p "004_5e32103b5ee5e312.txt" (or buffer-file-name ""))
                 buffer-file-name)
  (session-check "in the very sentence"
                 (save-excursion
                   (let ((here (point)))
                     (beginning-of-line)
                     (and (search-forward session-source-sentence (line-end-position) t)
                          (<= (match-beginning 0) here (match-end 0)))))
                 (buffer-substring (point) (min (point-max) (+ (point) 80))))
  (run-hooks 'post-command-hook)
  (session-check "the same server serves the source"
                 (session-wait (lambda () (eq (eglot-current-server)
                                              (with-current-buffer draft (eglot-current-server))))))
  (switch-to-buffer draft))

(defun session-test-fix ()
  (session-go-to "1993")
  (delete-char 4)
  (insert "1992")
  (backward-char 4)
  (session-check "the right year is silent" (session-wait (lambda () (not (session-finding)))) (session-finding)))

(defun session-run ()
  (setq eglot-sync-connect 10
        eglot-send-changes-idle-time 0
        flymake-no-changes-timeout 0.1)
  (let ((draft (find-file (expand-file-name "sample-brief.md" (getenv "WORKSPACE")))))
    ;; eglot-ensure waits for the next command, and a batch run has none.
    (run-hooks 'post-command-hook)
    (unless (session-check "eglot manages the draft" (session-wait #'eglot-managed-p))
      (error "No server"))
    (session-check "its root is the folder with factmark.toml"
                   (file-equal-p (project-root (eglot--project (eglot-current-server))) (getenv "WORKSPACE")))
    (session-test-finding)
    (session-test-hover)
    (session-test-jump draft)
    (session-test-fix)
    (eglot-shutdown (eglot-current-server) nil session-limit)))

(session-main #'session-run)

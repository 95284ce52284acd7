//! Tells the allocator how a language server uses memory: for hours, from several threads, beside an editor.
//! It must not know who allocates what.

/// Has all threads allocate from two heaps. glibc gives each thread a heap of its own and keeps what was freed in it: with a draft
/// of 1 MB, whose readings are made by whichever thread is free, the server held twice the memory that it used. With one heap alone
/// the threads that check a draft wait for each other: opening 100 KB took a third longer.
/// Must be called before the first thread starts.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub(super) fn keep_small() {
    #[expect(unsafe_code, reason = "the one way to say so from inside the process; no safe crate offers it")]
    // SAFETY: sets a number that malloc reads when it makes a heap; no other thread runs yet. Where it fails, all stays as it was.
    let _ = unsafe { libc::mallopt(libc::M_ARENA_MAX, 2) };
}

/// Other allocators give back what was freed.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub(super) fn keep_small() {}

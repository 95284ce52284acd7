//! F010: an acronym beside the name of another body.
//! It must not know values.

use crate::check::{Draft, Finding};

/// The findings of the draft's own definitions, in order.
pub(in crate::check) fn findings(draft: &Draft<'_>) -> Vec<Finding> {
    let _ = draft;
    Vec::new()
}

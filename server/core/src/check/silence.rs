//! Which sentences of a draft are never judged.
//! It must not know rules. Code, URLs and front matter never come here: `text` masks them.

use crate::analysis::Analysis;
use crate::claims::Claim;
use crate::text::BlockKind;

/// Headings announce, block quotes are someone else's words.
pub(super) fn is_no_claim(analysis: &Analysis, claim: &Claim) -> bool {
    let sentence = analysis.sentences.get(claim.sentence as usize);
    let block = sentence.and_then(|sentence| analysis.blocks.get(sentence.block as usize));
    block.is_some_and(|block| matches!(block.kind, BlockKind::Heading(_) | BlockKind::Quote))
}

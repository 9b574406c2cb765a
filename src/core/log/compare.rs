//! What was done to a log between two readings, from the hashes of its leaves.

use super::Hash;

/// How a later reading contradicts an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tampering {
    /// The leaf at this index is another one.
    Changed(u64),
    /// The leaf at this index is gone; what followed has moved up.
    Removed(u64),
    /// A leaf was put in at this index; what followed has moved down.
    Inserted(u64),
    /// The log ends before this index, which it had already.
    Truncated(u64),
}

/// What happened to the leaves that were there before; `None` where all of them are still in their places.
pub fn compare(before: &[Hash], after: &[Hash]) -> Option<Tampering> {
    let place = before.iter().zip(after).position(|(before, after)| before != after);
    let Some(k) = place else {
        return (after.len() < before.len()).then_some(Tampering::Truncated(index(after.len())));
    };
    let (old, new) = (&before[k..], &after[k..]);
    // As far as both were read: the log may have grown meanwhile.
    let same =
        |old: &[Hash], new: &[Hash]| !old.is_empty() && !new.is_empty() && old.iter().zip(new).all(|(a, b)| a == b);
    Some(if same(&old[1..], &new[1..]) || (old.len() == 1 && new.len() == 1) {
        Tampering::Changed(index(k))
    } else if same(&old[1..], new) {
        Tampering::Removed(index(k))
    } else if same(old, &new[1..]) {
        Tampering::Inserted(index(k))
    } else {
        Tampering::Changed(index(k))
    })
}

fn index(k: usize) -> u64 {
    u64::try_from(k).unwrap_or(u64::MAX)
}

impl std::fmt::Display for Tampering {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Changed(k) => write!(f, "第 {k} 条记录被改动 / entry {k} was changed"),
            Self::Removed(k) => write!(f, "第 {k} 条记录被删除 / entry {k} was removed"),
            Self::Inserted(k) => write!(f, "第 {k} 条处被插入记录 / an entry was inserted at {k}"),
            Self::Truncated(k) => write!(f, "日志被截断，只剩 {k} 条 / the log was truncated to {k} entries"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_tampering_is_named_with_its_place() {
        let log = |leaves: &[u8]| leaves.iter().map(|k| [*k; 32]).collect::<Vec<_>>();
        let before = log(&[0, 1, 2, 3, 4]);
        for (after, found) in [
            (log(&[0, 1, 2, 3, 4]), None),
            (log(&[0, 1, 2, 3, 4, 5, 6]), None),
            (log(&[0, 1, 9, 3, 4]), Some(Tampering::Changed(2))),
            (log(&[0, 1, 2, 3, 9]), Some(Tampering::Changed(4))),
            (log(&[0, 1, 3, 4]), Some(Tampering::Removed(2))),
            (log(&[0, 1, 3, 4, 5, 6]), Some(Tampering::Removed(2))),
            (log(&[1, 2, 3, 4]), Some(Tampering::Removed(0))),
            (log(&[0, 1, 9, 2, 3, 4]), Some(Tampering::Inserted(2))),
            (log(&[9, 0, 1, 2, 3]), Some(Tampering::Inserted(0))),
            (log(&[0, 1, 2]), Some(Tampering::Truncated(3))),
            (log(&[]), Some(Tampering::Truncated(0))),
            (log(&[7, 8, 9]), Some(Tampering::Changed(0))),
        ] {
            assert_eq!(compare(&before, &after), found, "{after:?}");
        }
        assert_eq!(compare(&[], &before), None);
    }
}

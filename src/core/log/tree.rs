//! The Merkle tree (RFC 6962), by the hashes that are kept of it: `tlog_tiles` numbers them in the order in which they become known,
//! so a growing tree only ever appends.

use std::collections::BTreeMap;

use tlog_tiles::{
    Error, HashReader, check_record, check_tree, prove_record, prove_tree, record_hash, stored_hash_count,
    stored_hash_index, stored_hashes_for_record_hash, sub_tree_index, tree_hash,
};

/// A node of the tree.
pub type Hash = [u8; 32];

/// Hashes of a whole tile, and leaves of a whole bundle.
pub const TILE_WIDTH: u16 = 256;
/// Levels of the tree between two levels of tiles.
const TILE_HEIGHT: u8 = 8;

/// Hashes that are needed and are not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("hashes of the log are missing")]
pub struct Gap;

/// SHA-256(0x00 || leaf).
pub fn leaf_hash(leaf: &[u8]) -> Hash {
    record_hash(leaf).0
}

/// Stored hashes by their place.
#[derive(Default)]
struct Known(BTreeMap<u64, Hash>);

impl HashReader for Known {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog_tiles::Hash>, Error> {
        indexes.iter().map(|it| self.0.get(it).copied().map(tlog_tiles::Hash).ok_or(Error::IndexesNotInTree)).collect()
    }
}

/// Says yes to everything, and notes what was asked for.
#[derive(Default)]
struct Asked(std::cell::RefCell<Vec<u64>>);

impl HashReader for Asked {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog_tiles::Hash>, Error> {
        self.0.borrow_mut().extend(indexes);
        Ok(vec![tlog_tiles::Hash([0; 32]); indexes.len()])
    }
}

/// A tree of which as many hashes are known as the question needs.
pub struct Tree {
    size: u64,
    known: Known,
}

/// What a tree gained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Growth {
    /// Place of the first new hash; the others follow without gap.
    pub from: u64,
    pub hashes: Vec<Hash>,
}

impl Tree {
    /// A tree of `size` leaves with some of its stored hashes.
    pub fn new(size: u64, known: impl IntoIterator<Item = (u64, Hash)>) -> Self {
        Self { size, known: Known(known.into_iter().collect()) }
    }

    pub fn size(&self) -> u64 {
        self.size
    }

    /// The places of the hashes that a tree of `size` is continued from, and its root computed with: at most 64.
    pub fn edge(size: u64) -> Vec<u64> {
        if size == 0 { Vec::new() } else { sub_tree_index(0, size, Vec::new()) }
    }

    /// The same tree, of which only its edge is held.
    #[must_use]
    pub fn at_edge(self) -> Self {
        let known = Self::edge(self.size).into_iter().filter_map(|it| Some((it, *self.known.0.get(&it)?))).collect();
        Self { size: self.size, known: Known(known) }
    }

    /// The Merkle tree hash.
    pub fn root(&self) -> Result<Hash, Gap> {
        tree_hash(self.size, &self.known).map(|it| it.0).map_err(|_| Gap)
    }

    /// Adds leaves by their hashes.
    pub fn grow(&mut self, leaves: impl IntoIterator<Item = Hash>) -> Result<Growth, Gap> {
        let from = stored_hash_count(self.size);
        let mut hashes = Vec::new();
        for leaf in leaves {
            let new = stored_hashes_for_record_hash(self.size, tlog_tiles::Hash(leaf), &self.known).map_err(|_| Gap)?;
            for (place, hash) in (stored_hash_index(0, self.size)..).zip(new) {
                self.known.0.insert(place, hash.0);
                hashes.push(hash.0);
            }
            self.size += 1;
        }
        Ok(Growth { from, hashes })
    }

    /// The places that [`Tree::inclusion`] reads.
    pub fn inclusion_needs(size: u64, index: u64) -> Vec<u64> {
        let asked = Asked::default();
        let _ = prove_record(size, index, &asked);
        asked.0.into_inner()
    }

    /// The audit path of a leaf, from its sibling upwards; [`Gap`] where there is no such leaf.
    pub fn inclusion(&self, index: u64) -> Result<Vec<Hash>, Gap> {
        prove_record(self.size, index, &self.known).map(plain).map_err(|_| Gap)
    }

    /// The places that [`Tree::consistency`] reads.
    pub fn consistency_needs(size: u64, old: u64) -> Vec<u64> {
        let asked = Asked::default();
        let _ = prove_tree(size, old, &asked);
        asked.0.into_inner()
    }

    /// That the first `old` leaves are those of the tree of that size; [`Gap`] where `old` is 0 or more than there are.
    pub fn consistency(&self, old: u64) -> Result<Vec<Hash>, Gap> {
        prove_tree(self.size, old, &self.known).map(plain).map_err(|_| Gap)
    }
}

fn plain(proof: Vec<tlog_tiles::Hash>) -> Vec<Hash> {
    proof.into_iter().map(|it| it.0).collect()
}

fn wrapped(proof: &[Hash]) -> Vec<tlog_tiles::Hash> {
    proof.iter().copied().map(tlog_tiles::Hash).collect()
}

/// Whether the tree of this size and root has this leaf at this index.
pub fn check_inclusion(proof: &[Hash], size: u64, root: &Hash, index: u64, leaf: &Hash) -> bool {
    // The longest path of a tree that can be counted; a longer one would only cost time.
    proof.len() <= 64
        && check_record(&wrapped(proof), size, tlog_tiles::Hash(*root), index, tlog_tiles::Hash(*leaf)).is_ok()
}

/// Whether the tree of size `new` continues the tree of size `old`. An empty tree is continued by any.
pub fn check_consistency(proof: &[Hash], new: (u64, &Hash), old: (u64, &Hash)) -> bool {
    if old.0 == 0 {
        return proof.is_empty() && *old.1 == tlog_tiles::EMPTY_HASH.0;
    }
    proof.len() <= 128
        && check_tree(&wrapped(proof), new.0, tlog_tiles::Hash(*new.1), old.0, tlog_tiles::Hash(*old.1)).is_ok()
}

/// The places of the hashes of a tile; `None` where the numbers leave what can be counted.
pub fn tile_positions(level: u8, n: u64, width: u16) -> Option<Vec<u64>> {
    let height = level.checked_mul(TILE_HEIGHT).filter(|it| *it < 56)?;
    let first = n.checked_mul(u64::from(TILE_WIDTH))?;
    let last = first.checked_add(u64::from(width))?;
    // Leaves under the last hash, times two: there are fewer than twice as many hashes as leaves.
    last.checked_shl(u32::from(height)).filter(|it| it >> height == last && *it < 1 << 60)?;
    Some((first..last).map(|k| stored_hash_index(height, k)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use ct_merkle::mem_backed_tree::MemoryBackedTree;
    use proptest::prelude::*;
    use sha2::Sha256;

    fn leaves(count: u64) -> impl Iterator<Item = Hash> {
        (0..count).map(|k| leaf_hash(k.to_string().as_bytes()))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// An implementation that shares no line with ours gives the same root, and every proof leads to it.
        #[test]
        fn roots_and_proofs_are_those_of_another_implementation(old in 1_u64..300, more in 0_u64..300, pick in any::<prop::sample::Index>()) {
            let mut tree = Tree::new(0, []);
            tree.grow(leaves(old)).unwrap();
            let old_root = tree.root().unwrap();
            let growth = tree.grow(leaves(old + more).skip(usize::try_from(old).unwrap())).unwrap();
            prop_assert_eq!(growth.from, stored_hash_count(old));
            let mut other = MemoryBackedTree::<Sha256, String>::new();
            (0..old + more).for_each(|k| other.push(k.to_string()));
            let root = tree.root().unwrap();
            prop_assert_eq!(&root[..], other.root().as_bytes().to_vec());

            let index = u64::try_from(pick.index(usize::try_from(old + more).unwrap())).unwrap();
            let proof = tree.inclusion(index).unwrap();
            let leaf = leaf_hash(index.to_string().as_bytes());
            prop_assert_eq!(proof.concat(), other.prove_inclusion(usize::try_from(index).unwrap()).as_bytes().to_vec());
            prop_assert!(check_inclusion(&proof, old + more, &root, index, &leaf));
            prop_assert!(!check_inclusion(&proof, old + more, &root, index, &leaf_hash(b"another")));
            prop_assert!(!check_inclusion(&proof, old + more, &leaf, index, &leaf) || old + more == 1);

            let proof = tree.consistency(old).unwrap();
            prop_assert!(more == 0 || proof.concat() == other.prove_consistency(usize::try_from(more).unwrap()).as_bytes());
            prop_assert!(check_consistency(&proof, (old + more, &root), (old, &old_root)));
            prop_assert!(more == 0 || !check_consistency(&proof, (old + more, &root), (old, &root)));
        }
    }

    #[test]
    fn a_tree_goes_on_from_its_edge_alone() {
        for size in 0..70 {
            let mut whole = Tree::new(0, []);
            whole.grow(leaves(size)).unwrap();
            let edge = Tree::edge(size);
            let mut resumed = Tree::new(size, edge.iter().map(|place| (*place, whole.known.0[place])));
            assert_eq!(resumed.root(), whole.root());
            let more = leaves(size + 9).skip(usize::try_from(size).unwrap());
            assert_eq!(resumed.grow(more.collect::<Vec<_>>()).unwrap().from, stored_hash_count(size));
            whole.grow(leaves(size + 9).skip(usize::try_from(size).unwrap())).unwrap();
            assert_eq!(resumed.root(), whole.root());
        }
        assert_eq!(Tree::new(5, []).root(), Err(Gap));
    }

    #[test]
    fn proofs_need_what_they_say_and_nothing_else() {
        let mut whole = Tree::new(0, []);
        whole.grow(leaves(37)).unwrap();
        for index in 0..37 {
            let needs = Tree::inclusion_needs(37, index);
            let some = Tree::new(37, needs.iter().map(|place| (*place, whole.known.0[place])));
            assert_eq!(some.inclusion(index), whole.inclusion(index));
            let needs = Tree::consistency_needs(37, index + 1);
            let some = Tree::new(37, needs.iter().map(|place| (*place, whole.known.0[place])));
            assert_eq!(some.consistency(index + 1), whole.consistency(index + 1));
        }
        assert_eq!(whole.inclusion(37), Err(Gap));
        assert_eq!(whole.consistency(0), Err(Gap));
        assert_eq!(whole.consistency(38), Err(Gap));
    }

    #[test]
    fn a_tile_holds_the_roots_of_whole_tiles_below() {
        let mut tree = Tree::new(0, []);
        tree.grow(leaves(600)).unwrap();
        let below = tile_positions(0, 1, 256).unwrap();
        let mut small = Tree::new(0, []);
        small.grow(below.iter().map(|place| tree.known.0[place])).unwrap();
        let above = tile_positions(1, 0, 2).unwrap();
        assert_eq!(small.root().unwrap(), tree.known.0[&above[1]]);
        assert_eq!(tile_positions(7, 0, 1), None);
        assert_eq!(tile_positions(0, u64::MAX, 1), None);
        assert_eq!(tile_positions(6, u64::MAX / 256, 1), None);
    }
}

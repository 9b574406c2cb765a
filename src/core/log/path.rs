//! Addresses of tiles (C2SP tlog-tiles): `tile/<L>/<N>[.p/<W>]` and `tile/entries/<N>[.p/<W>]`.

use std::fmt;

/// Hashes of a tile, or leaves of a bundle.
const WIDTH: u16 = super::TILE_WIDTH;

/// What a tile holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resource {
    /// Hashes of this level, 0 for those of leaves.
    Hashes(u8),
    /// The leaves themselves.
    Entries,
}

/// A tile or an entry bundle, whole or partial.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tile {
    pub resource: Resource,
    /// The index within its level.
    pub n: u64,
    /// 1 to 256; 256 is whole.
    pub width: u16,
}

impl Tile {
    pub fn is_full(&self) -> bool {
        self.width == WIDTH
    }

    /// The address of `path`, which is what follows `tile/`; `None` for anything that is not written exactly so.
    pub fn parse(path: &str) -> Option<Self> {
        let (level, rest) = path.split_once('/')?;
        let resource = match level {
            "entries" => Resource::Entries,
            _ => Resource::Hashes(level.parse().ok().filter(|&it| it < 64)?),
        };
        let (index, width) = match rest.split_once(".p/") {
            Some((index, width)) => (index, width.parse().ok().filter(|it| (1..WIDTH).contains(it))?),
            None => (rest, WIDTH),
        };
        // At most 7 elements, so that an index has less than 64 bits.
        let digits: String = index.split('/').take(8).map(|it| it.trim_start_matches('x')).collect();
        let n = digits.parse().ok().filter(|_| digits.len() <= 18)?;
        let tile = Self { resource, n, width };
        // One way to write each: signs, leading zeroes and missing `x` are refused.
        (tile.to_string() == path).then_some(tile)
    }
}

impl fmt::Display for Tile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.resource {
            Resource::Hashes(level) => write!(f, "{level}/")?,
            Resource::Entries => f.write_str("entries/")?,
        }
        let digits = self.n.to_string();
        let groups = digits.len().div_ceil(3);
        let padded = format!("{digits:0>width$}", width = groups * 3);
        for (k, group) in padded.as_bytes().chunks(3).enumerate() {
            let group = std::str::from_utf8(group).unwrap_or_default();
            f.write_str(if k + 1 < groups { "x" } else { "" })?;
            f.write_str(group)?;
            f.write_str(if k + 1 < groups { "/" } else { "" })?;
        }
        if self.is_full() { Ok(()) } else { write!(f, ".p/{}", self.width) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_those_of_the_specification_and_written_in_one_way() {
        for (text, resource, n, width) in [
            ("0/000", Resource::Hashes(0), 0, 256),
            ("1/x001/x234/067", Resource::Hashes(1), 1_234_067, 256),
            ("0/273.p/112", Resource::Hashes(0), 273, 112),
            ("entries/x001/000.p/1", Resource::Entries, 1_000, 1),
            ("63/999", Resource::Hashes(63), 999, 256),
        ] {
            let tile = Tile { resource, n, width };
            assert_eq!(Tile::parse(text), Some(tile), "{text}");
            assert_eq!(tile.to_string(), text);
        }
        for text in [
            "",
            "0",
            "0/",
            "0/0",
            "0/00",
            "0/0000",
            "00/000",
            "64/000",
            "-1/000",
            "+1/000",
            "0/x000",
            "0/001/000",
            "0/x000/001",
            "0/000.p/0",
            "0/000.p/256",
            "0/000.p/01",
            "0/000.p/+1",
            "0/000.p/",
            "8/0/000",
            "entries",
            "entry/000",
            "0/000/",
            "0/x999/x999/x999/x999/x999/x999/x999/999",
            "0/..",
            "0/00a",
            "0/x/000",
        ] {
            assert_eq!(Tile::parse(text), None, "{text}");
        }
    }
}

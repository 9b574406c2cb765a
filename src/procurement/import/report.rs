//! What became of the rows. Lines are written as they arise, so that a report of any length takes no memory.

use std::io::{self, Write};

use super::row::Remark;
use crate::say;

/// The counts; `read` is the sum of the other three.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub read: u64,
    pub taken: u64,
    pub present: u64,
    pub refused: u64,
}

impl Report {
    /// The last lines.
    pub fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let Self { read, taken, present, refused } = self;
        writeln!(
            out,
            "{}",
            say!(
                "读取 {read} 行：导入 {taken} 条，已有 {present} 条，未导入 {refused} 行",
                "{read} rows read: {taken} taken, {present} already there, {refused} not taken"
            )
        )
    }
}

/// A line per remark: row, column, what and why. `lost` says that the row was not taken.
pub fn write(out: &mut impl Write, number: u64, lost: bool, remarks: &[Remark]) -> io::Result<()> {
    for Remark { column, text } in remarks {
        let column = column.map(|it| format!(" {}", it.heading())).unwrap_or_default();
        let (zh, en) = if lost { ("未导入", "not taken") } else { ("已导入", "taken") };
        let (why, because) = (&text.zh, &text.en);
        writeln!(out, "{}", say!("第 {number} 行（{zh}）{column}：{why}", "row {number} ({en}){column}: {because}"))?;
    }
    Ok(())
}

//! The file as rows of text. It is read row by row, so that its size does not matter.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::row::{Column, Fields, Remark};
use crate::core::text::{self, Text};
use crate::platform::web::Problem;
use crate::say;

/// No row is larger; what seems so is a quotation mark that nothing closes.
const MAX_ROW: u64 = 4 * 1024 * 1024;

/// Why a file could not be imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be read at all, or not to its end.
    #[error("{0}")]
    File(Text),
    /// The database refused.
    #[error(transparent)]
    Work(#[from] Problem),
    /// The report could not be written.
    #[error("{0}")]
    Report(#[from] io::Error),
}

impl From<sqlx::Error> for ImportError {
    fn from(error: sqlx::Error) -> Self {
        Self::Work(error.into())
    }
}

/// A row with its number as a spreadsheet counts: the heading is row 1.
pub struct Line {
    pub number: u64,
    pub fields: Result<Fields, Vec<Remark>>,
}

/// A CSV file with the headings of [`Column`], in any order; further columns are passed over.
pub struct Table {
    reader: csv::Reader<Bounded>,
    left: Arc<AtomicU64>,
    /// Place of each of [`Column::ALL`].
    places: [usize; 7],
    number: u64,
    record: csv::ByteRecord,
}

impl Table {
    /// Opens a file and reads its heading; answers its size, too.
    pub fn open(path: &Path) -> Result<(Self, u64), ImportError> {
        let name = path.display();
        let unreadable =
            |error: io::Error| ImportError::File(say!("无法读取 {name}：{error}", "cannot read {name}: {error}"));
        let file = File::open(path).map_err(unreadable)?;
        let size = file.metadata().map_err(unreadable)?.len();
        let left = Arc::new(AtomicU64::new(MAX_ROW));
        let bounded = Bounded { inner: file, left: left.clone() };
        let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bounded);
        let mut record = csv::ByteRecord::new();
        reader.read_byte_record(&mut record).map_err(|error| broken(1, &error))?;
        let places = places(&record)?;
        Ok((Self { reader, left, places, number: 1, record }, size))
    }

    /// Bytes read so far.
    pub fn position(&self) -> u64 {
        self.reader.position().byte()
    }

    /// The next row; `None` at the end.
    pub fn next(&mut self) -> Result<Option<Line>, ImportError> {
        self.left.store(MAX_ROW, Ordering::Relaxed);
        let number = self.number + 1;
        if !self.reader.read_byte_record(&mut self.record).map_err(|error| broken(number, &error))? {
            return Ok(None);
        }
        self.number = number;
        Ok(Some(Line { number, fields: self.fields() }))
    }

    fn fields(&self) -> Result<Fields, Vec<Remark>> {
        let mut fields = Fields::default();
        let mut wrong = Vec::new();
        for ((field, column), place) in fields.iter_mut().zip(Column::ALL).zip(self.places) {
            match self.record.get(place).map(std::str::from_utf8) {
                Some(Ok(written)) => written.clone_into(field),
                Some(Err(_)) => wrong.push(Remark::new(column, not_utf8())),
                None => {
                    let found = self.record.len();
                    wrong.push(Remark::new(
                        column,
                        say!("缺少本列：该行只有 {found} 列", "is missing: the row has only {found} columns"),
                    ));
                }
            }
        }
        if wrong.is_empty() { Ok(fields) } else { Err(wrong) }
    }
}

fn not_utf8() -> Text {
    say!(
        "不是 UTF-8 文字，可能是 GBK 编码：请在表格软件中另存为“CSV UTF-8”后重试",
        "is not UTF-8 text, perhaps GBK: save the file as “CSV UTF-8” in a spreadsheet and try again"
    )
}

fn places(heading: &csv::ByteRecord) -> Result<[usize; 7], ImportError> {
    let names: Vec<String> =
        heading.iter().map(|field| std::str::from_utf8(field).map(text::line)).collect::<Result<_, _>>().map_err(
            |_| {
                let Text { zh, en } = not_utf8();
                ImportError::File(say!("表头{zh}", "the heading {en}"))
            },
        )?;
    let mut places = [0; 7];
    let mut missing = Vec::new();
    for (place, column) in places.iter_mut().zip(Column::ALL) {
        match names.iter().position(|name| name == column.heading()) {
            Some(found) => *place = found,
            None => missing.push(column.heading()),
        }
    }
    if missing.is_empty() {
        return Ok(places);
    }
    let (missing, found) = (missing.join("、"), names.join("、").chars().take(200).collect::<String>());
    Err(ImportError::File(say!(
        "表头缺少列：{missing}（现有：{found}）",
        "the heading lacks these columns: {missing} (it has: {found})"
    )))
}

fn broken(number: u64, error: &csv::Error) -> ImportError {
    ImportError::File(say!("第 {number} 行读不下去：{error}", "cannot read on at row {number}: {error}"))
}

/// Reads no more of one row than [`MAX_ROW`].
struct Bounded {
    inner: File,
    left: Arc<AtomicU64>,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let taken = u64::try_from(read).unwrap_or(u64::MAX);
        let left = self.left.load(Ordering::Relaxed);
        if taken > left {
            let megabytes = MAX_ROW / 1024 / 1024;
            return Err(io::Error::other(
                say!(
                    "一行超过 {megabytes} MB，多半是引号没有成对",
                    "a row of more than {megabytes} MB; most likely a quotation mark is not closed"
                )
                .to_string(),
            ));
        }
        self.left.store(left - taken, Ordering::Relaxed);
        Ok(read)
    }
}

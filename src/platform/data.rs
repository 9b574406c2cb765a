//! Reference data: CSV files of `data/`, carried in the binary and written to their tables at start-up, so that a correction is a
//! reviewed change of a data file. Writing what is there already changes nothing and takes milliseconds.

use serde::de::DeserializeOwned;
use serde_json::Value;

/// Why reference data could not be written.
#[derive(Debug, thiserror::Error)]
pub enum DataError {
    /// A row is not what its table needs.
    #[error("内置数据文件有误 / a built-in data file is wrong: {0}")]
    Csv(#[from] csv::Error),
    /// The database refused.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

/// The rows of a CSV file with a header.
pub fn rows<T: DeserializeOwned>(text: &str) -> Result<Vec<T>, csv::Error> {
    csv::Reader::from_reader(text.as_bytes()).deserialize().collect()
}

/// The rows as a JSON array of objects, which `jsonb_to_recordset` makes a table of. An empty field is absent.
pub fn records(text: &str) -> Result<Value, csv::Error> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers()?.clone();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record?;
        let fields = header.iter().zip(record.iter()).filter(|(_, value)| !value.is_empty());
        rows.push(
            fields.map(|(name, value)| (name.to_owned(), Value::from(value))).collect::<serde_json::Map<_, _>>().into(),
        );
    }
    Ok(Value::Array(rows))
}

//! Reading a log over HTTP.

use std::time::Duration;

use reqwest::{Client, StatusCode};

use super::MonitorError;
use crate::core::log::{Resource, TILE_WIDTH, Tile};

/// No answer takes longer.
const TIMEOUT: Duration = Duration::from_secs(30);
/// No answer is larger: a bundle has 256 leaves of at most 64 KiB, an evidence file at most 32 MiB.
const MAX_BYTES: usize = 32 * 1024 * 1024;

/// A server that has a log.
pub(super) struct Remote {
    client: Client,
    base: String,
}

impl Remote {
    pub(super) fn new(url: &str) -> Result<Self, MonitorError> {
        let client =
            Client::builder().timeout(TIMEOUT).user_agent(concat!("jishi-monitor/", env!("CARGO_PKG_VERSION"))).build();
        let client = client.map_err(|error| MonitorError::Unreachable(error.to_string()))?;
        Ok(Self { client, base: url.trim_end_matches('/').to_owned() })
    }

    pub(super) async fn text(&self, path: &str) -> Result<String, MonitorError> {
        String::from_utf8(self.bytes(path).await?).map_err(|_| MonitorError::Unreachable(format!("{path}: not text")))
    }

    pub(super) async fn bytes(&self, path: &str) -> Result<Vec<u8>, MonitorError> {
        let url = format!("{}/{path}", self.base);
        let failed = |why: String| MonitorError::Unreachable(format!("{url}: {why}"));
        let mut response = self.client.get(&url).send().await.map_err(|error| failed(error.to_string()))?;
        if response.status() != StatusCode::OK {
            return Err(failed(response.status().to_string()));
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| failed(error.to_string()))? {
            bytes.extend_from_slice(&chunk);
            if bytes.len() > MAX_BYTES {
                return Err(failed("the answer is too large".to_owned()));
            }
        }
        Ok(bytes)
    }

    /// The first `width` leaves of a bundle.
    pub(super) async fn bundle(&self, n: u64, width: u64) -> Result<Vec<Vec<u8>>, MonitorError> {
        let width = u16::try_from(width).unwrap_or(TILE_WIDTH);
        let path = format!("log/tile/{}", Tile { resource: Resource::Entries, n, width });
        let bytes = self.bytes(&path).await?;
        let mut rest = bytes.as_slice();
        let mut leaves = Vec::new();
        while let Some((length, after)) = rest.split_first_chunk::<2>() {
            let length = usize::from(u16::from_be_bytes(*length));
            let Some((leaf, after)) = after.split_at_checked(length) else { break };
            leaves.push(leaf.to_vec());
            rest = after;
        }
        if rest.is_empty() && leaves.len() == usize::from(width) {
            Ok(leaves)
        } else {
            Err(MonitorError::Unreachable(format!("{path}: not a bundle of {width} entries")))
        }
    }
}
